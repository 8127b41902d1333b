import type { Format } from '@firecrawl/anydoc';
import type { Token, Tokens } from 'marked';
import type { ParseContext } from './context';
import { failures } from './failures';
import { flowPage } from './flowPage';
import { MOST_TEXT } from './limits';
import { contentOfConverted, tokensOf } from './markdown';
import { plainText } from './markdownText';
import { anydoc } from './native';
import { eachSlide } from './slides';
import type { ParsedPage, ParsedRange } from './types';
import { ParseFailure } from './types';

const SHEETS = new Set(['.xlsx', '.ods']);
/** Extensions that share the reader of another. */
const READ_AS: Record<string, string> = {
  '.docm': 'docx',
  '.pptm': 'pptx',
  '.ppsx': 'pptx',
  '.pps': 'ppt',
  '.xlsm': 'xlsx',
  '.xls': 'xlsx',
  '.tsv': 'csv',
};

/** anydoc's name for the content of a container; null when it is none that it reads. */
export const officeFormat = (bytes: Buffer): string | null => anydoc().formatFromBytes(bytes);

/** Parses Office, RTF, EPUB and CSV files: a page for each sheet of a workbook and each slide of a .pptx, else one. */
export async function parseOffice(
  bytes: Buffer,
  extension: string,
  context: ParseContext,
): Promise<ParsedRange> {
  const format = READ_AS[extension] ?? extension.slice(1);
  const whole = await toMarkdown(bytes, format);
  let pages: ParsedPage[];
  if (format === 'pptx') pages = await slidePages(bytes, whole, context);
  else if (SHEETS.has(`.${format}`)) pages = sheetPages(whole);
  else pages = [flowPage(1, contentOfConverted(tokensOf(whole)))];
  if (pages.length === 0) pages = [flowPage(1, contentOfConverted([]))];
  return { pages, parser: 'anydoc', warnings: [] };
}

async function toMarkdown(bytes: Buffer, format: string): Promise<string> {
  try {
    const markdown = await anydoc().toMarkdownBytes(bytes, format as Format);
    if (markdown.length > MOST_TEXT) throw failures.tooMuchText();
    return markdown;
  } catch (error) {
    throw asFailure(error);
  }
}

function asFailure(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === 'encrypted') return failures.protectedBy('The Office file');
  if (code === 'resourceLimit') return failures.tooLarge('The Office file');
  if (code === 'malformed' || code === 'missingPart' || code === 'unsupported')
    return failures.broken('The Office file');
  return error;
}

/** A sheet is a section that begins with its name as a heading of level 2; cells cannot make headings. */
function sheetPages(markdown: string): ParsedPage[] {
  const sheets: { name: string | null; tokens: Token[] }[] = [];
  for (const token of tokensOf(markdown)) {
    const sheet = sheets.at(-1);
    if (token.type === 'heading' && (token as Tokens.Heading).depth === 2) {
      sheets.push({ name: plainText([token]), tokens: [token] });
    } else if (sheet) {
      sheet.tokens.push(token);
    } else if (token.type !== 'space') {
      sheets.push({ name: null, tokens: [token] });
    }
  }
  return sheets.map(({ name, tokens }, index) =>
    flowPage(index + 1, contentOfConverted(tokens), { label: name }),
  );
}

async function slidePages(bytes: Buffer, whole: string, context: ParseContext): Promise<ParsedPage[]> {
  const pages: ParsedPage[] = [];
  for (const slide of eachSlide(bytes, count => context.morePages(count)) ?? []) {
    const markdown = await toMarkdown(Buffer.from(slide), 'pptx').catch(error => {
      // An empty slide is no document to the reader, but it keeps its number.
      if (error instanceof ParseFailure) return '';
      throw error;
    });
    pages.push(slidePage(pages.length + 1, markdown));
  }
  const found = pages.reduce((sum, page) => sum + page.markdown.length, 0);
  // Slides that cannot be told apart stay together rather than lose text.
  return found > 0 || whole.trim() === '' ? pages : [slidePage(1, whole)];
}

/** anydoc gives the speaker notes of a slide as quotations at its end. */
function slidePage(number: number, markdown: string): ParsedPage {
  const tokens = tokensOf(markdown);
  const notes = plainText(tokens.filter(token => token.type === 'blockquote'));
  return flowPage(number, contentOfConverted(tokens), { speaker_notes: notes || null });
}
