import assert from 'node:assert/strict';
import * as z from 'zod/mini';
import { pageOf } from '../../../src/protocol/pages';
import { routes } from '../../../src/protocol/routes';

const page = pageOf(z.looseObject({ id: z.string() }));

describe('cursor page', () => {
  it('reads a missing token and size as null, and keeps other keys', () => {
    assert.deepEqual(page.parse({ items: [{ id: 'a', more: 1 }], has_more: false }), {
      items: [{ id: 'a', more: 1 }],
      next_page_token: null,
      total_size: null,
      has_more: false,
    });
    const last = { items: [], next_page_token: '', total_size: 0 };
    assert.deepEqual(page.parse(last), last);
  });

  it('refuses a page without items, and one with an item that is none', () => {
    assert.equal(page.safeParse({ next_page_token: null }).success, false);
    assert.equal(page.safeParse({ items: [{}] }).success, false);
  });
});

describe('routes', () => {
  it('percent-encode ids, so that none can leave its place', () => {
    assert.equal(routes.batchCancel('../a b'), '/api/v2/batches/..%2Fa%20b/cancel');
    assert.equal(routes.directoryFile('d/1', 'f?x'), '/api/v1/beta/directories/d%2F1/files/f%3Fx');
  });
});
