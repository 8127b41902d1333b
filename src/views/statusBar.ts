import { type Disposable, MarkdownString, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { Disposable as Owned } from '../base/lifecycle';
import { commands, statusItem } from '../ids';
import { type Progress, progressOf } from '../runs/progress';
import type { Rows } from '../runs/rows';
import { statusWord } from './outcomeLook';

/**
 * One item at the left while anything runs: `$(sync~spin) 7/14`, summed over the active batches. Nothing is there when
 * all is quiet.
 */
export class StatusBar implements Disposable {
  private item: StatusBarItem | undefined;
  private readonly subscription: Owned;

  constructor(private readonly rows: Rows) {
    this.subscription = rows.onDidChange(() => this.update());
    this.update();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item?.dispose();
  }

  private update(): void {
    const progress = progressOf(this.rows.active());
    if (!progress) {
      this.item?.dispose();
      this.item = undefined;
      return;
    }
    this.item ??= this.create();
    this.item.text = `$(sync~spin) ${progress.text}`;
    this.item.tooltip = tooltip(progress);
    this.item.accessibilityInformation = { label: `Llama Batches: ${progress.label}` };
    this.item.show();
  }

  private create(): StatusBarItem {
    const item = window.createStatusBarItem(statusItem, StatusBarAlignment.Left, -10);
    item.name = 'Llama Batches';
    item.command = commands.showActive;
    return item;
  }
}

function tooltip({ rows }: Progress): MarkdownString {
  const text = new MarkdownString(undefined, true);
  text.appendMarkdown('| Batch | State | Files |\n|:--|:--|--:|\n');
  for (const row of rows) {
    const state = [statusWord(row.status), row.note].filter(Boolean).join(', ');
    text.appendMarkdown(`| ${cell(row.label)} | ${cell(state)} | ${row.files} |\n`);
  }
  return text;
}

const cell = (value: string) => value.replace(/[|\\`*_[\]<>$~]/g, '\\$&');
