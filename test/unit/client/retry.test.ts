import assert from 'node:assert/strict';
import { ApiError } from '../../../src/client/errors';
import { backoffMs, retryAfterMs } from '../../../src/client/retry';
import { aBatch, batchBody, fetchFailed, json, scripted, silence, silenceMs } from './fakes';

const busy = (status: number, headers: Record<string, string> = {}) =>
  json({ detail: 'Not now' }, status, headers);

describe('retry', () => {
  for (const status of [408, 409, 429, 500, 502, 503, 504, 599]) {
    it(`repeats after ${status}`, async () => {
      const { cloud, sent, clock } = scripted([busy(status), json(aBatch)]);
      assert.equal((await cloud.getBatch('bat-1', [])).id, 'bat-1');
      assert.equal(sent.length, 2);
      assert.deepEqual(clock.waited, [500]);
    });
  }

  for (const status of [400, 401, 402, 403, 404, 413, 422]) {
    it(`does not repeat after ${status}`, async () => {
      const { cloud, sent } = scripted([busy(status)]);
      await assert.rejects(cloud.getBatch('bat-1', []), ApiError);
      assert.equal(sent.length, 1);
    });
  }

  it('obeys x-should-retry over the status', async () => {
    const forced = scripted([busy(400, { 'x-should-retry': 'true' }), json(aBatch)]);
    await forced.cloud.getBatch('bat-1', []);
    assert.equal(forced.sent.length, 2);

    const forbidden = scripted([busy(503, { 'x-should-retry': 'false' })]);
    await assert.rejects(forbidden.cloud.getBatch('bat-1', []), ApiError);
    assert.equal(forbidden.sent.length, 1);
  });

  it('makes six attempts, waiting 0.5 s doubled up to 8 s', async () => {
    const { cloud, sent, clock } = scripted([busy(503)]);
    await assert.rejects(cloud.getBatch('bat-1', []), (e: unknown) => ApiError.is(e, 'server'));
    assert.equal(sent.length, 6);
    assert.deepEqual(clock.waited, [500, 1000, 2000, 4000, 8000]);
  });

  it('repeats after network errors and silence', async () => {
    const lost = scripted([fetchFailed('ECONNRESET'), json(aBatch)]);
    await lost.cloud.getBatch('bat-1', []);
    assert.equal(lost.sent.length, 2);

    const quiet = scripted([silence, json(aBatch)]);
    const batch = quiet.cloud.getBatch('bat-1', []);
    await until(() => quiet.sent.length === 1);
    quiet.clock.fire(silenceMs);
    assert.equal((await batch).id, 'bat-1');
    assert.equal(quiet.sent.length, 2);
  });

  it('repeats when the connection breaks in the middle of the answer', async () => {
    const broken = async () =>
      new Response(
        new ReadableStream({
          pull(stream) {
            stream.enqueue(new TextEncoder().encode('{"id": "ba'));
            stream.error(new TypeError('terminated'));
          },
        }),
      );
    const { cloud, sent } = scripted([broken, json(aBatch)]);
    assert.equal((await cloud.getBatch('bat-1', [])).id, 'bat-1');
    assert.equal(sent.length, 2);

    const creation = scripted([broken]);
    await assert.rejects(
      creation.cloud.createBatch(batchBody),
      (e: unknown) => ApiError.is(e, 'network') && e.ambiguous,
    );
    assert.equal(creation.sent.length, 1);
  });

  it('takes less of the wait at random, at most a quarter', () => {
    assert.equal(
      backoffMs(0, () => 0),
      500,
    );
    assert.equal(
      backoffMs(0, () => 1),
      375,
    );
    assert.equal(
      backoffMs(9, () => 1),
      6000,
    );
  });

  describe('the wait that a server asks for', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    const asked = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), now);
    for (const [what, headers, expected] of [
      ['milliseconds', { 'retry-after-ms': '1250.5' }, 1250.5],
      ['milliseconds before seconds', { 'retry-after-ms': '20', 'retry-after': '7' }, 20],
      [
        'seconds where the milliseconds cannot be read',
        { 'retry-after-ms': 'soon', 'retry-after': '7' },
        7000,
      ],
      ['fractions of a second', { 'retry-after': '0.25' }, 250],
      ['an HTTP date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:03 GMT' }, 3000],
      [
        'a date by the server’s own clock',
        { 'retry-after': 'Thu, 01 Jan 2026 09:00:03 GMT', date: 'Thu, 01 Jan 2026 09:00:01 GMT' },
        2000,
      ],
      ['a date that has passed', { 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
      ['nothing readable', { 'retry-after': 'later' }, undefined],
      ['nothing', {}, undefined],
      ['no more than a timer can hold', { 'retry-after': '99999999999' }, 2 ** 31 - 1],
    ] as [string, Record<string, string>, number | undefined][]) {
      it(`reads ${what}`, () => assert.equal(asked(headers), expected));
    }

    it('is waited for instead of the back-off', async () => {
      const { cloud, clock } = scripted([busy(429, { 'retry-after': '3' }), json(aBatch)]);
      await cloud.getBatch('bat-1', []);
      assert.deepEqual(clock.waited, [3000]);
    });

    it('is told to the caller at once where it is longer than a minute', async () => {
      const { cloud, sent, clock } = scripted([busy(429, { 'retry-after': '61' })]);
      await assert.rejects(
        cloud.getBatch('bat-1', []),
        (e: unknown) => ApiError.is(e, 'rate_limited') && e.retryAfterMs === 61_000,
      );
      assert.equal(sent.length, 1);
      assert.deepEqual(clock.waited, []);
    });

    it('is told by the error in the end', async () => {
      const { cloud } = scripted([busy(429, { 'retry-after': '3' })], { maxRetries: 0 });
      await assert.rejects(
        cloud.getBatch('bat-1', []),
        (e: unknown) => ApiError.is(e, 'rate_limited') && e.retryAfterMs === 3000,
      );
    });
  });

  it('stops waiting when aborted, with the caller’s reason', async () => {
    const { cloud, sent, clock } = scripted([busy(429, { 'retry-after-ms': String(silenceMs) })]);
    const controller = new AbortController();
    const batch = cloud.getBatch('bat-1', [], { signal: controller.signal });
    await until(() => sent.length === 1 && clock.pending.size === 1);
    controller.abort(new Error('changed my mind'));
    await assert.rejects(batch, /changed my mind/);
    assert.equal(clock.pending.size, 0, 'a timer is left');
    assert.equal(sent.length, 1);
  });

  it('stops an attempt when aborted, and makes none when aborted before', async () => {
    const { cloud, sent, clock } = scripted([silence]);
    const controller = new AbortController();
    const batch = cloud.getBatch('bat-1', [], { signal: controller.signal });
    await until(() => sent.length === 1);
    controller.abort(new Error('changed my mind'));
    await assert.rejects(batch, /changed my mind/);
    await assert.rejects(cloud.getBatch('bat-1', [], { signal: controller.signal }), /changed my mind/);
    assert.equal(sent.length, 1);
    assert.equal(clock.pending.size, 0, 'a timer is left');
  });

  it('leaves no listener on a signal that lives on', async () => {
    const { cloud } = scripted([busy(503), busy(503), json(aBatch)]);
    const signal = new AbortController().signal;
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    await cloud.getBatch('bat-1', [], { signal });
    assert.equal(listeners, 0);
  });
});

