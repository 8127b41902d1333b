import * as z from 'zod/mini';
import type { ExtractConfiguration } from '../../protocol/extract';
import { jsonObject } from '../../protocol/wire';
import { json, nullableText } from './columns';
import type { Database } from './database';
import { type NewQueuedJob, QueuedJobs, queuedColumns } from './queuedJobs';

const row = z.object({
  ...queuedColumns,
  /** How to extract, the API's defaults filled in and `version` resolved; it was checked when the job was made. */
  configuration: json(z.custom<ExtractConfiguration>(value => typeof value === 'object' && value !== null)),
  /** The parse_v2 parameters that `parse_config_id` stood for when the job was made. */
  parse_parameters: z.nullable(json(jsonObject)),
  // JSON, read only where it is asked for: it may be long.
  result: nullableText,
  extract_metadata: nullableText,
  metadata: nullableText,
});
export type ExtractJobRow = z.output<typeof row>;

export type NewExtractJob = NewQueuedJob & Pick<ExtractJobRow, 'configuration' | 'parse_parameters'>;

/** Extract jobs (`ext-…`), in batches and alone. */
export class ExtractJobs extends QueuedJobs<ExtractJobRow> {
  constructor(db: Database) {
    super(db, 'extract_job', row, 'ext');
  }

  create(job: NewExtractJob, now: number): string {
    const { configuration, parse_parameters: parse } = job;
    const own = {
      configuration: JSON.stringify(configuration),
      parse_parameters: parse && JSON.stringify(parse),
    };
    return this.insert(job, own, now);
  }
}
