import { type QuickPickItem, window } from 'vscode';
import type { BatchRow, FileRow, Rows } from '../runs/rows';
import type { BatchNode, DirectoryNode, FileNode, Node } from '../views/nodes';
import { batchLook, outcomeLook } from '../views/outcomeLook';
import { isNode } from './isNode';
import { Dismissed } from './register';

/** The nodes of one kind that a command was called on: the clicked one, or the whole selection it belongs to. */
export function nodesOf<K extends Node['kind']>(kind: K, clicked: unknown, selected: unknown) {
  const all = Array.isArray(selected) && selected.length ? selected : [clicked];
  return all.filter((node): node is Extract<Node, { kind: K }> => isNode(node) && node.kind === kind);
}

interface Choice<T> extends QuickPickItem {
  value: T;
}

/** Asks for one of several things that a command needs; says so when there is none. */
export async function choose<T>(
  placeHolder: string,
  choices: readonly Choice<T>[],
  none: string,
): Promise<T> {
  if (!choices.length) throw nothing(none);
  const chosen = await window.showQuickPick(choices, { placeHolder, matchOnDescription: true });
  if (!chosen) throw new Dismissed();
  return chosen.value;
}

/** Says that a command has nothing to do; the error ends it. */
function nothing(none: string): Dismissed {
  void window.showInformationMessage(none);
  return new Dismissed();
}

/** Those of the clicked rows that fit; a row may have moved on since its menu was opened. */
function fitting<T>(clicked: readonly (T | undefined)[], fits: (row: T) => boolean, none: string): T[] {
  const found = clicked.filter(row => row !== undefined).filter(fits);
  if (!found.length) throw nothing(none);
  return found;
}

/** The batches a command is about: those clicked, or one that is chosen from those that fit. */
export async function batchTargets(
  rows: Rows,
  all: () => Promise<readonly BatchRow[]>,
  args: readonly unknown[],
  fits: (row: BatchRow) => boolean,
  none: string,
): Promise<BatchRow[]> {
  const clicked = nodesOf('batch', args[0], args[1]).map((node: BatchNode) => rows.get(node.rowKey));
  if (clicked.length) return fitting(clicked, fits, none);
  const choices = (await all()).filter(fits).map(row => ({
    label: row.label,
    description: batchLook(row).word,
    value: row,
  }));
  return [await choose('Which batch?', choices, none)];
}

/** The files a command is about: those clicked, or one that is chosen, batch first. */
export async function fileTargets(
  rows: Rows,
  all: () => Promise<readonly BatchRow[]>,
  filesOf: (rowKey: string) => Promise<readonly FileRow[]>,
  args: readonly unknown[],
  fits: (file: FileRow) => boolean,
  none: string,
): Promise<FileRow[]> {
  const clicked = nodesOf('file', args[0], args[1]).map((node: FileNode) => rows.file(node.fileKey));
  if (clicked.length) return fitting(clicked, fits, none);
  const [batch] = await batchTargets(rows, all, [], row => row.total !== 0, 'There are no batches yet.');
  const files = batch ? (await filesOf(batch.key)).filter(fits) : [];
  const choices = files.map(file => ({
    label: file.path,
    description: outcomeLook(file.outcome).word,
    value: file,
  }));
  return [await choose('Which file?', choices, none)];
}

/** The directories a command is about. */
export const directoryTargets = (args: readonly unknown[]): DirectoryNode[] =>
  nodesOf('directory', args[0], args[1]);