describe('calls that create something', () => {
  const notMade = Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT', syscall: 'connect' });
  type Cloud = ReturnType<typeof scripted>['cloud'];
  const source = { path: __filename, fileName: 'a.txt' };
  const creations = {
    createBatch: (cloud: Cloud) => cloud.createBatch(batchBody),
    createDirectory: (cloud: Cloud) => cloud.createDirectory({ name: 'a' }),
    uploadDirectoryFile: (cloud: Cloud) => cloud.uploadDirectoryFile('dir-1', source, { unique_id: 'a' }),
    addDirectoryFile: (cloud: Cloud) => cloud.addDirectoryFile('dir-1', { file_id: 'file-1' }),
    createParse: (cloud: Cloud) => cloud.createParse({ file_id: 'file-1', configuration_id: 'cfg-1' }),
    uploadParse: (cloud: Cloud) => cloud.uploadParse(source, { configuration_id: 'cfg-1' }),
  };
  for (const [name, create] of Object.entries(creations)) {
    describe(name, () => {
      for (const [what, answer, kind] of [
        ['a connection lost', fetchFailed('ECONNRESET'), 'network'],
        ['an unknown failure', new TypeError('fetch failed'), 'network'],
        ['500', busy(500), 'server'],
        ['504 of a gateway', busy(504), 'server'],
        ['409, which may speak of what it made', busy(409), 'conflict'],
        ['an answer cut off', new Response('{"id": "ba', { status: 201 }), 'unexpected'],
      ] as const) {
        it(`is not repeated after ${what}, and says that it may have been done`, async () => {
          const { cloud, sent } = scripted([answer]);
          await assert.rejects(create(cloud), (e: unknown) => ApiError.is(e, kind) && e.ambiguous);
          assert.equal(sent.length, 1);
        });
      }

      it('is not repeated after silence', async () => {
        const { cloud, sent, clock } = scripted([silence]);
        const creation = create(cloud);
        creation.catch(() => {});
        await until(() => sent.length === 1);
        clock.fire(silenceMs);
        await assert.rejects(creation, (e: unknown) => ApiError.is(e, 'timeout') && e.ambiguous);
        assert.equal(sent.length, 1);
      });

      for (const [what, answer] of [
        ['a refused connection', fetchFailed('ECONNREFUSED')],
        ['a connection not made', new TypeError('fetch failed', { cause: notMade })],
        ['a proxy in the way', new TypeError('Proxy response (407) !== 200 when HTTP Tunneling')],
        ['an unknown host', fetchFailed('ENOTFOUND')],
        ['429', busy(429)],
        ['503', busy(503)],
        ['500 that allows it', busy(500, { 'x-should-retry': 'true' })],
      ] as const) {
        it(`is repeated after ${what}, and stays unambiguous`, async () => {
          const { cloud, sent } = scripted([answer]);
          await assert.rejects(create(cloud), (e: unknown) => ApiError.is(e) && !e.ambiguous);
          assert.equal(sent.length, 6);
        });
      }
    });
  }

  it('other calls are never ambiguous', async () => {
    const { cloud } = scripted([fetchFailed('ECONNRESET')]);
    await assert.rejects(
      cloud.cancelBatch('bat-1'),
      (e: unknown) => ApiError.is(e, 'network') && !e.ambiguous,
    );
  });
});

/** Waits, turn by turn of the event loop, for a state that needs no time but that of the disk. */
async function until(state: () => boolean): Promise<void> {
  for (const end = performance.now() + 5_000; !state(); ) {
    if (performance.now() > end) assert.fail('the awaited state did not come');
    await new Promise(resolve => setImmediate(resolve));
  }
}
