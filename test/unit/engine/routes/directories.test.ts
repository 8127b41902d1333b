import assert from 'node:assert/strict';
import { directory as directorySchema } from '../../../../src/protocol/directories';
import { FakeClock } from '../fakes';
import { eventually, refusal, TestEngine } from '../testEngine';

const hour = 3_600_000;
const base = '/api/v1/beta/directories';

describe('the directory routes', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  it('keep what they were given, and pass over keys that the API does not know', async () => {
    const body = {
      ...{ name: 'n', description: 'd', type: 'ephemeral', expires_at: '2026-01-03T00:00:00+02:00' },
      ...{ system_metadata: { a: [1] }, connector_subscription_id: 'csub-1', data_source_id: 'x' },
    };
    const made = await engine.post(base, body);
    assert.equal(made.status, 201);
    const read = directorySchema.parse((await engine.get(`${base}/${made.body.id}`)).body);
    assert.deepEqual(made.body, read);
    assert.deepEqual(
      [
        read.name,
        read.description,
        read.type,
        read.expires_at,
        read.system_metadata,
        read['connector_subscription_id'],
      ],
      ['n', 'd', 'ephemeral', '2026-01-02T22:00:00.000Z', { a: [1] }, 'csub-1'],
    );
  });

  it('refuse what the schema refuses, and an expiry in the past', async () => {
    const post = (body: object) => refusal(engine.post(base, body));
    assert.deepEqual(await post({}), [
      422,
      [{ loc: ['body', 'name'], msg: 'Field required', type: 'missing' }],
    ]);
    assert.deepEqual(await post({ name: '', type: 'index' }), [
      422,
      [
        {
          ...{ loc: ['body', 'name'], msg: 'String should have at least 1 character' },
          type: 'string_too_short',
        },
        { loc: ['body', 'type'], msg: "Input should be 'user' or 'ephemeral'", type: 'enum' },
      ],
    ]);
    assert.deepEqual(await post({ name: 'n', expires_at: '2025-12-31T00:00:00Z' }), [
      400,
      'expires_at must be in the future.',
    ]);
  });

  describe('changing one', () => {
    it('takes a name and a description; null clears the description and says nothing of the name', async () => {
      const id = await engine.directory({ name: 'old', description: 'd', system_metadata: { a: 1 } });
      const change = async (body: object) => {
        const { status, body: changed } = await engine.patch(`${base}/${id}`, body);
        assert.equal(status, 200);
        assert.deepEqual((await engine.get(`${base}/${id}`)).body, changed);
        return [changed['name'], changed['description']];
      };
      clock.advance(hour);
      assert.deepEqual(await change({ name: 'new' }), ['new', 'd']);
      assert.deepEqual(await change({ name: null, description: 'e' }), ['new', 'e']);
      assert.deepEqual(await change({}), ['new', 'e']);
      assert.deepEqual(await change({ description: null }), ['new', null]);
      const { body } = await engine.get(`${base}/${id}`);
      assert.deepEqual(
        [body['created_at'], body['updated_at']],
        ['2026-01-01T00:00:00.000Z', '2026-01-01T01:00:00.000Z'],
      );
      assert.deepEqual(body['system_metadata'], { a: 1 });
    });

    it('refuses an empty name, and one that is not there', async () => {
      const id = await engine.directory();
      assert.equal((await engine.patch(`${base}/${id}`, { name: '' })).status, 422);
      assert.equal((await engine.patch(`${base}/${id}`)).status, 422);
      assert.equal((await engine.patch(`${base}/${id}`, { type: 'ephemeral' })).body['type'], 'user');
      assert.deepEqual(await refusal(engine.patch(`${base}/dir-none`, {})), [404, 'Directory not found']);
      await engine.delete(`${base}/${id}`);
      assert.equal((await engine.patch(`${base}/${id}`, { name: 'n' })).status, 404);
    });
  });

  describe('lists', () => {
    const names = async (query: string) =>
      (await engine.get(`${base}?${query}`)).body.items.map(item => item['name']);

    it('come newest first, in pages, counted where asked for', async () => {
      for (const name of ['a', 'b', 'c']) await engine.directory({ name });
      const first = (await engine.get(`${base}?page_size=2&include_total=true`)).body;
      assert.deepEqual(
        first.items.map(item => item['name']),
        ['c', 'b'],
      );
      assert.equal(first['total_size'], 3);
      const token = encodeURIComponent(first.next_page_token ?? '');
      const second = (await engine.get(`${base}?page_size=2&page_token=${token}`)).body;
      assert.deepEqual([second.items.map(item => item['name']), second.next_page_token], [['a'], null]);
      assert.equal(second['total_size'], null);
    });

    it('refuse wrong sizes, dates and tokens', async () => {
      const get = (query: string) => refusal(engine.get(`/api/v2/batches?${query}`));
      const issue = (field: string, msg: string, type: string) => [
        422,
        [{ loc: ['query', field], msg, type }],
      ];
      assert.deepEqual(
        await get('page_size=0'),
        issue('page_size', 'Input should be greater than or equal to 1', 'greater_than_equal'),
      );
      assert.equal((await get('page_size=ten'))[0], 422);
      assert.equal((await get('created_at_on_or_after=yesterday'))[0], 422);
      assert.deepEqual(await get('page_token=made-up'), [
        400,
        'The page token is not valid. Start again from the first page.',
      ]);
      assert.equal((await get('status=DONE'))[0], 422);
    });

    it('read arrays repeated, by commas and with brackets, and an empty value as none', async () => {
      await engine.directory({ name: 'u' });
      await engine.directory({ name: 'e', type: 'ephemeral' });
      for (const query of [
        'types=user&types=ephemeral',
        'types=user,ephemeral',
        'types[]=user&types[1]=ephemeral',
        'types=&name=&type=',
        'type=user&types=ephemeral',
      ]) {
        assert.deepEqual(await names(query), ['e', 'u'], query);
      }
      assert.deepEqual(await names('types=user'), ['u']);
      assert.deepEqual(await names('type=ephemeral'), ['e']);
      assert.deepEqual(await names('types=index'), []);
    });

    it('find by name, and show deleted ones only where asked for', async () => {
      const id = await engine.directory({ name: 'a' });
      await engine.directory({ name: 'b' });
      await engine.delete(`${base}/${id}`);
      assert.deepEqual(await names('name=b'), ['b']);
      assert.deepEqual(await names('name=a'), []);
      assert.deepEqual(await names('name=a&include_deleted=true'), ['a']);
      assert.deepEqual(await names('include_deleted=false'), ['b']);
    });
  });

  it('cancel running batches of one that is deleted; their rows stay', async () => {
    engine.pool.held = true;
    const id = await engine.directory();
    await engine.upload(id, 'a.txt');
    const batch = await engine.batchOver(id);
    await eventually(() => engine.pool.waitingCount === 1);
    assert.deepEqual(await engine.delete(`${base}/${id}`), { status: 204, body: null });
    await engine.until(batch.id, 'CANCELLED');
    assert.equal((await engine.delete(`${base}/${id}`)).status, 404);
    await eventually(() => engine.blobs().length === 0);
  });

  describe('expiry', () => {
    const isThere = async (id: string) => (await engine.get(`${base}/${id}`)).status === 200;

    it('comes 48 hours after an ephemeral one was made; batches over it stay', async () => {
      const id = await engine.directory({ name: 'n', type: 'ephemeral' });
      await engine.upload(id, 'a.txt');
      const batch = await engine.batchOver(id);
      await engine.until(batch.id, 'COMPLETED');
      clock.advance(48 * hour - 1);
      assert.ok(await isThere(id));
      clock.advance(1);
      assert.ok(!(await isThere(id)));
      const [parse] = await engine.parses(batch.id);
      assert.equal(parse?.markdown?.pages.length, 1);
      const deleted = await engine.get(`${base}?include_deleted=true`);
      assert.equal(deleted.body.items.length, 1);
      assert.ok(deleted.body.items[0]?.['deleted_at']);
    });

    it('removes the bytes as well', async () => {
      const id = await engine.directory({ name: 'n', type: 'ephemeral' });
      await engine.upload(id, 'a.txt');
      assert.equal(engine.blobs().length, 1);
      clock.advance(48 * hour);
      assert.equal(engine.blobs().length, 0);
    });

    it('is at most a minute late after the clock was set forward, or the machine slept', async () => {
      const id = await engine.directory({ name: 'n', expires_at: '2026-01-02T00:00:00Z' });
      clock.jump(25 * hour);
      clock.advance(60_000);
      assert.ok(!(await isThere(id)));
    });

    it('waits for its time after the clock was set back', async () => {
      const id = await engine.directory({ name: 'n', expires_at: '2026-01-01T02:00:00Z' });
      clock.jump(-10 * hour);
      clock.advance(11.9 * hour);
      assert.ok(await isThere(id));
      clock.advance(0.1 * hour);
      assert.ok(!(await isThere(id)));
    });

    it('is made up for at the next start', async () => {
      const id = await engine.directory({ name: 'n', expires_at: '2026-01-01T01:00:00Z' });
      await engine.engine.close(0);
      clock.advance(2 * hour);
      await engine.reopen();
      assert.ok(!(await isThere(id)));
    });

    it('lets requests through between one directory and the next', async () => {
      const body = { name: 'n', expires_at: '2026-01-01T01:00:00Z' };
      const ids = [await engine.directory(body), await engine.directory(body), await engine.directory(body)];
      const there = async () => (await Promise.all(ids.map(isThere))).filter(Boolean).length;
      await engine.engine.close(0);
      clock.advance(2 * hour);
      await engine.reopen();
      assert.equal(await there(), 2);
      clock.advance(0);
      assert.equal(await there(), 0);
    });
  });
});
