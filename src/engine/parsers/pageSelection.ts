import type { PageRange, Part } from './types';

/** Whether a page is among the wanted ones; without any, all are. */
export const isWanted = (page: number, wanted: readonly PageRange[] | undefined): boolean =>
  !wanted || wanted.some(({ from, to }) => from <= page && page <= to);

/** Numbers of the wanted pages of a document of `count` pages that are in a part. */
export function pagesIn(part: Part, count: number, wanted: readonly PageRange[] | undefined): number[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1).filter(page =>
    isWanted(page, wanted),
  );
  return 'from' in part ? numbers.filter(page => isWanted(page, [part])) : numbers.slice(0, part.upTo);
}

/** Pages of a document of `pages` pages that are wanted. */
export const countPages = (pages: number, wanted: readonly PageRange[] | undefined): number =>
  (wanted ?? [{ from: 1, to: pages }]).reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, pages) - from + 1),
    0,
  );
