import type { Clock } from '../../../base/clock';
import type { Compute, RunOptions, TaskInput, TaskName, TaskOutput } from './compute';
import { type ThreadOptions, WorkerThread } from './workerThread';

export type ThreadsOptions = Pick<ThreadOptions, 'script' | 'clock'> &
  Partial<ThreadOptions> & {
    /** Tasks that run at the same time, those that wait for a model included. */
    most: number;
  };

/** Two minutes; a document of 500 pages takes some seconds and some 100 MB. */
const usual = { mostMs: 120_000, memoryMb: 1024 };
/** A thread that has had nothing to do for so long is ended. */
const idleMs = 30_000;

/** Threads that are kept for the next task: starting one costs as much as reading an invoice. */
export class Threads implements Compute {
  private readonly all = new Set<WorkerThread>();
  private readonly idle: WorkerThread[] = [];
  /** Tasks that wait for their turn, the first one first. */
  private readonly waiting = new Set<() => void>();
  private running = 0;
  private idleTimer: unknown;
  private disposed = false;
  private readonly clock: Clock;

  constructor(private readonly options: ThreadsOptions) {
    this.clock = options.clock;
  }

  async run<Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
    options: RunOptions,
  ): Promise<TaskOutput<Name>> {
    await this.turn(options.signal);
    try {
      if (this.disposed) throw new Error('The engine ends.');
      const thread = this.take();
      const output = await thread.run(name, input, options).finally(() => this.giveBack(thread));
      return output as TaskOutput<Name>;
    } finally {
      this.running--;
      const [next] = this.waiting;
      next?.();
    }
  }

  dispose(): void {
    this.disposed = true;
    this.clock.clearTimeout(this.idleTimer);
    for (const thread of this.all) thread.dispose();
    for (const go of [...this.waiting]) go();
  }

  /** Waits for a place and takes it. Throws the signal's reason. */
  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const leave = () => {
        this.waiting.delete(go);
        signal.removeEventListener('abort', abort);
      };
      const go = () => {
        leave();
        this.running++;
        resolve();
      };
      const abort = () => {
        leave();
        reject(signal.reason);
      };
      if (this.running < this.options.most) return go();
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.add(go);
    });
  }

  private take(): WorkerThread {
    this.clock.clearTimeout(this.idleTimer);
    for (let thread = this.idle.pop(); thread; thread = this.idle.pop()) {
      if (!thread.ended) return thread;
      this.all.delete(thread);
    }
    const thread = new WorkerThread({ ...usual, ...this.options });
    this.all.add(thread);
    return thread;
  }

  private giveBack(thread: WorkerThread): void {
    if (thread.ended) this.all.delete(thread);
    else this.idle.push(thread);
    this.clock.clearTimeout(this.idleTimer);
    this.idleTimer = this.clock.setTimeout(() => this.endIdle(), idleMs);
  }

  private endIdle(): void {
    for (const thread of this.idle.splice(0)) {
      this.all.delete(thread);
      thread.dispose();
    }
  }
}
