import { byProduct } from './byProduct';
import { type CellKind, kindOf, mayHold } from './cellValue';
import { conceptsIn } from './concepts';
import type { HeaderMatcher } from './headerMatch';
import { FITS } from './headers';
import { isFigure } from './layout';
import { describes, isCodeLeaf, type Leaf } from './leaves';
import type { TableHabits } from './partialDates';
import { plainWords } from './plainWords';
import type { RawRow, RawTable } from './rawTable';
import { summaryOf } from './summaryRows';

/** A column that holds a leaf. */
export interface MappedColumn {
  leaf: Leaf;
  kind: CellKind;
  /** Index in the table's rows. */
  column: number;
  /** How surely it is this leaf's: 0 to 1. */
  sure: number;
  /** The sign of what the column holds, where two columns tell which way money went. */
  sign?: 1 | -1;
  /** Where a number and a name stand in one cell: which of them. */
  part?: 'code' | 'rest';
}

/** Cells that are looked at to see what a column holds. */
const SAMPLE = 60;
/** A column of figures or dates has this share of them at least, text of a wrong row besides. */
const LEAST_FIT = 0.5;

/** Which column holds which leaf: by its header and by what its cells look like. */
export function mapColumns(table: RawTable, matcher: HeaderMatcher, habits: TableHabits): MappedColumn[] {
  const kinds = matcher.leaves.map(kindOf);
  const sample = coreRows(table).slice(0, SAMPLE);
  const cells = table.headers.map((_, column) =>
    sample.map(row => row.cells[column]?.text ?? '').filter(text => text !== ''),
  );
  const pairs = table.headers
    .flatMap((header, column) =>
      matcher.scores(header).flatMap((score, index) => {
        const [leaf, kind] = [matcher.leaves[index], kinds[index]];
        if (!leaf || !kind || score < FITS) return [];
        const fits = fitOf(cells[column] ?? [], leaf, kind, habits);
        return fits < LEAST_FIT ? [] : [{ leaf, kind, column, sure: score * (0.5 + fits / 2), score }];
      }),
    )
    .sort((a, b) => b.sure - a.sure);
  const mapped: MappedColumn[] = [];
  for (const { leaf, kind, column, score } of pairs) {
    if (mapped.some(other => other.column === column || other.leaf === leaf)) continue;
    mapped.push({ leaf, kind, column, sure: score });
  }
  const sums = byProduct(table, sample, mapped, matcher.leaves, habits);
  const found = sums.length > 0 ? sums : bySide(table, mapped, matcher.leaves, cells, habits);
  const all = [
    ...mapped.filter(each => !found.some(other => other.leaf === each.leaf || other.column === each.column)),
    ...found,
  ];
  return [
    ...withParts(all, table, matcher),
    ...elsewhere(itemLike(table), all, pairs),
    ...unnamed(all, matcher.leaves, kinds, cells, habits),
  ];
}

/** A number and a name that one column has both of: its header says so. */
function withParts(mapped: readonly MappedColumn[], table: RawTable, matcher: HeaderMatcher): MappedColumn[] {
  const [code, name] = [matcher.leaves.find(isCodeLeaf), matcher.leaves.find(describes)];
  if (!code || !name) return [...mapped];
  const column = table.headers.findIndex(header => {
    const scores = matcher.scores(header);
    return [code, name].every(leaf => (scores[matcher.leaves.indexOf(leaf)] ?? 0) > 0.8);
  });
  const own = mapped.filter(each => each.leaf === code || each.leaf === name);
  const isBoth = column >= 0 && !own.some(each => each.column !== column && each.sure > 0.8);
  if (!isBoth) return [...mapped];
  return [
    ...mapped.filter(each => !own.includes(each)),
    { leaf: code, kind: 'text', column, sure: 0.9, part: 'code' },
    { leaf: name, kind: 'text', column, sure: 0.9, part: 'rest' },
  ];
}

/** Rows of several cells with a figure among them that do not sum up, as far as they are looked at. */
const itemLike = ({ rows }: RawTable): RawRow[] =>
  rows.slice(0, 3 * SAMPLE).filter(row => {
    const texts = row.cells.map(cell => cell.text).filter(text => text !== '');
    return texts.length > 1 && texts.some(isFigure) && summaryOf(texts.join(' ')) === null;
  });

