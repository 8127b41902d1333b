import assert from 'node:assert/strict';
import { checkedLookup } from '../../../../src/engine/outbound/lookup';
import {
  Outbound,
  type OutboundOptions,
  type OutboundRequest,
} from '../../../../src/engine/outbound/outbound';
import { OutboundError } from '../../../../src/engine/outbound/outboundError';
import { eventually } from '../testEngine';
import { fakeLookup, LocalServer } from './servers';

const direct = { httpProxy: '', httpsProxy: '', noProxy: '' };
const refused = /^The URL leads to an address that is not public\. .*--allow-private-network\)\.$/;

describe('a request out of the engine', () => {
  let server: LocalServer;
  let outbound: Outbound | undefined;
  beforeEach(async () => {
    server = await LocalServer.start();
  });
  afterEach(async () => {
    await outbound?.dispose();
    outbound = undefined;
    await server.stop();
  });

  const make = (options: Partial<OutboundOptions> = {}) => {
    outbound = new Outbound({ allowPrivateNetwork: false, proxies: direct, ...options });
    return outbound;
  };
  const get = async (url: string, request: Partial<OutboundRequest> = {}) => {
    const signal = new AbortController().signal;
    const answer = await outbound?.send(new URL(url), { method: 'GET', headers: {}, signal, ...request });
    return answer?.body.text();
  };
  const isRefused = async (asked: Promise<unknown>, message: RegExp) => {
    await assert.rejects(asked, error => {
      assert.ok(error instanceof OutboundError, String(error));
      assert.match(error.message, message);
      return true;
    });
  };

  describe('to an address in its URL', () => {
    for (const host of [
      ...[
        '127.0.0.1',
        '127.1',
        '2130706433',
        '0x7f.1',
        '0177.0.0.1',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '0.0.0.0',
      ],
      ...['10.0.0.1', '192.168.0.1', '169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '[64:ff9b::7f00:1]'],
      ...['[2002:7f00:1::]', '100.100.100.200', '168.63.129.16', '①②⑦.⓪.⓪.①'],
    ]) {
      it(`is refused for ${host}`, async () => {
        make();
        await isRefused(get(`http://${host}:${server.port}/`), refused);
        assert.equal(server.connections, 0);
      });
    }

    it('reaches private networks where a setting allows it, metadata services never', async () => {
      make({ allowPrivateNetwork: true });
      assert.equal(await get(server.url('127.0.0.1')), 'hello');
      await isRefused(get('http://169.254.169.254/latest/meta-data'), refused);
    });
  });

  describe('to a name', () => {
    it('is refused where the socket would connect to an address that is not public', async () => {
      const { lookup, asked } = fakeLookup({
        'evil.example': [['127.0.0.1']],
        localhost: [['127.0.0.1', '::1']],
      });
      make({ lookup });
      await isRefused(get(server.url('evil.example')), refused);
      await isRefused(get(server.url('localhost')), refused);
      assert.deepEqual(asked, ['evil.example', 'localhost']);
      assert.equal(server.connections, 0);
    });

    it('is refused where the name resolves differently when it comes to connecting', async () => {
      const { lookup, asked } = fakeLookup({ 'rebind.example': [['93.184.215.14'], ['127.0.0.1']] });
      // A proxy in the environment makes the name be looked up beforehand; NO_PROXY leaves it out.
      make({
        lookup,
        proxies: { httpProxy: 'http://127.0.0.1:9', httpsProxy: '', noProxy: 'rebind.example' },
      });
      await isRefused(get(server.url('rebind.example')), refused);
      assert.equal(asked.length, 2);
      assert.equal(server.connections, 0);
    });

    it('connects to those of its addresses that are allowed, and to no other', () => {
      const found = ['127.0.0.1', '93.184.215.14', 'fe80::1', '2606:4700::1111', '::ffff:10.0.0.1'];
      const lookup = checkedLookup(fakeLookup({ 'mixed.example': [found] }).lookup, 'public');
      const results: unknown[] = [];
      lookup('mixed.example', { all: true }, (_error, addresses) => results.push(addresses));
      lookup('mixed.example', {}, (_error, address, family) => results.push([address, family]));
      assert.deepEqual(results, [
        [
          { address: '93.184.215.14', family: 4 },
          { address: '2606:4700::1111', family: 6 },
        ],
        ['93.184.215.14', 4],
      ]);
    });

    it('tells that the name is not found, without more', async () => {
      make({ lookup: fakeLookup({}).lookup });
      await isRefused(get('http://nowhere.example/'), /^The host nowhere\.example was not found\.$/);
    });
  });

  describe('to a receiver on this machine', () => {
    const { lookup } = fakeLookup({
      localhost: [['127.0.0.1']],
      'evil.example': [['127.0.0.1']],
      'far.example': [['10.0.0.1']],
    });

    it('is made where the URL says so, past any proxy', async () => {
      make({ lookup, proxies: { httpProxy: 'http://127.0.0.1:9', httpsProxy: '', noProxy: '' } });
      assert.equal(await get(server.url('127.0.0.1'), { loopback: true }), 'hello');
      assert.equal(await get(server.url('localhost'), { loopback: true }), 'hello');
    });

    it('is refused where another name leads there, or localhost elsewhere', async () => {
      make({ lookup });
      await isRefused(get(server.url('evil.example'), { loopback: true }), refused);
      await isRefused(get('http://10.0.0.1/', { loopback: true }), refused);
      await outbound?.dispose();
      make({ lookup: fakeLookup({ localhost: [['10.0.0.1']] }).lookup });
      await isRefused(get(server.url('localhost'), { loopback: true }), refused);
      assert.equal(server.connections, 0);
    });
  });

  describe('through a proxy', () => {
    const { lookup } = fakeLookup({
      'public.example': [['93.184.215.14']],
      'inside.example': [['10.0.0.1']],
      'half.example': [['93.184.215.14', '10.0.0.1']],
      'proxy.example': [['127.0.0.1']],
      'meta.example': [['169.254.169.254']],
    });
    const environment = () => ({ httpProxy: server.url('127.0.0.1'), httpsProxy: '', noProxy: '' });

    it('of the environment asks it for the URL, over TLS for a tunnel', async () => {
      make({ lookup, proxies: environment() });
      assert.equal(await get('http://public.example/a?b=1'), 'hello');
      assert.equal(server.requests[0]?.url, 'http://public.example/a?b=1');
      assert.equal(server.requests[0]?.headers.host, 'public.example');
      server.tunnelTo = server.port;
      await isRefused(get('https://public.example/'), /public\.example/);
      assert.deepEqual(server.tunnels, ['public.example:443']);
    });

    it('of the environment is passed by for the names of NO_PROXY', async () => {
      const other = await LocalServer.start((_request, response) => void response.end('direct'));
      const near = fakeLookup({ 'near.example': [['127.0.0.1']] });
      make({
        lookup: near.lookup,
        allowPrivateNetwork: true,
        proxies: { ...environment(), noProxy: '.example' },
      });
      assert.equal(await get(other.url('near.example')), 'direct');
      assert.equal(server.connections, 0);
      await other.stop();
    });

    it('checks the target too: every address that its name has here, and any in the URL', async () => {
      make({ lookup, proxies: environment() });
      for (const host of [
        'inside.example',
        'half.example',
        '10.0.0.1',
        '127.0.0.1',
        '[::1]',
        '169.254.169.254',
      ]) {
        await isRefused(get(`http://${host}/`), refused);
        await isRefused(get(`https://${host}/`), refused);
      }
      assert.equal(server.connections, 0);
    });

    it('leaves a name to it that resolves only there', async () => {
      make({ lookup, proxies: environment() });
      assert.equal(await get('http://only-there.example/'), 'hello');
    });

    it('of its own is used for it alone, and checked like any address', async () => {
      make({ lookup });
      const proxy = server.url('127.0.0.1');
      await isRefused(get('http://public.example/', { proxy }), refused);
      await isRefused(get('http://public.example/', { proxy: server.url('proxy.example') }), refused);
      assert.equal(server.connections, 0);
      await outbound?.dispose();
      make({ lookup, allowPrivateNetwork: true });
      assert.equal(await get('http://public.example/', { proxy: server.url('proxy.example') }), 'hello');
      assert.equal(server.requests[0]?.url, 'http://public.example/');
      await isRefused(get('http://169.254.169.254/', { proxy }), refused);
      await isRefused(get('http://meta.example/', { proxy }), refused);
      assert.equal(server.requests.length, 1);
    });

    it('of its own is let go of with the answer, or the failure', async () => {
      make({ lookup, allowPrivateNetwork: true, limits: { connect: 5000, headers: 50, idle: 50 } });
      const proxy = server.url('127.0.0.1');
      for (const asks of [
        async () => assert.equal(await get('http://public.example/', { proxy }), 'hello'),
        async () => {
          server.answer = () => undefined;
          await isRefused(get('http://public.example/', { proxy }), /did not answer in time/);
        },
      ]) {
        await asks();
        const over = Date.now();
        await eventually(() => server.openSockets === 0);
        assert.ok(Date.now() - over < 2000, 'not only when idle connections are given up');
      }
    });

    it('of its own must be an http(s) URL', async () => {
      make({ lookup });
      for (const proxy of ['socks5://proxy.example:1080', 'proxy', 'file:///etc/passwd']) {
        await isRefused(
          get('http://public.example/', { proxy }),
          /^The http_proxy is not a valid http or https URL\.$/,
        );
      }
    });
  });

  it('is made over http and https only, and without a user name or password', async () => {
    make({ allowPrivateNetwork: true });
    for (const url of [
      'ftp://example.com/',
      'file:///etc/passwd',
      'data:text/plain,a',
      'gopher://example.com/',
    ])
      await isRefused(get(url), /^Only http and https URLs can be fetched\.$/);
    await isRefused(get('http://user:secret@example.com/'), /^The URL holds a user name or password\./);
  });

  it('follows no redirect', async () => {
    server.answer = (_request, response) => void response.writeHead(302, { location: '/other' }).end('moved');
    make({ allowPrivateNetwork: true });
    assert.equal(await get(server.url('127.0.0.1')), 'moved');
    assert.equal(server.requests.length, 1);
  });

  describe('ends', () => {
    const limits = { connect: 5000, headers: 50, idle: 50 };

    it('with a sentence where the host refuses, breaks off or says nothing', async () => {
      make({ allowPrivateNetwork: true, limits });
      const { port } = server;
      server.answer = (_request, response) => void response.destroy();
      await isRefused(get(server.url('127.0.0.1')), /^The connection to 127\.0\.0\.1 broke off\.$/);
      server.answer = () => undefined;
      await isRefused(get(server.url('127.0.0.1')), /^127\.0\.0\.1 did not answer in time\.$/);
      await server.stop();
      await isRefused(get(`http://127.0.0.1:${port}/`), /^127\.0\.0\.1 refused the connection\.$/);
      server = await LocalServer.start();
    });

    it('when it is cancelled, with the reason', async () => {
      server.answer = () => undefined;
      make({ allowPrivateNetwork: true });
      const reason = new Error('not wanted any more');
      await assert.rejects(get(server.url('127.0.0.1'), { signal: AbortSignal.abort(reason) }), reason);
      const controller = new AbortController();
      server.answer = () => controller.abort(reason);
      await assert.rejects(get(server.url('127.0.0.1'), { signal: controller.signal }), reason);
    });

    it('when the engine does', async () => {
      make({ allowPrivateNetwork: true });
      server.answer = () => void outbound?.dispose();
      await isRefused(get(server.url('127.0.0.1')), /^The connection to 127\.0\.0\.1 broke off\.$/);
      await isRefused(get(server.url('127.0.0.1')), /broke off/);
      await make({ allowPrivateNetwork: true }).dispose();
      await isRefused(get(server.url('127.0.0.1')), /broke off/);
      assert.equal(server.requests.length, 1);
    });
  });
});
