import { extname } from 'node:path';
import { Readable } from 'node:stream';
import type { ParsedPage, ParsedRange } from '../../parsers/types';
import { jsonStream } from '../../server/jsonStream';
import type { ParseJobRow } from '../../store/parseJobs';
import { type EffectiveOptions, effectiveOptions } from '../parseOptions';
import { sheetsOf, workbookOf } from './spreadsheet';
import { fullText, resultViews } from './views';

/** A document made of a result, which clients download. */
export interface ResultDocument {
  /** Follows the name of the file that was parsed. */
  extension: string;
  /** Whether a job of these options has it. Missing: every job has. */
  asked?: (options: EffectiveOptions) => boolean;
  /** Undefined for one that is stored when the job ends. */
  make?: (result: ParsedRange, job: ParseJobRow, options: EffectiveOptions) => Readable;
}

const json = (key: 'items' | 'metadata'): ResultDocument => ({
  extension: `.${key}.json`,
  make: (result, job) => jsonStream(resultViews[key](result, job) as object),
});
const full = (kind: 'markdown' | 'text', extension: string): ResultDocument => ({
  extension,
  make: (result, job) => whole(fullText(result, job, kind)),
});

/**
 * What `result_content_metadata` may hold, by its keys there: the samples of the docs name `outputPDF`, `xlsx` and
 * `grounded_items`; the others have the name of the `expand` value, which is what clients look for.
 */
export const resultDocuments = {
  text: full('text', '.txt'),
  text_full: full('text', '.txt'),
  markdown: full('markdown', '.md'),
  markdown_full: full('markdown', '.md'),
  items: json('items'),
  metadata: json('metadata'),
  xlsx: {
    extension: '.tables.xlsx',
    asked: ({ outputs }) => outputs.has('xlsx'),
    make: ({ pages }, _job, { sheetNames }) => whole(workbookOf(sheetsOf(pages, sheetNames))),
  },
  outputPDF: { extension: '.pdf', asked: ({ outputs }) => outputs.has('pdf') },
  stripped_markdown: {
    extension: '.stripped.json',
    asked: ({ parse }) => parse.strippedText === true,
    make: ({ pages }) =>
      jsonStream({
        pages: pages.map(({ page_number, stripped }) => ({ page_number, text: stripped ?? '' })),
      }),
  },
  concatenated_stripped_markdown: {
    extension: '.stripped.txt',
    asked: ({ parse }) => parse.strippedText === true,
    make: ({ pages }) => whole(pages.map(({ stripped }) => stripped ?? '').join('\n\n---\n\n')),
  },
  raw_words: {
    extension: '.words.jsonl',
    asked: ({ parse }) => parse.words === true,
    make: ({ pages }) =>
      lines(pages, ({ page_number, words = [] }) => words.map(word => ({ page_number, ...word }))),
  },
  grounded_items: {
    extension: '.grounded.jsonl',
    asked: ({ parse }) => parse.granularity !== undefined,
    make: ({ pages }) => lines(pages, page => [grounded(page)]),
  },
} as const satisfies Record<string, ResultDocument>;
export type DocumentName = keyof typeof resultDocuments;

export const isDocumentName = (name: string): name is DocumentName => Object.hasOwn(resultDocuments, name);

const expands: Readonly<Record<string, DocumentName>> = { output_pdf: 'outputPDF' };

/**
 * Names of the documents of a job that a request asks for, by values such as `text_content_metadata`. The boxes within
 * items have no value of their own: a job that was to give them always tells where they are (LlamaCloud API docs).
 */
export function documentsAsked(job: ParseJobRow, expand: readonly string[]): DocumentName[] {
  const options = effectiveOptions(job.parameters);
  const asked = expand.flatMap(value => {
    const stem = /^(\w+)_content_metadata$/.exec(value)?.[1] ?? '';
    return expands[stem] ?? (isDocumentName(stem) ? stem : []);
  });
  return [...new Set<DocumentName>([...asked, 'grounded_items'])].filter(name => {
    const document: ResultDocument = resultDocuments[name];
    return document.asked?.(options) ?? true;
  });
}

/** The name that a download of the document has. */
export const documentFilename = ({ name }: ParseJobRow, document: DocumentName): string =>
  name.slice(0, name.length - extname(name).length) + resultDocuments[document].extension;

const whole = (content: string | Uint8Array): Readable =>
  Readable.from([Buffer.from(content)], { objectMode: false });

/** A line a page, or the lines of a page at a time. */
const lines = (pages: readonly ParsedPage[], rowsOf: (page: ParsedPage) => unknown[]): Readable =>
  Readable.from(
    pages.map(page =>
      rowsOf(page)
        .map(row => `${JSON.stringify(row)}\n`)
        .join(''),
    ),
    { objectMode: false },
  );

/** A page with its items as in `expand=items`, each with the boxes within it. */
function grounded({ page_number, page_width, page_height, items, error, grounding }: ParsedPage) {
  if (error !== null) return { page_number, error, success: false };
  const rows = items.map((item, index) => ({ ...item, grounding: grounding?.[index] ?? null }));
  return { page_number, page_width, page_height, items: rows, success: true };
}
