/** Pages `from` to `to`, 1-based, both included. */
export interface Pages {
  from: number;
  to: number;
}

/** Longest list of pages that is read; ours. */
const maxLength = 20_000;

/**
 * Reads `target_pages`, as in "1,3,5-8": sorted runs of pages that do not touch, or a sentence that says what is wrong
 * with it. A page that is named twice is an error (LlamaCloud API docs). An empty text names no pages, as an empty field
 * of a form does.
 */
export function readTargetPages(text: string): Pages[] | string {
  if (text.length > maxLength) return `The list of pages is longer than ${maxLength} characters`;
  if (text.trim() === '') return [];
  const runs: Pages[] = [];
  for (const part of text.split(',')) {
    const [, first, last] = /^\s*(\d{1,9})\s*(?:-\s*(\d{1,9})\s*)?$/.exec(part) ?? [];
    if (first === undefined) return `'${part.trim()}' is not a page or a range of pages such as 3 or 5-8`;
    const from = Number(first);
    const to = Number(last ?? first);
    if (from < 1) return 'Pages are counted from 1';
    if (to < from) return `The range ${from}-${to} ends before it begins`;
    runs.push({ from, to });
  }
  return joined(runs.sort((a, b) => a.from - b.from));
}

function joined(runs: readonly Pages[]): Pages[] | string {
  const pages: Pages[] = [];
  for (const run of runs) {
    const before = pages.at(-1);
    if (before && run.from <= before.to) return `Page ${run.from} is named twice`;
    if (before && run.from === before.to + 1) before.to = run.to;
    else pages.push({ ...run });
  }
  return pages;
}
