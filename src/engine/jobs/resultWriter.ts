import { setImmediate } from 'node:timers/promises';
import { flush } from '../store/blobs';
import type { Store } from '../store/store';

/** A finished piece of work: the files that its worker wrote, and the step that refers to them. */
export interface Result {
  files: readonly { temporary: string; sha256: string }[];
  /** Writes the rows; inside a transaction. False where nobody wants the result any more. */
  record: () => boolean;
}

interface Waiting {
  result: Result;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Brings results to the disk, first their bytes, then their rows, while the main process goes on with other things. What
 * finishes while the disk is busy shares the next flush and the next commit, so that a slow disk is waited for less often.
 */
export class ResultWriter {
  private readonly waiting: Waiting[] = [];
  private draining = false;

  constructor(private readonly store: Store) {}

  /** Resolves when the result is on the disk and told to whoever asks; rejects where the disk refuses. */
  async add(result: Result): Promise<void> {
    await Promise.all(result.files.map(file => flush(file.temporary)));
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ result, resolve, reject });
      if (!this.draining) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.draining = true;
    while (this.waiting.length > 0) {
      await this.write(this.waiting.splice(0));
      // Requests go between two groups.
      await setImmediate();
    }
    this.draining = false;
  }

  private async write(group: readonly Waiting[]): Promise<void> {
    const files = group.flatMap(({ result }) => result.files);
    try {
      await this.store.blobs.adoptAll(files, () => this.commit(group));
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      // One that is at fault must not take the others with it.
      else for (const one of group) await this.write([one]);
    }
  }

  private commit(group: readonly Waiting[]): void {
    const { store } = this;
    store.durable(() => {
      for (const { result } of group) {
        if (!result.record()) store.release(result.files.map(file => file.sha256));
      }
    });
  }
}
