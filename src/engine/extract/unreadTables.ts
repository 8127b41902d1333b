import { JobFailure } from '../jobs/jobFailure';
import { MOST_LEXED } from '../parsers/limits';
import type { ParsedPage } from '../parsers/types';

/** Heading and rule of a Markdown table. */
const table = /^\|[^\n]*\|[ \t]*\n\|[ :|-]+\|/m;

/**
 * Throws JobFailure where a workbook or CSV file has more text than was read as tables: some of its rows would be found,
 * and nothing would say that the others are missing.
 */
export function refuseUnread(pages: readonly Pick<ParsedPage, 'items'>[]): void {
  for (const { items } of pages) {
    const [only] = items;
    if (items.length === 1 && only?.type === 'text' && only.md.length > MOST_LEXED && table.test(only.md)) {
      throw new JobFailure(
        `DOCUMENT_TOO_LARGE: The tables hold more than ${MOST_LEXED / 1_000_000} million characters, too much to find their rows. Split the file, and extract from the parts.`,
      );
    }
  }
}
