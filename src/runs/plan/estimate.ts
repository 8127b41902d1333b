import { extname } from 'node:path';
import { count } from '../../base/amounts';
import { readTargetPages } from '../../protocol/parseOptions/targetPages';
import type { PlannedFile, RunJobType } from '../run';
import { dollarsPerCredit, rateOf, type Unit } from './prices';

/** What a run would parse, and what that would cost. */
export interface Estimate {
  /** Pages, slides and sheets of the files that could be counted. */
  pages: number;
  /** Files whose pages nobody can tell before they are parsed; each costs as one page (or minute) here. */
  uncounted: number;
  /** Null where the price is not known. */
  credits: number | null;
  /** The server may charge less: it chooses a cheaper way for simple pages. */
  atMost: boolean;
}

type Parameters = Readonly<Record<string, unknown>>;
type Counted = Pick<PlannedFile, 'path' | 'extension' | 'estimatedPages'>;

/** What is charged by the sheet and by the minute (LlamaCloud API docs); everything else is by the page. */
const units: ReadonlyMap<string, Unit> = new Map([
  ...[
    '.xlsx',
    '.xlsm',
    '.xlsb',
    '.xltx',
    '.xltm',
    '.xls',
    '.ods',
    '.ots',
    '.fods',
    '.numbers',
    '.csv',
    '.tsv',
  ].map(extension => [extension, 'sheet'] as const),
  ...['.mp3', '.mp4', '.mpeg', '.mpga', '.m4a', '.wav', '.webm'].map(
    extension => [extension, 'minute'] as const,
  ),
]);

/** The extension (lower case, with dot) of what a file really is. */
export const extensionOf = ({ path, extension }: Pick<PlannedFile, 'path' | 'extension'>): string =>
  extension ?? extname(path).toLowerCase();

/** Adds up what the files would cost under a configuration's parameters. */
export function estimate(files: readonly Counted[], jobType: RunJobType, parameters: Parameters): Estimate {
  const rate = rateOf(jobType, parameters);
  const wanted = wantedPages(jobType, parameters);
  let pages = 0;
  let uncounted = 0;
  let credits = 0;
  for (const file of files) {
    const known = file.estimatedPages ?? null;
    const charged = known === null ? 1 : wanted(known);
    if (known === null) uncounted++;
    else pages += charged;
    if (rate) credits += charged * rate[units.get(extensionOf(file)) ?? 'page'];
  }
  return { pages, uncounted, credits: rate ? credits : null, atMost: rate?.atMost ?? false };
}

/** "≈ 1,240 pages"; "≥" where some files could not be counted. */
export function pagesWords({ pages, uncounted }: Estimate): string {
  return uncounted === 0 ? `≈ ${count(pages, 'page')}` : `≥ ${count(pages + uncounted, 'page')}`;
}

/** "≈ 12,400 credits · US$15.50", with "≤" and "≥" where it is the most or the least; "price not known". */
export function creditsWords({ credits, uncounted, atMost }: Estimate): string {
  if (credits === null) return 'price not known';
  const atLeast = uncounted > 0;
  const sign = atMost === atLeast ? '≈' : atMost ? '≤' : '≥';
  return `${sign} ${count(credits, 'credit')} · ${dollars(credits)}`;
}

/** A price in the currency that LlamaCloud publishes. */
export function dollars(credits: number): string {
  const amount = credits * dollarsPerCredit;
  if (amount > 0 && amount < 0.01) return 'less than US$0.01';
  return `US$${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** Where parameters say which pages are meant; null for at their top. */
const pagesKey: Readonly<Record<RunJobType, string | null>> = {
  parse_v2: 'page_ranges',
  extract_v2: null,
  classify_v2: 'parsing_configuration',
};

/** How many of a file's pages a configuration has parsed: `target_pages` wins over `max_pages` (LlamaCloud API docs). */
function wantedPages(jobType: RunJobType, parameters: Parameters): (pages: number) => number {
  const key = pagesKey[jobType];
  const place = key === null ? parameters : (parameters[key] as Parameters | null | undefined);
  const target = place?.['target_pages'];
  const runs = typeof target === 'string' ? readTargetPages(target) : [];
  if (typeof runs !== 'string' && runs.length > 0) {
    return pages => runs.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, pages) - from + 1), 0);
  }
  const most = place?.['max_pages'];
  return typeof most === 'number' ? pages => Math.min(pages, most) : pages => pages;
}
