import * as z from 'zod/mini';
import type { Page } from '../../protocol/pages';
import type { Rows, Slice } from '../store/lists';
import { badRequest } from './httpError';

const defaultPageSize = 100;
const token = z.object({
  before: z.number().check(z.int()),
  key: z._default(z.array(z.union([z.string(), z.number()])), []),
});

/** What a request says about the page it wants. */
export interface PageQuery {
  page_size?: number | undefined;
  page_token?: string | undefined;
  include_total?: boolean | undefined;
}

/**
 * The part of a list that a request asks for. A token is opaque to clients; a made-up one, or one of a list that is
 * sorted by another number of columns, is refused with 400.
 */
export function sliceOf(query: PageQuery, defaultSize = defaultPageSize, sortedBy = 0): Slice {
  const { page_size: size = defaultSize, page_token, include_total: total } = query;
  if (!page_token) return { size, before: undefined, total };
  const { before, key } = readToken(page_token);
  if (key.length !== sortedBy) throw badToken();
  return { size, before, key, total };
}

/** A cursor page of the API. */
export function pageOfRows<Row, Item>(
  { rows, next, key, total }: Rows<Row>,
  item: (row: Row) => Item,
): Page<Item> {
  return {
    items: rows.map(item),
    next_page_token: next === null ? null : writeToken(next, key),
    total_size: total ?? null,
  };
}

function writeToken(before: number, key: Rows<unknown>['key']): string {
  return Buffer.from(JSON.stringify({ before, key })).toString('base64url');
}

function readToken(text: string): z.output<typeof token> {
  try {
    return token.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw badToken();
  }
}

const badToken = () => badRequest('The page token is not valid. Start again from the first page.');
