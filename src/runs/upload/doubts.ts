import { instantOf } from '../../base/instant';
import type { Run, RunFile } from '../run';
import type { MadeJob } from './lookups';

/** How long a server may still be at work on a request that was broken off, in milliseconds. */
export const lateMs = 5_000;
/** The clock of this machine may stand in another time zone than it says; no further than a day from the server's. */
const clockDifferenceMs = 24 * 60 * 60 * 1000;
/** A server of several machines may date things a little out of order. */
const orderMs = 60_000;

/** What one window knows of a run's requests beyond the ledger. Times in milliseconds, by the server's clock. */
export class Doubts {
  /** Latest time at which a job was made for us. */
  private serverTime = Number.NEGATIVE_INFINITY;
  /** Not before this the server may have made something that the ledger does not know. */
  private reach: number;

  /** `resumed`: an earlier window has worked on the run, and may have ended in the middle of a request. */
  constructor(resumed: boolean) {
    this.reach = resumed ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** Whether the server may hold something that the ledger does not know. */
  get any(): boolean {
    return this.reach < Number.POSITIVE_INFINITY;
  }

  /** Something that was asked for since then may have been made. */
  add(since: number): void {
    this.reach = Math.min(this.reach, since);
  }

  /** All that may have been made was looked for. */
  settle(): void {
    this.reach = Number.POSITIVE_INFINITY;
  }

  /** Hears of a job that was made, so that later ones need not be looked for among earlier ones. */
  made(job: MadeJob): void {
    const at = instantOf(job.created_at ?? '');
    if (at > this.serverTime) this.serverTime = at;
  }

  /** The earliest time at which the server can have made a job that is asked for from now on. */
  jobsFromNow(run: Pick<Run, 'startedAt'>, file: RunFile): number {
    return Math.max(this.serverTime - orderMs, jobsFrom(run, file));
  }

  /** The earliest time at which the server can have made jobs of these files. */
  jobsUntilNow(run: Pick<Run, 'startedAt'>, files: readonly RunFile[]): number {
    const first = files.reduce(
      (least, file) => Math.min(least, jobsFrom(run, file)),
      Number.POSITIVE_INFINITY,
    );
    return Math.max(this.reach, first);
  }
}

function jobsFrom(run: Pick<Run, 'startedAt'>, file: RunFile): number {
  return (file.retriedAt ?? run.startedAt) - clockDifferenceMs;
}
