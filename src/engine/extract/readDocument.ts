import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { count } from '../../base/amounts';
import { readTargetPages } from '../../protocol/parseOptions/targetPages';
import { JobFailure } from '../jobs/jobFailure';
import type { ParsedPage } from '../parsers/types';
import { documentOf } from './document/documentOf';
import type { SourceDocument } from './types';

/** What of a parsed document is read: sheets by their names, else pages by their numbers, else the first ones. */
export interface PageSelection {
  /** Workbooks only. */
  sheetNames: readonly string[] | null;
  /** As in "1,3,5-8"; it was checked when the job was made. */
  targetPages: string | null;
  maxPages: number | null;
}

/** A parsed document on the disk; crosses into a thread. */
export interface DocumentFiles {
  /** Display name. */
  name: string;
  /** Files of its pages (ParsedRange), in order. */
  files: readonly string[];
  /** Each page is a sheet of a workbook. */
  isWorkbook: boolean;
  selection: PageSelection;
}

/** Our own workers wrote the pages. */
const pagesOf = z.looseObject({
  pages: z.array(z.custom<ParsedPage>(page => typeof page === 'object' && page !== null)),
});

const workbooks: ReadonlySet<string> = new Set(['.xlsx', '.xlsm', '.xls', '.ods']);
export const isWorkbook = (name: string): boolean =>
  workbooks.has((/\.[^.]+$/.exec(name)?.[0] ?? '').toLowerCase());

/** The pages that were chosen, as lines and tables. Throws as {@link readPages} does. */
export async function readDocument(document: DocumentFiles): Promise<SourceDocument> {
  return documentOf(document.name, await readPages(document));
}

/** Reads the pages that were chosen. Throws JobFailure where there are none, or the result is gone. */
export async function readPages(document: DocumentFiles): Promise<ParsedPage[]> {
  const pages: ParsedPage[] = [];
  for (const file of document.files) {
    for (const page of pagesOf.parse(JSON.parse(await read(file))).pages) pages.push(page);
  }
  return selected(pages, document);
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new JobFailure('The result of the parse is gone: it was deleted meanwhile. Start the job again.');
  }
}

function selected(pages: readonly ParsedPage[], { selection, isWorkbook }: DocumentFiles): ParsedPage[] {
  const { sheetNames, targetPages, maxPages } = selection;
  if (isWorkbook && sheetNames && sheetNames.length > 0) {
    const named = pages.filter(({ label }) => label !== null && sheetNames.includes(label));
    if (named.length > 0) return named;
    const known = pages.flatMap(({ label }) => label ?? []).join(', ');
    throw new JobFailure(
      `inputs_invalid: The workbook has none of the sheets ${sheetNames.join(', ')}. It has: ${known || 'sheets without names'}.`,
    );
  }
  const ranges = targetPages === null ? [] : readTargetPages(targetPages);
  const wanted = typeof ranges === 'string' ? [] : ranges;
  const targets = pages.filter(
    ({ page_number: n }) => wanted.length === 0 || wanted.some(({ from, to }) => n >= from && n <= to),
  );
  if (targets.length === 0) {
    throw new JobFailure(
      `inputs_invalid: target_pages names no page of those that were read (${count(pages.length, 'page')}).`,
    );
  }
  // Target pages win, as they do in a parse.
  return wanted.length === 0 && maxPages !== null ? targets.slice(0, maxPages) : targets;
}
