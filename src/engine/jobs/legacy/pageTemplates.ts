import * as z from 'zod/mini';
import { failedPageModes, type LegacyParseParameters } from '../../../protocol/legacyParseParameters';

const text = z._default(z.string(), '');

/** How the pages of a legacy job become one text (`markdown_full`, `text_full`), as its batch keeps it. */
export const pageTemplates = z.object({
  /** Null: as in any other job. */
  separator: z._default(z.nullable(z.string()), null),
  prefix: text,
  suffix: text,
  failed: z._default(z.enum(failedPageModes), 'raw_text'),
  errorPrefix: text,
  errorSuffix: text,
});
export type PageTemplates = z.output<typeof pageTemplates>;

/** The legacy parameters that these templates honour. */
export const pageTemplateNames: readonly string[] = [
  ...['page_separator', 'page_prefix', 'page_suffix', 'replace_failed_page_mode'],
  ...['replace_failed_page_with_error_message_prefix', 'replace_failed_page_with_error_message_suffix'],
];

export function pageTemplatesOf(asked: LegacyParseParameters): PageTemplates {
  return pageTemplates.parse({
    separator: asked.page_separator,
    prefix: asked.page_prefix ?? undefined,
    suffix: asked.page_suffix ?? undefined,
    failed: asked.replace_failed_page_mode ?? undefined,
    errorPrefix: asked.replace_failed_page_with_error_message_prefix ?? undefined,
    errorSuffix: asked.replace_failed_page_with_error_message_suffix ?? undefined,
  });
}

/** A page as it goes into the whole text. */
export interface WholePage {
  page_number: number;
  /** In the form that is asked for: Markdown or text. */
  content: string;
  /** What the page says without any form. */
  text: string;
  /** Why the page could not be read; null when it was. */
  error: string | null;
}

/** Puts pages together; without a separator of its own, empty pages leave no gap. */
export function joinPages(pages: readonly WholePage[], templates: PageTemplates): string {
  const { separator, prefix, suffix } = templates;
  let whole = '';
  let first = true;
  for (const page of pages) {
    const number = page.page_number;
    const content = page.error === null ? page.content : replaced(page, page.error, templates);
    const told = filled(prefix, number) + content + filled(suffix, number);
    if (told === '' && separator === null) continue;
    // A separator tells the number of the page that it leads to (LlamaParse v1 docs).
    whole += first ? told : `${separator === null ? '\n\n' : filled(separator, number)}${told}`;
    first = false;
  }
  return whole;
}

function replaced(page: WholePage, error: string, { failed, errorPrefix, errorSuffix }: PageTemplates) {
  if (failed === 'blank_page') return '';
  return failed === 'raw_text' ? page.text : `${errorPrefix}${error}${errorSuffix}`;
}

/** Both spellings are in the LlamaParse v1 docs. */
function filled(template: string, pageNumber: number): string {
  return template.replaceAll(/\{page_number\}|\{pageNumber\}/g, String(pageNumber));
}
