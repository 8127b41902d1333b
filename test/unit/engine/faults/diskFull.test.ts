import assert from 'node:assert/strict';
import fs, { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { mock } from 'node:test';
import { FakeClock } from '../fakes';
import { eventually, TestEngine } from '../testEngine';

const sentence = 'The disk that holds the data of Llama Batches is full. Free some space and try again.';
const noSpace = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

describe('a full disk', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  let directory: string;
  beforeEach(async () => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
    engine.engine.start();
    directory = await engine.directory();
  });
  afterEach(async () => {
    mock.restoreAll();
    await engine.dispose();
  });

  /** The database takes no page more, or as many as it wants. */
  const limitPages = (limited: boolean) => {
    const connection = engine.engine['store'].db['connection'];
    const { page_count: now } = connection.prepare('PRAGMA page_count').get() as { page_count: number };
    connection.exec('VACUUM');
    connection.exec(`PRAGMA max_page_count=${limited ? now : 1_000_000}`);
  };
  /** Adds rows until the database is full. */
  const fill = async () => {
    limitPages(true);
    for (let n = 0; n < 500; n++) {
      const { status, body } = await engine.post('/api/v1/beta/directories', { name: 'x'.repeat(1000) });
      if (status !== 201) return { status, body };
    }
    return assert.fail('it never got full');
  };
  const refuses = ({ status, body }: { status: number; body: { detail: unknown } }) =>
    assert.deepEqual([status, body.detail], [507, sentence]);
  const temporary = () => readdirSync(join(engine.dataDir, 'tmp'));
  const blobs = () => {
    const folder = join(engine.dataDir, 'blobs');
    return readdirSync(folder).flatMap(shard => readdirSync(join(folder, shard)));
  };

  it('refuses what needs room with one sentence, goes on reading, and takes it once there is room', async () => {
    await engine.upload(directory, 'a.txt');
    refuses(await fill());
    const before = (await engine.get(`/api/v1/beta/directories/${directory}/files`)).body.items.length;
    assert.equal(before, 1);
    const job = { type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST' };
    const wanted = { source_directory_id: directory, config: { job } };
    let answer = await engine.post('/api/v2/batches', wanted);
    // The last page may have room for a row or two.
    for (let n = 0; answer.status === 201 && n < 50; n++)
      answer = await engine.post('/api/v2/batches', wanted);
    refuses(answer);
    limitPages(false);
    assert.equal((await engine.post('/api/v2/batches', wanted)).status, 201);
  });

  it('tells clients not to try again at once', async () => {
    await fill();
    const payload = { name: 'x'.repeat(5000) };
    const { headers } = await engine.engine.app.inject({
      ...{ method: 'POST', url: '/api/v1/beta/directories', payload },
      headers: { authorization: 'Bearer a-token' },
    });
    assert.equal(headers['x-should-retry'], 'false');
  });

  it('ends no job and no batch: they go on once there is room', async () => {
    engine.pool.held = true;
    const { id } = await engine.batch('a.txt', 'b.txt');
    await eventually(() => engine.pool.waitingCount === 2);
    const commit = mock.method(engine.engine['store'].db, 'transaction', () => {
      throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
    });
    engine.pool.release();
    await eventually(() => engine.lines.some(line => line.includes('disk is full')));
    assert.equal((await engine.results(id)).status, 'RUNNING');
    commit.mock.restore();
    engine.pool.held = false;
    await eventually(async () => {
      clock.advance(5000);
      return (await engine.results(id)).status === 'COMPLETED';
    });
    for (const parse of await engine.parses(id)) assert.equal(parse?.job.status, 'COMPLETED');
  });

  it('leaves nothing of an upload whose bytes it did not take', async () => {
    mock.method(
      fs,
      'createWriteStream',
      () => new Writable({ write: (_chunk, _encoding, done) => done(noSpace()) }),
    );
    refuses(await engine.upload(directory, 'a.txt', 'x'.repeat(1_000_000)));
    assert.deepEqual([temporary(), blobs()], [[], []]);
  });

  it('leaves nothing of an upload whose bytes or row could not be kept', async () => {
    const rename = mock.method(fs, 'renameSync', () => {
      throw noSpace();
    });
    refuses(await engine.upload(directory, 'a.txt'));
    rename.mock.restore();
    mock.method(engine.engine['store'].db, 'durable', () => {
      throw noSpace();
    });
    refuses(await engine.upload(directory, 'a.txt'));
    mock.restoreAll();
    assert.deepEqual(temporary(), []);
    assert.deepEqual((await engine.get(`/api/v1/beta/directories/${directory}/files`)).body.items, []);
    await engine.reopen();
    await eventually(() => blobs().length === 0);
  });

  it('keeps no document whose row it refused: the disk would get fuller with each try', async () => {
    const form = () => {
      const fields = new FormData();
      fields.set('file', new File(['bytes'], 'a.txt'));
      fields.set('purpose', 'parse');
      fields.set('configuration', JSON.stringify({ tier: 'fast', version: 'latest' }));
      return fields;
    };
    const { db } = engine.engine['store'];
    const run = db.run.bind(db);
    mock.method(db, 'run', (sql: string, ...values: never[]) => {
      if (/INSERT INTO (file|directory_file|parse_job)/.test(sql)) throw noSpace();
      return run(sql, ...values);
    });
    refuses(await engine.upload(directory, 'a.txt'));
    refuses(await engine.postForm('/api/v1/beta/files', form()));
    refuses(await engine.postForm('/api/v2/parse/upload', form()));
    assert.deepEqual(blobs(), []);
  });
});
