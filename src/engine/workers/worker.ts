import { failures } from '../parsers/failures';
import { parseDocument } from '../parsers/parse';
import { ParseFailure } from '../parsers/types';
import { isStorageError } from '../store/sqlite';
import type { Call, FromWorker, ToWorker, WorkerSettings } from './messages';
import { startWatchdog } from './watchdog';

/**
 * The main of a worker process: takes one call at a time from its parent and answers with small facts. Ends by itself
 * when the parent is gone.
 */
export function runWorker(): void {
  const parent = process.ppid;
  let settings: WorkerSettings | null = null;
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.on('message', (message: ToWorker) => {
    if (message.type === 'settings') {
      settings = message.settings;
      startWatchdog(parent, settings.memoryLimitBytes);
      send({ type: 'ready' });
    } else if (settings) {
      void answer(message.id, message.call, settings);
    }
  });
}

async function answer(id: number, call: Call, settings: WorkerSettings): Promise<void> {
  try {
    const value = await parseDocument(call, {
      tessdataDir: settings.tessdataDir,
      morePages: pages => send({ type: 'morePages', id, pages }),
    });
    send({ type: 'done', id, value, rss: process.memoryUsage.rss() });
  } catch (error) {
    send({ ...failed(error), id, rss: process.memoryUsage.rss() });
  }
}

type Failed = Pick<Extract<FromWorker, { type: 'failed' }>, 'type' | 'code' | 'message'>;
type Refused = Pick<Extract<FromWorker, { type: 'refused' }>, 'type' | 'code'>;

function failed(error: unknown): Failed | Refused {
  if (isStorageError(error)) {
    return { type: 'refused', code: String((error as NodeJS.ErrnoException).code) };
  }
  const { code, message } = asFailure(error);
  return { type: 'failed', code, message };
}

/** A fault of our own keeps its kind, not its text: that may carry paths or parts of the document. */
function asFailure(error: unknown): ParseFailure {
  if (error instanceof ParseFailure) return error;
  if (isTooLong(error)) return failures.tooLarge('The document');
  const kind = error instanceof Error ? error.name : typeof error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return new ParseFailure(
    'INTERNAL_ERROR',
    `The parser stopped with an unexpected error (${code ?? kind}). Parse the file again; if it fails again, report it with the file.`,
  );
}

/** A string or buffer over the largest that there is (V8: 512 MB of text). */
function isTooLong(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 'ERR_STRING_TOO_LONG') return true;
  return (
    error instanceof RangeError &&
    /invalid (string|array|typed array) length|allocation failed/i.test(String(message))
  );
}

function send(message: FromWorker): void {
  process.send?.(message);
}
