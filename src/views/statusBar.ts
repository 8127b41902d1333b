import {
  type Disposable,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from 'vscode';
import { DisposableStore } from '../base/lifecycle';
import type { Connections } from '../connections/connections';
import { commands, statusItem } from '../ids';
import { type Progress, progressOf } from '../runs/progress';
import type { BatchRow, Rows } from '../runs/rows';
import { statusWord } from './outcomeLook';

/**
 * One item at the left while anything runs: `$(sync~spin) 7/14`, summed over the active batches. Nothing is there when
 * all is quiet. Where everything that is active waits for a key, it says so in the colour of errors.
 */
export class StatusBar implements Disposable {
  private item: StatusBarItem | undefined;
  private readonly owned = new DisposableStore();

  constructor(
    private readonly rows: Rows,
    private readonly connections: Connections,
  ) {
    this.owned.add(rows.onDidChange(() => this.update()));
    this.owned.add(connections.onDidChange(() => this.update()));
    this.update();
  }

  dispose(): void {
    this.owned.dispose();
    this.item?.dispose();
  }

  private update(): void {
    const active = this.rows.active().filter(row => this.connections.has(row.connectionId));
    const progress = progressOf(active);
    if (!progress) {
      this.item?.dispose();
      this.item = undefined;
      return;
    }
    this.item ??= this.create();
    const waits = active.every(row => this.waitsForKey(row));
    this.item.text = waits ? `$(key) ${progress.text}` : `$(sync~spin) ${progress.text}`;
    this.item.backgroundColor = waits ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    this.item.tooltip = tooltip(progress);
    const label = waits ? `${progress.label}, waiting for a sign-in` : progress.label;
    this.item.accessibilityInformation = { label: `Llama Batches: ${label}` };
    this.item.show();
  }

  private waitsForKey({ connectionId }: BatchRow): boolean {
    return this.connections.get(connectionId).state === 'signed_out';
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
