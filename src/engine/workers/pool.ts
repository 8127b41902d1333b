import type { ParserPool, RangeSummary } from '../parsers/types';
import type { Call, WorkerSettings } from './messages';
import { WorkerProcess } from './workerProcess';

export interface ParserPoolOptions extends WorkerSettings {
  /** Absolute path of a script that ends in `runWorker()`, and the arguments that make it do so. */
  workerPath: string;
  workerArgs?: readonly string[];
  /** Processes at the same time. */
  size: number;
  /** Milliseconds that `pages` pages may take; queue and start of the process do not count. */
  deadline: (pages: number) => number;
  /** Lines for the log; never document text. */
  log: (message: string) => void;
  /** A worker is replaced after so many calls: native allocators grow slowly (measured: 608 to 748 MB over 1,740 files). */
  recycleAfterCalls?: number;
  /** ... or between two calls once it holds so many resident bytes. Defaults to half of `memoryLimitBytes`. */
  recycleAboveBytes?: number;
  /** Milliseconds without work after which a worker ends. */
  idleMs?: number;
}

interface Waiting {
  call: Call;
  signal: AbortSignal;
  resolve: (value: RangeSummary) => void;
  reject: (error: unknown) => void;
  onAbort: () => void;
}

interface Slot {
  worker: WorkerProcess;
  busy: boolean;
  idle: NodeJS.Timeout | null;
}

/**
 * The time for the first pages of a document, whose number is not known yet, grows with its bytes: a page for so many
 * (the corpus has 85 kB a page, and every call gets half a minute to begin with).
 */
const BYTES_PER_PAGE = 50_000;

/** Makes the pool; processes start with the first call. */
export function createParserPool(options: ParserPoolOptions): ParserPool {
  return new Pool(options);
}

class Pool implements ParserPool {
  private readonly waiting: Waiting[] = [];
  private readonly slots = new Set<Slot>();
  private readonly ending = new Set<Promise<void>>();
  private closed = false;

  constructor(private readonly options: ParserPoolOptions) {}

  parse(...[source, part, options, outPath, signal]: Parameters<ParserPool['parse']>): Promise<RangeSummary> {
    if (this.closed) return Promise.reject(new Error('The parser pool is closed.'));
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const call = { source, part, options, outPath };
      const entry: Waiting = { call, signal, resolve, reject, onAbort: () => this.abandon(entry) };
      signal.addEventListener('abort', entry.onAbort, { once: true });
      this.waiting.push(entry);
      this.dispatch();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const error = new Error('The parser pool is closed.');
    for (const entry of this.waiting.splice(0)) this.finish(entry, () => entry.reject(error));
    for (const slot of this.slots) this.end(slot, error);
    await Promise.all(this.ending);
  }

  private abandon(entry: Waiting): void {
    const index = this.waiting.indexOf(entry);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    entry.reject(entry.signal.reason);
  }

  private dispatch(): void {
    while (!this.closed && this.waiting.length > 0) {
      const slot = this.freeSlot();
      const entry = slot && this.waiting.shift();
      if (!entry) return;
      void this.run(slot, entry);
    }
  }

  private freeSlot(): Slot | null {
    for (const slot of this.slots) if (!slot.busy && slot.worker.usable) return slot;
    if (this.slots.size >= this.options.size) return null;
    const { workerPath, workerArgs = ['worker'], tessdataDir, memoryLimitBytes, log } = this.options;
    const settings = { tessdataDir, memoryLimitBytes };
    const slot: Slot = {
      worker: new WorkerProcess({ path: workerPath, args: workerArgs, settings }, log),
      busy: false,
      idle: null,
    };
    this.slots.add(slot);
    // A dead process frees its place, whether it worked or waited.
    const gone = slot.worker.exited.then(() => {
      this.ending.delete(gone);
      this.forget(slot);
      this.dispatch();
    });
    this.ending.add(gone);
    return slot;
  }

  private async run(slot: Slot, entry: Waiting): Promise<void> {
    slot.busy = true;
    if (slot.idle) clearTimeout(slot.idle);
    const { signal, call } = entry;
    const kill = (): void => this.end(slot, signal.reason);
    signal.removeEventListener('abort', entry.onAbort);
    entry.onAbort = kill;
    signal.addEventListener('abort', kill, { once: true });
    try {
      const value = await slot.worker.call(call, this.pagesOf(call), this.deadlineOf(call));
      this.finish(entry, () => entry.resolve(value));
    } catch (error) {
      this.finish(entry, () => entry.reject(signal.aborted ? signal.reason : error));
    }
    slot.busy = false;
    this.rest(slot);
    this.dispatch();
  }

  private finish(entry: Waiting, settle: () => void): void {
    entry.signal.removeEventListener('abort', entry.onAbort);
    settle();
  }

  /** What becomes of a worker after a call: replaced when worn, else warm until it has been idle too long. */
  private rest(slot: Slot): void {
    const { recycleAfterCalls = 500, idleMs = 60_000, memoryLimitBytes } = this.options;
    const { recycleAboveBytes = memoryLimitBytes / 2 } = this.options;
    if (!slot.worker.usable) this.forget(slot);
    else if (slot.worker.calls >= recycleAfterCalls || slot.worker.rss > recycleAboveBytes)
      this.end(slot, null);
    else slot.idle = setTimeout(() => this.end(slot, null), idleMs).unref();
  }

  private end(slot: Slot, reason: unknown): void {
    this.forget(slot);
    slot.worker.kill(reason ?? new Error('The parser process was replaced.'));
  }

  private forget(slot: Slot): void {
    if (slot.idle) clearTimeout(slot.idle);
    this.slots.delete(slot);
  }

  /** Time that was asked for is all there is; else OCR of a page adds its own. */
  private deadlineOf({ part, options: { timeout } }: Call): (pages: number) => number {
    const { deadline } = this.options;
    if (!timeout) return deadline;
    const most = 'from' in part ? part.to - part.from + 1 : part.upTo;
    let left = (timeout.baseMs ?? deadline(0)) + (timeout.perPageMs ?? 0) * most;
    return () => {
      const given = left;
      left = 0;
      return given;
    };
  }

  private pagesOf({ source, part }: Call): number {
    if ('from' in part) return part.to - part.from + 1;
    return Math.min(part.upTo, 1 + Math.floor(source.size / BYTES_PER_PAGE));
  }
}
