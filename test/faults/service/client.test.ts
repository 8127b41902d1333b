import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { LlamaCloud } from '../../../src/client/api';
import { ApiError, type ApiErrorKind } from '../../../src/client/errors';
import { createLlamaCloud } from '../../../src/client/llamaCloud';
import { EagerClock } from '../../support/eagerClock';
import { type EngineProcess, startEngine } from '../../support/engineProcess';
import { FaultServer } from '../../support/faultServer';
import {
  cut,
  type Fault,
  halfJson,
  html,
  redirect,
  silence,
  slow,
  status,
  truncated,
  unknownStates,
  wrongTypes,
} from '../../support/faults';
import { tempFolder } from '../../support/tempFolder';
import { watchedFetch } from './requests';

const retries = 2;
const mb = 1_000_000;

describe('the client behind faults', function () {
  this.timeout(30_000);
  const temp = tempFolder();
  let engine: EngineProcess;
  let server: FaultServer;
  let clock: EagerClock;
  let cloud: LlamaCloud;
  let elsewhere: Server;
  const strangers: string[] = [];

  before(async () => {
    temp.write(temp.path, { 'small.txt': 'a few words', 'large.txt': Buffer.alloc(8 * mb, 'word ') });
    engine = await startEngine();
    server = await FaultServer.start({ target: engine.url });
    elsewhere = createServer((request, response) => {
      strangers.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
      response.setHeader('content-type', 'application/json').end('{"items":[]}');
    }).listen(0, '127.0.0.1');
  });
  beforeEach(() => {
    server.forget();
    server.plan = () => undefined;
    strangers.length = 0;
    const net = watchedFetch(server);
    clock = new EagerClock(Date.now(), net.isBusy);
    cloud = createLlamaCloud({
      baseUrl: server.url,
      token: async () => engine.token,
      userAgent: 'llama-batches/test',
      clock,
      maxRetries: retries,
      fetch: net.fetch,
    });
  });
  afterEach(() => clock.dispose());
  after(async () => {
    elsewhere?.close();
    await server?.stop();
    await engine?.stop();
    temp.remove();
  });

  /** Every request meets the fault, or only the first `times`. */
  const meet = (fault: Fault, times = Number.POSITIVE_INFINITY) => {
    server.plan = seen => (seen.place < times ? fault : undefined);
  };
  const directory = () => cloud.createDirectory({ name: 'faults' });
  const failure = async (work: Promise<unknown>): Promise<ApiError> => {
    const error = await work.then(
      () => assert.fail('it did not fail'),
      error => error,
    );
    assert.ok(ApiError.is(error), String(error));
    assert.doesNotMatch(`${error.message} ${error.serverSentence}`, new RegExp(engine.token));
    return error;
  };

  describe('reading', () => {
    const refusals: [Fault, ApiErrorKind, boolean][] = [
      [status(401), 'auth', false],
      [status(402), 'payment', false],
      [status(403), 'forbidden', false],
      [status(404), 'not_found', false],
      [status(409), 'conflict', true],
      [status(413), 'too_large', false],
      [status(422), 'invalid', false],
      [status(422, { shape: 'issues' }), 'invalid', false],
      [status(422, { shape: 'object' }), 'invalid', false],
      [status(422, { shape: 'none' }), 'invalid', false],
      [status(429), 'rate_limited', true],
      [status(429, { headers: { 'retry-after': '7' } }), 'rate_limited', true],
      [status(500), 'server', true],
      [status(503), 'server', true],
      [status(503, { headers: { 'x-should-retry': 'false' } }), 'server', false],
      [cut(false), 'network', true],
      [cut(true), 'network', true],
      [truncated, 'network', true],
      [silence(false), 'timeout', true],
      [halfJson, 'unexpected', true],
      [html, 'unexpected', false],
    ];
    for (const [fault, kind, repeated] of refusals) {
      it(`${fault.name}: ${kind}${repeated ? ', after asking again' : ', at once'}`, async () => {
        meet(fault);
        const error = await failure(cloud.listBatches({}));
        assert.equal(error.kind, kind);
        assert.equal(error.ambiguous, false);
        assert.equal(server.count(), repeated ? retries + 1 : 1);
        if (fault.name.startsWith('422') && !fault.name.includes('none')) {
          assert.match(error.serverSentence ?? '', /A fault of the test\./);
        }
      });
    }

    it('takes an answer after one of each fault that passes', async () => {
      const passing = refusals.filter(([, , repeated]) => repeated).map(([fault]) => fault);
      for (const fault of passing) {
        server.forget();
        meet(fault, 1);
        assert.ok(Array.isArray((await cloud.listBatches({})).items), fault.name);
        assert.equal(server.count(), 2, fault.name);
      }
    });

    it('waits as long as Retry-After says, in seconds and as a date', async () => {
      for (const after of [() => '40', () => new Date(Date.now() + 40_000).toUTCString()]) {
        server.forget();
        meet(status(429, { headers: { 'retry-after': after() } }), 1);
        const before = clock.now();
        await cloud.listBatches({});
        // A date has no milliseconds, and is one of the server's clock.
        assert.ok(Math.abs(clock.now() - before - 40_000) <= 1_000, String(clock.now() - before));
      }
    });

    it('takes a slow answer', async () => {
      meet(slow);
      assert.ok(Array.isArray((await cloud.listBatches({})).items));
      assert.equal(server.count(), 1);
    });

    it('keeps states that it does not know as they are', async () => {
      const { id } = await directory();
      await cloud.uploadDirectoryFile(id, { path: join(temp.path, 'small.txt'), fileName: 'small.txt' }, {});
      meet(unknownStates);
      const job = { type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST' } as const;
      assert.equal(
        (await cloud.createBatch({ source_directory_id: id, config: { job } })).status,
        'WARMING_UP',
      );
    });

    it('says where an answer has another form', async () => {
      await directory();
      meet(wrongTypes);
      const error = await failure(cloud.listDirectories({}));
      assert.equal(error.kind, 'unexpected');
      assert.match(error.message, /items\.0\.id/);
    });
  });

  describe('creating', () => {
    const ambiguous = [
      status(500),
      status(500, { acts: true }),
      status(502, { acts: true }),
      cut(false),
      cut(true),
      truncated,
      silence(true),
      halfJson,
      html,
      wrongTypes,
    ];
    for (const fault of ambiguous) {
      it(`asks once and says that it may have happened: ${fault.name}`, async () => {
        meet(fault);
        const error = await failure(directory());
        assert.equal(error.ambiguous, true);
        assert.equal(server.count(), 1);
      });
    }
    for (const fault of [status(429), status(503)]) {
      it(`asks again: ${fault.name}`, async () => {
        meet(fault, 1);
        await directory();
        assert.equal(server.count(), 2);
      });
    }
  });

  describe('sending a file', () => {
    const send = (id: string, name = 'large.txt') =>
      cloud.uploadDirectoryFile(id, { path: join(temp.path, name), fileName: name }, { unique_id: name });

    for (const early of [false, true]) {
      it(`hears a refusal that comes ${early ? 'before' : 'after'} all of it was read`, async () => {
        const { id } = await directory();
        meet(status(413, { early }));
        assert.equal((await failure(send(id))).kind, 'too_large');
      });
    }

    it('leaves one copy, whatever breaks', async () => {
      for (const fault of [cut(true), status(500, { acts: true }), status(503), status(429), truncated]) {
        const { id } = await directory();
        server.forget();
        meet(fault, 1);
        await send(id, 'small.txt').catch(error => {
          assert.ok(ApiError.is(error) && error.ambiguous, `${fault.name}: ${error}`);
        });
        server.plan = () => undefined;
        const { items } = await cloud.listDirectoryFiles(id, {});
        assert.ok(items.length <= 1, `${fault.name} left ${items.length} copies`);
      }
    });
  });

  describe('a redirect', () => {
    const address = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/api/v1/beta/x`;
    const asks: Record<string, () => Promise<unknown>> = {
      'of a read': () => cloud.listBatches({}),
      'of a request with a body': directory,
      'of a deletion': () => cloud.deleteDirectory('dir-1'),
      'of an upload': () =>
        cloud.uploadDirectoryFile(
          'dir-1',
          { path: join(temp.path, 'small.txt'), fileName: 'small.txt' },
          { unique_id: 'secret name' },
        ),
    };
    for (const [name, ask] of Object.entries(asks)) {
      for (const code of [301, 307]) {
        it(`${name} (${code}) takes nothing to another host`, async () => {
          meet(redirect(address(), code));
          await failure(ask());
          assert.deepEqual(strangers, []);
        });
      }
    }
  });
});
