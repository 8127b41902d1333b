import type { ParsedPage as LitePage } from '@llamaindex/liteparse';

/** Share of the page's height at its top and bottom in which a page number stands. */
const MARGIN = 0.12;
/** "7", "- 7 -", "Page 7 of 10", "7/10", "iv", "A-3". */
const NUMBER =
  /^(?:(?:page|p\.)\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7}|[A-Z]{1,2}-\d{1,4})(?:\s*(?:of|\/)\s*\d{1,4})?\s*[-–—|]?$/i;

/** The page number as it is printed in the foot or the head of a page; null where none is found. */
export function printedNumber({ textItems, height }: Pick<LitePage, 'textItems' | 'height'>): string | null {
  const printed = textItems
    .map(item => ({ text: item.text.trim(), middle: item.y + item.height / 2 }))
    .filter(({ text }) => NUMBER.test(text));
  const lowest = printed.filter(({ middle }) => middle > height * (1 - MARGIN));
  const highest = printed.filter(({ middle }) => middle < height * MARGIN);
  const byHeight = (sign: 1 | -1) => (a: { middle: number }, b: { middle: number }) =>
    sign * (a.middle - b.middle);
  return lowest.sort(byHeight(-1))[0]?.text ?? highest.sort(byHeight(1))[0]?.text ?? null;
}

/** Whether a text is a page number and nothing else. */
export const isPageNumber = (text: string): boolean => NUMBER.test(text.trim());
