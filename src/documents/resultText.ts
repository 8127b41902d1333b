import type { ClassifyJob } from '../protocol/classifyJobs';
import type { ExtractExpand, ExtractJob } from '../protocol/extractJobs';
import type { ParseExpand, ParseResult } from '../protocol/parseResults';
import type { ClassifyView, ExtractView, ParseView } from './resultViews';

/** What has to be expanded to show a view of a parse. */
export const expandOf: Record<ParseView, readonly ParseExpand[]> = {
  markdown: ['markdown'],
  text: ['text'],
  items: ['items'],
  details: ['metadata', 'usage', 'job_metadata'],
};

/** What has to be expanded to show a view of an extraction. */
export const expandOfExtract: Record<ExtractView, readonly ExtractExpand[]> = {
  extract: ['extract_metadata'],
  extractDetails: ['configuration', 'extract_metadata', 'usage'],
};

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Marks where a page begins: invisible in a preview, found again by the outline. */
export const pageMark = (page: number) => `<!-- page ${page} -->`;

/** The text of a virtual document of a parse; undefined where the result does not hold that view. */
export function resultText(result: ParseResult, view: ParseView): string | undefined {
  switch (view) {
    case 'markdown':
      return result.markdown ? markdownText(result.markdown.pages) : undefined;
    case 'text':
      return result.text?.pages.map(page => `${page.text.trimEnd()}\n`).join('\n');
    case 'items':
      return result.items ? json(result.items) : undefined;
    case 'details':
      return json({ job: result.job, job_metadata: result.job_metadata, metadata: result.metadata });
  }
}

/**
 * The text of a virtual document of an extraction; undefined where it gave nothing. The result comes first under the
 * API's own name, then what is known about each of its values where the server told any of it.
 */
export function extractText(job: ExtractJob, view: ExtractView): string | undefined {
  if (view === 'extractDetails') return json(job);
  const { extract_result, extract_metadata } = job;
  if (extract_result === null) return undefined;
  return json({ extract_result, ...(extract_metadata && { extract_metadata }) });
}

/** The text of a virtual document of a classification; undefined where it found nothing out. */
export function classifyText(job: ClassifyJob, view: ClassifyView): string | undefined {
  if (view === 'classifyDetails') return json(job);
  return job.result ? json(job.result) : undefined;
}

function markdownText(pages: NonNullable<ParseResult['markdown']>['pages']): string {
  const marked = pages.length > 1;
  const parts = pages.map(page => {
    const body =
      'markdown' in page
        ? String(page.markdown).trim()
        : `> Page ${page.page_number} could not be parsed: ${page.error}`;
    return marked ? `${pageMark(page.page_number)}\n\n${body}` : body;
  });
  return `${parts.join('\n\n').trim()}\n`;
}
