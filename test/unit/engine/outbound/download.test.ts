import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createDownloader, type DownloadOptions } from '../../../../src/engine/outbound/download';
import { Outbound, type OutboundOptions } from '../../../../src/engine/outbound/outbound';
import { OutboundError, outboundError } from '../../../../src/engine/outbound/outboundError';
import { sourceName } from '../../../../src/engine/outbound/sourceName';
import { Blobs } from '../../../../src/engine/store/blobs';
import { FakeClock } from '../../../support/fakeClock';
import { tempFolder } from '../../../support/tempFolder';
import { eventually } from '../testEngine';
import { fakeLookup, LocalServer } from './servers';

describe('a source URL', () => {
  let server: LocalServer;
  let folder: ReturnType<typeof tempFolder>;
  let clock: FakeClock;
  const open: Outbound[] = [];
  const temporary = () => join(folder.path, 'temporary');
  beforeEach(async () => {
    server = await LocalServer.start();
    folder = tempFolder();
    mkdirSync(temporary());
    clock = new FakeClock();
  });
  afterEach(async () => {
    for (const outbound of open.splice(0)) await outbound.dispose();
    await server.stop();
    folder.remove();
  });

  const { lookup } = fakeLookup({ 'files.example': [['127.0.0.1']], 'public.example': [['93.184.215.14']] });
  const download = (
    url: string,
    options: Partial<DownloadOptions> = {},
    out: Partial<OutboundOptions> = {},
  ) => {
    const proxies = { httpProxy: '', httpsProxy: '', noProxy: '' };
    const outbound = new Outbound({ allowPrivateNetwork: true, proxies, lookup, ...out });
    open.push(outbound);
    const fetchSource = createDownloader(outbound, new Blobs(folder.path, temporary()), clock);
    return fetchSource(url, { maxBytes: 1024 * 1024, signal: new AbortController().signal, ...options });
  };
  /** It fails with this sentence and leaves nothing behind. */
  const fails = async (asked: Promise<unknown>, message: string | RegExp) => {
    await assert.rejects(asked, (error: unknown) => {
      assert.ok(error instanceof OutboundError, String(error));
      if (typeof message === 'string') assert.equal(error.message, message);
      else assert.match(error.message, message);
      return true;
    });
    assert.deepEqual(readdirSync(temporary()), []);
    assert.equal(clock.pending, 0);
  };
  const send = (body: Buffer | string, headers: Record<string, string> = {}) => {
    server.answer = (_request, response) => void response.writeHead(200, headers).end(body);
  };

  it('is fetched to a temporary file, measured on the way', async () => {
    const bytes = randomBytes(300_000);
    send(bytes, { 'content-type': 'application/pdf' });
    const got = await download(server.url('files.example', '/papers/a%20b.pdf?key=1'));
    assert.deepEqual(readFileSync(got.temporary), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    assert.deepEqual([got.sha256, got.size, got.name], [sha256, bytes.length, 'a b.pdf']);
    assert.equal(server.requests[0]?.url, '/papers/a%20b.pdf?key=1');
    assert.equal(server.requests[0]?.headers['accept-encoding'], 'identity');
    assert.equal(clock.pending, 0);
  });

  it('is not fetched from a private network, from a name that leads there, nor what is no http(s) URL', async () => {
    const safe = { allowPrivateNetwork: false };
    for (const url of [server.url('127.0.0.1'), server.url('files.example'), 'http://[::ffff:127.0.0.1]/'])
      await fails(download(url, {}, safe), /^The URL leads to an address that is not public\./);
    await fails(download('ftp://files.example/a'), 'Only http and https URLs can be fetched.');
    await fails(download('not a URL'), 'The source_url is not a valid URL.');
    await fails(download('http://user:word@files.example/'), /^The URL holds a user name or password\./);
    assert.equal(server.connections, 0);
  });

  describe('that redirects', () => {
    /** `/3` leads to `/2`, that to `/1`, that to `/0`, where the document is. */
    const steps = (status: number) => {
      server.answer = ({ url }, response) => {
        const left = Number(url.slice(1));
        if (left === 0) response.end('found');
        else response.writeHead(status, { location: `/${left - 1}` }).end('moved');
      };
    };

    it('is followed, a few times', async () => {
      for (const status of [301, 302, 303, 307, 308]) {
        steps(status);
        assert.equal((await download(server.url('files.example', '/5'))).size, 'found'.length);
      }
      server.requests.length = 0;
      await fails(
        download(server.url('files.example', '/6')).catch(error => {
          // The files that were found above.
          for (const name of readdirSync(temporary()))
            new Blobs('', temporary()).discard(join(temporary(), name));
          throw error;
        }),
        'files.example redirected more than 5 times.',
      );
      assert.equal(server.requests.length, 6);
    });

    for (const location of [
      ...[
        'http://169.254.169.254/latest/meta-data',
        'http://[fd00:ec2::254]/',
        'http://0.0.0.0/',
        '//0.0.0.0/x',
      ],
      ...['http://[64:ff9b::a9fe:a9fe]/', 'http://metadata.example/'],
    ]) {
      it(`is checked at each step: ${location}`, async () => {
        const names = fakeLookup({
          'files.example': [['127.0.0.1']],
          'metadata.example': [['169.254.169.254']],
        });
        server.answer = (_request, response) => void response.writeHead(302, { location }).end();
        await fails(
          download(server.url('files.example'), {}, names),
          /^The URL leads to an address that is not public/,
        );
        assert.equal(server.requests.length, 1);
      });
    }

    it('from a public address to this machine is refused', async () => {
      const proxies = { httpProxy: server.url('127.0.0.1'), httpsProxy: '', noProxy: '' };
      for (const location of [server.url('127.0.0.1'), server.url('files.example'), 'file:///etc/passwd']) {
        server.answer = (_request, response) => void response.writeHead(302, { location }).end();
        const asked = download('http://public.example/', {}, { allowPrivateNetwork: false, proxies });
        await fails(asked, /^(The URL leads to an address that is not public|Only http and https URLs)/);
      }
      assert.deepEqual(
        server.requests.map(({ url }) => url),
        Array(3).fill('http://public.example/'),
      );
    });

    it('lets go of what the redirect itself says', async () => {
      let closed = false;
      server.answer = ({ url }, response) => {
        if (url === '/end') return void response.end('found');
        response.once('close', () => {
          closed = true;
        });
        response.writeHead(302, { location: '/end' }).write('moved');
      };
      await download(server.url('files.example'));
      await eventually(() => closed);
    });

    it('to nowhere is refused', async () => {
      server.answer = (_request, response) => void response.writeHead(302, { location: 'http://[' }).end();
      await fails(
        download(server.url('files.example')),
        'files.example redirected to something that is not a URL.',
      );
      server.answer = (_request, response) => void response.writeHead(302).end();
      await fails(download(server.url('files.example')), 'files.example answered with status 302.');
    });
  });

  it('whose server refuses, or has nothing, says so', async () => {
    for (const status of [204, 206, 401, 404, 500]) {
      server.answer = (_request, response) => void response.writeHead(status).end();
      await fails(download(server.url('files.example')), `files.example answered with status ${status}.`);
    }
    send('');
    await fails(download(server.url('files.example')), 'files.example sent an empty file.');
  });

  describe('has a largest size', () => {
    const tooLarge = 'The file is larger than 1 MB.';

    it('that it may reach', async () => {
      send(Buffer.alloc(1024 * 1024));
      assert.equal((await download(server.url('files.example'))).size, 1024 * 1024);
    });

    it('that the length which the server gives tells beforehand', async () => {
      server.answer = (_request, response) => {
        response.writeHead(200, { 'content-length': String(1024 * 1024 + 1) }).flushHeaders();
      };
      await fails(download(server.url('files.example')), tooLarge);
    });

    it('that counts what comes, for ever or not', async () => {
      let sent = 0;
      server.answer = (_request, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
        };
        response.on('drain', more);
        more();
      };
      await fails(download(server.url('files.example')), tooLarge);
      assert.ok(sent < 64 * 1024 * 1024);
    });

    it('that counts what comes out of a compressed answer', async () => {
      const bomb = Buffer.alloc(200 * 1024 * 1024);
      for (const [encoding, packed] of [
        ['gzip', gzipSync(bomb)],
        ['br', brotliCompressSync(bomb.subarray(0, 32 * 1024 * 1024))],
      ] as const) {
        assert.ok(packed.length < 1024 * 1024);
        send(packed, { 'content-encoding': encoding });
        await fails(download(server.url('files.example')), tooLarge);
      }
    }).timeout(10_000);
  });

  it('that comes compressed unasked is unpacked, where the way is known', async () => {
    const pack = { gzip: gzipSync, 'X-GZIP': gzipSync, deflate: deflateSync, br: brotliCompressSync };
    for (const [encoding, compress] of Object.entries(pack)) {
      send(compress('hello'), { 'content-encoding': encoding });
      const { temporary } = await download(server.url('files.example'));
      assert.equal(readFileSync(temporary, 'utf8'), 'hello');
      new Blobs('', '').discard(temporary);
    }
    for (const encoding of ['zstd', 'gzip, br', 'toString']) {
      send('hello', { 'content-encoding': encoding });
      const message = 'files.example compressed the file in a way that is not known here.';
      await fails(download(server.url('files.example')), message);
    }
    send('no gzip', { 'content-encoding': 'gzip' });
    await fails(
      download(server.url('files.example')),
      /^The request to files\.example failed \(Z_DATA_ERROR\)\.$/,
    );
  });

  it('that breaks off or stands still leaves nothing behind', async () => {
    const limits = { connect: 5000, headers: 5000, idle: 50 };
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('some', () => response.destroy());
    };
    await fails(download(server.url('files.example')), 'The connection to files.example broke off.');
    server.answer = (_request, response) => void response.writeHead(200).write('some');
    await fails(
      download(server.url('files.example'), {}, { limits }),
      'files.example did not answer in time.',
    );
  });

  it('may take a quarter of an hour in all', async () => {
    server.answer = (_request, response) => void response.writeHead(200).write('some');
    const asked = fails(
      download(server.url('files.example')),
      'files.example took too long to send the file.',
    );
    await eventually(() => readdirSync(temporary()).length === 1);
    await clock.advance(15 * 60_000);
    await asked;
  });

  it('is given up when it is cancelled, with the reason', async () => {
    const controller = new AbortController();
    const reason = new Error('the job was cancelled');
    server.answer = (_request, response) => void response.writeHead(200).write('some');
    const asked = download(server.url('files.example'), { signal: controller.signal });
    await eventually(() => readdirSync(temporary()).length === 1);
    controller.abort(reason);
    await assert.rejects(asked, reason);
    assert.deepEqual(readdirSync(temporary()), []);
    await assert.rejects(download(server.url('files.example'), { signal: controller.signal }), reason);
  });

  it('goes through the proxy that the request names', async () => {
    const got = await download('http://public.example/a.txt', { proxy: server.url('files.example') });
    assert.equal(server.requests[0]?.url, 'http://public.example/a.txt');
    assert.equal(got.name, 'a.txt');
  });

  it('does not take an error of the disk for one of the server', () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    assert.equal(outboundError(full, 'files.example', new AbortController().signal), full);
  });
});

