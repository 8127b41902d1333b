import type { ClassifyConfiguration, ClassifyResult } from '../../protocol/classify';
import type { BatchFileRow, BatchRow } from '../store/batches';
import type { ClassifyJobRow, NewClassifyJob } from '../store/classifyJobs';
import type { BatchJobs } from './batchLifeCycle';
import { JobFailure, JobRunner, type RunnerOptions } from './jobRunner';

export interface ClassifyOutcome {
  result: ClassifyResult;
  /** The parse that it read. */
  parse_job_id: string | null;
}

/** Does the work of a classify job. Throws JobFailure with a sentence; stops where the signal aborts. */
export type Classifier = (job: ClassifyJobRow, signal: AbortSignal) => Promise<ClassifyOutcome>;

/** Stands in until this machine can classify. */
export const classifyUnavailable: Classifier = () =>
  Promise.reject(
    new JobFailure(
      'Classification on this machine comes with a later version of Llama Batches. Classify the file with LlamaCloud, or parse it and look at its text.',
    ),
  );

/** Classify jobs, alone and as the jobs of batches of the legacy route: the v2 route has none (LlamaCloud API docs). */
export class ClassifyJobs implements BatchJobs {
  readonly runner: JobRunner<ClassifyJobRow>;

  constructor(
    private readonly options: RunnerOptions,
    classify: Classifier,
  ) {
    const work = async (job: ClassifyJobRow, signal: AbortSignal) => {
      const { result, parse_job_id } = await classify(job, signal);
      return { result: JSON.stringify(result), parse_job_id };
    };
    const jobs = options.store.classifyJobs;
    this.runner = new JobRunner(options, { product: 'classify', jobs, throttles: false, work });
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
    const jobId = this.insert({
      ...{
        project_id: batch.project_id,
        batch_id: batch.id,
        configuration_id: batch.configuration_id || null,
      },
      ...{ file_input: file.directory_file_id, input_type: 'file_id', parse_job_id: null },
      ...{ name: file.name, sha256: file.sha256, size: file.size, webhooks: batch.job_webhooks },
      ...{ configuration, transaction_id: null },
    });
    return { jobId };
  }

  hasOpenIn(batchId: string, moreThan?: number): boolean {
    return this.options.store.classifyJobs.hasOpenIn(batchId, moreThan);
  }

  openIn(batchId: string): string[] {
    return this.options.store.classifyJobs.openIn(batchId);
  }

  isWorking(batchId: string): boolean {
    return this.runner.isWorking(batchId);
  }

  cancel(jobId: string): void {
    this.runner.cancel(jobId);
  }

  private insert(job: NewClassifyJob): string {
    const { store, clock } = this.options;
    const id = store.classifyJobs.create(job, clock.now());
    this.runner.created(id);
    return id;
  }
}
