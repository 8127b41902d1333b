import type { LayoutBlock, ParsedPage as LitePage, Rect, TextItem } from '@llamaindex/liteparse';
import { paragraphsOf } from './lostLines';
import { placesIn, withParagraphs } from './lostPlaces';
import { isPageNumber } from './printedNumber';

/** Slack in points between a line and the box of the block that was made of it. */
const SLACK = 2;
/** So many letters and digits in a row that are in some other block are no coincidence: the line was moved there. */
const TELLING = 12;
/** A line is where its place's blocks have this part of its letters, in words that may be short and common ... */
const FOUND_AT_PLACE = 0.9;
/** ... or has been moved where this part of them is in words that no other line accounts for. */
const FOUND_ELSEWHERE = 0.6;
/** Part of the page at each of its sides in which running lines stand; LiteParse's own is 12 to 15 % (2.14, `repetition.rs`). */
const MARGIN = 0.15;
/** Four figures alone are more often the year of a title page than the number of a page. */
const YEAR = /^\s*\d{4}\s*$/;
/** Lines of a page that is looked through; the densest sheets have a few thousand. */
const MOST_LINES = 10_000;
/** Printable characters of ASCII, and spaces. */
const ASCII = /^[ -~\s]*$/;

/** A block or a cell with words, as its raw text and, worked out when first needed, as its letters and digits alone. */
interface Place {
  box: Rect;
  text: string;
  letters: string | null;
}

/**
 * Puts text that stands in no block back as paragraphs, in blocks and Markdown alike: LiteParse leaves out what it takes
 * for a header or a footer, even on the only page of an invoice, and what its layout does not reach (2.14.7). Its
 * option to keep headers and footers would mix them into the body's paragraphs and tables. A line at the edge of the
 * page that an earlier one of these pages lost too stays out, as does a page number alone. A page without any words in
 * blocks stays as it is.
 */
export function withLostText(pages: readonly LitePage[]): LitePage[] {
  const seen = new Set<string>();
  return pages.map(page => {
    const lost = lostItems(page, seen);
    if (lost.length === 0) return page;
    const placeOf = placesIn(page);
    return withParagraphs(page, paragraphsOf(lost, page.textItems, placeOf), placeOf);
  });
}

function lostItems(page: LitePage, seen: Set<string>): TextItem[] {
  const places = (page.blocks ?? []).flatMap(placesOf);
  if (places.length === 0 || page.textItems.length > MOST_LINES) return [];
  const astray: TextItem[] = [];
  const found: TextItem[] = [];
  const isVerbatim = verbatimIn(places);
  for (const item of page.textItems) {
    if (isVerbatim(item) || isIn(places, item)) found.push(item);
    else if (lettersOf(item.text) !== '') astray.push(item);
  }
  const candidates = withoutRunning(astray, page, seen);
  if (candidates.length === 0) return [];
  const isElsewhere = elsewhereIn(places, found, candidates);
  const lost: TextItem[] = [];
  for (const item of candidates) {
    // Letters drawn twice make a bold face.
    const isDouble = lost.some(other => other.text === item.text && holdsMiddle(other, item));
    if (!isDouble && !isElsewhere(item)) lost.push(item);
  }
  return lost;
}

/** Tells of one line after another whether it has been moved to another place: a block's box may miss a part of it. */
function elsewhereIn(
  places: readonly Place[],
  found: readonly TextItem[],
  candidates: readonly TextItem[],
): (item: TextItem) => boolean {
  const all = places.map(lettersIn).join('\n');
  let spare: Map<string, number> | null = null;
  return ({ text }) => {
    const letters = lettersOf(text);
    if (letters.length >= TELLING && all.includes(letters)) return true;
    const words = wordsOf(text);
    const enough = letters.length * FOUND_ELSEWHERE;
    if (lengthOf(words.filter(word => all.includes(word))) < enough) return false;
    spare ??= spareWords(places, found, new Set(candidates.flatMap(item => wordsOf(item.text))));
    return take(spare, words) >= enough;
  };
}

/** Tells of one line after another whether it is, letter by letter, in the block at its place. */
function verbatimIn(places: readonly Place[]): (item: TextItem) => boolean {
  // Lines and blocks are both in reading order, or nearly so: the next one is most often found at once.
  let at = 0;
  return item => {
    for (let tried = 0; tried < places.length; tried++) {
      const place = places[at];
      if (place && holdsMiddle(place.box, item) && place.text.includes(item.text)) return true;
      at = (at + 1) % places.length;
    }
    return false;
  };
}

/** Whether the blocks that a line touches have most of its words: cells may be cut and ordered in other ways. */
function isIn(places: readonly Place[], item: TextItem): boolean {
  const around = places.filter(({ box }) => touches(box, item));
  if (around.length === 0) return false;
  const letters = lettersOf(item.text);
  if (around.some(place => lettersIn(place).includes(letters))) return true;
  const words = wordsOf(item.text).filter(word => around.some(place => lettersIn(place).includes(word)));
  return lengthOf(words) >= letters.length * FOUND_AT_PLACE;
}

