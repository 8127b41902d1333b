import { window } from 'vscode';
import { putInWindow } from './windows';

type Question =
  | 'showInputBox'
  | 'showQuickPick'
  | 'showInformationMessage'
  | 'showWarningMessage'
  | 'showErrorMessage';

/** Answers for a person, in the place of VS Code's question, until what it gives is called. */
export function answering(question: Question, answer: (...args: unknown[]) => unknown): () => void {
  const asked = window[question];
  putInWindow(question, async (...args: unknown[]) => answer(...args));
  return () => putInWindow(question, asked);
}
