import { findNumbers } from '../../values/numbers';
import type { ColumnConcept } from './columnWords';
import { type Leaf, mainConcept } from './leaves';
import type { MappedColumn } from './mapping';
import type { TableHabits } from './partialDates';
import type { RawRow, RawTable } from './rawTable';

/** Share of the rows in which quantity and price must give the amount. */
const SAME_PRODUCT = 0.8;
/** Columns of figures that are tried at most. */
const MOST_FIGURES = 10;
/** As sure as headers that say it, nearly. */
const SURE = 0.9;

/** Quantity, price and amount of rows in which one is the product of the others, whatever their headers say. */
export function byProduct(
  table: RawTable,
  rows: readonly RawRow[],
  mapped: readonly MappedColumn[],
  leaves: readonly Leaf[],
  habits: TableHabits,
): MappedColumn[] {
  const leafOf = (concept: ColumnConcept): Leaf | undefined =>
    leaves.find(leaf => mainConcept(leaf) === concept);
  const [quantity, price, amount] = [leafOf('quantity'), leafOf('unitPrice'), leafOf('amount')];
  if (!quantity || !price || !amount) return [];
  const wanted = [quantity, price, amount];
  // What headers say surely is right as it is.
  if (wanted.every(leaf => mapped.some(each => each.leaf === leaf && each.sure > SURE))) return [];
  const taken = new Set(mapped.filter(each => !wanted.includes(each.leaf)).map(each => each.column));
  const figures = table.headers
    .flatMap((_, column) => {
      const values = rows.map(row => findNumbers(row.cells[column]?.text ?? '', habits)[0]?.value ?? null);
      return taken.has(column) || values.every(value => value === null) ? [] : [{ column, values }];
    })
    .slice(0, MOST_FIGURES);
  const found = triples(figures).find(each => isProduct(...each));
  if (!found) return [];
  // People write how many before what each costs, unless the headers say otherwise.
  const isTurned = mapped.some(each => each.leaf === price && each.column === found[0].column);
  const [many, each] = isTurned ? [found[1], found[0]] : [found[0], found[1]];
  return [
    { leaf: quantity, kind: 'figure', column: many.column, sure: SURE },
    { leaf: price, kind: 'figure', column: each.column, sure: SURE },
    { leaf: amount, kind: 'figure', column: found[2].column, sure: SURE },
  ];
}

interface Figures {
  column: number;
  /** One a row; null where the row has none. */
  values: readonly (number | null)[];
}

/** Two columns and a third one, which is tried from the last on. */
function triples(figures: readonly Figures[]): [Figures, Figures, Figures][] {
  return [...figures]
    .reverse()
    .flatMap(product =>
      figures.flatMap((first, index) =>
        figures
          .slice(index + 1)
          .flatMap((second): [Figures, Figures, Figures][] =>
            first === product || second === product ? [] : [[first, second, product]],
          ),
      ),
    );
}

function isProduct(first: Figures, second: Figures, product: Figures): boolean {
  const full = product.values.flatMap((c, row) => {
    const [a, b] = [first.values[row] ?? null, second.values[row] ?? null];
    return a === null || b === null || c === null ? [] : [{ a, b, c }];
  });
  const right = full.filter(({ a, b, c }) => Math.abs(a * b - c) < 0.011);
  // One times something is the same in every two columns that are alike.
  const isTold = right.some(({ a, b }) => a !== 1 && b !== 1);
  return isTold && full.length > 1 && right.length >= SAME_PRODUCT * full.length;
}
