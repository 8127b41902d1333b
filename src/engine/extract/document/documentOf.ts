import type { ParsedPage } from '../../parsers/types';
import type { DocumentPage, SourceDocument } from '../types';
import { linesOfItems } from './linesOfItems';
import { linesOfWords } from './linesOfWords';
import { tablesOf } from './tablesOf';

/**
 * A parsed document as extraction and classification read it. `name` is the file's display name.
 *
 * Where the parse has word boxes, a line ends at a gap that is wider than words of a sentence leave, so the cells of a
 * printed row and the columns of a page are lines of their own. Where a document has no positions, a line is a line of
 * its text with its inner spaces kept (two or more tell columns), a list item, or a cell of a table.
 */
export function documentOf(name: string, pages: readonly ParsedPage[]): SourceDocument {
  return { name, pages: pages.map(pageOf) };
}

function pageOf(page: ParsedPage): DocumentPage {
  return {
    number: page.page_number,
    width: page.page_width,
    height: page.page_height,
    label: page.label,
    lines: page.words?.length ? linesOfWords(page, page.words) : linesOfItems(page),
    tables: tablesOf(page),
    markdown: page.markdown,
    ocrConfidence: page.ocr ? page.confidence : null,
  };
}
