import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, workspace } from 'vscode';
import { diagnose } from '../../src/connections/diagnosis/diagnose';
import type { Services } from '../../src/services';
import { CompanyProxy, CompanyServer, madeUpHost } from './companyNetwork';
import { activated } from './services';

const credentials = 'clerk:s3cret';

/** Older versions take the system's authorities from fixed files, where a test cannot add one. */
const authoritiesSetting = 'http.systemCertificatesNode';

async function set(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration().update(name, value, ConfigurationTarget.Global);
}

describe('behind a company’s proxy, with a company’s certificates', () => {
  let services: Services;
  let server: CompanyServer;
  let stranger: CompanyServer;
  let proxy: CompanyProxy;
  let baseUrl: string;
  let folder: string;
  let canAddAuthority: boolean;

  before(async () => {
    canAddAuthority = workspace.getConfiguration().inspect(authoritiesSetting)?.defaultValue !== undefined;
    services = await activated();
    folder = mkdtempSync(join(tmpdir(), 'lb-network-'));
    proxy = new CompanyProxy(credentials);
    await proxy.listen();
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await proxy.close();
  });

  beforeEach(async () => {
    server = new CompanyServer('server');
    stranger = new CompanyServer('stranger');
    proxy.reset(credentials);
    await Promise.all([server.listen(), stranger.listen()]);
    baseUrl = `https://${madeUpHost}:${server.port}/prefix`;
    if (canAddAuthority) await set(authoritiesSetting, true);
    await set('http.proxy', `http://${credentials}@127.0.0.1:${proxy.port}`);
  });
  afterEach(async () => {
    for (const connection of services.cloud.list()) await services.cloud.signOut(connection);
    for (const name of ['http.proxy', 'http.noProxy']) await set(name, undefined);
    if (canAddAuthority) await set(authoritiesSetting, undefined);
    await Promise.all([server.close(), stranger.close()]);
  });

  const signIn = (at = baseUrl) => services.cloud.signIn('Corp', at, { entered: 'llx-corp' });

  it('asks through the proxy with its credentials, and shows the proxy neither key nor document', async function () {
    if (!canAddAuthority) this.skip();
    const connection = await signIn();
    const client = await connection.client();
    assert.equal((await client.listProjects())[0]?.name, 'Corp');
    const path = join(folder, 'letter.txt');
    writeFileSync(path, 'a confidential letter\n'.repeat(100_000));
    await client.uploadDirectoryFile('dir-1', { path, fileName: 'letter.txt' }, { unique_id: 'a' });
    assert.ok(
      proxy.tunnels.length > 0 && proxy.tunnels.every(target => target === `${madeUpHost}:${server.port}`),
    );
    assert.ok(server.seen.every(({ key }) => key === 'llx-corp'));
    const upload = server.seen.find(({ path }) => path.includes('/upload'));
    assert.ok(upload && upload.bytes > 2_200_000);
    assert.equal(upload.contentLength, String(upload.bytes));
    assert.ok(proxy.passed.length > 2_200_000);
    assert.doesNotMatch(proxy.passed, /llx-corp|confidential/);
  });

  it('says so where the proxy refuses the credentials', async () => {
    proxy.reset('clerk:another');
    const client = await (await signIn()).client();
    await assert.rejects(client.listProjects({ retries: 0 }), /could not be reached/);
    assert.ok(proxy.refused > 0);
    assert.deepEqual([proxy.tunnels, server.seen], [[], []]);
  });

  it('goes past the proxy where http.noProxy says so', async () => {
    await set('http.noProxy', [madeUpHost]);
    const client = await (await signIn()).client();
    await assert.rejects(client.listProjects({ retries: 0 }), /ENOTFOUND|EAI_AGAIN/);
    assert.deepEqual([proxy.tunnels, proxy.refused], [[], 0]);
  });

  it('trusts the system’s authorities and no others', async () => {
    const client = await (await signIn(`https://${madeUpHost}:${stranger.port}/prefix`)).client();
    await assert.rejects(client.listProjects({ retries: 0 }), /certificate is not trusted here/);
    assert.equal(proxy.tunnels.length > 0, true);
    assert.deepEqual(stranger.seen, []);
  });

  it('is diagnosed: the way through the proxy, the certificates, the project', async function () {
    if (!canAddAuthority) this.skip();
    const connection = await signIn();
    const { signedOutBecause, throttledUntil, probe } = connection;
    const facts = {
      proxy: workspace.getConfiguration('http').get('proxy', ''),
      support: 'override',
      noProxy: [],
      env: {},
    };
    const signal = new AbortController().signal;
    const checks = await diagnose(
      { baseUrl, signedOutBecause, throttledUntil, probe },
      facts,
      Date.now,
      signal,
    );
    const found = Object.fromEntries(checks.map(check => [check.name, check]));
    assert.deepEqual(
      checks.filter(({ verdict }) => verdict === 'problem'),
      [],
    );
    assert.match(
      found['Proxy']?.found ?? '',
      /^http:\/\/127\.0\.0\.1:\d+ \(`http\.proxy`, with credentials\)$/,
    );
    assert.match(found['Name (DNS)']?.found ?? '', /the proxy looks it up/);
    assert.match(
      found['Certificates (TLS)']?.found ?? '',
      /llama\.corp\.test ← Llama Batches test authority/,
    );
    assert.match(found['Key']?.found ?? '', /"Corp" \(prj-corp, default\)/);
  });
});
