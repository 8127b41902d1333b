import { pageMark } from '../resultText';
import type { Span } from './findWords';

const anyMark = /^<!-- page \d+ -->$/gm;

/** How many pages a Markdown document of ours has; one without marks is a single page. */
export const pagesOf = (text: string): number => Math.max(text.match(anyMark)?.length ?? 0, 1);

/** A page of a Markdown document of ours; the whole text where it has no such mark. */
export function pageSpan(text: string, page: number): Span {
  const mark = pageMark(page);
  const start = text.startsWith(mark) ? 0 : text.indexOf(`\n${mark}\n`);
  if (start < 0) return { start: 0, end: text.length };
  const next = /\n<!-- page \d+ -->\n/.exec(text.slice(start + mark.length));
  return { start, end: next ? start + mark.length + next.index : text.length };
}
