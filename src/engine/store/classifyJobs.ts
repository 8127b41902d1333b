import * as z from 'zod/mini';
import { type ClassifyConfiguration, classifyResult } from '../../protocol/classify';
import { json, nullableText } from './columns';
import type { Database } from './database';
import { type NewQueuedJob, QueuedJobs, queuedColumns } from './queuedJobs';

const row = z.object({
  ...queuedColumns,
  /** How to classify, the API's defaults filled in; it was checked when the job was made. */
  configuration: json(z.custom<ClassifyConfiguration>(value => typeof value === 'object' && value !== null)),
  /** The client's own key, by which it finds the job that it made already. */
  transaction_id: nullableText,
  result: z.nullable(json(classifyResult)),
});
export type ClassifyJobRow = z.output<typeof row>;

export type NewClassifyJob = NewQueuedJob & Pick<ClassifyJobRow, 'configuration' | 'transaction_id'>;

/** Classify jobs, in batches of the legacy route and alone. LlamaCloud's docs name no prefix of their ids; ours is `cls-`. */
export class ClassifyJobs extends QueuedJobs<ClassifyJobRow> {
  constructor(db: Database) {
    super(db, 'classify_job', row, 'cls');
  }

  create(job: NewClassifyJob, now: number): string {
    const { configuration, transaction_id } = job;
    return this.insert(job, { configuration: JSON.stringify(configuration), transaction_id }, now);
  }

  withTransactionId(projectId: string, transactionId: string): ClassifyJobRow | undefined {
    const sql = 'SELECT * FROM classify_job WHERE project_id = ? AND transaction_id = ?';
    return this.db.get(this.row, sql, projectId, transactionId);
  }
}
