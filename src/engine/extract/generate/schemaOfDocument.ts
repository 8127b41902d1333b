import { Layout } from '../rules/layout/layout';
import type { Piece } from '../rules/layout/pieces';
import { leavesOf } from '../rules/tables/leaves';
import { pricedLines } from '../rules/tables/pricedLines';
import { fieldsOf } from '../schema/fieldsOf';
import type { JsonObject, SourceDocument } from '../types';
import { labelFields } from './labelFields';
import { arrayOf, type TableField, tableFields } from './tableFields';

/** More fields than a person looks through; the first of a document are those that matter. */
const MOST_FIELDS = 60;

const pricedItem = {
  name: { type: 'string' },
  quantity: { type: 'number' },
  price: { type: 'number', description: 'Price of the line' },
};

/**
 * A data schema for documents like this one: a property for each label with a value, an object for each party, an array
 * for each table. Titles are the words of the document. Without properties where it has neither labels nor tables.
 */
export function schemaOfDocument(document: SourceDocument): JsonObject {
  const layout = new Layout(document);
  const tables = tableFields(document, layout.habits);
  const properties: Record<string, JsonObject> = {};
  for (const { name, schema } of labelFields(layout, takenBy(tables))) {
    if (Object.keys(properties).length >= MOST_FIELDS) break;
    properties[name] ??= schema;
  }
  for (const { name, schema } of tables) properties[name] = schema;
  const isList = tables.length === 0 && pricedLines(document, pricedLeaves, layout.habits).length > 1;
  if (isList) properties['items'] = arrayOf(pricedItem);
  return { type: 'object', properties };
}

const pricedLeaves = leavesOf(fieldsOf({ type: 'object', properties: pricedItem }));

/** Whether a piece is a header or a cell of one of the tables. */
function takenBy(tables: readonly TableField[]): (piece: Piece) => boolean {
  const texts = new Set(
    tables.flatMap(({ headers, rows }) => [
      ...headers,
      ...rows.flatMap(row => row.cells.map(cell => cell.text)),
    ]),
  );
  const areas = tables.flatMap(({ rows }) => {
    const pages = [...new Set(rows.map(row => row.page))];
    return pages.flatMap(page => {
      const places = rows.flatMap(row => (row.page === page && row.place ? [row.place] : []));
      return places.length === 0
        ? []
        : [
            {
              page,
              top: Math.min(...places.map(place => place.top)),
              bottom: Math.max(...places.map(place => place.bottom)),
            },
          ];
    });
  });
  return ({ page, text, box }) => {
    const middle = box.y + box.h / 2;
    return (
      texts.has(text) || areas.some(area => area.page === page && area.top <= middle && middle <= area.bottom)
    );
  };
}
