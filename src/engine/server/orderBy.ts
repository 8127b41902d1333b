import type { Sort } from '../store/lists';
import { InvalidRequest } from './httpError';

/**
 * Reads `order_by`: names separated by commas, each with `asc` or `desc` behind it if need be. `columns` maps the names to
 * columns and to the direction of a name that has none. Of a column that is named again the first time counts. Throws
 * InvalidRequest.
 */
export function readOrderBy<Column extends string>(
  part: 'query' | 'body',
  orderBy: string | undefined,
  columns: ReadonlyMap<string, Sort<Column>>,
): Sort<Column>[] {
  const sorts = new Map<Column, Sort<Column>>();
  for (const text of orderBy?.split(',') ?? []) {
    const [, name = '', direction] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? [];
    const sort = columns.get(name);
    if (!sort) {
      const msg = `Input should be one of ${[...columns.keys()].join(', ')}, or several, each with 'asc' or 'desc' behind it if need be`;
      throw new InvalidRequest([{ loc: [part, 'order_by'], msg, type: 'value_error' }]);
    }
    if (sorts.has(sort.column)) continue;
    sorts.set(sort.column, direction ? { ...sort, descending: direction.toLowerCase() === 'desc' } : sort);
  }
  return [...sorts.values()];
}
