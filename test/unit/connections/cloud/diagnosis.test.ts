import assert from 'node:assert/strict';
import type { Check } from '../../../../src/connections/diagnosis/check';
import { diagnose } from '../../../../src/connections/diagnosis/diagnose';
import { chooseProxy, type ProxyFacts } from '../../../../src/connections/diagnosis/proxyChoice';
import { reportOf } from '../../../../src/connections/diagnosis/report';
import { FakeCloud, openWindow, SharedProfile } from './fakes';

const noProxy: ProxyFacts = { proxy: '', support: 'override', noProxy: [], env: {} };

describe('the diagnosis of a connection', () => {
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

  /** Signs in with a key, looks, and gives the checks by name with the report. */
  async function look(key: string, options: { skewMs?: number; at?: string } = {}) {
    const { skewMs = 0, at = baseUrl } = options;
    const window = openWindow(new SharedProfile());
    try {
      const connection = await window.cloud.signIn('Own', at, { entered: key });
      const { signedOutBecause, throttledUntil, probe } = connection;
      const subject = { baseUrl: at, signedOutBecause, throttledUntil, probe };
      const signal = new AbortController().signal;
      const checks = await diagnose(subject, noProxy, () => Date.now() + skewMs, signal);
      const report = connection.withoutKey(reportOf('Report', checks, { System: 'any' }));
      assert.doesNotMatch(report, /llx-/);
      return { checks: new Map(checks.map(check => [check.name, check])), report, connection };
    } finally {
      window.dispose();
    }
  }
  const verdicts = (checks: Map<string, Check>, verdict: string) =>
    [...checks.values()].filter(check => check.verdict === verdict).map(check => check.name);

  it('finds nothing wrong where all is well, and tells the project of the key', async () => {
    const { checks, report } = await look('llx-good');
    assert.deepEqual(verdicts(checks, 'problem'), []);
    assert.match(checks.get('Key')?.found ?? '', /"Default" \(prj-2, default\)/);
    assert.match(report, /no problem was found/);
    assert.deepEqual(
      server.seen.map(({ path }) => path),
      ['/api/v1/projects', '/api/v2/batches?page_size=1'],
    );
  });

  it('tells a refused key, a wrong clock, a wrong page and a refused plan', async () => {
    const refused = await look('llx-bad');
    assert.match(refused.checks.get('Key')?.found ?? '', /401: Invalid API Key/);
    assert.match(refused.report, /- Key: .*one region only/);
    assert.equal(refused.connection.state, 'signed_out');
    const { checks } = await look('llx-good', { skewMs: 600_000 });
    assert.match(checks.get('Clock')?.found ?? '', /^this machine is (599|600|598) seconds ahead/);
    server.answer = { status: 200, body: '<html>' };
    assert.deepEqual(verdicts((await look('llx-good')).checks, 'problem').slice(0, 1), ['Answer']);
    server.answer = { status: 403, body: '{"detail":"plan llx-good"}' };
    assert.match((await look('llx-good')).checks.get('Key')?.found ?? '', /403: plan/);
  });

  it('tells a server that is not there, and a name that nobody knows', async () => {
    const nobody = await look('llx-good', { at: 'http://127.0.0.1:9' });
    assert.match(nobody.checks.get('Request')?.found ?? '', /no answer/);
    const unknown = await look('llx-good', { at: 'https://server.invalid' });
    assert.deepEqual(verdicts(unknown.checks, 'problem'), ['Name (DNS)', 'Request']);
  });

  it('sends no key where there is none for the address', async () => {
    const profile = new SharedProfile();
    profile.edit([{ id: 'x', name: 'X', baseUrl }]);
    const window = openWindow(profile);
    try {
      const connection = window.cloud.get('x');
      assert.ok(connection);
      const response = await connection.probe('/api/v1/projects', new AbortController().signal);
      assert.equal(response.status, 401);
      assert.deepEqual(server.seen, [{ path: '/api/v1/projects', key: undefined }]);
      assert.equal(connection.state, 'signed_out');
    } finally {
      window.dispose();
    }
  });
});

describe('the way to a server', () => {
  const chosen = (facts: Partial<ProxyFacts>, at = 'https://a.test:8443/x') =>
    chooseProxy(at, { ...noProxy, ...facts });
  const env = { HTTPS_PROXY: 'http://env.test:1' };
  const proxy = 'http://me:pw@proxy.test:3128';

  it('is the setting’s before the environment’s, and no report tells a password', () => {
    assert.equal(chosen({ proxy, env }).url?.host, 'proxy.test:3128');
    assert.match(chosen({ proxy, env }).words, /^http:\/\/proxy\.test:3128 \(.*with credentials\)$/);
    assert.doesNotMatch(chosen({ proxy }).words, /pw/);
    assert.equal(chosen({ env }).url?.host, 'env.test:1');
    assert.equal(chosen({}).url, undefined);
    assert.doesNotMatch(reportOf('x', [{ name: 'a', verdict: 'problem', found: `at ${proxy}` }], {}), /pw/);
  });

  it('is direct to this machine, to exceptions, and where proxies are off', () => {
    assert.equal(chosen({ proxy }, 'http://127.0.0.1:1').url, undefined);
    assert.equal(chosen({ proxy, support: 'off' }).url, undefined);
    for (const noProxyList of [['a.test'], ['*'], ['.test'], ['*.test'], ['a.test:8443']])
      assert.equal(chosen({ proxy, noProxy: noProxyList }).url, undefined, String(noProxyList));
    for (const noProxyList of [['b.test'], ['a.test:1'], ['ta.test'], ['']])
      assert.ok(chosen({ proxy, noProxy: noProxyList }).url, String(noProxyList));
    assert.equal(chosen({ env: { ...env, no_proxy: 'x, a.test' } }).url, undefined);
    assert.ok(chosen({ noProxy: ['b.test'], env: { ...env, no_proxy: 'a.test' } }).url);
  });
});
