import * as z from 'zod/mini';
import type { ParsedPage, ParsedRange } from '../../parsers/types';
import type { ParseJobRow } from '../../store/parseJobs';
import type { Store } from '../../store/store';

/** Our own workers wrote the pages: the envelope is checked, their insides are taken as they are. */
const parsedRange = z.looseObject({
  pages: z.array(z.custom<ParsedPage>(page => typeof page === 'object' && page !== null)),
  parser: z.string(),
  warnings: z.array(z.string()),
}) satisfies z.ZodMiniType<ParsedRange>;

/** The pages of a COMPLETED job in order, put together from its ranges. Throws when a blob is gone or damaged. */
export async function readResult(store: Store, job: Pick<ParseJobRow, 'id'>): Promise<ParsedRange> {
  const whole: ParsedRange = { pages: [], parser: '', warnings: [] };
  for (const { result_sha256: sha256 } of store.ranges.of(job.id)) {
    if (!sha256) continue;
    const range = parsedRange.parse(JSON.parse(await store.blobs.read(sha256)));
    for (const page of range.pages) whole.pages.push(page);
    whole.parser = range.parser;
    for (const warning of range.warnings) if (!whole.warnings.includes(warning)) whole.warnings.push(warning);
  }
  return whole;
}
