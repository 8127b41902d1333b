import { terminalJobStatuses } from '../../protocol/parseJobs';
import { badRequest } from '../server/httpError';
import type { NewParseJob, ParseJobRow } from '../store/parseJobs';
import type { Store } from '../store/store';
import type { ParseLifeCycle } from './parseLifeCycle';
import type { Scheduler } from './scheduler';
import type { SourceDownloads } from './sourceDownloads';

export interface SingleParsesOptions {
  store: Store;
  parses: ParseLifeCycle;
  scheduler: Scheduler;
  sources: SourceDownloads;
}

/** What a request can do with a parse job: make one outside a batch, cancel any, delete any. */
export class SingleParses {
  constructor(private readonly options: SingleParsesOptions) {}

  /**
   * Makes a job, which is on the disk when this returns. `takeIn` makes its document a blob, where that is new; `made`
   * notes its id with whatever it is for, in the same transaction.
   */
  create(
    job: NewParseJob,
    takeIn: () => void = () => undefined,
    made: (id: string) => void = () => undefined,
  ): ParseJobRow | undefined {
    const { store, parses, scheduler, sources } = this.options;
    const id = store.durable(() => {
      takeIn();
      const created = parses.createJob(job);
      made(created);
      return created;
    });
    const created = store.jobs.get(id);
    if (job.sha256 === '') sources.add(id);
    else scheduler.parseCreated(id);
    return created;
  }

  /** Throws 400 where the job has ended. */
  cancel(job: ParseJobRow): void {
    if (terminalJobStatuses.has(job.status)) {
      throw badRequest(`The parse job has ended (${job.status}) and cannot be cancelled.`);
    }
    this.options.scheduler.cancelJob(job);
    this.options.sources.cancel(job.id);
  }

  /** Throws 400 where the job has not ended. */
  delete(job: ParseJobRow): void {
    if (!terminalJobStatuses.has(job.status)) {
      throw badRequest(`The parse job is ${job.status} and cannot be deleted. Cancel it first.`);
    }
    this.options.parses.delete(job.id);
  }
}
