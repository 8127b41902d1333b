import type { Habits } from '../../values/habits';
import { type CellKind, kindOf, mayHold } from './cellValue';
import type { HeaderMatcher } from './headerMatch';
import { FITS } from './headers';
import { isFigure } from './layout';
import { conceptsIn, type Leaf } from './leaves';
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
}

/** Cells that are looked at to see what a column holds. */
const SAMPLE = 60;
/** A column of figures or dates has this share of them at least, text of a wrong row besides. */
const LEAST_FIT = 0.5;

/** Which column holds which leaf: by its header and by what its cells look like. */
export function mapColumns(table: RawTable, matcher: HeaderMatcher, habits: Habits): MappedColumn[] {
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
  return [...mapped, ...bySide(table, mapped, matcher.leaves, cells, habits)];
}

/** An amount that has no column of its own, in one of two: what went out below zero, what came in above. */
function bySide(
  table: RawTable,
  mapped: readonly MappedColumn[],
  leaves: readonly Leaf[],
  cells: readonly (readonly string[])[],
  habits: Habits,
): MappedColumn[] {
  const leaf = leaves.find(each => each.concepts.has('amount'));
  if (!leaf || mapped.some(other => other.leaf === leaf && other.sure > 0.8)) return [];
  const sides = (['debit', 'credit'] as const).map(side =>
    table.headers.findIndex(
      (header, column) =>
        !mapped.some(other => other.column === column) &&
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
    if (core.length > 0 && summaryOf(texts.join(' '))) break;
    if (texts.length > 1 && texts.some(isFigure)) core.push(row);
  }
  return core.length > 0 ? core : rows;
}

/** Share of the cells that may hold such a value. Rows after the table's end count too, so nothing asks for all. */
function fitOf(cells: readonly string[], leaf: Leaf, kind: CellKind, habits: Habits): number {
  if (cells.length === 0) return 0.5;
  return cells.filter(text => mayHold(text, leaf, kind, habits)).length / cells.length;
}
