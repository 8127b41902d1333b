import assert from 'node:assert/strict';
import { checkKey, KeyRefused } from '../../../../src/connections/checkKey';
import { environmentKey } from '../../../../src/connections/environmentKey';
import { regions } from '../../../../src/connections/regions';
import { isReadableOnTheWay, serverAddress } from '../../../../src/connections/serverAddress';
import { FakeCloud } from './fakes';

describe('the check of a key', () => {
  const server = new FakeCloud();
  let baseUrl: string;

  before(async () => {
    baseUrl = await server.listen();
  });
  after(() => server.close());
  beforeEach(() => {
    server.answer = undefined;
    server.seen.length = 0;
  });

  const check = (key: string, at = baseUrl, via = fetch) =>
    checkKey({ baseUrl: at, key, fetch: via, userAgent: 'test' });
  const fails = async (message: RegExp) =>
    assert.rejects(check('llx-good'), (error: unknown) => {
      assert.match(String(error), message);
      assert.doesNotMatch(String(error), /llx-good/);
      return true;
    });

  it('is one request', async () => {
    assert.equal((await check('llx-good'))[1]?.name, 'Default');
    assert.equal(server.seen.length, 1);
  });

  it('tells of a wrong region how to know the right one, and asks no other server', async () => {
    const asked: string[] = [];
    const refuse: typeof fetch = async input => {
      asked.push(new URL(String(input)).host);
      return new Response('{"detail":"Invalid API Key"}', { status: 401 });
    };
    const [us, eu] = regions;
    assert.ok(us && eu);
    await assert.rejects(check('llx-good', us.baseUrl, refuse), (error: unknown) => {
      assert.ok(error instanceof KeyRefused);
      assert.match(
        error.message,
        /LlamaCloud US did not accept .* cloud\.eu\.llamaindex\.ai is for LlamaCloud EU/,
      );
      return true;
    });
    assert.deepEqual(asked, ['api.cloud.llamaindex.ai']);
    await assert.rejects(check('llx-bad'), /did not accept the API key/);
  });

  it('repeats nothing, and says what it met', async () => {
    server.answer = { status: 503, body: '{"detail":"busy"}' };
    await fails(/busy/);
    assert.equal(server.seen.length, 1);
    server.answer = { status: 404, body: '{"detail":"Not Found"}' };
    await fails(/is not LlamaCloud \(404\)/);
    server.answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
    await fails(/no sign-in page may stand before it/);
    server.answer = { status: 302, headers: { location: 'http://127.0.0.1:9/login' } };
    await fails(/is not LlamaCloud/);
    await assert.rejects(check('llx-good', 'http://127.0.0.1:9'), /could not be reached/);
  });
});

describe('the address of a server', () => {
  it('ends before /api and its slashes', () => {
    for (const typed of [
      ' https://a.test/p ',
      'https://a.test/p//',
      'https://A.test/p/api',
      'https://a.test/p/api/v1/',
    ])
      assert.equal(serverAddress(typed), 'https://a.test/p');
    assert.equal(serverAddress('https://a.test/apis'), 'https://a.test/apis');
  });

  it('is refused where no key may be sent to it', () => {
    for (const typed of [
      '',
      'a.test',
      'ftp://a.test',
      'https://me:pw@a.test',
      'https://a.test?x=1',
      'https://a.test/#x',
    ])
      assert.throws(() => serverAddress(typed), /address/);
  });

  it('is told apart where others can read what is sent', () => {
    const readable = ['http://a.test', 'http://127.0.0.1.evil.test', 'http://10.0.0.1'];
    const safe = ['https://a.test', 'http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:1'];
    for (const url of readable) assert.equal(isReadableOnTheWay(url), true, url);
    for (const url of safe) assert.equal(isReadableOnTheWay(url), false, url);
  });
});

describe('the key of the environment', () => {
  it('is the first that is not blank, for the default region or the address named', () => {
    assert.equal(environmentKey({ LLAMA_CLOUD_API_KEY: ' ' }), undefined);
    assert.deepEqual(environmentKey({ LLAMA_CLOUD_API_KEY: ' a ', LLAMA_PARSE_API_KEY: 'b' }), {
      variable: 'LLAMA_CLOUD_API_KEY',
      key: 'a',
      baseUrl: regions[0]?.baseUrl,
    });
    const named = { LLAMA_PARSE_API_KEY: 'b', LLAMA_CLOUD_BASE_URL: 'https://x.test ' };
    assert.equal(environmentKey(named)?.baseUrl, 'https://x.test');
  });
});
