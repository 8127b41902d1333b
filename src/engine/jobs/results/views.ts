import { localParseVersion } from '../../../protocol/parseVersions';
import type { ParsedPage, ParsedRange } from '../../parsers/types';
import type { ParseJobRow } from '../../store/parseJobs';
import { legacyFacts, legacyFullText } from '../legacy/legacyJob';
import { notApplied } from '../parseOptions';

type View = (result: ParsedRange, job: ParseJobRow) => unknown;

const failed = ({ page_number, error }: ParsedPage) => ({ page_number, error: error ?? '', success: false });
const pagesAs = (page: (page: ParsedPage, job: ParseJobRow) => unknown): View => {
  return (result, job) => ({ pages: result.pages.map(each => page(each, job)) });
};

/** What each `expand` value fills, under the key of its own name (LlamaCloud API docs). */
export const resultViews = {
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
      printed_page_number: isPaged(job) ? page.label : null,
      slide_section_name: isPaged(job) ? null : page.label,
    })),
    document: documentConfidence(result),
  }),
  markdown_full: (result, job) => fullText(result, job, 'markdown'),
  text_full: (result, job) => fullText(result, job, 'text'),
  job_metadata: (result, job) => ({
    ...jobFacts(job),
    parser: result.parser,
    pages: result.pages.length,
    failed_pages: result.pages.filter(page => page.error !== null).map(page => page.page_number),
    ocr_pages: result.pages.filter(page => page.ocr).map(page => page.page_number),
    warnings: result.warnings,
  }),
} as const satisfies Record<string, View>;

/** The part of `job_metadata` that is known without a result; also told of a job that failed or was cancelled. */
export function jobFacts(job: ParseJobRow): Record<string, unknown> {
  return {
    runs_on: 'this machine',
    tier: job.tier,
    tier_note:
      'On this machine every tier runs the same local parser; OCR reads the pages that hold no text.',
    version: localParseVersion,
    format: job.format,
    pages: job.pages,
    seconds: secondsOf(job),
    cached: job.cached,
    ...legacyFacts(job, notApplied(job.parameters, job.format)),
  };
}

/** How long a job took; 0 where the clock was set back meanwhile. */
const secondsOf = ({ created_at, started_at, finished_at }: ParseJobRow): number =>
  Math.max(0, (finished_at ?? created_at) - (started_at ?? finished_at ?? created_at)) / 1000;

/** The pages one after the other; those without anything leave no gap. */
export const fullText = ({ pages }: ParsedRange, job: ParseJobRow, kind: 'markdown' | 'text'): string =>
  legacyFullText(job, pages, kind) ??
  pages
    .map(page => page[kind])
    .filter(page => page !== '')
    .join('\n\n');

const isPaged = ({ format }: ParseJobRow): boolean => format === 'pdf' || format === 'image';

/** Mean over the pages that have a confidence, which are those that OCR read; null where none was. */
function documentConfidence({ pages }: ParsedRange) {
  const scores = pages.flatMap(page => page.confidence ?? []);
  if (scores.length === 0) return null;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return {
    confidence: Math.round(mean * 1000) / 1000,
    confidence_breakdown: {
      min_page_score: Math.min(...scores),
      scored_pages: scores.length,
      total_pages: pages.length,
    },
  };
}
