import type { ParseExpand, ParseResult } from '../protocol/parseResults';
import type { ResultView } from './resultUri';

/** What has to be expanded to show a view. */
export const expandOf: Record<ResultView, readonly ParseExpand[]> = {
  markdown: ['markdown'],
  text: ['text'],
  items: ['items'],
  details: ['metadata', 'usage', 'job_metadata'],
};

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Marks where a page begins: invisible in a preview, found again by the outline. */
export const pageMark = (page: number) => `<!-- page ${page} -->`;

/** The text of a virtual document; undefined where the result does not hold that view. */
export function resultText(result: ParseResult, view: ResultView): string | undefined {
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