describe('the name of a source', () => {
  const name = (url: string, disposition?: string, type?: string, end = url) =>
    sourceName([new URL(url), new URL(end)], disposition, type);

  it('is the server’s own before the URL’s', () => {
    const url = 'https://host/files/17?x=a.pdf';
    assert.equal(name(url, 'attachment; filename="my report.pdf"'), 'my report.pdf');
    assert.equal(name(url, 'attachment; filename=plain.txt'), 'plain.txt');
    assert.equal(
      name(url, `attachment; filename="x.pdf"; filename*=UTF-8''na%C3%AFve%20%E2%82%AC.pdf`),
      'naïve €.pdf',
    );
    assert.equal(name(url, `attachment; filename="x.pdf"; filename*=UTF-8''%E2%82`), 'x.pdf');
    assert.equal(name('https://host/a%20b.docx'), 'a b.docx');
  });

  it('has no folder, no control character and no more than 255 characters', () => {
    assert.equal(name('https://host/', 'attachment; filename="../../etc/passwd.txt"'), 'passwd.txt');
    assert.equal(name('https://host/', 'attachment; filename="C:\\\\temp\\\\a.txt"'), 'a.txt');
    assert.equal(name('https://host/..%2f..%2fetc%2fb.txt'), 'b.txt');
    assert.equal(name('https://host/a%00%0Ab.txt'), 'ab.txt');
    assert.equal(name('https://host/%E0%A4%A.txt'), '%E0%A4%A.txt');
    const long = name(`https://host/${'x'.repeat(300)}.pdf`);
    assert.deepEqual([long.length, long.slice(-5)], [255, 'x.pdf']);
  });

  it('has an extension where the URLs or the media type tell one', () => {
    assert.equal(
      name('https://host/download', undefined, undefined, 'https://cdn/abc/paper.pdf'),
      'paper.pdf',
    );
    assert.equal(name('https://host/report', undefined, 'text/html; charset=utf-8'), 'report.html');
    assert.equal(name('https://host/report', undefined, 'application/octet-stream'), 'report');
    assert.equal(
      name('https://host/report', 'attachment; filename="Report"', 'application/pdf'),
      'Report.pdf',
    );
    assert.equal(name('https://host/', undefined, 'application/pdf'), 'document.pdf');
    assert.equal(name('https://host/..', 'inline', 'nonsense'), 'document');
  });
});
