import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readlink, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ApiError } from '../../../src/client/errors';
import { createLlamaCloud, type LlamaCloudOptions } from '../../../src/client/llamaCloud';
import { InstantClock, silenceMs } from './fakes';

const MB = 1024 * 1024;
const stored = {
  id: 'dfl-1',
  project_id: 'prj-1',
  directory_id: 'dir-1',
  unique_id: 'a.pdf',
  display_name: 'a.pdf',
};

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const accept: Handler = async (request, response) => {
  for await (const _ of request);
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(stored));
};

describe('upload', () => {
  let folder: string;
  let path: string;
  let handler: Handler;
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.on('error', () => {});
    void handler(request, response);
  });

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'llama-upload-'));
    path = join(folder, 'a.pdf');
    requests = 0;
    handler = accept;
  });
  afterEach(async () => {
    assert.deepEqual(await openPaths(folder), [], 'a file is still open');
    await rm(folder, { recursive: true });
  });

  const cloud = (options: Partial<LlamaCloudOptions> = {}) =>
    createLlamaCloud({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      token: async () => 'llx-secret',
      fetch,
      userAgent: 'llama-batches/test',
      clock: new InstantClock(),
      ...options,
    });
  const source = (fileName = basename(path)) => ({ path, fileName });

  it('sends fields, then the file, with its length known before', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
    await writeFile(path, bytes);
    let headers: IncomingMessage['headers'] = {};
    let body = Buffer.alloc(0);
    handler = async (request, response) => {
      headers = request.headers;
      body = await buffer(request);
      response.writeHead(201).end(JSON.stringify(stored));
    };
    const answer = await cloud().uploadDirectoryFile(
      'dir-1',
      source('naïve "file"\n(1).pdf'),
      { unique_id: 'süb/a.pdf', display_name: 'a.pdf', metadata: { rel: 'süb/a.pdf', pages: 3 } },
      { projectId: 'prj-1' },
    );
    assert.equal(answer.id, 'dfl-1');
    assert.equal(headers['content-length'], String(body.length));
    assert.equal(headers['transfer-encoding'], undefined);

    const head = body.subarray(0, 1000).toString('utf8');
    assert.match(head, /name="upload_file"; filename="naïve %22file%22%0A\(1\)\.pdf"\r\n/);
    const form = await new Response(body, {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    assert.deepEqual([...form.keys()], ['unique_id', 'display_name', 'metadata', 'upload_file']);
    assert.equal(form.get('unique_id'), 'süb/a.pdf');
    assert.equal(form.get('metadata'), '{"rel":"süb/a.pdf","pages":3}');
    const file = form.get('upload_file');
    assert.ok(file instanceof File);
    assert.deepEqual(Buffer.from(await file.arrayBuffer()), bytes);
  });

  it('sends an empty file', async () => {
    await writeFile(path, '');
    const progress: number[] = [];
    await cloud().uploadDirectoryFile('dir-1', source(), {}, { onProgress: n => progress.push(n) });
    assert.deepEqual(progress, [0]);
  });

  it('tells progress from 0 to the size, from 0 again when repeated', async () => {
    await writeFile(path, Buffer.alloc(MB));
    const progress: number[] = [];
    handler = (request, response) => {
      if (requests > 1) return accept(request, response);
      request.resume().on('end', () => response.writeHead(503).end());
    };
    await cloud().uploadDirectoryFile('dir-1', source(), {}, { onProgress: n => progress.push(n) });
    const again = progress.lastIndexOf(0);
    assert.ok(again > 4);
    for (const attempt of [progress.slice(0, again), progress.slice(again)]) {
      assert.equal(attempt.at(0), 0);
      assert.equal(attempt.at(-1), MB);
      assert.deepEqual(
        attempt,
        [...new Set(attempt)].sort((a, b) => a - b),
        'not steadily more',
      );
    }
  });

  it('keeps memory flat for a file of 600 MB', async function () {
    this.timeout(60_000);
    await writeFile(path, '');
    await truncate(path, 600 * MB);
    let peak = 0;
    const before = process.memoryUsage().arrayBuffers;
    await cloud().uploadDirectoryFile(
      'dir-1',
      source(),
      {},
      {
        onProgress: () => {
          peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
        },
      },
    );
    // The server's own buffers are in this process, too, and a busy machine collects its garbage late.
    assert.ok(peak < 200 * MB, `${Math.round(peak / MB)} MB in buffers`);
  });

  it('waits for a server that reads slowly', async () => {
    await writeFile(path, Buffer.alloc(32 * MB));
    let progress = 0;
    let resume = () => {};
    const stuck = new Promise<void>(resolve => {
      handler = (request, response) => {
        resume = () => void accept(request, response);
        resolve();
      };
    });
    const sent = cloud().uploadDirectoryFile('dir-1', source(), {}, { onProgress: n => (progress = n) });
    await stuck;
    await settled(() => progress);
    assert.ok(progress < 16 * MB, `${progress} bytes taken without a reader`);
    resume();
    await sent;
    assert.equal(progress, 32 * MB);
  });

  it('stops at once when aborted, with the caller’s reason', async () => {
    await writeFile(path, Buffer.alloc(32 * MB));
    const controller = new AbortController();
    const gone = new Promise<void>(resolve => {
      handler = request => {
        request.on('close', resolve).resume();
        controller.abort(new Error('changed my mind'));
      };
    });
    await assert.rejects(
      cloud().uploadDirectoryFile('dir-1', source(), {}, { signal: controller.signal }),
      /changed my mind/,
    );
    await gone;
    assert.equal(requests, 1);
  });

  for (const [what, change] of [
    ['grows', () => appendFile(path, 'more')],
    ['shrinks', () => truncate(path, 20 * MB)],
    ['is written anew', () => writeFile(path, Buffer.alloc(32 * MB, 1))],
  ] as const) {
    it(`says so when the file ${what} while it is sent, and does not repeat it`, async () => {
      await writeFile(path, Buffer.alloc(32 * MB));
      let complete = false;
      let changed: Promise<void> | undefined;
      handler = async request => {
        changed = change();
        await changed;
        request.on('end', () => (complete = true)).resume();
      };
      await assert.rejects(
        cloud().uploadDirectoryFile('dir-1', source(), {}),
        (e: unknown) => ApiError.is(e, 'invalid') && /"a\.pdf" was changed/.test(e.message),
      );
      await changed;
      assert.equal(requests, 1);
      assert.equal(complete, false, 'the server has the file');
    });
  }

  it('says what is wrong with a path that is no readable file', async () => {
    await assert.rejects(
      cloud().uploadDirectoryFile('dir-1', source(), {}),
      (e: unknown) => ApiError.is(e, 'invalid') && /could not be read \(ENOENT\)/.test(e.message),
    );
    path = folder;
    await assert.rejects(
      cloud().uploadDirectoryFile('dir-1', source(), {}),
      (e: unknown) => ApiError.is(e, 'invalid') && /is not a file/.test(e.message),
    );
    assert.equal(requests, 0);
  });

  it('hears a refusal that comes before the file is read', async () => {
    await writeFile(path, Buffer.alloc(4 * MB));
    handler = (request, response) => {
      response.writeHead(413).end('{"detail": "File size exceeds 1MB limit."}');
      request.resume();
    };
    await assert.rejects(
      cloud().uploadDirectoryFile('dir-1', source(), {}),
      (e: unknown) => ApiError.is(e, 'too_large') && e.serverSentence === 'File size exceeds 1MB limit.',
    );
  });

  it('ends an attempt on which nothing moves, and says that the file may have arrived', async () => {
    await writeFile(path, Buffer.alloc(1000));
    const clock = new InstantClock();
    handler = request => void request.resume().on('end', () => clock.fire(silenceMs));
    await assert.rejects(
      cloud({ clock }).uploadDirectoryFile('dir-1', source(), {}),
      (e: unknown) => ApiError.is(e, 'timeout') && e.ambiguous,
    );
    assert.equal(requests, 1);
    assert.equal(clock.pending.size, 0, 'a timer is left');
  });

  it('starts the silence limit anew with every piece that is taken', async () => {
    await writeFile(path, Buffer.alloc(4 * MB));
    let timers = 0;
    class CountingClock extends InstantClock {
      override setTimeout(callback: () => void, ms: number): object {
        timers++;
        return super.setTimeout(callback, ms);
      }
    }
    await cloud({ clock: new CountingClock() }).uploadDirectoryFile('dir-1', source(), {});
    assert.ok(timers > 32, `${timers} timers`);
  });

  it('does not follow a redirect, and says what to do', async () => {
    await writeFile(path, Buffer.alloc(1000));
    handler = (request, response) => {
      request.resume().on('end', () => response.writeHead(307, { location: '/elsewhere' }).end());
    };
    await assert.rejects(
      cloud().uploadDirectoryFile('dir-1', source(), {}),
      (e: unknown) => ApiError.is(e, 'unexpected') && /final address/.test(e.message),
    );
    assert.equal(requests, 1);
  });
});

/** Paths below a folder that this process has open; told by Linux only. */
async function openPaths(folder: string): Promise<string[]> {
  const links = await readdir('/proc/self/fd').catch(() => []);
  const paths = await Promise.all(links.map(fd => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return paths.filter(p => p.startsWith(folder));
}

/** Waits until a number has stood still for many turns of the event loop. */
async function settled(value: () => number): Promise<void> {
  for (let last = -1, still = 0; still < 500; still = value() === last ? still + 1 : 0) {
    last = value();
    await new Promise(resolve => setImmediate(resolve));
  }
}
