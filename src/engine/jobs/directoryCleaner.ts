import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import { isStorageError } from '../store/sqlite';
import type { Store } from '../store/store';

/** Longest wait of one timer, so that a machine that slept or whose clock was set is not late for long. */
const longestWaitMs = 60_000;
const retryMs = 60_000;

/**
 * Removes directories: on request, and in the background once `expires_at` has passed. Their files go; batches made over
 * them and those batches' results stay readable. An expired directory does not end a batch over it: the batch holds on
 * to the bytes that it took when it was created.
 */
export class DirectoryCleaner implements Disposable {
  private timer: unknown;
  private disposed = false;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Removes what is due and waits for the next; call it at start and when a directory with an expiry was made. */
  schedule(): void {
    if (this.disposed) return;
    this.clock.clearTimeout(this.timer);
    const wait = this.sweep();
    if (wait === null) return;
    this.timer = this.clock.setTimeout(() => this.schedule(), Math.min(wait, longestWaitMs));
  }

  delete(directoryId: string): void {
    const { store } = this;
    const now = this.clock.now();
    store.durable(() => {
      store.directories.markDeleted(directoryId, now);
      const files = store.directoryFiles.markAllDeleted(directoryId, now);
      store.release(files.map(fileId => store.files.release(fileId)));
    });
  }

  dispose(): void {
    this.disposed = true;
    this.clock.clearTimeout(this.timer);
  }

  /** Removes one directory that is due, if any. Milliseconds until the next is; null when none will be. */
  private sweep(): number | null {
    const { store, clock, log } = this;
    try {
      // One at a time: a start after some days finds many, and a large one takes a moment.
      const id = store.directories.firstExpired(clock.now());
      if (id !== undefined) {
        this.delete(id);
        log.info(`directory ${id} expired and was removed`);
      }
      const next = store.directories.nextExpiry();
      return next === null ? null : Math.max(next - clock.now(), 0);
    } catch (error) {
      if (!isStorageError(error)) throw error;
      log.error(`expired directories cannot be removed: ${messageOf(error)}`);
      return retryMs;
    }
  }
}
