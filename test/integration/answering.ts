import { window } from 'vscode';

type Question =
  | 'showInputBox'
  | 'showQuickPick'
  | 'showInformationMessage'
  | 'showWarningMessage'
  | 'showErrorMessage';

/** Answers for a person, in the place of VS Code's question, until what it gives is called. */
export function answering(question: Question, answer: (...args: unknown[]) => unknown): () => void {
  const asked = window[question];
  const put = (value: unknown) => Object.defineProperty(window, question, { value, configurable: true });
  put(async (...args: unknown[]) => answer(...args));
  return () => void put(asked);
}
