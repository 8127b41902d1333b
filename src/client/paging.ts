import type { Page } from '../protocol/pages';
import type { PageRequest } from './api';
import { ApiError } from './errors';

/**
 * The items of all pages of a list, a page asked for when the one before is used up. Ends where the API ends
 * (LlamaCloud API docs): an empty page or no further token. Rejects with an ApiError `unexpected` when the server
 * repeats a token, which would never end. The caller's function must pass its filters with every page:
 * `itemsOf(page => cloud.listBatches({ ...filter, ...page }, options))`.
 */
export async function* itemsOf<T>(list: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T, void> {
  const seen = new Set<string>();
  let request: PageRequest = {};
  for (;;) {
    const { items, next_page_token: token } = await list(request);
    yield* items;
    if (items.length === 0 || !token) return;
    if (seen.has(token)) {
      throw new ApiError(
        'unexpected',
        'The server repeats the same page of a list without end. Try again; if it stays so, report it to the server.',
      );
    }
    seen.add(token);
    request = { page_token: token };
  }
}
