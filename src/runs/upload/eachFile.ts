import { drain } from '../../base/concurrency';
import { messageOf } from '../../base/log';
import type { RunEvent } from '../ledgerEvents';
import type { RunFile } from '../run';
import { concernsFileOnly, sentenceOf } from './runErrors';
import type { UploadContext } from './uploadContext';

/**
 * Sends files, several at a time. One that is refused fails by itself; any other error ends the rest, rejects when
 * what is under way has ended, and leaves what was done written down.
 */
export async function eachFile(
  { append, progress, request, concurrency, log }: UploadContext,
  files: readonly RunFile[],
  send: (file: RunFile) => Promise<void>,
): Promise<void> {
  const sendOne = async (file: RunFile) => {
    try {
      await send(file);
      progress.ended(file, false);
    } catch (error) {
      request.signal.throwIfAborted();
      if (!concernsFileOnly(error)) throw error;
      log.warn(`${file.path} was not sent: ${messageOf(error)}`);
      await append(failure(file, sentenceOf(error)));
      progress.ended(file, true);
    }
  };
  await drain(files, concurrency, sendOne, request.signal);
}

/** A file that cannot be sent has failed, with the sentence for its row. */
export function failure({ path }: RunFile, error: string): RunEvent {
  return { type: 'outcome', path, outcome: 'failed', error, pages: null, failedPages: 0 };
}
