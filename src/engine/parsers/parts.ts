import type { PageRange, Part } from './types';

/** Pages of a document, in LiteParse's words. */
export type Target = { maxPages: number } | { targetPages: string };

/** The pages that a call for `part` reads, of those that are `wanted` (default: all). The first `upTo` of them, or those in the range. */
export function targetOf(part: Part, wanted: readonly PageRange[] = everyPage): Target {
  if ('from' in part) return { targetPages: written(within(wanted, part)) };
  if (wanted === everyPage) return { maxPages: part.upTo };
  return { targetPages: written(split(wanted, part.upTo).first) };
}

/** What is left of a document of `pages` pages after its first `upTo`, in ranges of no more than so many pages. */
export function rangesAfter(
  upTo: number,
  pages: number,
  wanted: readonly PageRange[] = everyPage,
): PageRange[] {
  let { rest } = split(within(wanted, { from: 1, to: pages }), upTo);
  const ranges: PageRange[] = [];
  while (rest.length > 0) {
    const { first, rest: after } = split(rest, upTo);
    // One range may hold pages that nobody wants: they are left out when it is read.
    ranges.push({ from: first[0]?.from ?? 1, to: first.at(-1)?.to ?? pages });
    rest = after;
  }
  return ranges;
}

const everyPage: readonly PageRange[] = [{ from: 1, to: Number.MAX_SAFE_INTEGER }];

const within = (ranges: readonly PageRange[], { from, to }: PageRange): PageRange[] =>
  ranges
    .map(range => ({ from: Math.max(range.from, from), to: Math.min(range.to, to) }))
    .filter(range => range.from <= range.to);

/** The first `count` pages of sorted ranges, and the others. */
function split(ranges: readonly PageRange[], count: number): { first: PageRange[]; rest: PageRange[] } {
  const first: PageRange[] = [];
  const rest: PageRange[] = [];
  let left = count;
  for (const { from, to } of ranges) {
    const last = Math.min(to, from + left - 1);
    if (last >= from) first.push({ from, to: last });
    if (last < to) rest.push({ from: Math.max(from, last + 1), to });
    left -= Math.max(0, last - from + 1);
  }
  return { first, rest };
}

const written = (ranges: readonly PageRange[]): string =>
  ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
