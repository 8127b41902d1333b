import type { Clock } from '../../base/clock';
import { webhookEvents } from '../../protocol/webhooks';
import type { BatchFileRow, BatchRow } from '../store/batches';
import type { SqlValue } from '../store/database';
import type { NewQueuedJob, QueuedJobRow, QueuedJobs } from '../store/queuedJobs';
import type { Store } from '../store/store';
import type { AnnouncedEvent, Announcer } from './announcer';

type EndStatus = 'COMPLETED' | 'FAILED' | 'CANCELLED';
const endEvents: Record<EndStatus, string> = {
  COMPLETED: 'success',
  FAILED: 'error',
  CANCELLED: 'cancelled',
};
const knownEvents: ReadonlySet<string> = new Set(webhookEvents);

export interface QueuedLifeCycleOptions<Row extends QueuedJobRow> {
  store: Store;
  clock: Clock;
  announcer: Announcer;
  /** Names the events. */
  product: 'extract' | 'classify';
  jobs: QueuedJobs<Row>;
}

/**
 * The steps that extract and classify jobs take (LlamaCloud API docs), each one transaction with its event:
 *
 *     PENDING → [THROTTLED →] RUNNING → COMPLETED | FAILED | CANCELLED
 */
export class QueuedLifeCycle<Row extends QueuedJobRow> {
  constructor(private readonly options: QueuedLifeCycleOptions<Row>) {}

  /** Announces a job that was just made, inside its transaction. */
  created(jobId: string): Row {
    const job = this.options.jobs.get(jobId);
    if (!job) throw new Error(`Job ${jobId} is gone.`);
    this.announce('pending', job);
    return job;
  }

  /** A job that waits becomes RUNNING; one that an engine left RUNNING is begun again without telling it anew. */
  begin(job: Row): Row {
    const { store, clock, jobs } = this.options;
    return store.transaction(() => {
      jobs.start(job.id, clock.now());
      const begun = jobs.get(job.id) ?? job;
      if (job.status !== 'RUNNING') this.announce('running', begun);
      return begun;
    });
  }

  /** On the disk before it is told. `columns` are further ones to set. */
  end(job: Row, status: EndStatus, columns: Record<string, SqlValue>): void {
    const { store, clock, jobs } = this.options;
    store.durable(() => {
      jobs.end(job.id, status, columns, clock.now());
      this.announce(endEvents[status], jobs.get(job.id) ?? job);
      if (job.webhooks.length > 0) jobs.forgetHooks(job.id);
      // The file may have been deleted while its job still needed the bytes.
      store.release(job.sha256 === null ? [] : [job.sha256]);
    });
  }

  /** Tells the change unless the API has no such event (`extract.running`). */
  private announce(change: string, job: Row): void {
    const event: AnnouncedEvent = `${this.options.product}.${change}`;
    if (!knownEvents.has(event)) return;
    const { file_input, configuration_id } = job;
    this.options.announcer.announce(event, { ...job, facts: { file_input, configuration_id } });
  }
}

/** What a job of a batch takes from its batch and its file. */
export const jobOfBatch = (batch: BatchRow, file: BatchFileRow): NewQueuedJob => ({
  ...{ project_id: batch.project_id, batch_id: batch.id, configuration_id: batch.configuration_id || null },
  ...{ file_input: file.directory_file_id, input_type: 'file_id', parse_job_id: null },
  ...{ name: file.name, sha256: file.sha256, size: file.size, webhooks: batch.job_webhooks },
});
