import { ProgressLocation, window } from 'vscode';
import { progressWords, type RunProgress } from '../runs/upload/uploadProgress';

/** Reports to a progress notification: a line of text and how much of the whole is done, 0 to 1. */
export type Report = (message: string, fraction?: number) => void;

/** Runs work under a progress notification whose Cancel button aborts the signal. */
export function withProgress<T>(
  title: string,
  work: (report: Report, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    window.withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      const subscription = token.onCancellationRequested(() => abort.abort());
      let shown = 0;
      try {
        return await work((message, fraction = shown) => {
          progress.report({ message, increment: (fraction - shown) * 100 });
          shown = fraction;
        }, abort.signal);
      } finally {
        subscription.dispose();
      }
    }),
  );
}

/** Tells the upload of a run to a notification, and why it stands still while it does. */
export function progressTo(report: Report): (progress: RunProgress) => void {
  return progress => {
    const { bytes, totalBytes } = progress;
    report(progressWords(progress), totalBytes ? bytes / totalBytes : 0);
  };
}
