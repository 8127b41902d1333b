import type { Inspection, ParserPool, RangeSummary } from '../parsers/types';
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
  resolve: (value: Inspection | RangeSummary) => void;
  reject: (error: unknown) => void;
  onAbort: () => void;
}

interface Slot {
  worker: WorkerProcess;
  busy: boolean;
  idle: NodeJS.Timeout | null;
}

/** Page counts kept from `inspect`, for the deadline of a later whole-document parse. */
const PAGE_COUNTS_KEPT = 2000;

/** Makes the pool; processes start with the first call. */
export function createParserPool(options: ParserPoolOptions): ParserPool {
  return new Pool(options);
}

class Pool implements ParserPool {
  private readonly waiting: Waiting[] = [];
  private readonly slots = new Set<Slot>();
  private readonly pageCounts = new Map<string, number>();
  private readonly ending = new Set<Promise<void>>();
  private closed = false;

  constructor(private readonly options: ParserPoolOptions) {}

  async inspect(...[source, signal]: Parameters<ParserPool['inspect']>): Promise<Inspection> {
    const inspection = (await this.enqueue({ kind: 'inspect', source }, signal)) as Inspection;
    this.pageCounts.set(source.path, inspection.pages);
    const oldest = this.pageCounts.keys().next();
    if (this.pageCounts.size > PAGE_COUNTS_KEPT && !oldest.done) this.pageCounts.delete(oldest.value);
    return inspection;
  }

  async parse(
    ...[source, range, options, outPath, signal]: Parameters<ParserPool['parse']>
  ): Promise<RangeSummary> {
    const call: Call = { kind: 'parse', source, range, options, outPath };
    return (await this.enqueue(call, signal)) as RangeSummary;
  }

  async close(): Promise<void> {
    this.closed = true;
    const error = new Error('The parser pool is closed.');
    for (const entry of this.waiting.splice(0)) this.finish(entry, () => entry.reject(error));
    for (const slot of this.slots) this.end(slot, error);
    await Promise.all(this.ending);
  }

  private enqueue(call: Call, signal: AbortSignal): Promise<Inspection | RangeSummary> {
    if (this.closed) return Promise.reject(new Error('The parser pool is closed.'));
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const entry: Waiting = { call, signal, resolve, reject, onAbort: () => this.abandon(entry) };
      signal.addEventListener('abort', entry.onAbort, { once: true });
      // A look at a document takes milliseconds: it goes before the parses that wait, in its own order.
      const firstParse = this.waiting.findIndex(other => other.call.kind === 'parse');
      if (call.kind === 'inspect' && firstParse >= 0) this.waiting.splice(firstParse, 0, entry);
      else this.waiting.push(entry);
      this.dispatch();
    });
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
      const value = await slot.worker.call(call, this.pagesOf(call), this.options.deadline);
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

  private pagesOf(call: Call): number {
    if (call.kind === 'inspect') return 1;
    if (call.range) return call.range.to - call.range.from + 1;
    return this.pageCounts.get(call.source.path) ?? 1;
  }
}
