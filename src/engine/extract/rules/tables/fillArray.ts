import type { ArrayField, FilledArray, FilledObject, ObjectField, SourceDocument } from '../../types';
import { habitsOf } from '../../values/habits';
import { HeaderMatcher } from './headerMatch';
import { itemRowsOf } from './itemRows';
import { itemOf, leavesOf } from './leaves';
import { type MappedColumn, mapColumns } from './mapping';
import { parsedTables } from './parsedTables';
import { periodOf } from './partialDates';
import { pricedLines } from './pricedLines';
import { printedTables } from './printedTables';
import type { RawTable } from './rawTable';
import { apart } from './sideBySide';
import { valuesOf } from './valuesOf';

/** The items of an array of objects, from the tables whose headers name the item's fields; none where there is no such table. */
export function fillArray(document: SourceDocument, field: ArrayField): FilledArray {
  if (field.items.kind !== 'object') return { kind: 'array', items: [] };
  return { kind: 'array', items: itemsOf(document, field.items) };
}

export function itemsOf(document: SourceDocument, item: ObjectField): FilledObject[] {
  const matcher = new HeaderMatcher(leavesOf(item));
  if (matcher.leaves.length === 0) return [];
  const text = document.pages.flatMap(page => page.lines.map(line => line.text)).join('\n');
  const plainHabits = habitsOf(text);
  const habits = { ...plainHabits, period: periodOf(text, plainHabits) };
  const needed = Math.min(2, matcher.leaves.length);
  const read = (tables: readonly RawTable[]): ReadTable[] =>
    tables.flatMap(apart).map(table => {
      const mapped = mapColumns(table, matcher, habits);
      const rows = mapped.length >= needed ? itemRowsOf(table, mapped, habits) : [];
      return { mapped, items: rows.map(each => valuesOf(each, mapped, matcher.leaves, habits)) };
    });
  const [printed, parsed] = [
    best(read(printedTables(document, matcher))),
    best(read(parsedTables(document, matcher))),
  ];
  if (printed.length === 0 && parsed.length === 0) {
    return pricedLines(document, matcher.leaves, habits).map(values => itemOf(item, values));
  }
  const chosen = weight(parsed) > weight(printed) ? parsed : printed;
  return chosen.flatMap(table => table.items.map(values => itemOf(item, values)));
}

interface ReadTable {
  mapped: readonly MappedColumn[];
  items: ReturnType<typeof valuesOf>[];
}

/** Tables that tell nearly as many of the item's fields as the one that tells most. */
function best(tables: readonly ReadTable[]): ReadTable[] {
  const strength = ({ mapped, items }: ReadTable): number =>
    items.length === 0 ? 0 : mapped.reduce((sum, { sure }) => sum + sure, 0);
  const most = Math.max(0, ...tables.map(strength));
  return tables.filter(table => strength(table) > 0 && strength(table) >= 0.75 * most);
}

/** How much was found in sum. */
const weight = (tables: readonly ReadTable[]): number =>
  tables
    .flatMap(({ items }) => items.flatMap(values => [...values.values()]))
    .reduce((sum, { confidence }) => sum + confidence, 0);
