import type { Box, ParsedPage, WordBox } from '../../parsers/types';
import type { Line } from '../types';
import { around, isInside, median } from './boxes';
import { type PrintedRow, printedRows } from './printedRows';

/** A gap of more than this share of the row's height is no space between words. Justified text stays below. */
const COLUMN_GAP = 1;
/** The same for OCR, whose boxes are as high as the letters, not as the font. */
const OCR_COLUMN_GAP = 1.5;

/** The lines of a page whose words have boxes, in the order of the page's items. */
export function linesOfWords(page: ParsedPage, words: readonly WordBox[]): Line[] {
  const lines = printedRows(words.flatMap(atSpaces), page.ocr).flatMap(row =>
    segmentsOf(row, page.ocr ? OCR_COLUMN_GAP : COLUMN_GAP).map(segment => lineOf(segment, page.page_number)),
  );
  return inReadingOrder(lines, page);
}

/** OCR takes a few words together now and then: each gets the width that its letters have of all. */
function atSpaces(word: WordBox): WordBox[] {
  if (!/\S\s+\S/.test(word.text)) return [word];
  const letter = word.w / word.text.length;
  return [...word.text.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    ...word,
    text,
    x: word.x + index * letter,
    w: text.length * letter,
  }));
}

function segmentsOf(row: PrintedRow, columnGap: number): WordBox[][] {
  const widest = columnGap * median(row.map(word => word.h));
  const segments: WordBox[][] = [];
  for (const word of row) {
    const last = segments.at(-1)?.at(-1);
    if (last && word.x - (last.x + last.w) <= widest) segments.at(-1)?.push(word);
    else segments.push([word]);
  }
  return segments;
}

function lineOf(segment: readonly WordBox[], page: number): Line {
  return {
    page,
    text: segment.map(word => word.text).join(' '),
    box: around(segment),
    words: segment.map(({ text, x, y, w, h }) => ({ text, box: { x, y, w, h } })),
  };
}

/** Items come in reading order, columns one after the other; a line in none of them goes with the one before it. */
function inReadingOrder(lines: readonly Line[], page: ParsedPage): Line[] {
  const areas: { box: Box; item: number }[] = page.items.flatMap((item, index) =>
    (item.bbox ?? []).map(box => ({ box, item: index })),
  );
  let before = 0;
  const placed = lines.map((line, row) => {
    const { box } = line;
    const found = box ? areas.find(area => isInside(area.box, box)) : undefined;
    before = found?.item ?? before;
    return { line, item: before, row };
  });
  return placed.sort((a, b) => a.item - b.item || a.row - b.row).map(({ line }) => line);
}
