import { type ExtractConfiguration, localExtractVersion } from '../../protocol/extract';
import { HttpError } from '../server/httpError';
import type { BatchFileRow, BatchRow } from '../store/batches';
import type { ExtractJobRow, NewExtractJob } from '../store/extractJobs';
import type { BatchJobs } from './batchLifeCycle';
import { configurationOf } from './configurationOf';
import { JobRunner, type RunnerOptions } from './jobRunner';
import { jobOfBatch } from './queuedLifeCycle';

type JsonObject = Record<string, unknown>;

/** What an extraction found (LlamaCloud API docs, `ExtractV2Job`). */
export interface ExtractOutcome {
  /** JSON of `extract_result`: one object for `per_doc`, one a page or row for the other targets. */
  result: string;
  /** JSON: `field_metadata` and the like, whether or not the answer will show it. */
  extract_metadata: string | null;
  /** JSON: `usage` and facts of this engine, such as what did the work. */
  metadata: string | null;
  /** The parse that it read. */
  parse_job_id: string | null;
}

/** Does the work of an extract job. Throws JobFailure or ModelFailure with a sentence; stops where the signal aborts. */
export type Extractor = (job: ExtractJobRow, signal: AbortSignal) => Promise<ExtractOutcome>;

/** Largest file that an extraction takes (LlamaCloud API docs, "Limitations"). */
export const maxExtractBytes = 100 * 1024 * 1024;

/** Extract jobs, alone and as the jobs of `extract_v2` batches. */
export class ExtractJobs extends JobRunner<ExtractJobRow> implements BatchJobs {
  constructor(options: RunnerOptions, extract: Extractor, abandon?: (job: ExtractJobRow) => void) {
    super(options, {
      product: 'extract',
      jobs: options.store.extractJobs,
      throttles: true,
      work: async (job, signal) => ({ ...(await extract(job, signal)) }),
      ...(abandon && { abandon }),
    });
  }

  /** Makes and queues a job that belongs to no batch; on the disk when this returns. */
  add(job: NewExtractJob): string {
    return this.options.store.durable(() => this.insert(job));
  }

  create(batch: BatchRow, file: BatchFileRow): { jobId: string } | { error: string } {
    const refusal = tooLarge(file.size);
    if (refusal) return { error: refusal };
    // The batch was made with a configuration that had passed the strict schema.
    const { product_type: _, ...configuration } = batch.parameters as ExtractConfiguration & JsonObject;
    try {
      const parse_parameters = this.parseParameters(batch.project_id, configuration);
      const job = { ...jobOfBatch(batch, file), configuration: resolved(configuration), parse_parameters };
      return { jobId: this.insert(job) };
    } catch (error) {
      if (error instanceof HttpError) return { error: `inputs_invalid: ${error.message}` };
      throw error;
    }
  }

  /** The parameters that `parse_config_id` stands for now; null without one. Throws HttpError where it is none. */
  parseParameters(projectId: string, { parse_config_id: id }: ExtractConfiguration): JsonObject | null {
    return id === null ? null : configurationOf(this.options.store, projectId, id, 'parse_v2').parameters;
  }

  private insert(job: NewExtractJob): string {
    const { store, clock } = this.options;
    return this.created(store.extractJobs.create(job, clock.now()));
  }
}

/** Why a file is too large to be extracted from; null when it is not. */
export function tooLarge(bytes: number): string | null {
  if (bytes <= maxExtractBytes) return null;
  const size = Math.ceil(bytes / 1024 / 1024);
  return `inputs_invalid: The file has ${size} MB; an extraction takes at most ${maxExtractBytes / 1024 / 1024} MB.`;
}

/** A job tells the version that it runs with (OpenAPI document). There is one, whichever was asked for. */
export const resolved = (configuration: ExtractConfiguration): ExtractConfiguration => ({
  ...configuration,
  version: localExtractVersion,
});
