import * as z from 'zod/mini';
import { hint, maybe } from './wire';

/** A cursor page (LlamaCloud API docs): ask again with `page_token` until `items` is empty or the token is null or "". */
export const pageOf = <S extends z.ZodMiniType>(item: S) =>
  z.looseObject({
    items: z.array(item),
    next_page_token: maybe(z.string()),
    total_size: hint(z.number()),
  });

/** One page of a list. `total_size` is an estimate, filled only where the server was asked for it. */
export interface Page<T> {
  items: T[];
  next_page_token: string | null;
  total_size: number | null;
}
