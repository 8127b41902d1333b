/** Pages `from` to `to`, counted from 0, both included. */
interface Run {
  from: number;
  to: number;
}

/** Longest list of pages that is read; ours: counted from 1 it may grow, and must still be read there. */
const maxLength = 10_000;

/**
 * Reads `target_pages` of the legacy parameters, as in "0,2-4", where the first page is 0 (LlamaParse v1 docs): sorted
 * runs of pages that do not overlap, or a sentence that says what is wrong with it.
 */
export function readLegacyTargetPages(text: string): Run[] | string {
  if (text.length > maxLength) return `The list of pages is longer than ${maxLength} characters`;
  if (text.trim() === '') return [];
  const runs: Run[] = [];
  for (const part of text.split(',')) {
    const [, first, last] = /^\s*(\d{1,8})\s*(?:-\s*(\d{1,8})\s*)?$/.exec(part) ?? [];
    if (first === undefined) return `'${part.trim()}' is not a page or a range of pages such as 0 or 2-4`;
    const run = { from: Number(first), to: Number(last ?? first) };
    if (run.to < run.from) return `The range ${run.from}-${run.to} ends before it begins`;
    runs.push(run);
  }
  return united(runs.sort((a, b) => a.from - b.from));
}

function united(sorted: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (const run of sorted) {
    const before = runs.at(-1);
    if (before && run.from <= before.to + 1) before.to = Math.max(before.to, run.to);
    else runs.push({ ...run });
  }
  return runs;
}

/** The margins of a page that are not parsed, as shares of its height (top, bottom) and width (left, right). */
export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/**
 * Reads `bounding_box` of the legacy parameters, as in "0.1,0,0.2,0": the margins clockwise from the top (LlamaParse v1
 * docs). A sentence says what is wrong with it.
 */
export function readBoundingBox(text: string): Margins | string {
  const parts = text.split(',').map(part => (part.trim() === '' ? Number.NaN : Number(part)));
  const [top, right, bottom, left] = parts;
  const whole = parts.length === 4 && parts.every(part => part >= 0 && part <= 1);
  if (!whole || top === undefined || right === undefined || bottom === undefined || left === undefined) {
    return 'Input should be four margins from 0 to 1 clockwise from the top, such as 0.1,0,0.2,0';
  }
  return { top, right, bottom, left };
}

/** What the legacy parameters say of a page's margins: each `bbox_…` goes before its part of `bounding_box`. */
export function marginsOf(parameters: {
  bounding_box?: string | null | undefined;
  bbox_top?: number | null | undefined;
  bbox_right?: number | null | undefined;
  bbox_bottom?: number | null | undefined;
  bbox_left?: number | null | undefined;
}): Margins {
  const box = readBoundingBox(parameters.bounding_box ?? '');
  const { top, right, bottom, left } =
    typeof box === 'string' ? { top: 0, right: 0, bottom: 0, left: 0 } : box;
  return {
    top: parameters.bbox_top ?? top,
    right: parameters.bbox_right ?? right,
    bottom: parameters.bbox_bottom ?? bottom,
    left: parameters.bbox_left ?? left,
  };
}
