import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FakeClock } from '../fakes';
import { eventually, TestEngine } from '../testEngine';

describe('the scheduler', () => {
  let engine: TestEngine;
  const make = (options: ConstructorParameters<typeof TestEngine>[0] = {}) => {
    engine = new TestEngine({ rangePages: 50, ...options });
    engine.engine.start();
  };
  afterEach(() => engine.dispose());

  it('parses every file and completes the batch', async () => {
    make();
    const created = await engine.batch('a.pdf', 'b.txt');
    assert.equal(created.status, 'PENDING');
    assert.equal(created.results, null);
    await engine.until(created.id, 'COMPLETED');
    const parses = await engine.parses(created.id);
    assert.deepEqual(
      parses.map(parse => [parse?.job.name, parse?.job.status, parse?.markdown?.pages]),
      ['a.pdf', 'b.txt'].map(name => [
        name,
        'COMPLETED',
        [{ page_number: 1, markdown: `# ${name} page 1`, success: true, header: null, footer: null }],
      ]),
    );
  });

  it('splits a long document into ranges and puts its pages together in order', async () => {
    make();
    const { id } = await engine.batch('120p.pdf');
    await engine.until(id, 'COMPLETED');
    assert.deepEqual(engine.pool.calls, [
      'parse 120p.pdf 1-50',
      'parse 120p.pdf 51-100',
      'parse 120p.pdf 101-120',
    ]);
    const [parse] = await engine.parses(id);
    assert.deepEqual(
      parse?.text?.pages.map(page => page.page_number),
      Array.from({ length: 120 }, (_, i) => i + 1),
    );
    assert.deepEqual(parse?.job_metadata?.['warnings'], ['A font was missing.']);
  });

  it('shows the jobs of a running batch', async () => {
    make();
    engine.pool.held = true;
    const { id } = await engine.batch('a.pdf', 'b.unknown');
    await eventually(() => engine.pool.waitingCount === 1);
    const { status, results } = await engine.results(id);
    assert.equal(status, 'RUNNING');
    assert.equal(results?.[0]?.job_reference?.type, 'parse_v2');
    assert.equal(results?.[0]?.error_message, null);
    assert.equal(results?.[1]?.job_reference, null);
    assert.match(results?.[1]?.error_message ?? '', /^UNSUPPORTED_FILE_TYPE: The file type \.unknown .+\.$/);
    const [parse] = await engine.parses(id);
    assert.equal(parse?.job.status, 'RUNNING');
    assert.deepEqual(
      [parse?.text, parse?.markdown, parse?.items, parse?.job_metadata],
      [null, null, null, null],
    );
    assert.equal(parse?.job.usage?.credits, null);
    engine.pool.release();
    await engine.until(id, 'COMPLETED');
  });

  it('completes a batch in which no file is supported', async () => {
    make();
    const { id } = await engine.batch('a.xyz');
    const { results } = await engine.until(id, 'COMPLETED');
    assert.equal(results?.[0]?.job_reference, null);
  });

  it('fails a bad file alone, with its code and sentence', async () => {
    make();
    const { id } = await engine.batch('protected.pdf', 'blank.pdf', 'unreadable.pdf', 'odd.pdf');
    await engine.until(id, 'COMPLETED');
    const parses = await engine.parses(id);
    assert.deepEqual(
      parses.map(parse => [parse?.job.status, parse?.job.error_message]),
      [
        ['FAILED', 'PDF_IS_PROTECTED: The PDF is protected by a password.'],
        ['FAILED', 'NO_DATA_FOUND_IN_FILE: No text was found on the page.'],
        [
          'FAILED',
          'NO_DATA_FOUND_IN_FILE: The parser could not read the page. Open the file in the program that made it, save it again, and parse it again.',
        ],
        ['COMPLETED', null],
      ],
    );
    const odd = parses[3];
    assert.deepEqual(odd?.job_metadata?.['failed_pages'], [2]);
    assert.deepEqual(odd?.markdown?.pages[1], {
      page_number: 2,
      error: 'The page is damaged.',
      success: false,
    });
    assert.deepEqual(parses[0]?.job_metadata?.['tier'], 'agentic');
    assert.equal(parses[0]?.job.usage?.credits, 0);
  });

  it('tries once more after a crash, not for ever', async () => {
    make();
    const { id } = await engine.batch('crash.pdf', 'crash-once.pdf');
    await engine.until(id, 'COMPLETED');
    const [always, once] = await engine.parses(id);
    assert.equal(always?.job.status, 'FAILED');
    assert.match(always?.job.error_message ?? '', /^INTERNAL_ERROR: The parser stopped twice/);
    assert.equal(once?.job.status, 'COMPLETED');
    assert.equal(engine.pool.calls.filter(call => call === 'parse crash.pdf').length, 2);
  });

  it('takes turns between batches, and small files first in each', async () => {
    make({ concurrency: 1 });
    engine.pool.held = true;
    const huge = await engine.batch('500p.pdf');
    await eventually(() => engine.pool.waitingCount === 1);
    const directory = await engine.directory();
    await engine.upload(directory, 'large.txt', 'x'.repeat(1000));
    await engine.upload(directory, 'small.txt', 'x');
    const small = await engine.batchOver(directory);
    engine.pool.held = false;
    engine.pool.release();
    await engine.until(small.id, 'COMPLETED');
    await engine.until(huge.id, 'COMPLETED');
    const later = engine.pool.calls.slice(1, 7);
    assert.deepEqual(
      later.filter(call => !call.includes('500p')),
      ['parse small.txt', 'parse large.txt'],
    );
    assert.ok(later.filter(call => call.includes('500p')).length >= 3, 'the huge one goes on meanwhile');
  });

  it('gives one worker the largest documents, and the others the smallest', async () => {
    make({ concurrency: 3 });
    engine.pool.held = true;
    const directory = await engine.directory();
    for (const size of [1, 2, 3, 4, 5, 6]) await engine.upload(directory, `${size}.txt`, 'x'.repeat(size));
    const { id } = await engine.batchOver(directory);
    await eventually(() => engine.pool.waitingCount === 3);
    assert.deepEqual(engine.pool.calls, ['parse 1.txt', 'parse 6.txt', 'parse 2.txt']);
    engine.pool.held = false;
    engine.pool.release();
    await engine.until(id, 'COMPLETED');
  });

  it('hands out the next piece before the last one is stored', async () => {
    make({ concurrency: 1 });
    const { id } = await engine.batch('a.txt', 'b.txt', 'c.txt');
    let open = 0;
    await eventually(async () => {
      const parses = await engine.parses(id);
      open = parses.filter(parse => parse?.job.status === 'RUNNING').length;
      return engine.pool.calls.length === 3;
    });
    assert.ok(open > 1, 'more are RUNNING than the pool has');
    await engine.until(id, 'COMPLETED');
  });

  it('cancels a running batch: running work is aborted, finished files keep their results', async () => {
    make({ concurrency: 1 });
    const { id } = await (async () => {
      const directory = await engine.directory();
      await engine.upload(directory, 'a.txt', '1');
      await engine.upload(directory, '60p.pdf', '1234');
      return engine.batchOver(directory);
    })();
    await eventually(() => {
      engine.pool.held = engine.pool.calls.includes('parse a.txt');
      return engine.pool.waitingCount === 1;
    });
    await eventually(async () => (await engine.parses(id))[0]?.job.status === 'COMPLETED');
    let stopped: () => void = () => undefined;
    engine.pool.slowAbort = new Promise(resolve => {
      stopped = resolve;
    });
    const answer = await engine.post(`/api/v2/batches/${id}/cancel`);
    assert.equal(answer.status, 200);
    assert.equal(answer.body.status, 'RUNNING', 'work has not stopped yet');
    assert.equal(answer.body.results, null);
    assert.deepEqual(engine.pool.aborted, ['parse 60p.pdf 1-50']);
    stopped();
    await engine.until(id, 'CANCELLED');
    const [a, b] = await engine.parses(id);
    assert.equal(a?.job.status, 'COMPLETED');
    assert.equal(a?.markdown?.pages.length, 1);
    assert.equal(b?.job.status, 'CANCELLED');
    const again = await engine.post(`/api/v2/batches/${id}/cancel`);
    assert.deepEqual(
      [again.status, again.body.detail],
      [400, 'The batch has ended (CANCELLED) and cannot be cancelled.'],
    );
    assert.equal(engine.pool.calls.length, 2, 'nothing new of it began');
  });

  it('cancels a batch that has not started, also over a restart', async () => {
    make();
    const directory = await engine.directory();
    await engine.upload(directory, 'a.txt');
    const { id } = await engine.batchOver(directory);
    await engine.engine.close(0);
    assert.deepEqual(engine.pool.calls, [], 'it had no time to start');
    await engine.reopen(false);
    const { body } = await engine.post(`/api/v2/batches/${id}/cancel`);
    assert.equal(body.status, 'CANCELLED');
    const { results } = await engine.results(id);
    assert.deepEqual(
      results?.map(result => [result.job_reference, result.error_message]),
      [[null, null]],
    );
  });

  it('cancels one job; the batch completes with the others', async () => {
    make();
    engine.pool.held = true;
    const { id } = await engine.batch('a.txt', 'b.txt');
    await eventually(() => engine.pool.waitingCount === 2);
    const [a] = await engine.parses(id);
    const cancelled = await engine.post(`/api/v2/parse/${a?.job.id}/cancel`);
    assert.deepEqual([cancelled.status, cancelled.body.status], [200, 'CANCELLED']);
    engine.pool.release();
    await engine.until(id, 'COMPLETED');
    const statuses = (await engine.parses(id)).map(parse => parse?.job.status);
    assert.deepEqual(statuses, ['CANCELLED', 'COMPLETED']);
    assert.equal((await engine.post(`/api/v2/parse/${a?.job.id}/cancel`)).status, 400);
  });

  it('drops a result that comes after its job was cancelled', async () => {
    make();
    engine.pool.held = true;
    engine.pool.deaf = true;
    const { id } = await engine.batch('a.txt', 'b.txt');
    await eventually(() => engine.pool.waitingCount === 2);
    const [a] = await engine.parses(id);
    await engine.post(`/api/v2/parse/${a?.job.id}/cancel`);
    engine.pool.release();
    await engine.until(id, 'COMPLETED');
    await eventually(() => readdirSync(join(engine.dataDir, 'tmp')).length === 0);
    assert.equal((await engine.parses(id))[0]?.job.status, 'CANCELLED');
  });

  it('gives the result of a cancelled job to no other', async () => {
    make();
    engine.pool.held = true;
    engine.pool.deaf = true;
    const first = await engine.batch('a.txt');
    await eventually(() => engine.pool.waitingCount === 1);
    await engine.post(`/api/v2/batches/${first.id}/cancel`);
    const { id } = await engine.batch('b.txt');
    await eventually(() => engine.pool.waitingCount === 2);
    engine.pool.release();
    await engine.until(id, 'COMPLETED');
    const [b] = await engine.parses(id);
    assert.deepEqual(b?.text?.pages, [{ page_number: 1, text: 'b.txt page 1' }]);
    assert.equal((await engine.parses(first.id))[0]?.job.status, 'CANCELLED');
  });

  it('tries again when the disk refuses, and fails no job for that', async () => {
    const clock = new FakeClock();
    make({ clock });
    const { id } = await engine.batch('disk-full-once.txt');
    await eventually(() => engine.lines.some(line => line.includes('[error]') && line.includes('no space')));
    assert.equal((await engine.results(id)).status, 'RUNNING');
    clock.advance(5000);
    await engine.until(id, 'COMPLETED');
    assert.equal((await engine.parses(id))[0]?.job.status, 'COMPLETED');
  });

  it('begins nothing more while the disk is full', async () => {
    const clock = new FakeClock();
    make({ clock });
    engine.pool.held = true;
    const names = Array.from({ length: 12 }, (_, number) => `disk-full-once-${number}.txt`);
    const { id } = await engine.batch(...names);
    const refusals = () => engine.lines.filter(line => line.includes('no space')).length;
    // A worker that was refused is free, and has got the next piece, before that is known.
    for (const refused of [0, 2]) {
      await eventually(() => refusals() === refused && engine.pool.waitingCount === 2);
      engine.pool.release();
    }
    await eventually(() => refusals() === 4);
    clock.advance(4999);
    assert.equal(engine.pool.calls.length, 4);
    engine.pool.held = false;
    await eventually(async () => {
      clock.advance(5000);
      return (await engine.results(id)).status === 'COMPLETED';
    });
    for (const parse of await engine.parses(id)) assert.equal(parse?.job.status, 'COMPLETED');
  });

  it('goes on where the last engine was: finished ranges are kept, interrupted ones run again', async () => {
    make({ concurrency: 1 });
    engine.pool.held = true;
    const { id } = await engine.batch('120p.pdf');
    await eventually(() => engine.pool.waitingCount === 1);
    engine.pool.release();
    await eventually(() => engine.pool.waitingCount === 1);
    assert.deepEqual(engine.pool.calls.slice(-1), ['parse 120p.pdf 51-100']);
    await engine.reopen();
    await engine.until(id, 'COMPLETED');
    assert.deepEqual(engine.pool.calls, ['parse 120p.pdf 51-100', 'parse 120p.pdf 101-120']);
    const [parse] = await engine.parses(id);
    assert.equal(parse?.text?.pages.length, 120);
  });

  it('lets running work end when it leaves', async () => {
    make();
    engine.pool.held = true;
    const { id } = await engine.batch('a.txt');
    await eventually(() => engine.pool.waitingCount === 1);
    const closing = engine.engine.close(10_000);
    engine.pool.release();
    await closing;
    assert.ok(engine.pool.closed);
    await engine.reopen();
    await engine.until(id, 'COMPLETED');
    assert.deepEqual(engine.pool.calls, []);
  });
});
