import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, env, Uri, window, workspace } from 'vscode';
import { parseResultUri, resultUri } from '../../src/documents/resultUri';
import { commands as ids, settings } from '../../src/ids';
import type { FileRow } from '../../src/runs/rows';
import type { Services } from '../../src/services';
import type { Node } from '../../src/views/nodes';
import { parseSample, workspaceFolder } from './sample';
import { activated, ended } from './services';

describe('commands on parsed files', function () {
  this.timeout(90_000);
  let services: Services;
  let key: string;
  let batch: Node;

  before(async () => {
    services = await activated();
    key = await parseSample(services);
    await ended(services, key);
    await services.tree.load();
    batch = services.tree.batchNode(key) as Node;
    assert.ok(batch);
  });

  afterEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('open each of several selected files in a tab of its own', async () => {
    const nodes = await filesNamed('2024/summary.pdf', '2025/summary.pdf');
    await commands.executeCommand(ids.openMarkdown, nodes[0], nodes);
    const tabs = window.tabGroups.all.flatMap(group => group.tabs);
    assert.deepEqual(
      tabs.map(tab => tab.label),
      ['summary.pdf.md', 'summary.pdf.md'],
    );
  });

  it('find the original of an open result, also where the tree has read nothing', async () => {
    const file = row('2024/summary.pdf');
    const uri = resultUri(addressOf(file));
    await window.showTextDocument(uri);
    services.catalog.forget();
    await commands.executeCommand(ids.openSource, uri);
    const opened = window.tabGroups.activeTabGroup.activeTab?.input as { uri: Uri };
    assert.equal(opened.uri.fsPath, file.source);
  });

  it('copy the ids of all that is selected', async () => {
    const nodes = await filesNamed('2024/summary.pdf', '2025/summary.pdf');
    await commands.executeCommand(ids.copyId, nodes[0], nodes);
    const jobs = [row('2024/summary.pdf').jobId, row('2025/summary.pdf').jobId];
    assert.equal(await env.clipboard.readText(), jobs.join('\n'));
  });

  it('bring the tree back by themselves after the engine was restarted', async () => {
    const { engine, tree, connections } = services;
    await engine.connect();
    const before = engine.status;
    const changed = new Promise<void>(resolve => {
      const subscription = engine.onDidChangeStatus(status => {
        if (status.state !== 'running') return;
        subscription.dispose();
        resolve();
      });
    });
    await commands.executeCommand(ids.restartEngine);
    await changed;
    assert.notDeepEqual(engine.status, before);
    assert.ok((await (await connections.clientFor('local')).listProjects()).length > 0);
    const [project] = await tree.getChildren();
    assert.equal(project?.kind, 'project');
  });

  it('copy what a script of the official SDK needs to use the engine', async () => {
    await commands.executeCommand(ids.copyEngineAddress, '.env file');
    const lines = (await env.clipboard.readText()).trim().split('\n');
    const { LLAMA_CLOUD_BASE_URL: url, LLAMA_CLOUD_API_KEY: token } = Object.fromEntries(
      lines.map(line => line.split('=')),
    );
    const answer = await fetch(`${url}/api/v1/projects`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200);
  });

  it('take the number of simultaneous uploads from the setting without a reload', async () => {
    const { runner } = services;
    const options = (runner as unknown as { options: { concurrency(id: string): number } }).options;
    const configuration = workspace.getConfiguration();
    assert.equal(options.concurrency('local'), 4);
    await configuration.update(settings.uploadConcurrency, 2, true);
    assert.equal(options.concurrency('local'), 2);
    await configuration.update(settings.uploadConcurrency, undefined, true);
  });

  it('forget the nodes of a row that was removed', async () => {
    const { tree, ledger } = services;
    await tree.getChildren(batch);
    const fileKey = row('2024/summary.pdf').key;
    const removed = new Promise<void>(resolve => {
      const subscription = services.rows.onDidChange(change => {
        if (!change.removed.includes(key)) return;
        subscription.dispose();
        resolve();
      });
    });
    await ledger.forget(key.slice('run:'.length));
    await removed;
    assert.equal(tree.batchNode(key), undefined);
    assert.equal(services.rows.file(fileKey), undefined);
  });

  async function filesNamed(...paths: string[]): Promise<Node[]> {
    const children = await services.tree.getChildren(batch);
    return paths.map(path => {
      const found = children.find(node => node.kind === 'file' && node.fileKey === row(path).key);
      assert.ok(found, path);
      return found;
    });
  }

  function row(path: string): FileRow {
    const found = services.rows.files(key)?.find(file => file.path === path);
    assert.ok(found, path);
    return found;
  }

  const addressOf = ({ connectionId, projectId, jobId, path }: FileRow) => ({
    connectionId,
    projectId,
    jobId: jobId ?? '',
    view: 'markdown' as const,
    path,
  });
});

describe('addresses of results', () => {
  const address = {
    connectionId: 'local',
    projectId: 'prj 1&2',
    jobId: 'pjb-1',
    view: 'items',
    path: 'Übersicht/50 % off? #1 [a&b=c].pdf',
  } as const;

  it('come back whole, also through the text that VS Code keeps over a reload', () => {
    const uri = resultUri(address);
    assert.deepEqual(parseResultUri(uri), address);
    assert.deepEqual(parseResultUri(Uri.parse(uri.toString())), address);
    assert.deepEqual(parseResultUri(Uri.from(JSON.parse(JSON.stringify(uri)))), address);
    assert.ok(uri.path.endsWith('.pdf.items.json'));
  });

  it('are none of other files', async () => {
    const path = join(workspaceFolder(), 'plain.md');
    await writeFile(path, 'plain');
    assert.equal(parseResultUri(Uri.file(path)), undefined);
    const uri = resultUri(address);
    assert.equal(parseResultUri(uri.with({ query: '' })), undefined);
    assert.equal(parseResultUri(uri.with({ query: uri.query.replace('items', 'pictures') })), undefined);
    assert.equal(parseResultUri(uri.with({ path: '/.items.json' })), undefined);
  });
});
