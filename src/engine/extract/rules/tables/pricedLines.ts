import { around } from '../../document/boxes';
import type { FilledScalar, SourceDocument, Spot } from '../../types';
import type { Habits } from '../../values/habits';
import { findNumbers } from '../../values/numbers';
import type { ColumnConcept } from './columnWords';
import { type Piece, type Row, rowsOf, rowsOfCells, textOf } from './layout';
import type { Leaf, LeafValues } from './leaves';
import { plainWords } from './plainWords';
import { discountWords, summaryOf } from './summaryRows';

/** Right in so many of a hundred where the lines add up to the total below them, and where they do not. */
const SUMMED = 0.93;
const UNSUMMED = 0.6;

/** A word, a price at the line's end, and how many of what price where the line tells. */
interface PricedLine {
  row: Row;
  name: readonly Piece[];
  price: readonly Piece[];
  amount: number;
  count: Count | null;
  /** The rows that its name stands in, where that is above its price. */
  above?: readonly Row[];
}

/** Such as `2 x 1.99`. */
interface Count {
  quantity: number;
  unitPrice: number | null;
  row: Row;
}

/**
 * The items of a list without headers, as receipts have: lines of a name with a price at their end, above a total. Given
 * for items that have a name and a price.
 */
export function pricedLines(document: SourceDocument, leaves: readonly Leaf[], habits: Habits): LeafValues[] {
  const name = surest(leaves, ['description', 'name'], 'string');
  const amount = surest(leaves, ['amount', 'unitPrice'], 'number');
  if (!name || !amount) return [];
  const quantity = surest(leaves, ['quantity'], 'number');
  const unitPrice = surest(
    leaves.filter(leaf => leaf !== amount),
    ['unitPrice'],
    'number',
  );
  const rows = document.pages.flatMap(page => [...rowsOf(page), ...rowsOfCells(page)]);
  const found = listIn(rows, habits);
  if (!found || (!found.isSummed && !quantity)) return [];
  const sure = found.isSummed ? SUMMED : UNSUMMED;
  return found.lines.map(line => {
    const values = new Map<string, FilledScalar>();
    const set = (
      leaf: Leaf | undefined,
      value: string | number | null,
      words: readonly Piece[],
      row: Row,
    ): void => {
      if (leaf && value !== null && value !== '') {
        values.set(leaf.path, { kind: 'scalar', value, confidence: sure, spots: [spotOf(words, row)] });
      }
    };
    set(name, textOf(line.name).replace(/^[^\p{L}\p{N}("]+|\s[^\p{L}\p{N}]+$/gu, ''), line.name, line.row);
    set(amount, line.amount, line.price, line.row);
    if (line.count) set(quantity, line.count.quantity, line.count.row.words, line.count.row);
    if (line.count) set(unitPrice, line.count.unitPrice, line.count.row.words, line.count.row);
    return values;
  });
}

/** The leaf that is most surely one of these, the first ones first. */
function surest(leaves: readonly Leaf[], concepts: readonly ColumnConcept[], type: string): Leaf | undefined {
  const typed = leaves.filter(({ field }) => (field.type === 'integer' ? 'number' : field.type) === type);
  for (const concept of concepts) {
    const sureOf = (leaf: Leaf): number => leaf.concepts.get(concept) ?? 0;
    const [best] = typed.filter(leaf => sureOf(leaf) >= 0.7).sort((a, b) => sureOf(b) - sureOf(a));
    if (best) return best;
  }
  return undefined;
}

/** Rows between two prices at most; more are another part of the document. */
const MOST_BETWEEN = 4;
/** Sums of which one may be that of the lines. */
const MOST_SUMS = 8;
/** Rows below the list in which they are looked for. */
const MOST_BELOW = 20;
/** Lines of a list at most, and lists that are tried. */
const MOST_LINES = 400;
const MOST_LISTS = 20;
/** A row of more words is no line of a receipt. */
const MOST_WORDS = 40;

function listIn(rows: readonly Row[], habits: Habits): { lines: PricedLine[]; isSummed: boolean } | null {
  const prices = rows.map(row => pricedLine(row, habits));
  const isSum = (at: number): boolean => summaryOf(textOf(prices[at]?.name ?? [])) !== null;
  let tried = 0;
  for (let end = 0; end < rows.length && tried < MOST_LISTS; end++) {
    if (!prices[end] || !isSum(end)) continue;
    tried++;
    const from = beginning(prices, end, isSum);
    const lines = linesOf(rows.slice(from, end), prices.slice(from, end), habits);
    if (lines.length === 0) continue;
    const sums = prices
      .slice(end, end + MOST_BELOW)
      .flatMap(price => (price ? [price.amount] : []))
      .slice(0, MOST_SUMS);
    for (let skip = 0; skip < lines.length; skip++) {
      const rest = lines.slice(skip);
      const items = rest.filter(line => !isDiscount(line));
      // What is taken off is a line of its own, unless it is in the prices already.
      if (addsUp(rest, sums)) return { lines: rest, isSummed: true };
      if (addsUp(items, sums)) return { lines: items, isSummed: true };
    }
    const items = lines.filter(line => !isDiscount(line));
    return items.length > 1 ? { lines: items, isSummed: false } : null;
  }
  return null;
}

/** Whether the lines, with the taxes and tips between them and it, come to one of the sums. */
function addsUp(lines: readonly PricedLine[], sums: readonly number[]): boolean {
  const sum = lines.reduce((total, line) => total + line.amount, 0);
  const isIt = (each: number, wanted: number): boolean => Math.abs(each - wanted) < 0.005;
  if (lines.length === 0) return false;
  let total = sum;
  return sums.some(each => {
    if (isIt(each, sum) || isIt(each, total)) return true;
    total += each;
    return false;
  });
}

const isDiscount = ({ name, amount }: PricedLine): boolean =>
  amount < 0 || plainWords(textOf(name)).some(word => discountWords.has(word));

/** The first of the rows that lead to a sum without a long break. */
function beginning(
  prices: readonly (PricedLine | null)[],
  end: number,
  isSum: (at: number) => boolean,
): number {
  let from = end;
  for (let at = end - 1; at >= Math.max(0, end - MOST_LINES) && from - at <= MOST_BETWEEN; at--) {
    if (prices[at] && !isSum(at)) from = at;
    else if (prices[at]) break;
  }
  return Math.max(0, from - MOST_BETWEEN + 1);
}

/** Prices with the names that stand before them, in their row or, where that has none, in the rows above. */
function linesOf(rows: readonly Row[], prices: readonly (PricedLine | null)[], habits: Habits): PricedLine[] {
  const lines: PricedLine[] = [];
  let names: Row[] = [];
  let counted: Count | null = null;
  let off = 0;
  for (const [index, row] of rows.entries()) {
    const price = prices[index];
    const count = countOf(row, habits);
    if (price && hasName(price.name) && isDiscount(price)) {
      lines.push(price);
      off += price.amount;
    } else if (price && hasName(price.name)) {
      lines.push({ ...price, count: price.count ?? fitting(counted, price.amount) });
      [names, counted, off] = [[], null, 0];
    } else if (price && names.length > 0) {
      const name = names.flatMap(each => [...each.words]);
      lines.push({ ...price, name, above: names, count: fitting(count ?? counted, price.amount - off) });
      [names, counted, off] = [[], null, 0];
    } else if (count) {
      const last = lines.at(-1);
      if (last && !last.count && names.length === 0 && fitting(count, last.amount)) last.count = count;
      else counted = count;
    } else if (hasName(row.words)) {
      names = [...names.slice(1 - MOST_BETWEEN), row];
    }
  }
  return withoutTitle(lines);
}

/** The first line without what stands above its name: no other name has as many rows. */
function withoutTitle(lines: PricedLine[]): PricedLine[] {
  const [first, ...others] = lines;
  if (!first?.above || others.length === 0) return lines;
  const usual = Math.max(1, ...others.map(line => line.above?.length ?? 0));
  const name = first.above.slice(-usual).flatMap(row => [...row.words]);
  return [{ ...first, name }, ...others];
}

const hasName = (words: readonly Piece[]): boolean => /\p{L}{2}/u.test(textOf(words).replace(COUNT, ''));

function fitting(count: Count | null, amount: number): Count | null {
  if (!count || count.unitPrice === null) return count;
  return Math.abs(count.quantity * count.unitPrice - amount) < 0.006 ? count : null;
}

/** An amount with cents, its currency and the mark of its tax: what a line of a receipt ends with. */
const PRICE =
  /^[-–]?\s*(?:\p{Sc}|[A-Z]{3})?\s*[-–]?\d{1,3}(?:[ .,'’]?\d{3})*[.,]\d{2}\s*(?:\p{Sc}|[A-Z]{3})?-?(?:\s*[A-Z*]{1,2})?$/u;
const COUNT =
  /(?<![\p{L}\d.,])(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:kg|g|l|st|stk|pcs|szt|ud)?\.?\s*[x×@*]\s*(?:\p{Sc}|[A-Z]{3})?\s*(\d[\d.,]*(?:\s*(?:\p{Sc}|[A-Z]{3}))?(?:\s*\/\s*\p{L}{1,4}\b)?)?/iu;

function pricedLine(row: Row, habits: Habits): PricedLine | null {
  const { words } = row;
  if (words.length > MOST_WORDS) return null;
  for (let size = Math.min(3, words.length); size > 0; size--) {
    const price = words.slice(-size);
    const text = textOf(price);
    if (!PRICE.test(text) || /[x×@*]$/i.test(words.at(-size - 1)?.text ?? '')) continue;
    const [figure, ...more] = findNumbers(text.replace(/\s*[A-Z*]{1,2}$/, ''), habits);
    if (!figure || more.length > 0) continue;
    return {
      row,
      price,
      amount: figure.value,
      ...namedCount(words.slice(0, -size), row, figure.value, habits),
    };
  }
  return null;
}

/** The name of a line without how many of it there are and what each costs. */
function namedCount(
  words: readonly Piece[],
  row: Row,
  amount: number,
  habits: Habits,
): Pick<PricedLine, 'name' | 'count'> {
  const counted = countOf({ ...row, words }, habits);
  const at = counted
    ? words.findIndex((_, index) => COUNT.exec(textOf(words.slice(index)))?.index === 0)
    : -1;
  if (counted && at > 0) return { name: words.slice(0, at), count: { ...counted, row } };
  const end = words.findLastIndex(word => !FIGURE.test(word.text)) + 1;
  const figures = words
    .slice(end)
    .flatMap(word => findNumbers(word.text, habits).map(number => number.value));
  const [first, second] = words;
  const isMark = /^[x×*]$/i.test(second?.text ?? '');
  const rest = words.slice(isMark ? 2 : 1, end);
  const isCounted = first !== undefined && /^\d{1,3}(?:[x×])?$/.test(first.text) && hasName(rest);
  const [quantity, ...prices] = isCounted ? [Number.parseInt(first.text, 10), ...figures] : figures;
  const unitPrice = prices.find(price => Math.abs((quantity ?? 0) * price - amount) < 0.006) ?? null;
  const name = isCounted ? rest : words.slice(0, end);
  if (quantity !== undefined && (isCounted || unitPrice !== null))
    return { name, count: { quantity, unitPrice, row } };
  return { name: words, count: null };
}

/** A number that stands for itself between a name and its price. */
const FIGURE = /^\p{Sc}?\d{1,3}(?:[.,'’]?\d{3})*(?:[.,]\d{1,3})?$/u;

function countOf(row: Row, habits: Habits): Count | null {
  if (row.words.length > MOST_WORDS) return null;
  const [, quantity, price] = COUNT.exec(textOf(row.words)) ?? [];
  const [each] = findNumbers(price ?? '', habits);
  const many = findNumbers(quantity ?? '', habits)[0]?.value;
  return many === undefined || !each ? null : { quantity: many, unitPrice: each.value, row };
}

const spotOf = (words: readonly Piece[], row: Row): Spot => {
  const box = around(words.flatMap(word => (word.box ? [word.box] : [])));
  return { page: row.page, text: textOf(words), boxes: box ? [box] : [] };
};
