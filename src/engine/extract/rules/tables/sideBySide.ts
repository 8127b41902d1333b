import { plainText } from './plainWords';
import type { RawTable } from './rawTable';

/**
 * A table whose headers come twice is several that stand beside each other, such as earnings and deductions of a payslip:
 * each by itself, the left one first.
 */
export function apart(table: RawTable): RawTable[] {
  const names = table.headers.map(plainText);
  const bounds = [0];
  for (const [index, name] of names.entries()) {
    const from = bounds.at(-1) ?? 0;
    const first = name === '' ? -1 : names.slice(from, index).indexOf(name);
    if (first === 0) bounds.push(index);
    // What ends the left table ends the right one too; what is between begins the right one.
    else if (first > 0 && first + from < index - 1) bounds.push(from + first + 1);
  }
  if (bounds.length === 1) return [table];
  return bounds.map((from, index) => ({
    ...table,
    headers: table.headers.slice(from, bounds[index + 1]),
    rows: table.rows.map(row => ({ ...row, cells: row.cells.slice(from, bounds[index + 1]) })),
  }));
}
