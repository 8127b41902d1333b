import * as z from 'zod/mini';
import type { ParsedPage, ParsedRange } from '../parsers/types';
import type { ParseJobRow } from '../store/parseJobs';
import type { Store } from '../store/store';

/** Our own workers wrote the pages: the envelope is checked, their insides are taken as they are. */
const parsedRange = z.looseObject({
  pages: z.array(z.custom<ParsedPage>(page => typeof page === 'object' && page !== null)),
  parser: z.string(),
  warnings: z.array(z.string()),
}) satisfies z.ZodMiniType<ParsedRange>;

/** The pages of a COMPLETED job in order, put together from its ranges. Throws when a blob is gone or damaged. */
export async function readResult(store: Store, job: ParseJobRow): Promise<ParsedRange> {
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

type View = (result: ParsedRange, job: ParseJobRow) => unknown;

const failed = ({ page_number, error }: ParsedPage) => ({ page_number, error: error ?? '', success: false });
const pagesAs = (page: (page: ParsedPage, job: ParseJobRow) => unknown): View => {
  return (result, job) => ({ pages: result.pages.map(each => page(each, job)) });
};

/** What each `expand` value fills, under the key of its own name (LlamaCloud API docs). */
export const resultViews: Readonly<Record<string, View>> = {
  text: pagesAs(({ page_number, text }) => ({ page_number, text })),
  markdown: pagesAs(page =>
    page.error === null
      ? { page_number: page.page_number, markdown: page.markdown, success: true, header: null, footer: null }
      : failed(page),
  ),
  items: pagesAs(page => {
    if (page.error !== null) return failed(page);
    const { page_number, page_width, page_height, items } = page;
    return { page_number, page_width, page_height, items, success: true };
  }),
  metadata: (result, job) => ({
    pages: result.pages.map(page => ({
      page_number: page.page_number,
      confidence: page.confidence,
      speaker_notes: page.speaker_notes,
      printed_page_number: job.format === 'pdf' ? page.label : null,
      slide_section_name: job.format === 'pdf' ? null : page.label,
    })),
    document: null,
  }),
  markdown_full: result => joined(result.pages.map(page => page.markdown)),
  text_full: result => joined(result.pages.map(page => page.text)),
  job_metadata: (result, job) => ({
    ...jobFacts(job),
    parser: result.parser,
    pages: result.pages.length,
    failed_pages: result.pages.filter(page => page.error !== null).map(page => page.page_number),
    ocr_pages: result.pages.filter(page => page.ocr).map(page => page.page_number),
    warnings: result.warnings,
  }),
};

/** The part of `job_metadata` that is known without a result; also told of a job that failed or was cancelled. */
export function jobFacts(job: ParseJobRow): Record<string, unknown> {
  return {
    runs_on: 'this machine',
    tier: job.tier,
    tier_note:
      'On this machine every tier runs the same local parser; OCR reads the pages that hold no text.',
    format: job.format,
    pages: job.pages,
    seconds: ((job.finished_at ?? job.created_at) - (job.started_at ?? job.created_at)) / 1000,
  };
}

function joined(pages: readonly string[]): string {
  return pages.filter(page => page !== '').join('\n\n');
}
