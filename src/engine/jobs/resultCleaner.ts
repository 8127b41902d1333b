import { setImmediate } from 'node:timers/promises';
import * as z from 'zod/mini';
import { count, formatBytes } from '../../base/amounts';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import type { Ended, JobRef, JobTable } from '../store/endedWork';
import type { Store } from '../store/store';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Rows removed between two requests: some milliseconds of work. */
const atOnce = 20;
/** A clock that leapt by more than this part of the time that results are kept is doubted. */
const doubtfulShare = 0.25;
/** Written bytes after which the size is looked at again, as a part of the most. */
const muchWritten = 0.05;
const clockKey = 'cleaner.clock';
const clockState = z.object({ seen: z.number(), steadySince: z.number() });

export interface ResultCleanerOptions {
  store: Store;
  clock: Clock;
  log: Log;
  /** Removes a job that has ended with its result; inside a transaction. */
  remove: Readonly<Record<JobTable, (jobId: string) => void>>;
  /** Milliseconds after its end for which work is kept; null: for ever. */
  keepMs: number | null;
  /** Bytes of documents and results that are kept; null: no limit. */
  maxBytes: number | null;
}

interface Removed {
  batches: number;
  jobs: number;
}

/**
 * Removes batches and jobs that ended long ago, and the oldest ones where the store holds too much; what ended less than
 * a day ago stays in any case, and so do uploaded files, which go when they are deleted or their directory expires. Blobs
 * that anything else refers to stay (cached results, other files of the same bytes). A removed job is answered 404, as
 * LlamaCloud's expired ones are. Works in small steps, requests go in between; a step that was killed is done again.
 */
export class ResultCleaner implements Disposable {
  private timer: unknown;
  private running: Promise<void> | undefined;
  private writtenBytes = 0;
  private disposed = false;
  private readonly listening: Disposable;

  constructor(private readonly options: ResultCleanerOptions) {
    const { maxBytes, store } = options;
    this.listening = store.blobs.onWritten(bytes => {
      this.writtenBytes += bytes;
      if (maxBytes !== null && this.writtenBytes > maxBytes * muchWritten) void this.run();
    });
  }

  /** Cleans now and then every hour. */
  start(): void {
    void this.run();
    this.timer = this.options.clock.setTimeout(() => this.start(), hourMs);
  }

  dispose(): void {
    this.disposed = true;
    this.listening.dispose();
    this.options.clock.clearTimeout(this.timer);
  }

  /** Cleans, unless that is going on already. Resolves when it is done, or given up until the next time. */
  run(): Promise<void> {
    this.running ??= this.clean()
      .catch(error => this.options.log.error(`old results cannot be removed: ${messageOf(error)}`))
      .finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async clean(): Promise<void> {
    const { keepMs, maxBytes, clock } = this.options;
    this.writtenBytes = 0;
    if (keepMs !== null && this.isSteady(clock.now(), keepMs)) await this.cleanByAge(keepMs);
    if (maxBytes !== null) await this.cleanBySize(maxBytes);
  }

  /** A clock that has leapt, as one that was set wrong, gets an hour to be set right before anything goes by its time. */
  private isSteady(now: number, keepMs: number): boolean {
    const { settings } = this.options.store;
    const kept = settings.get(clockKey);
    const before = kept === undefined ? undefined : clockState.parse(JSON.parse(kept));
    const leapt = before !== undefined && (now < before.seen || now - before.seen > keepMs * doubtfulShare);
    const steadySince = leapt ? now : (before?.steadySince ?? 0);
    settings.set(clockKey, JSON.stringify({ seen: now, steadySince }));
    return now - steadySince >= hourMs;
  }

  private async cleanByAge(keepMs: number): Promise<void> {
    const { store, clock, log } = this.options;
    const until = clock.now() - keepMs;
    const removed = await this.removeEnded(until, () => true);
    while (!this.disposed && store.endedWork.forgetDeleted(until, atOnce)) await setImmediate();
    if (removed) log.info(`removed ${removed}, which ended more than ${count(keepMs / dayMs, 'day')} ago`);
  }

  private async cleanBySize(maxBytes: number): Promise<void> {
    const { store, clock, log } = this.options;
    let bytes = await store.measure();
    const removing = store.blobs.onRemoved(gone => {
      bytes -= gone;
    });
    try {
      const removed = await this.removeEnded(clock.now() - dayMs, () => bytes > maxBytes);
      const told = `${formatBytes(maxBytes)}; it holds ${formatBytes(bytes)} now`;
      if (removed) log.info(`removed ${removed}, the oldest, to keep the store within ${told}`);
      if (bytes > maxBytes) {
        log.warn(
          `the store is over its limit of ${told}: files that were uploaded and results of the last day`,
        );
      }
    } finally {
      removing.dispose();
    }
  }

  /** Removes what ended until then, oldest first, while `goOn`. Tells what went, in words; null when nothing did. */
  private async removeEnded(until: number, goOn: () => boolean): Promise<string | null> {
    const removed: Removed = { batches: 0, jobs: 0 };
    while (!this.disposed && goOn()) {
      const found = this.oldest(until);
      if (found.length === 0) break;
      await this.remove(found, removed);
    }
    const words = [
      ...(removed.batches > 0 ? [count(removed.batches, 'batch', 'batches')] : []),
      ...(removed.jobs > 0 ? [count(removed.jobs, 'job')] : []),
    ];
    return words.length > 0 ? words.join(' and ') : null;
  }

  /** The oldest batch alone, or the jobs before it. */
  private oldest(until: number): Ended[] {
    const found = this.options.store.endedWork.oldest(until, atOnce);
    const batch = found.findIndex(({ table }) => table === 'batch');
    return batch < 0 ? found : found.slice(0, Math.max(batch, 1));
  }

  private async remove(found: readonly Ended[], removed: Removed): Promise<void> {
    const { store } = this.options;
    const jobs: JobRef[] = [];
    for (const { table, id } of found) {
      if (table !== 'batch') jobs.push({ table, id });
      else jobs.push(...this.dissolve(id));
    }
    removed.batches += found.filter(({ table }) => table === 'batch').length;
    removed.jobs += jobs.length;
    while (jobs.length > 0 && !this.disposed) {
      const some = jobs.splice(0, atOnce);
      store.transaction(() => {
        for (const { table, id } of some) this.options.remove[table](id);
      });
      await setImmediate();
    }
    await setImmediate();
  }
  /** A batch goes with all its jobs but those that others wait for: they go later, alone. */
  private dissolve(batchId: string): JobRef[] {
    const { store } = this.options;
    return store
      .transaction(() => store.endedWork.dissolve(batchId))
      .filter(job => !store.endedWork.isWaitedFor(job));
  }
}
