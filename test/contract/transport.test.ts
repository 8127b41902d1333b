import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createConnection } from 'node:net';
import LlamaCloud from '@llamaindex/llama-cloud';
import { useServer } from './harness/contractServer';
import { refused } from './harness/refusals';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
const notFound = { detail: 'Not Found' };

describe('what every route has in common', () => {
  const server = useServer();

  for (const method of methods) {
    it(`404: ${method} of a path that the API does not have`, async () => {
      for (const path of [
        '/_stainless_unknown_path',
        '/',
        '/api',
        '/api/v2/batches/bat-1/files',
        '/api/v3/parse',
      ]) {
        const json = ['POST', 'PUT', 'PATCH'].includes(method) ? { json: {} } : {};
        const { status, body } = await server.request(method, `${path}?page_size=0`, json);
        assert.equal(status, 404, path);
        if (method === 'HEAD') assert.equal(body, '');
        else assert.deepEqual(body, notFound, path);
      }
    });
  }

  it('404: a method that a path does not have', async () => {
    for (const [method, path] of [
      ['PATCH', '/api/v2/batches'],
      ['DELETE', '/api/v2/batches/bat-1'],
      ['PUT', '/api/v1/projects'],
    ] as const) {
      const { status, body } = await server.request(method, path);
      assert.ok(status === 404 || status === 405, String(status));
      assert.equal(typeof (body as { detail: unknown }).detail, 'string');
    }
  });

  it('404 on an unknown path reaches the official client as NotFoundError, at once', () =>
    refused(server, 404, 'Not Found', () =>
      server.sdk.get('/_stainless_unknown_path', { query: { page_size: 0 } }),
    ));

  it('401: no key, a wrong key, another scheme', async () => {
    for (const authorization of [
      undefined,
      'Bearer llx-wrong',
      `Basic ${server.token}`,
      server.token,
      'Bearer',
    ]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const { status, body } = await server.request('GET', '/api/v1/projects', { token: null, headers });
      assert.equal(status, 401, authorization);
      assert.equal(typeof (body as { detail: unknown }).detail, 'string');
    }
    const stranger = new LlamaCloud({ apiKey: 'llx-wrong', baseURL: server.url, fetch: server.fetch });
    await refused(server, 401, /\w/, () => stranger.batches.list());
  });

  it('401 before 404: a stranger learns no path', async () => {
    assert.equal((await server.request('GET', '/api/v3', { token: null })).status, 401);
  });

  it('has no CORS', async () => {
    const headers = { origin: 'https://example.com', 'access-control-request-method': 'POST' };
    for (const [method, path] of [
      ['OPTIONS', '/api/v2/batches'],
      ['GET', '/api/v1/projects'],
    ] as const) {
      const answer = await server.request(method, path, { headers });
      const cors = [...answer.headers.keys()].filter(name => name.startsWith('access-control'));
      assert.deepEqual(cors, []);
    }
  });

  it('refuses a host name that is not this machine', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'attacker.example', authorization: `Bearer ${server.token}` };
      request(`${server.url}/api/v1/projects`, { headers }, response => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 403);
  });

  it('422: a body that is no JSON, or none at all', async () => {
    const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
    const url = `${server.url}/api/v1/beta/directories`;
    for (const body of ['{"name":', '', 'null', '"name"', '[]']) {
      const response = await server.fetch(url, { method: 'POST', headers, body });
      assert.equal(response.status, 422, body);
    }
    assert.equal((await server.request('POST', '/api/v1/beta/directories')).status, 422);
  });

  it('413: a body too large', async () => {
    const json = { name: 'a'.repeat(3 * 1024 * 1024) };
    const { status } = await server.request('POST', '/api/v1/beta/directories', { json });
    assert.equal(status, 413);
  });

  it('reads lists repeated, with commas and with brackets, and an empty value as none', async () => {
    const { id } = await server.sdk.beta.directories.create({ name: 'lists', type: 'ephemeral' });
    await server.sdk.beta.directories.create({ name: 'lists' });
    const count = async (query: string) => {
      const { body } = await server.request('GET', `/api/v1/beta/directories?name=lists&${query}`);
      return (body as { items: unknown[] }).items.length;
    };
    for (const both of [
      'types=user&types=ephemeral',
      'types=user,ephemeral',
      'types[]=user&types[]=ephemeral',
    ]) {
      assert.equal(await count(both), 2, both);
    }
    assert.equal(await count('types[0]=ephemeral'), 1);
    assert.equal(await count('types='), 2);
    assert.equal(await count('type='), 2);
    assert.equal(await count('project_id=&organization_id='), 2);
    assert.equal(await count('key_of_no_schema=7'), 2);
    const one = await server.request('GET', `/api/v1/beta/directories/${id}?project_id=`);
    assert.equal(one.status, 200);
  });

  it('takes a path with a slash at its end', async () => {
    assert.equal(
      (
        await server.fetch(`${server.url}/api/v1/projects/`, {
          headers: { authorization: `Bearer ${server.token}` },
        })
      ).status,
      200,
    );
  });

  it('reads percent-encoded ids as one', async () => {
    for (const id of ['a/b', '../projects', 'ä ö', '%', '.', '..']) {
      await refused(server, 404, /not found$/i, () => server.sdk.batches.get(id)).catch((error: Error) => {
        // The SDK itself refuses a segment of dots.
        if (!/path traversal|Path parameters/i.test(error.message)) throw error;
      });
    }
  });

  it('400: a page token that it never gave', async () => {
    const { beta, batches, parsing, configurations, files } = server.sdk;
    for (const list of [
      () => beta.directories.list({ page_token: 'none' }),
      () => batches.list({ page_token: 'none' }),
      () => parsing.list({ page_token: 'none' }),
      () => configurations.list({ page_token: 'none' }),
      () => files.list({ page_token: 'none' }),
    ]) {
      await refused(server, 400, /page token/i, list);
    }
  });

  it('ends a request of nonsense without ending itself', async () => {
    const { port } = new URL(server.url);
    await new Promise<void>((resolve, reject) => {
      const socket = createConnection(Number(port), '127.0.0.1', () => socket.end('NONSENSE\r\n\r\n'));
      socket
        .on('error', reject)
        .on('close', () => resolve())
        .resume();
    });
    assert.equal((await server.request('GET', '/api/v1/projects')).status, 200);
  });
});