/** How often each of the words is in the blocks without a line at its place that accounts for it. */
function spareWords(
  places: readonly Place[],
  found: readonly TextItem[],
  asked: ReadonlySet<string>,
): Map<string, number> {
  const spare = new Map<string, number>();
  const needles = [...asked];
  const add = (text: string, letters: string, count: 1 | -1) => {
    if (!needles.some(word => letters.includes(word))) return;
    for (const word of wordsOf(text)) if (asked.has(word)) spare.set(word, (spare.get(word) ?? 0) + count);
  };
  for (const place of places) add(withoutMarks(place.text), lettersIn(place), 1);
  for (const { text } of found) add(text, lettersOf(text), -1);
  return spare;
}

const lengthOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0);

/** Takes the words that there are, and tells how many letters they have. */
function take(spare: Map<string, number>, words: readonly string[]): number {
  let letters = 0;
  for (const word of words) {
    const count = spare.get(word) ?? 0;
    if (count <= 0) continue;
    spare.set(word, count - 1);
    letters += word.length;
  }
  return letters;
}

/** A table's cells are apart from each other: it may reach around other text, which repeats its figures. */
function placesOf({ bbox, marker = '', text = '', lines, header, rows }: LayoutBlock): Place[] {
  if (!bbox) return [];
  const all: { text: string; bbox?: Rect }[] = [...(header ?? []), ...(rows ?? []).flat()];
  if (text !== '') all.push({ text: `${marker} ${text}` });
  if (lines) all.push({ text: lines.join(' ') });
  return (
    all
      .filter(each => each.text !== '')
      // Cells that are parts of a merged run have no box of their own.
      .map(each => ({ box: each.bbox ?? bbox, text: each.text, letters: null }))
  );
}

function lettersIn(place: Place): string {
  place.letters ??= lettersOf(withoutMarks(place.text));
  return place.letters;
}

/** Without the targets of links, and without the tags that Markdown has no mark for. */
const withoutMarks = (markdown: string): string =>
  markdown.replace(/\]\([^)\s]*\)|<\/?(?:br|su[bp]|u)>/g, ' ');

const wordsOf = (text: string): string[] => text.split(/\s+/).map(lettersOf).filter(Boolean);

/** Blocks and lines may differ in spaces, marks, hyphens at line ends, ligatures and capitals. */
function lettersOf(text: string): string {
  // Character classes of Unicode take several times as long.
  if (ASCII.test(text)) return text.replace(/[^a-z0-9]+/gi, '').toLowerCase();
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
    .toLowerCase();
}

/** Leaves out what runs along the edges of the pages, and adds to what was seen there. */
function withoutRunning(lost: TextItem[], page: LitePage, seen: Set<string>): TextItem[] {
  const atEdge = lost.filter(item => isAtEdge(item, page));
  if (atEdge.length === 0) return lost;
  const left = new Set(atEdge.filter(item => keysOf(item, page).some(key => seen.has(key))));
  for (const item of atEdge) for (const key of keysOf(item, page)) seen.add(key);
  for (const item of atEdge) {
    const beside = page.textItems.filter(
      other => other !== item && !left.has(other) && sharesLine(item, other),
    );
    const isNumber = isPageNumber(item.text) && !YEAR.test(item.text);
    if (beside.length === 0 && isNumber) left.add(item);
  }
  return lost.filter(item => !left.has(item));
}

/** The text, and the same without what may be the page's number in it. */
function keysOf({ text }: TextItem, { pageNum, pageLabel }: LitePage): string[] {
  const plain = text.trim().replace(/\s+/g, ' ');
  // Its first number that is the page's: the last page also tells how many there are.
  let found = false;
  const own = plain.replace(/\p{L}+|\d+/gu, word => {
    if (found || (word !== pageLabel && Number(word) !== pageNum)) return word;
    found = true;
    return '\0';
  });
  // Printed numbers begin anywhere, but count as the pages do.
  const counted = plain.replace(
    /^[1-9]\d{0,2}(?=\D|$)|(?<=\s)[1-9]\d{0,2}$/,
    number => `\0${Number(number) - pageNum}`,
  );
  return [...new Set([plain, own, counted])];
}

function isAtEdge(item: TextItem, { width, height }: LitePage): boolean {
  const [marginX, marginY] = [width * MARGIN, height * MARGIN];
  if (item.y + item.height <= marginY || item.y >= height - marginY) return true;
  // Text that runs upwards or downwards, such as a printer's mark.
  return (item.rotation ?? 0) !== 0 && (item.x + item.width <= marginX || item.x >= width - marginX);
}

const sharesLine = (item: Rect, other: Rect): boolean =>
  Math.abs(item.y + item.height / 2 - other.y - other.height / 2) <= item.height / 2;

const touches = (box: Rect, item: Rect): boolean =>
  item.x <= box.x + box.width + SLACK &&
  item.x + item.width >= box.x - SLACK &&
  item.y <= box.y + box.height + SLACK &&
  item.y + item.height >= box.y - SLACK;

function holdsMiddle(box: Rect, item: Rect): boolean {
  const [x, y] = [item.x + item.width / 2 - box.x, item.y + item.height / 2 - box.y];
  return x >= -SLACK && x <= box.width + SLACK && y >= -SLACK && y <= box.height + SLACK;
}
