import { HeaderMatcher } from '../rules/tables/headerMatch';
import { itemRowsOf } from '../rules/tables/itemRows';
import { leavesOf } from '../rules/tables/leaves';
import { type MappedColumn, mapColumns } from '../rules/tables/mapping';
import { parsedTables } from '../rules/tables/parsedTables';
import { printedTables } from '../rules/tables/printedTables';
import type { RawRow, RawTable } from '../rules/tables/rawTable';
import { apart } from '../rules/tables/sideBySide';
import { termsOf } from '../rules/words/terms';
import { fieldsOf } from '../schema/fieldsOf';
import type { JsonObject, SourceDocument } from '../types';
import type { Habits } from '../values/habits';
import { plainTables } from './plainTables';
import { propertyName } from './propertyNames';
import { typeOfValues } from './typeOfValues';

/** A table of a document as a property. */
export interface TableField {
  name: string;
  schema: JsonObject;
  /** The rows that are its items. */
  rows: readonly RawRow[];
  headers: readonly string[];
}

const text = { type: 'string' };
const figure = { type: 'number' };
const day = { type: 'string', format: 'date' };

/** What columns of business tables hold. */
const columns: Readonly<Record<string, JsonObject>> = {
  ...{
    position: text,
    item_number: text,
    description: text,
    quantity: figure,
    unit: text,
    unit_price: figure,
  },
  ...{ discount: figure, tax_rate: figure, tax_amount: figure, amount: figure, date: day, value_date: day },
  ...{ debit: figure, credit: figure, balance: figure, hours: figure, rate: figure, year_to_date: figure },
  ...{
    quantity_ordered: figure,
    quantity_delivered: figure,
    batch: text,
    serial_number: text,
    stock: figure,
  },
  ...{ weight: figure, due_date: day, currency: text, invoice_number: text, remarks: text },
};
const anyColumn = fieldsOf({ type: 'object', properties: columns });

/** Tables whose columns are the same for a third or more are one. */
const SAME = 0.34;
const MOST_TABLES = 6;

/** The tables of a document as arrays, those that tell most first. */
export function tableFields(document: SourceDocument, habits: Habits): TableField[] {
  const fields: TableField[] = [];
  for (const { table, mapped, rows, main } of [
    ...businessTables(document, habits),
    ...otherTables(document),
  ]) {
    const properties: Record<string, JsonObject> = {};
    for (const [column, header] of table.headers.entries()) {
      const leaf = mapped.find(each => each.column === column)?.leaf;
      // Of a table that is about anything, the words are its own.
      const terms = mapped.length > 0 ? termsOf(header) : [];
      const name = leaf?.field.name ?? propertyName(header, terms);
      const values = main.map(row => row.cells[column]?.text ?? '').filter(value => value !== '');
      if (!name || values.length === 0 || properties[name]) continue;
      properties[name] = {
        ...(leaf ? leaf.field.schema : typeOfValues(name, values, habits)),
        title: header,
      };
    }
    const names = Object.keys(properties);
    const isKnown = fields.some(other => {
      const headers = share(table.headers, other.headers);
      return headers === 1 || (headers > 0 && share(names, other) >= SAME);
    });
    if (isKnown || names.length < 2 || fields.length >= MOST_TABLES) continue;
    const name = unused(
      arrayName(names, table),
      fields.map(field => field.name),
    );
    fields.push({ name, rows, headers: table.headers, schema: arrayOf(properties) });
  }
  return fields;
}

interface FoundTable {
  table: RawTable;
  /** Columns whose headers are known. */
  mapped: readonly MappedColumn[];
  rows: readonly RawRow[];
  /** The rows that have figures. */
  main: readonly RawRow[];
}

const otherTables = (document: SourceDocument): FoundTable[] =>
  plainTables(document).map(table => ({ table, mapped: [], rows: table.rows, main: table.rows }));

/** Tables with headers that business documents have, those first that have most of them. */
function businessTables(document: SourceDocument, habits: Habits): FoundTable[] {
  const matcher = new HeaderMatcher(leavesOf(anyColumn));
  return [...printedTables(document, matcher), ...parsedTables(document, matcher)]
    .flatMap(apart)
    .flatMap(table => {
      const mapped = mapColumns(table, matcher, habits);
      const items = itemRowsOf(table, mapped, habits);
      const isTable = mapped.length > 1 && (items.length > 1 || (items.length === 1 && isCertain(mapped)));
      return isTable
        ? [{ table, mapped, rows: items.flatMap(item => item.rows), main: items.map(item => item.main) }]
        : [];
    })
    .sort((a, b) => b.mapped.length - a.mapped.length || b.rows.length - a.rows.length);
}

/** Whether headers alone make a table: one row below several names may as well be a grid of labels. */
const isCertain = (mapped: readonly MappedColumn[]): boolean =>
  ['description', 'amount', 'quantity'].filter(name =>
    mapped.some(({ leaf, sure }) => leaf.field.name === name && sure > 0.9),
  ).length > 1;

export const arrayOf = (properties: Record<string, JsonObject>): JsonObject => ({
  type: 'array',
  items: { type: 'object', properties },
});

function share(names: readonly string[], other: TableField | readonly string[]): number {
  const others = 'schema' in other ? propertiesOf(other) : other;
  return names.filter(name => others.includes(name)).length / Math.max(1, names.length);
}

const propertiesOf = ({ schema }: TableField): string[] =>
  Object.keys((schema['items'] as { properties: JsonObject }).properties);

function arrayName(names: readonly string[], table: RawTable): string {
  const has = (...some: string[]): boolean => some.some(name => names.includes(name));
  if (has('balance', 'debit', 'credit') || (has('date', 'value_date') && !has('quantity')))
    return 'transactions';
  if (has('unit_price', 'amount', 'quantity', 'quantity_delivered', 'quantity_ordered')) return 'line_items';
  const title = table.above.split('\n').at(-1) ?? '';
  return (/\d/.test(title) ? null : propertyName(title, termsOf(title))) ?? 'rows';
}

export function unused(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}
