import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { workspace } from 'vscode';
import type { CloudConnection } from '../../src/connections/cloudConnection';
import { resultUri } from '../../src/documents/resultUri';
import { settings } from '../../src/ids';
import type { Services } from '../../src/services';
import { type EngineProcess, startEngine } from '../support/engineProcess';
import { parseSample, sampleFacts } from './sample';
import { activated, ended, rowsReach } from './services';

/** Stands for a company's own LlamaCloud: another process that speaks the same API and wants a key. */
describe('a server that one signs in to', function () {
  this.timeout(90_000);
  let services: Services;
  let server: EngineProcess;
  let connection: CloudConnection;
  const wrongKey = `llx-${randomBytes(12).toString('hex')}`;

  before(async () => {
    services = await activated();
    server = await startEngine();
    connection = await services.cloud.signIn('Our LlamaCloud', server.url, { entered: server.token });
  });

  after(async () => {
    await server.stop();
  });

  const roots = async () => {
    const nodes = await services.tree.getChildren();
    return nodes
      .map(node => services.tree.getTreeItem(node))
      .map(item => `${item.label}: ${item.description}`);
  };

  it('stands in the tree with its projects', async () => {
    assert.ok((await roots()).includes('Default: Our LlamaCloud'), (await roots()).join('\n'));
  });

  it('keeps its name and address in the person’s own settings, and its key nowhere in them', () => {
    const { globalValue, workspaceValue } = workspace.getConfiguration().inspect(settings.connections) ?? {};
    assert.deepEqual(globalValue, [
      { id: connection.id, name: 'Our LlamaCloud', baseUrl: connection.baseUrl },
    ]);
    assert.equal(workspaceValue, undefined);
    assert.ok(!JSON.stringify(globalValue).includes(server.token));
  });

  it('waits with an upload where the key is refused, and goes on by itself with another', async () => {
    await services.cloud.changeKey(connection, { entered: wrongKey });
    const starting = parseSample(services, connection.id).catch(error => error);
    // The project cannot be asked for either: nothing is begun with a key that is refused.
    assert.match(String(await starting), /did not accept|not signed in/i);
    assert.equal(connection.state, 'signed_out');
    assert.ok((await roots()).includes('Our LlamaCloud: signed out'), (await roots()).join('\n'));

    await services.cloud.changeKey(connection, { entered: server.token });
    const key = await parseSample(services, connection.id);
    await services.cloud.changeKey(connection, { entered: wrongKey });
    const lost = () => connection.state === 'signed_out' || services.rows.get(key)?.active === false;
    await rowsReach(services, () => lost() || undefined);
    await services.cloud.changeKey(connection, { entered: server.token });
    const row = await ended(services, key);
    const parsed = sampleFacts.filter(({ outcome }) => outcome === 'parsed').length;
    assert.equal(row.done, parsed);
  });

  it('opens results of its own', async () => {
    const [row] = services.rows.list(connection.id, await connection.projectFor(undefined));
    const file = services.rows.files(row?.key ?? '')?.find(({ path }) => path === '2025/summary.pdf');
    assert.ok(file?.jobId);
    const { projectId, jobId, path } = file;
    const uri = resultUri({ connectionId: connection.id, projectId, jobId, view: 'markdown', path });
    assert.match((await workspace.openTextDocument(uri)).getText(), /2025/);
  });

  it('leaves nothing behind when one signs out', async () => {
    await services.cloud.signOut(connection);
    assert.equal(services.connections.has(connection.id), false);
    assert.equal(workspace.getConfiguration().inspect(settings.connections)?.globalValue, undefined);
    assert.deepEqual(await services.keys.read(connection.id, connection.baseUrl), { none: 'absent' });
    assert.ok(!(await roots()).some(root => root.includes('Our LlamaCloud')));
  });
});
