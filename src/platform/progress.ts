import { ProgressLocation, window } from 'vscode';
import { count, formatBytes } from '../base/amounts';
import type { RunProgress } from '../runs/upload/uploadProgress';

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

/** Tells the upload of a run to a notification: "3/14 files, 1.2 MB of 3.4 MB". */
export function progressTo(report: Report): (progress: RunProgress) => void {
  return ({ files, totalFiles, bytes, totalBytes }) =>
    report(
      `${files}/${count(totalFiles, 'file')}, ${formatBytes(bytes)} of ${formatBytes(totalBytes)}`,
      totalBytes ? bytes / totalBytes : 0,
    );
}
