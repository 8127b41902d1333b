import assert from 'node:assert/strict';
import type { PageRequest } from '../../../src/client/api';
import { ApiError } from '../../../src/client/errors';
import { itemsOf } from '../../../src/client/paging';
import { json, scripted } from './fakes';

interface Numbers {
  items: number[];
  next_page_token: string | null;
  total_size: null;
}
const page = (items: number[], token: string | null): Numbers => ({
  items,
  next_page_token: token,
  total_size: null,
});

async function read(pages: Numbers[]) {
  const asked: PageRequest[] = [];
  const items: number[] = [];
  const list = async (request: PageRequest) => {
    asked.push(request);
    const next = pages[asked.length - 1];
    assert.ok(next, 'asked for a page too many');
    return next;
  };
  for await (const item of itemsOf(list)) items.push(item);
  return { asked, items };
}

describe('paging', () => {
  it('follows the tokens to the last page', async () => {
    const { asked, items } = await read([page([1, 2], 'a'), page([3], 'b'), page([4], null)]);
    assert.deepEqual(items, [1, 2, 3, 4]);
    assert.deepEqual(asked, [{}, { page_token: 'a' }, { page_token: 'b' }]);
  });

  it('ends at an empty page, an empty token, and an empty list', async () => {
    assert.deepEqual((await read([page([1], 'a'), page([], 'b')])).items, [1]);
    assert.deepEqual((await read([page([1], '')])).items, [1]);
    assert.deepEqual((await read([page([], null)])).items, []);
  });

  it('asks for the next page only when the reader wants it', async () => {
    let asked = 0;
    for await (const item of itemsOf(async () => page([++asked], `${asked}`))) if (item === 2) break;
    assert.equal(asked, 2);
  });

  it('stops at a server that repeats a token', async () => {
    const pages = [page([1], 'a'), page([2], 'b'), page([3], 'a')];
    await assert.rejects(read(pages), (e: unknown) => ApiError.is(e, 'unexpected'));
  });

  it('keeps the filters on every page', async () => {
    const { cloud, sent } = scripted([json({ items: [], next_page_token: null }).clone()]);
    for await (const _ of itemsOf(p => cloud.listBatches({ status: 'RUNNING', ...p }))) assert.fail();
    assert.equal(sent[0]?.query, '?status=RUNNING');
  });
});
