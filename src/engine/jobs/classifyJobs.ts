import type { ClassifyConfiguration, ClassifyResult } from '../../protocol/classify';
import type { BatchFileRow, BatchRow } from '../store/batches';
import type { ClassifyJobRow, NewClassifyJob } from '../store/classifyJobs';
import type { BatchJobs } from './batchLifeCycle';
import { JobRunner, type RunnerOptions } from './jobRunner';
import { jobOfBatch } from './queuedLifeCycle';

export interface ClassifyOutcome {
  result: ClassifyResult;
  /** The parse that it read. */
  parse_job_id: string | null;
}

/** Does the work of a classify job. Throws JobFailure with a sentence; stops where the signal aborts. */
export type Classifier = (job: ClassifyJobRow, signal: AbortSignal) => Promise<ClassifyOutcome>;

/** Classify jobs, alone and as the jobs of batches of the legacy route: the v2 route has none (LlamaCloud API docs). */
export class ClassifyJobs extends JobRunner<ClassifyJobRow> implements BatchJobs {
  constructor(options: RunnerOptions, classify: Classifier, abandon?: (job: ClassifyJobRow) => void) {
    super(options, {
      product: 'classify',
      jobs: options.store.classifyJobs,
      throttles: false,
      work: async (job, signal) => {
        const { result, parse_job_id } = await classify(job, signal);
        return { result: JSON.stringify(result), parse_job_id };
      },
      ...(abandon && { abandon }),
    });
  }

  /**
   * Makes and queues a job that belongs to no batch; on the disk when this returns. The `transaction_id` must be free in
   * the project.
   */
  add(job: NewClassifyJob): string {
    return this.options.store.durable(() => this.insert(job));
  }

  create(batch: BatchRow, file: BatchFileRow): { jobId: string } {
    // The batch was made with a configuration that had passed the strict schema.
    const { product_type: _, ...configuration } = batch.parameters as ClassifyConfiguration &
      Record<string, unknown>;
    return { jobId: this.insert({ ...jobOfBatch(batch, file), configuration, transaction_id: null }) };
  }

  private insert(job: NewClassifyJob): string {
    const { store, clock } = this.options;
    return this.created(store.classifyJobs.create(job, clock.now()));
  }
}
