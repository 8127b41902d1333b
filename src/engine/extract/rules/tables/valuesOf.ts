import type { FilledScalar, Spot } from '../../types';
import type { Habits } from '../../values/habits';
import { cellValue } from './cellValue';
import type { ItemRows } from './itemRows';
import type { LeafValues } from './leaves';
import type { MappedColumn } from './mapping';
import type { RawCell, RawRow } from './rawTable';

/** Right in so many of a hundred where header and cell leave no doubt (development documents). */
const SUREST = 0.97;

/** The values of one item. */
export function valuesOf(item: ItemRows, mapped: readonly MappedColumn[], habits: Habits): LeafValues {
  const values = new Map<string, FilledScalar>();
  for (const { leaf, kind, column, sure } of mapped) {
    const cells = item.rows
      .map(row => ({ row, cell: row.cells[column] }))
      .filter((each): each is { row: RawRow; cell: RawCell } => Boolean(each.cell && each.cell.text !== ''));
    // Text may go on in further rows; a figure stands in one.
    const used = kind === 'text' ? cells : cells.slice(0, 1);
    const read = cellValue(joined(used.map(({ cell }) => cell.text)), leaf, habits);
    if (!read) continue;
    values.set(leaf.path, {
      kind: 'scalar',
      value: read.value,
      confidence: Math.round(SUREST * Math.min(1, 0.3 + 0.7 * sure) * read.sure * 1000) / 1000,
      spots: spotsOf(used),
    });
  }
  return values;
}

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
