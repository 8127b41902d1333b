import * as z from 'zod/mini';
import type { Page } from '../../protocol/pages';
import type { Rows, Slice } from '../store/lists';
import { badRequest } from './httpError';

const defaultPageSize = 100;
const token = z.object({ before: z.number().check(z.int()) });

/** The part of a list that a request asks for. A token is opaque to clients; a made-up one is refused with 400. */
export function sliceOf(query: { page_size?: number | undefined; page_token?: string | undefined }): Slice {
  return {
    size: query.page_size ?? defaultPageSize,
    before: query.page_token ? readToken(query.page_token) : undefined,
  };
}

/** A cursor page of the API. */
export function pageOfRows<Row, Item>({ rows, next }: Rows<Row>, item: (row: Row) => Item): Page<Item> {
  return {
    items: rows.map(item),
    next_page_token: next === null ? null : writeToken(next),
    total_size: null,
  };
}

function writeToken(before: number): string {
  return Buffer.from(JSON.stringify({ before })).toString('base64url');
}

function readToken(text: string): number {
  try {
    return token.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).before;
  } catch {
    throw badRequest('The page token is not valid. Start again from the first page.');
  }
}
