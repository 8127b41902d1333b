import { commands } from 'vscode';
import type { contextKeys } from '../ids';

/** Sets a context key that the manifest's `when` clauses read. */
export function setContext(key: (typeof contextKeys)[keyof typeof contextKeys], value: string): void {
  void commands.executeCommand('setContext', key, value);
}