/** Further columns of figures for a leaf, filled where its own is not: earnings beside deductions. */
function elsewhere(
  rows: readonly RawRow[],
  mapped: readonly MappedColumn[],
  pairs: readonly (MappedColumn & { score: number })[],
): MappedColumn[] {
  const has = (row: RawRow, column: number): boolean => (row.cells[column]?.text ?? '') !== '';
  return pairs.filter(({ leaf, kind, column }) => {
    const own = mapped.find(each => each.leaf === leaf);
    if (kind !== 'figure' || !own || mapped.some(each => each.column === column)) return false;
    return rows.some(row => has(row, column)) && !rows.some(row => has(row, column) && has(row, own.column));
  });
}

/** A column of words below a header that nobody knows, where the name of the item has no other. */
function unnamed(
  mapped: readonly MappedColumn[],
  leaves: readonly Leaf[],
  kinds: readonly CellKind[],
  cells: readonly (readonly string[])[],
  habits: TableHabits,
): MappedColumn[] {
  const leaf = leaves.find(describes);
  if (!leaf || kinds[leaves.indexOf(leaf)] !== 'text' || mapped.some(each => each.leaf === leaf)) return [];
  const words = cells.map((texts, column) => ({
    column,
    fits: fitOf(texts, leaf, 'text', habits),
    length: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length),
  }));
  const [best] = words
    .filter(
      ({ column, fits, length }) => fits > 0.8 && length > 3 && !mapped.some(each => each.column === column),
    )
    .sort((a, b) => b.length - a.length);
  return best && (mapped.length > 1 || cells.length < 4)
    ? [{ leaf, kind: 'text', column: best.column, sure: 0.75 }]
    : [];
}

/** An amount that has no column of its own, in one of two: what went out below zero, what came in above. */
function bySide(
  table: RawTable,
  mapped: readonly MappedColumn[],
  leaves: readonly Leaf[],
  cells: readonly (readonly string[])[],
  habits: TableHabits,
): MappedColumn[] {
  const leaf = leaves.find(each => each.concepts.has('amount'));
  if (!leaf || mapped.some(other => other.leaf === leaf && other.sure > 0.8)) return [];
  const sides = (['debit', 'credit'] as const).map(side =>
    table.headers.findIndex(
      (header, column) =>
        !mapped.some(other => other.column === column && other.leaf !== leaf) &&
        (conceptsIn(plainWords(header)).get(side) ?? 0) > 0.8 &&
        fitOf(cells[column] ?? [], leaf, 'figure', habits) >= LEAST_FIT,
    ),
  );
  if (sides.includes(-1)) return [];
  return sides.map((column, index) => ({
    leaf,
    kind: 'figure',
    column,
    sure: 0.95,
    sign: index === 0 ? -1 : 1,
  }));
}

/** The rows down to the first that sums up: several cells with a figure among them. All where there are none. */
function coreRows({ rows }: RawTable): readonly RawRow[] {
  const core: RawRow[] = [];
  for (const row of rows) {
    const texts = row.cells.map(cell => cell.text).filter(text => text !== '');
    const sums = core.length > 0 && summaryOf(texts.join(' '));
    if (sums === 'whole' || sums === 'begins') break;
    if (texts.length > 1 && texts.some(isFigure)) core.push(row);
  }
  return core.length > 0 ? core : rows;
}

/** Numbers in steps, as lines are counted with: 1, 2, 3 or 10, 20, 30. */
function areCounted(cells: readonly string[]): boolean {
  const numbers = cells.map(text => (/^\d{1,4}\.?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN));
  const step = numbers[0] ?? Number.NaN;
  return [1, 10, 100].includes(step) && numbers.every((number, index) => number === step * (index + 1));
}

/** Share of the cells that may hold such a value. Rows after the table's end count too, so nothing asks for all. */
function fitOf(cells: readonly string[], leaf: Leaf, kind: CellKind, habits: TableHabits): number {
  if (cells.length === 0) return 0.5;
  if (isCodeLeaf(leaf) && areCounted(cells)) return 0;
  return cells.filter(text => mayHold(text, leaf, kind, habits)).length / cells.length;
}
