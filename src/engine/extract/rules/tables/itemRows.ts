import { mayHold } from './cellValue';
import { describes } from './leaves';
import type { MappedColumn } from './mapping';
import type { TableHabits } from './partialDates';
import type { RawCell, RawRow, RawTable } from './rawTable';
import { isFinalSum, summaryOf } from './summaryRows';

/** The printed rows of one item. */
export interface ItemRows {
  rows: RawRow[];
  /** The row that has its figures. */
  main: RawRow;
}

/** Lines of a cell are closer than this share of their height. */
const SAME_CELL = 0.95;
/** A table ends at a gap of more than this many rows' heights. */
const END = 7;

type Role = 'item' | 'more' | 'summary' | 'other';

/** The items of a table: rows with figures, each with the rows that go on with its text. */
export function itemRowsOf(
  table: RawTable,
  mapped: readonly MappedColumn[],
  habits: TableHabits,
): ItemRows[] {
  const reader = new RowReader(mapped, habits, table);
  const items: ItemRows[] = [];
  const roles = table.rows.map(row => reader.roleOf(row));
  const leads = doesLead(table.rows, roles);
  const settle = (item: ItemRows | undefined, below: RawRow | null): RawRow[] => {
    const given = settled(loose, { item, below, leads, isMarked: reader.isMarked });
    loose = [];
    return given;
  };
  /** Rows of text that belong to the item above or below. */
  let loose: RawRow[] = [];
  let last: RawRow | null = null;
  let summed = false;
  for (const [index, row] of table.rows.entries()) {
    // A letterhead may stand above what goes on.
    if (last && last.page !== row.page) last = null;
    if (isApart(last, row)) break;
    const role = roles[index] ?? 'other';
    if (role === 'item' && !(summed && !reader.isFull(row))) {
      const above = settle(items.at(-1), row);
      items.push({ rows: [...above, row], main: row });
    } else if (role === 'more' && !summed) {
      loose.push(row);
    } else {
      settle(items.at(-1), null);
      if (role === 'summary' && items.length > 0) summed = true;
      if (summed && isFinalSum(textsOf(row))) break;
    }
    if (role === 'item' || (last && role !== 'other')) last = row;
  }
  settle(items.at(-1), null);
  return summed ? withoutTail(items, reader) : items;
}

/** The items without the last ones whose figures lack what all others have: costs of delivery before the total. */
function withoutTail(items: ItemRows[], reader: RowReader): ItemRows[] {
  const counts = items.map(item => reader.figuresOf(item.main));
  const most = Math.max(...counts);
  const isShort = (count: number): boolean => count < 0.6 * most;
  const end = counts.findLastIndex(count => !isShort(count)) + 1;
  return counts.slice(0, end).some(isShort) ? items : items.slice(0, end);
}

const textsOf = (row: RawRow): string =>
  row.cells
    .map(cell => cell.text)
    .join(' ')
    .trim();

const gap = (above: RawRow, below: RawRow): number =>
  above.place && below.place && above.page === below.page ? below.place.top - above.place.bottom : 0;

const heightOf = ({ place }: RawRow): number => (place ? place.bottom - place.top : 1);

const isApart = (last: RawRow | null, row: RawRow): boolean =>
  last !== null && gap(last, row) > END * Math.max(heightOf(last), heightOf(row));

interface Around {
  item: ItemRows | undefined;
  below: RawRow | null;
  /** Whether text stands above the figures of its item in this table. */
  leads: boolean;
  /** Whether a row has a number or a code of its own. */
  isMarked(row: RawRow): boolean;
}

/**
 * Gives each row of text to the item that it is nearer to, the one above where nothing tells, and returns those of the
 * item below. Rows far from both are headings or remarks.
 */
function settled(loose: readonly RawRow[], { item, below, leads, isMarked }: Around): RawRow[] {
  const given: RawRow[] = [];
  for (const [index, row] of loose.entries()) {
    const next = loose[index + 1] ?? below;
    const up = item ? gap(item.rows.at(-1) ?? row, row) : Number.POSITIVE_INFINITY;
    const down = next ? gap(row, next) : Number.POSITIVE_INFINITY;
    const near = SAME_CELL * heightOf(row);
    const slack = 0.15 * heightOf(row);
    // A number before the text begins an item; where the figures have one too, it is a heading.
    if (isMarked(row) && below && isMarked(below)) continue;
    const isBelows = given.length > 0 || isMarked(row) || down < up - slack || (leads && down <= up + slack);
    if (below && isBelows && down <= near && row.page === below.page) given.push(row);
    else if (item && up <= near && !isMarked(row)) item.rows.push(row);
  }
  return given;
}

