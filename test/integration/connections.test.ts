import assert from 'node:assert/strict';
import { commands, type QuickPickItem, window } from 'vscode';
import type { CloudConnection } from '../../src/connections/cloudConnection';
import { commands as ids } from '../../src/ids';
import type { Services } from '../../src/services';
import { answering } from './answering';
import { answeringSteps, type Step } from './answeringSteps';
import { CompanyServer } from './companyNetwork';
import { activated } from './services';

describe('a connection to LlamaCloud in VS Code', () => {
  let services: Services;
  let server: CompanyServer;
  let connection: CloudConnection;
  const undo: (() => void)[] = [];

  before(async () => {
    services = await activated();
  });
  beforeEach(async () => {
    server = new CompanyServer('none');
    await server.listen();
    const baseUrl = `http://127.0.0.1:${server.port}/prefix`;
    connection = await services.cloud.signIn('Corp', baseUrl, { entered: 'llx-corp' });
  });
  afterEach(async () => {
    for (const restore of undo.splice(0)) restore();
    for (const each of services.cloud.list()) await services.cloud.signOut(each);
    await server.close();
  });
  const answer = (...given: Parameters<typeof answering>) => undo.push(answering(...given));
  const list = async () => (await connection.client()).listProjects();

  it('asks once when its key is lost, however much of it fails', async () => {
    const asked: unknown[] = [];
    answer('showWarningMessage', message => void asked.push(message));
    server.acceptedKey = 'llx-next';
    const ends = await Promise.allSettled([list(), list(), list()]);
    assert.ok(ends.every(end => end.status === 'rejected' && end.reason.kind === 'auth'));
    await assert.rejects(list());
    assert.equal(connection.state, 'signed_out');
    assert.equal(asked.length, 1, String(asked));
    assert.match(String(asked[0]), /Corp needs a key\. The server did not accept its key\./);
    await services.cloud.changeKey(connection, { entered: 'llx-next' });
    assert.equal((await list())[0]?.name, 'Corp');
    server.acceptedKey = 'llx-third';
    await assert.rejects(list());
    assert.equal(asked.length, 2);
  });

  it('signs out after asking, and leaves no secret', async () => {
    let asked: unknown[] = [];
    answer('showWarningMessage', (...args) => {
      asked = args;
      return undefined;
    });
    await commands.executeCommand(ids.signOut, connection.id);
    assert.match(JSON.stringify(asked), /Sign out of Corp\?.*results on the server stay/);
    assert.equal(services.cloud.list().length, 1);
    answer('showWarningMessage', () => 'Sign Out');
    await commands.executeCommand(ids.signOut, { connectionId: connection.id });
    assert.equal(services.cloud.list().length, 0);
    assert.equal(services.connections.has(connection.id), false);
    const { id, baseUrl } = connection;
    assert.deepEqual(await services.keys.read(id, baseUrl), { none: 'absent' });
  });

  it('keeps the webhooks that are chosen for its batches, four saved ones at the most', async () => {
    const warnings: unknown[] = [];
    const pick = (count: number) =>
      answer('showQuickPick', async items => ((await items) as QuickPickItem[]).slice(0, count));
    answer('showWarningMessage', message => {
      warnings.push(message);
      pick(2);
    });
    pick(5);
    await commands.executeCommand(ids.chooseWebhooks, connection.id);
    assert.match(String(warnings), /4 saved webhooks at the most; 5 were picked/);
    assert.deepEqual(await connection.webhooks(), { webhook_configuration_ids: ['whc-1', 'whc-2'] });
    pick(0);
    await commands.executeCommand(ids.chooseWebhooks, connection.id);
    assert.deepEqual(await connection.webhooks(), {});
  });

  it('is diagnosed in a document without its key', async () => {
    await commands.executeCommand(ids.diagnoseConnection, connection.id);
    const text = window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^# Connection report: Corp/);
    assert.match(text, /no problem was found/);
    assert.match(text, /"Corp" \(prj-corp, default\)/);
    assert.doesNotMatch(text, /llx-/);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  describe('with keys of the environment', () => {
    beforeEach(() => {
      process.env['LLAMA_CLOUD_API_KEY'] = 'llx-corp';
      process.env['LLAMA_CLOUD_BASE_URL'] = `${connection.baseUrl}/api/`;
    });
    afterEach(() => {
      delete process.env['LLAMA_CLOUD_API_KEY'];
      delete process.env['LLAMA_CLOUD_BASE_URL'];
    });
    const go = (...steps: Step[]) => {
      const { seen, undo: restore } = answeringSteps(steps);
      undo.push(restore);
      return seen;
    };

    it('is signed in to by steps, and the key stays where it was', async () => {
      const seen = go({ pick: /Key of the Environment/ }, { pick: /Each Time/ }, { type: '' });
      await commands.executeCommand(ids.signIn);
      const [, added] = services.cloud.list();
      assert.ok(added, JSON.stringify(seen));
      assert.equal(added.baseUrl, connection.baseUrl);
      assert.equal((await (await added.client()).listProjects())[0]?.name, 'Corp');
      assert.equal(added.keySource, 'environment');
      delete process.env['LLAMA_CLOUD_API_KEY'];
      assert.deepEqual(await services.keys.read(added.id, added.baseUrl), { none: 'unset' });
    });

    it('gets a key that is typed, hidden, in the place of its own', async () => {
      server.acceptedKey = 'llx-typed';
      const seen = go({ pick: /Enter a Key/ }, { type: 'llx-typed' });
      await commands.executeCommand(ids.changeKey, connection.id);
      assert.equal(seen.at(-1)?.password, true);
      assert.equal((await list())[0]?.name, 'Corp');
      assert.equal(connection.keySource, 'entered');
      const sent = server.seen.map(({ key }) => key);
      assert.deepEqual([...new Set(sent.slice(-2))], ['llx-typed']);
    });

    it('is renamed everywhere', async () => {
      go({ type: 'Contracts' });
      await commands.executeCommand(ids.renameConnection, { place: { connectionId: connection.id } });
      assert.equal(services.connections.get(connection.id).name, 'Contracts');
    });
  });
});
