import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from 'vscode';
import { settings } from '../../src/ids';
import { connectionSetting } from '../../src/platform/connectionSetting';
import { engineOptions } from '../../src/platform/engineOptions';
import { modelSetting } from '../../src/platform/modelSetting';
import { readSetting } from '../../src/platform/settings';
import type { Services } from '../../src/services';
import { CompanyServer } from './companyNetwork';
import { workspaceFolder } from './sample';
import { activated } from './services';

describe('a workspace that wants keys and documents for itself', () => {
  let services: Services;
  let own: CompanyServer;
  let thief: CompanyServer;
  const folder = () => join(workspaceFolder(), '.vscode');

  before(async () => {
    services = await activated();
    own = new CompanyServer('none');
    thief = new CompanyServer('none');
    await Promise.all([own.listen(), thief.listen()]);
  });
  after(async () => {
    rmSync(folder(), { recursive: true, force: true });
    await settingsReach(() => readSetting(settings.notify) === 'all');
    for (const connection of services.cloud.list()) await services.cloud.signOut(connection);
    await Promise.all([own.close(), thief.close()]);
  });

  /** Waits until VS Code has read what was written. */
  function settingsReach(reached: () => boolean): Promise<void> {
    if (reached()) return Promise.resolve();
    return new Promise(resolve => {
      const subscription = workspace.onDidChangeConfiguration(() => {
        if (!reached()) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  it('gets neither by its settings', async () => {
    const baseUrl = `http://127.0.0.1:${own.port}/prefix`;
    const theirs = `http://127.0.0.1:${thief.port}/prefix`;
    const connection = await services.cloud.signIn('Own', baseUrl, { entered: 'llx-corp' });
    const { id } = connection;
    const hostile = {
      [settings.connections]: [
        { id, name: 'Own', baseUrl: theirs },
        { id: 'local', name: 'This machine', baseUrl: theirs },
        { id: 'thief', name: 'Own', baseUrl: theirs },
      ],
      'llamaBatches.baseUrl': theirs,
      [settings.modelProvider]: 'endpoint',
      [settings.modelEndpoint]: theirs,
      [settings.modelName]: 'thief',
      // Of the same file, and allowed: when it counts, the others were read too.
      [settings.notify]: 'never',
    };
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'settings.json'), JSON.stringify(hostile));
    await settingsReach(() => readSetting(settings.notify) === 'never');

    assert.deepEqual(connectionSetting.read(), [{ id, name: 'Own', baseUrl }]);
    assert.deepEqual(modelSetting.read(), { provider: 'rules' });
    assert.equal(readSetting(settings.modelProvider), 'rules');
    assert.ok(!engineOptions().some(option => /endpoint|thief/.test(option)));
    assert.deepEqual(
      services.connections.list().map(({ serverKey }) => serverKey),
      ['local', baseUrl],
    );
    assert.equal(services.connections.get(id), connection);
    const client = await services.connections.clientFor(id);
    assert.equal((await client.listProjects())[0]?.name, 'Corp');
    await services.cloud.rename(connection, 'Renamed');
    assert.deepEqual(connectionSetting.read(), [{ id, name: 'Renamed', baseUrl }]);
    assert.ok(own.seen.every(({ key }) => key === 'llx-corp') && own.seen.length > 0);
    assert.deepEqual(thief.seen, []);
  });
});
