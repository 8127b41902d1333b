import { setTimeout } from 'node:timers/promises';
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
 * A group of results is written no sooner than so many milliseconds after the last one, since each has the main process
 * wait for the disk; nobody asks for states so often.
 */
const pauseMs = 20;

/**
 * Brings results to the disk, first their bytes, then their rows, while the main process goes on with other things. What
 * finishes meanwhile and shortly after shares the next flush and the next commit.
 */
export class ResultWriter {
  private readonly waiting: Waiting[] = [];
  private draining = false;

  constructor(private readonly store: Store) {}

  /** Resolves when the result is on the disk and told to whoever asks; rejects where the disk refuses. */
  add(result: Result): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ result, resolve, reject });
      if (!this.draining) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.draining = true;
    while (this.waiting.length > 0) {
      await this.write(this.waiting.splice(0));
      await setTimeout(pauseMs);
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