/** Whether the text of the first item stands above its figures, and none stands below those of the last. */
function doesLead(rows: readonly RawRow[], roles: readonly Role[]): boolean {
  const [first, last] = [roles.indexOf('item'), roles.lastIndexOf('item')];
  const isNear = (above: RawRow | undefined, below: RawRow | undefined): boolean =>
    above !== undefined && below !== undefined && gap(above, below) <= SAME_CELL * heightOf(above);
  const isLed = roles[first - 1] === 'more' && isNear(rows[first - 1], rows[first]);
  return isLed && !(roles[last + 1] === 'more' && isNear(rows[last], rows[last + 1]));
}

/** Tells what the rows of a table are by what their cells hold. */
class RowReader {
  private readonly known = new Map<RawRow, readonly MappedColumn[]>();
  private readonly needed: number;
  private readonly full: number;
  private readonly hasFigures: boolean;

  constructor(
    private readonly mapped: readonly MappedColumn[],
    private readonly habits: TableHabits,
    table: RawTable,
  ) {
    this.hasFigures = mapped.some(({ kind }) => kind !== 'text');
    const counts = table.rows
      .map(row => this.held(row).length)
      .filter(count => count > 1)
      .sort((a, b) => a - b);
    // Rows of sums and of what follows have less, so it is not the middle that is usual.
    const usual = counts[Math.floor(0.75 * counts.length)] ?? mapped.length;
    this.needed = Math.min(mapped.length, Math.max(2, Math.ceil(0.4 * usual)));
    this.full = Math.max(this.needed, Math.ceil(0.8 * usual));
  }

  roleOf(row: RawRow): Role {
    const held = this.held(row);
    const texts = row.cells.filter(cell => cell.text !== '');
    if (texts.length === 0) return 'other';
    const figures = held.filter(({ kind }) => kind !== 'text');
    const told = summaryOf(textsOf(row)) ?? this.summaryIn(texts);
    // What has a day of its own is no tax and no payment of the whole.
    const sums = told === 'weak' && held.some(({ kind }) => kind === 'date') ? null : told;
    // Where items have a name and an amount alone, sums have no less.
    const isNarrow = sums === 'begins' && this.full <= 2;
    if (sums === 'whole' || isNarrow || (sums && held.length < this.full) || this.isLabelled(row, held)) {
      return texts.some(cell => /\d/.test(cell.text)) ? 'summary' : 'other';
    }
    const isItem = this.hasFigures ? figures.length > 0 || held.length > 2 : held.length > 1;
    if (isItem && held.length >= this.needed) return 'item';
    return figures.length === 0 && this.isText(row) ? 'more' : 'other';
  }

  /** Whether a row of a printed table has something short before its text, such as a position or an article's number. */
  isMarked = (row: RawRow): boolean => {
    const main = this.mapped.find(({ leaf }) => describes(leaf));
    if (!main || row.place === null) return false;
    return row.cells.slice(0, main.column).some(({ text }) => /^\S{1,15}$/.test(text) && /\d/.test(text));
  };

  /** How many figures and dates a row has. */
  figuresOf = (row: RawRow): number => this.held(row).filter(({ kind }) => kind !== 'text').length;

  /** Whether all that a row has besides figures is words where figures should be: the name of a sum. */
  private isLabelled(row: RawRow, held: readonly MappedColumn[]): boolean {
    if (held.length === 0 || held.some(({ kind }) => kind === 'text')) return false;
    return this.mapped.some(
      each =>
        each.kind === 'figure' &&
        !held.includes(each) &&
        /\p{L}{3}/u.test(row.cells[each.column]?.text ?? ''),
    );
  }

  /** Whether a row has about all that items have. */
  isFull = (row: RawRow): boolean => this.held(row).length >= this.full;

  private summaryIn(cells: readonly RawCell[]): 'whole' | 'begins' | null {
    const found = cells.map(cell => summaryOf(cell.text));
    return found.includes('whole') ? 'begins' : null;
  }

  /** Columns of which a row has a value. Any text may be a text. */
  private held(row: RawRow): readonly MappedColumn[] {
    const known = this.known.get(row);
    if (known) return known;
    const held = this.mapped.filter(({ column, leaf, kind }) => {
      const text = row.cells[column]?.text ?? '';
      return text !== '' && (kind === 'text' || mayHold(text, leaf, kind, this.habits));
    });
    this.known.set(row, held);
    return held;
  }

  /** Whether a row goes on with the text of another: all of its words are in columns of text, one of which describes. */
  private isText(row: RawRow): boolean {
    const texts = this.mapped.filter(({ kind }) => kind === 'text');
    const columns = new Set(texts.map(({ column }) => column));
    const isOther = (text: string, column: number): boolean => text !== '' && !columns.has(column);
    if (!this.isMarked(row) && row.cells.some((cell, column) => isOther(cell.text, column))) return false;
    const main = texts.find(({ leaf }) => describes(leaf)) ?? texts[0];
    if (!main || (row.cells[main.column]?.text ?? '') === '') return false;
    // Rows of a sheet are whole; what stands alone in its first column is a heading.
    return row.place !== null || main.column > 0;
  }
}
