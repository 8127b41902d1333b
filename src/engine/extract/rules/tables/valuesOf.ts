import type { FilledScalar, Scalar, Spot } from '../../types';
import { findCurrencies } from '../../values/currencies';
import { cellValue } from './cellValue';
import type { ColumnConcept } from './columnWords';
import type { ItemRows } from './itemRows';
import { type Leaf, type LeafValues, mainConcept } from './leaves';
import type { MappedColumn } from './mapping';
import type { TableHabits } from './partialDates';
import type { RawCell, RawRow } from './rawTable';

/** Right in so many of a hundred where header and cell leave no doubt (development documents). */
const SUREST = 0.97;

/** The values of one item. */
export function valuesOf(
  item: ItemRows,
  mapped: readonly MappedColumn[],
  leaves: readonly Leaf[],
  habits: TableHabits,
): LeafValues {
  const values = new Map<string, FilledScalar>();
  for (const { leaf, kind, column, sure, sign, part } of mapped) {
    const cells = item.rows
      .map(row => ({ row, cell: row.cells[column] }))
      .filter((each): each is { row: RawRow; cell: RawCell } => Boolean(each.cell && each.cell.text !== ''));
    // Text may go on in further rows; a figure stands in one.
    const used = kind === 'text' ? cells : cells.slice(0, 1);
    const text = joined(used.map(({ cell }) => cell.text));
    const read = cellValue(part ? partOf(text, part) : text, leaf, habits);
    if (!read || values.has(leaf.path)) continue;
    values.set(leaf.path, {
      kind: 'scalar',
      value: sign === undefined ? read.value : signed(read.value, sign),
      confidence: Math.round(SUREST * Math.min(1, 0.3 + 0.7 * sure) * read.sure * 1000) / 1000,
      spots: spotsOf(used),
    });
  }
  doubt(values, mapped);
  addUnit(values, mapped, leaves);
  addCurrency(values, item, mapped, leaves);
  return values;
}

/** What a product that is not right costs each of its figures: one is read wrongly, or something is taken off. */
const DOUBT = 0.85;

function doubt(values: Map<string, FilledScalar>, mapped: readonly MappedColumn[]): void {
  const [quantity, price, amount] = (['quantity', 'unitPrice', 'amount'] as const).map(concept => {
    const column = mapped.find(({ leaf }) => mainConcept(leaf) === concept);
    const found = column && values.get(column.leaf.path);
    return column && found && typeof found.value === 'number'
      ? { path: column.leaf.path, found, value: found.value }
      : null;
  });
  if (!quantity || !price || !amount) return;
  // Prices are rounded to the cent, and those for a hundred or a thousand pieces are usual.
  const ratio = (quantity.value * price.value) / amount.value;
  if ([1, 10, 100, 1000].some(pieces => Math.abs(ratio / pieces - 1) < 0.01)) return;
  for (const { path, found } of [quantity, price, amount])
    values.set(path, { ...found, confidence: DOUBT * found.confidence });
}

/** The unit that stands behind the quantity, where it has no column. */
function addUnit(
  values: Map<string, FilledScalar>,
  mapped: readonly MappedColumn[],
  leaves: readonly Leaf[],
): void {
  const unit = leaves.find(({ concepts, field }) => concepts.has('unit') && field.type === 'string');
  const quantity = mapped.find(({ leaf }) => leaf.concepts.has('quantity'));
  const found = quantity && values.get(quantity.leaf.path);
  if (!unit || !found || values.has(unit.path)) return;
  const text = found.spots[0]?.text.match(/^[\d.,'\s]*\d\s*(\p{L}[\p{L}\p{N}./² ]{0,11})$/u)?.[1];
  if (text) values.set(unit.path, { ...found, value: text.trim(), confidence: 0.9 * found.confidence });
}

const MONEY: readonly ColumnConcept[] = ['amount', 'unitPrice', 'debit', 'credit', 'balance'];

/** The currency that stands beside an amount, where it has no column. */
function addCurrency(
  values: Map<string, FilledScalar>,
  { main }: ItemRows,
  mapped: readonly MappedColumn[],
  leaves: readonly Leaf[],
): void {
  const currency = leaves.find(leaf => mainConcept(leaf) === 'currency' && leaf.field.type === 'string');
  if (!currency || values.has(currency.path)) return;
  for (const { leaf, column } of mapped) {
    const amount = values.get(leaf.path);
    const [found] = MONEY.includes(mainConcept(leaf) ?? 'unit')
      ? findCurrencies(main.cells[column]?.text ?? '')
      : [];
    if (!amount || !found) continue;
    const confidence = (found.certain ? 0.95 : 0.8) * amount.confidence;
    values.set(currency.path, { ...amount, value: found.code, confidence });
    return;
  }
}

/** Longer cells are prose. */
const LONGEST_CELL = 300;

/** The number of an article, first or last in its cell, or what stands beside it. */
function partOf(text: string, part: 'code' | 'rest'): string {
  if (text.length > LONGEST_CELL) return part === 'rest' ? text : '';
  const [, before = '', after = ''] =
    /^(\S*\d\S*)\s+(.*)$/.exec(text) ?? /^(.*?)\s+\(?(\S*\d\S*?)\)?$/.exec(text) ?? [];
  if (before === '') return part === 'rest' ? text : '';
  const isFirst = /^\S*\d\S*$/.test(before);
  return (part === 'code') === isFirst ? before : after;
}

/** Columns of money that went out have it with and without a sign. */
const signed = (value: Scalar, sign: 1 | -1): Scalar =>
  typeof value === 'number' && sign < 0 && value > 0 ? -value : value;

/** Lines of a cell as one text; a word that is broken at the end of a line is whole again. */
const joined = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/(?<=\p{Ll})-\n(?=\p{Ll})/gu, '')
    .replaceAll('\n', ' ');

/** One spot a page, with a box a line. */
function spotsOf(cells: readonly { row: RawRow; cell: RawCell }[]): Spot[] {
  const pages = [...new Set(cells.map(({ row }) => row.page))];
  return pages.map(page => {
    const own = cells.filter(({ row }) => row.page === page).map(({ cell }) => cell);
    return {
      page,
      text: own.map(cell => cell.text).join(' '),
      boxes: own.flatMap(cell => (cell.box ? [cell.box] : [])),
    };
  });
}
