import assert from 'node:assert/strict';
import { FakeClock } from '../fakes';
import { eventually, TestEngine } from '../testEngine';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The clock of a machine is set, and a machine that slept finds hours gone. */
describe('a clock that leaps', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const ephemeral = () =>
    engine.directory({ name: 'd', expires_at: new Date(clock.now() + 2 * day).toISOString() });
  const statusOf = async (url: string) => (await engine.get(url)).status;

  it('ahead: what has expired goes within a minute, though its timer was set for days', async () => {
    const directory = await ephemeral();
    clock.leap(3 * day);
    clock.advance(minute);
    assert.equal(await statusOf(`/api/v1/beta/directories/${directory}`), 404);
  });

  it('back: nothing goes before its time', async () => {
    const directory = await ephemeral();
    clock.leap(-3 * day);
    clock.advance(2 * day);
    assert.equal(await statusOf(`/api/v1/beta/directories/${directory}`), 200);
    clock.advance(3 * day + minute);
    assert.equal(await statusOf(`/api/v1/beta/directories/${directory}`), 404);
  });

  it('back while a job runs: it ends, and took no time below nothing', async () => {
    engine.pool.held = true;
    const { id } = await engine.batch('a.txt');
    await eventually(() => engine.pool.waitingCount === 1);
    clock.leap(-400 * day);
    engine.pool.release();
    await engine.until(id, 'COMPLETED');
    const [parse] = await engine.parses(id);
    assert.equal(parse?.job.status, 'COMPLETED');
    assert.ok(Number(parse?.job_metadata?.['seconds']) >= 0, JSON.stringify(parse?.job_metadata));
  });

  it('either way: lists stay in the order of creation, and pages neither repeat nor leave out', async () => {
    const made: string[] = [];
    for (const leap of [0, -day, 3 * day, -5 * day, 0, day]) {
      clock.leap(leap);
      made.push(await engine.directory());
    }
    const seen: string[] = [];
    for (let token: string | null = ''; token !== null; ) {
      const { body } = await engine.get(`/api/v1/beta/directories?page_size=2&page_token=${token}`);
      seen.push(...body.items.map(item => item.id));
      token = body.next_page_token;
    }
    assert.deepEqual(seen, made.reverse());
  });

  it('either way: a range of creation times counts by the times that are told', async () => {
    const batches: { id: string; at: string }[] = [];
    for (const leap of [0, -2 * day, 4 * day]) {
      clock.leap(leap);
      const { id } = await engine.batch('a.txt');
      batches.push({ id, at: new Date(clock.now()).toISOString() });
    }
    for (const { id, at } of batches) {
      const range = `created_at_on_or_after=${at}&created_at_on_or_before=${at}`;
      const { body } = await engine.get(`/api/v2/batches?${range}`);
      assert.deepEqual(
        body.items.map(item => item.id),
        [id],
      );
    }
  });

  it('back: a link to a download works no longer than was promised, and is made anew', async () => {
    const directory = await engine.directory();
    const file = String((await engine.upload(directory, 'a.txt')).body['file_id']);
    const link = async () => {
      const { body } = await engine.get(`/api/v1/beta/files/${file}/content`);
      const { pathname, search } = new URL(String(body['url']));
      return pathname + search;
    };
    const open = async (url: string) => (await engine.engine.app.inject({ url })).statusCode;
    const first = await link();
    assert.equal(await open(first), 200);
    clock.leap(2 * day);
    assert.equal(await open(first), 403);
    clock.leap(-4 * day);
    assert.equal(await open(await link()), 200);
  });
});
