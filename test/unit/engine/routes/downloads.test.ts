import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import Fastify from 'fastify';
import { downloadRoutes } from '../../../../src/engine/routes/downloads';
import type { RouteContext } from '../../../../src/engine/server/context';
import { Downloads } from '../../../../src/engine/server/downloads';
import { Presigner } from '../../../../src/engine/server/presign';
import { parseQueryString } from '../../../../src/engine/server/requests';
import type { Settings } from '../../../../src/engine/store/settings';
import { presignedUrl } from '../../../../src/protocol/directoryFiles';
import { tempFolder } from '../../../support/tempFolder';
import { FakeClock } from '../fakes';
import { TestEngine } from '../testEngine';

describe('the downloads', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
  });
  afterEach(() => engine.dispose());

  const fetchUrl = (
    url: string,
    headers: Record<string, string> = {},
    method: 'GET' | 'HEAD' | 'POST' = 'GET',
  ) => {
    const { pathname, search } = new URL(url);
    return engine.engine.app.inject({ method, url: pathname + search, headers });
  };
  /** A URL to a new file. */
  const urlTo = async (name: string, content = '0123456789') => {
    const form = new FormData();
    form.set('purpose', 'parse');
    form.set('file', new File([content], name));
    const { body } = await engine.postForm('/api/v1/beta/files', form);
    const { body: url } = await engine.get(`/api/v1/beta/files/${body.id}/content`);
    return { ...presignedUrl.parse(url), id: body.id };
  };

  it('hand out the bytes without the token, never as a page', async () => {
    const { url, form_fields } = await urlTo('a.html', '<p>');
    assert.equal(form_fields, null);
    const { statusCode, headers, body } = await fetchUrl(url);
    assert.deepEqual([statusCode, body], [200, '<p>']);
    assert.equal(headers['content-type'], 'text/html');
    assert.equal(headers['content-length'], '3');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['content-security-policy'], "sandbox; default-src 'none'");
    assert.equal(headers['cache-control'], 'private, no-store');
    assert.equal(headers['last-modified'], undefined);
    assert.equal(headers['access-control-allow-origin'], undefined);
  });

  it('name the file in UTF-8', async () => {
    const named = async (name: string) => {
      const answer = await fetchUrl((await urlTo(name)).url);
      return [answer.headers['content-disposition'], answer.headers['content-type']];
    };
    assert.deepEqual(await named('plain.pdf'), [
      `attachment; filename="plain.pdf"; filename*=UTF-8''plain.pdf`,
      'application/pdf',
    ]);
    assert.deepEqual(await named("Größe (é) 'x' 日.PDF"), [
      `attachment; filename="Gr__e (_) 'x' _.PDF"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%28%C3%A9%29%20%27x%27%20%E6%97%A5.PDF`,
      'application/pdf',
    ]);
    assert.deepEqual(await named('no-extension'), [
      `attachment; filename="no-extension"; filename*=UTF-8''no-extension`,
      'application/octet-stream',
    ]);
  });

  it('honour ranges and HEAD', async () => {
    const { url } = await urlTo('a.txt');
    const part = await fetchUrl(url, { range: 'bytes=2-4' });
    assert.deepEqual(
      [part.statusCode, part.body, part.headers['content-range'], part.headers['content-length']],
      [206, '234', 'bytes 2-4/10', '3'],
    );
    assert.equal((await fetchUrl(url, { range: 'bytes=-3' })).body, '789');
    assert.equal((await fetchUrl(url, { range: 'bytes=8-' })).body, '89');
    const beyond = await fetchUrl(url, { range: 'bytes=10-' });
    assert.deepEqual(
      [beyond.statusCode, beyond.json(), beyond.headers['content-range']],
      [416, { detail: 'The document ends before the range that the request asks for.' }, 'bytes */10'],
    );
    const head = await fetchUrl(url, {}, 'HEAD');
    assert.deepEqual(
      [head.statusCode, head.body, head.headers['content-length'], head.headers['accept-ranges']],
      [200, '', '10', 'bytes'],
    );
    const etag = String(head.headers.etag);
    assert.equal((await fetchUrl(url, { 'if-none-match': etag })).statusCode, 304);
    assert.equal((await fetchUrl(url, { 'if-match': '"other"' })).statusCode, 412);
    assert.equal((await fetchUrl(url, { range: 'bytes=0-0', 'if-range': '"other"' })).statusCode, 200);
  });

  it('end when they say', async () => {
    const { url, expires_at } = await urlTo('a.txt');
    assert.equal(expires_at, '2026-01-01T01:00:00.000Z');
    clock.jump(3_600_000 - 1);
    assert.equal((await fetchUrl(url)).statusCode, 200);
    clock.jump(1);
    const late = await fetchUrl(url);
    assert.deepEqual(
      [late.statusCode, late.json()],
      [403, { detail: 'The download link has expired. Ask for a new one.' }],
    );
  });

  it('refuse what was changed', async () => {
    const { url, id } = await urlTo('a.txt');
    const { id: other } = await urlTo('b.txt');
    const expires = clock.now() + 3_600_000;
    const signature = new URL(url).searchParams.get('signature') ?? '';
    for (const changed of [
      url.replace(id, other),
      url.replace(`expires=${expires}`, `expires=${expires + 1}`),
      url.replace('expires=', 'expires=0'),
      url.replace(signature, ''),
      url.replace(signature, `${signature.slice(0, -2)}AA`),
      url.replace(signature, signature.slice(0, 20)),
      url.replace(/&signature.*/, ''),
      url.replace(/\?.*/, ''),
      url.replace('/files/', '/other/'),
      url.replace(id, `${id}%2F..%2F${other}`),
    ]) {
      const { statusCode, json } = await fetchUrl(changed);
      assert.deepEqual(
        [statusCode, json()],
        [403, { detail: 'The download link is not valid. Ask for a new one.' }],
        changed,
      );
    }
  });

  it('survive a restart, and are gone with the file', async () => {
    const { url, id } = await urlTo('a.txt');
    await engine.reopen();
    assert.equal((await fetchUrl(url)).body, '0123456789');
    await engine.delete(`/api/v1/beta/files/${id}`);
    const gone = await fetchUrl(url);
    assert.deepEqual([gone.statusCode, gone.json()], [404, { detail: 'File not found' }]);
  });

  it('say so when the bytes are missing on the disk', async () => {
    const { url } = await urlTo('a.txt');
    rmSync(join(engine.dataDir, 'blobs'), { recursive: true });
    const { statusCode, json } = await fetchUrl(url);
    assert.deepEqual([statusCode, json()], [404, { detail: 'File not found' }]);
  });

  it('open no other path and no other host, and take no other method', async () => {
    const { url } = await urlTo('a.txt');
    const { search } = new URL(url);
    const listening = await engine.engine.listen();
    for (const path of [
      '/local/downloads',
      '/local/downloads/',
      '/local/downloads2/files/x',
      '/api/v1/projects',
      '/local/attach',
      `/api/v1/beta/files`,
    ]) {
      assert.equal((await engine.engine.app.inject(path + search)).statusCode, 401, path);
    }
    assert.equal((await fetchUrl(url, {}, 'POST')).statusCode, 401);
    assert.equal((await fetchUrl(url, { host: 'evil.example' })).statusCode, 403);
    const dotted = { path: `/local/downloads/../../api/v1/projects${search}` };
    const status = await new Promise((resolve, reject) =>
      get(listening, dotted, response => resolve(response.resume().statusCode)).on('error', reject),
    );
    assert.equal(status, 403);
  });

  it('lead to the origin that they were asked from', async () => {
    const { id } = await urlTo('a.txt');
    const { body } = await engine.request('GET', `/api/v1/beta/files/${id}/content`, undefined, {
      host: 'localhost:4711',
    });
    assert.ok(presignedUrl.parse(body).url.startsWith('http://localhost:4711/local/downloads/files/'));
  });

  describe('of a kind of one’s own', () => {
    const temporary = tempFolder();
    after(() => temporary.remove());

    it('serve bytes made for the request, and files anywhere', async () => {
      const app = Fastify({ routerOptions: { querystringParser: parseQueryString } });
      const downloads = new Downloads();
      const settings = { getOrMake: (_key: string, make: () => string) => make() } as unknown as Settings;
      const presigner = new Presigner(settings, clock);
      downloadRoutes(app, { downloads, presigner } as unknown as RouteContext);
      const path = join(temporary.path, '.odd näme%20');
      writeFileSync(path, 'on the disk');
      const asked: string[] = [];
      downloads.register('results', async rest => {
        asked.push(rest);
        return rest === 'none'
          ? undefined
          : rest.endsWith('file')
            ? { name: 'f.md', path }
            : { name: 'r.md', contentType: 'text/markdown; charset=utf-8', bytes: '# é' };
      });
      const ask = async (resource: string) => {
        const { pathname, search } = new URL(presigner.url('http://localhost', resource).url);
        return await app.inject(pathname + search);
      };
      const made = await ask('results/pjb-1/images/a b#?&%é.png');
      assert.deepEqual(
        [made.statusCode, made.body, made.headers['content-type']],
        [200, '# é', 'text/markdown; charset=utf-8'],
      );
      assert.equal((await ask('results/file')).body, 'on the disk');
      assert.equal((await ask('results/none')).statusCode, 404);
      assert.equal((await ask('unknown/x')).statusCode, 404);
      assert.equal((await ask('results')).statusCode, 404);
      assert.deepEqual(asked, ['pjb-1/images/a b#?&%é.png', 'file', 'none']);
      await app.close();
    });
  });
});
