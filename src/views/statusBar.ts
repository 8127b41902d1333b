import { type Disposable, MarkdownString, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { count } from '../base/amounts';
import type { Disposable as Owned } from '../base/lifecycle';
import { commands, statusItem } from '../ids';
import type { BatchRow, Rows } from '../runs/rows';
import { batchLook } from './outcomeLook';

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
    const active = this.rows.active();
    if (!active.length) {
      this.item?.dispose();
      this.item = undefined;
      return;
    }
    this.item ??= this.create();
    const total = active.reduce((sum, row) => sum + (row.total ?? 0), 0);
    const through = active.reduce((sum, row) => sum + throughOf(row), 0);
    this.item.text = `$(sync~spin) ${total ? `${through}/${total}` : count(active.length, 'batch', 'batches')}`;
    this.item.tooltip = tooltip(active);
    this.item.accessibilityInformation = {
      label: `Llama Batches: ${through} of ${count(total, 'file')} through, ${count(active.length, 'active batch', 'active batches')}`,
    };
    this.item.show();
  }

  private create(): StatusBarItem {
    const item = window.createStatusBarItem(statusItem, StatusBarAlignment.Left, -10);
    item.name = 'Llama Batches';
    item.command = commands.showActive;
    return item;
  }
}

const throughOf = (row: BatchRow) => row.done + row.failed + row.cancelled;

function tooltip(active: readonly BatchRow[]): MarkdownString {
  const text = new MarkdownString(undefined, true);
  text.appendMarkdown('| Batch | State | Files |\n|:--|:--|--:|\n');
  for (const row of active) {
    const files = row.total === null ? '' : `${throughOf(row)}/${row.total}`;
    const state = [batchLook(row).word, row.note].filter(Boolean).join(', ');
    text.appendMarkdown(`| ${cell(row.label)} | ${cell(state)} | ${files} |\n`);
  }
  return text;
}

const cell = (value: string) => value.replace(/[|\\`*_[\]<>]/g, '\\$&');
