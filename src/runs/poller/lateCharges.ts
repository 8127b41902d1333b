import { drain } from '../../base/concurrency';
import { groupBy } from '../../base/groupBy';
import { ApiError } from '../../client/errors';
import { jobKinds } from '../jobKinds';
import type { RunEvent } from '../ledgerEvents';
import type { Charge } from '../outcomes';
import type { Run, RunJobType } from '../run';
import { finalPhases } from '../runRow';
import { ask, type RoundContext, roundWidth } from './ask';

/** Waits before a price is asked for again; billing runs some time after the job (LlamaCloud API docs), or never. */
const waitsMs = [30_000, 120_000, 600_000];
/** Runs that ended longer ago are left as they are. */
const oldestMs = 24 * 3_600_000;
/** Prices asked for in one round. */
const mostInRound = 64;

/** A file with a result whose price the server has not told yet. */
export interface Uncharged {
  connectionId: string;
  projectId: string;
  runId: string;
  path: string;
  jobId: string;
  jobType: RunJobType;
}

const cache = new WeakMap<Run, readonly Uncharged[]>();

/** Files of a run that has ended whose prices may still come. */
export function unchargedOf(run: Run, now: number): readonly Uncharged[] {
  const { phase, endedAt, cleanedAt, connectionId, projectId, jobType } = run;
  if (!jobKinds[jobType].charge) return [];
  if (!finalPhases.has(phase) || cleanedAt !== null || endedAt === null || now - endedAt > oldestMs)
    return [];
  const held = cache.get(run);
  if (held) return held;
  const made = run.files.flatMap(({ path, jobId, outcome, credits }) => {
    const hasResult = outcome === 'done' || outcome === 'done_with_failed_pages';
    return hasResult && jobId !== null && credits === null
      ? { connectionId, projectId, runId: run.id, path, jobId, jobType }
      : [];
  });
  cache.set(run, made);
  return made;
}

/**
 * Asks again for prices that were not known when their jobs ended: a few at first, the others only where those have
 * come, and each a bounded number of times.
 */
export class LateCharges {
  private readonly plans = new Map<string, { asked: number; at: number }>();
  private open: readonly Uncharged[] = [];
  /** When the next price is due; Infinity while none is. */
  nextAt = Number.POSITIVE_INFINITY;

  constructor(private readonly write: (runId: string, events: RunEvent[]) => Promise<void>) {}

  /** Makes these the files whose prices are wanted. */
  watch(open: readonly Uncharged[], now: number): void {
    const wanted = new Set(open.map(file => file.jobId));
    for (const jobId of this.plans.keys()) if (!wanted.has(jobId)) this.plans.delete(jobId);
    for (const { jobId } of open) {
      if (!this.plans.has(jobId)) this.plans.set(jobId, { asked: 0, at: now + waitAfter(0) });
    }
    this.open = open;
    this.schedule();
  }

  /** Asks for what is due; true when prices came. */
  async round(context: RoundContext): Promise<boolean> {
    const now = context.clock.now();
    const due = this.open.filter(file => this.dueAt(file) <= now);
    let changed = false;
    try {
      for (let start = 0; start < Math.min(due.length, mostInRound); start += roundWidth) {
        if (!(await this.read(context, due.slice(start, start + roundWidth)))) break;
        changed = true;
      }
    } finally {
      // What was not answered waits, also after a failure: there is an end to asking.
      const rest = changed ? due.slice(0, mostInRound) : due;
      for (const file of rest) if (this.dueAt(file) <= now) this.postpone(file, now);
      this.schedule();
    }
    return changed;
  }

  private async read(context: RoundContext, files: readonly Uncharged[]): Promise<boolean> {
    const charges: { file: Uncharged; charge: Charge }[] = [];
    await drain(files, roundWidth, async file => {
      const charge = await this.ask(context, file);
      if (charge && charge.credits !== null) charges.push({ file, charge });
    });
    for (const [runId, own] of groupBy(charges, ({ file }) => file.runId)) {
      await this.write(
        runId,
        own.map(({ file, charge }) => ({ type: 'charge', path: file.path, ...charge })),
      );
    }
    return charges.length > 0;
  }

  private async ask(context: RoundContext, file: Uncharged): Promise<Charge | undefined> {
    const { charge } = jobKinds[file.jobType];
    try {
      return await ask(context, async options => charge?.(context.client, file.jobId, options));
    } catch (error) {
      if (!ApiError.is(error, 'not_found') && !ApiError.is(error, 'forbidden')) throw error;
      this.plans.set(file.jobId, { asked: waitsMs.length, at: Number.POSITIVE_INFINITY });
      return undefined;
    }
  }

  private dueAt({ jobId }: Uncharged): number {
    return this.plans.get(jobId)?.at ?? Number.POSITIVE_INFINITY;
  }

  private postpone({ jobId }: Uncharged, now: number): void {
    const asked = (this.plans.get(jobId)?.asked ?? 0) + 1;
    this.plans.set(jobId, { asked, at: now + waitAfter(asked) });
  }

  private schedule(): void {
    this.nextAt = Number.POSITIVE_INFINITY;
    for (const { at } of this.plans.values()) this.nextAt = Math.min(this.nextAt, at);
  }
}

const waitAfter = (asked: number): number => waitsMs[asked] ?? Number.POSITIVE_INFINITY;
