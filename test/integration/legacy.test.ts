import assert from 'node:assert/strict';
import { join } from 'node:path';
import { commands, window } from 'vscode';
import { commands as ids } from '../../src/ids';
import type { Place } from '../../src/runs/catalog';
import type { Services } from '../../src/services';
import type { DirectoryNode, LegacyItemNode, Node } from '../../src/views/nodes';
import { answering } from './answering';
import { workspaceFolder } from './sample';
import { activated } from './services';

describe('batches of the older route', function () {
  this.timeout(60_000);
  let services: Services;
  let place: Place;
  let directory: DirectoryNode;
  const restore: (() => void)[] = [];

  before(async () => {
    services = await activated();
    const connection = services.connections.get('local');
    place = { connectionId: connection.id, projectId: await connection.projectFor(undefined) };
    const cloud = await connection.client();
    const made = await cloud.createDirectory({ name: 'older' }, { projectId: place.projectId });
    const source = { path: join(workspaceFolder(), '2024/summary.pdf'), fileName: 'summary.pdf' };
    await cloud.uploadDirectoryFile(made.id, source, {}, { projectId: place.projectId });
    directory = { kind: 'directory', id: 'any', parent: undefined, place, directory: made };
  });

  afterEach(async () => {
    for (const undo of restore.splice(0)) undo();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** The only file of a batch of this id, once the batch has ended. */
  async function fileOf(batchId: string): Promise<LegacyItemNode> {
    const cloud = await services.connections.clientFor(place.connectionId);
    for (;;) {
      const { job } = await cloud.getLegacyBatch(batchId, { projectId: place.projectId });
      if (['completed', 'failed'].includes(job.status)) break;
    }
    services.tree.refresh();
    const roots = await services.tree.getChildren();
    const project = roots.find(node => node.kind === 'project' && node.place.projectId === place.projectId);
    const group = (await services.tree.getChildren(project)).find(node => node.kind === 'legacyBatches');
    assert.ok(group);
    const batches = await services.tree.getChildren(group);
    const batch = batches.find(node => node.kind === 'legacyBatch' && node.batch.id === batchId);
    const [item] = await services.tree.getChildren(batch as Node);
    assert.equal(item?.kind, 'legacyItem');
    return item as LegacyItemNode;
  }

  it('open what they parsed', async () => {
    const { url, token } = await services.engine.connect();
    const answer = await fetch(`${url}/api/v1/beta/batch-processing?project_id=${place.projectId}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ directory_id: directory.directory.id, job_config: { parameters: {} } }),
    });
    const { id } = (await answer.json()) as { id: string };
    await commands.executeCommand(ids.openLegacyResult, await fileOf(id));
    const document = window.activeTextEditor?.document;
    assert.match(document?.uri.path ?? '', /summary\.pdf\.md$/);
    assert.match(document?.getText() ?? '', /\w/);
  });

  it('classify a directory by rules that a person tells, and say of which kind a file is', async () => {
    const rules = ['report: what happened in a year, with figures', ''];
    const told: string[] = [];
    restore.push(
      answering('showInputBox', () => rules.shift()),
      // An earlier test may have left its kinds.
      answering('showQuickPick', choices =>
        (choices as { label: string }[]).find(({ label }) => /Other/.test(label)),
      ),
      answering('showErrorMessage', message => void told.push(String(message))),
    );
    const before = new Set(await idsOfBatches());
    await commands.executeCommand(ids.classify, directory);
    const [made] = (await idsOfBatches()).filter(id => !before.has(id));
    assert.ok(made, told.join());
    const item = await fileOf(made);
    assert.equal(item.jobType, 'classify');
    await commands.executeCommand(ids.openLegacyResult, item);
    const text = window.activeTextEditor?.document.getText() ?? '';
    const { status, result } = JSON.parse(text);
    assert.equal(status, 'COMPLETED');
    assert.match(result.reasoning, /page 1|No rule fits/);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  async function idsOfBatches(): Promise<string[]> {
    const cloud = await services.connections.clientFor(place.connectionId);
    return (await cloud.listLegacyBatches({}, { projectId: place.projectId })).items.map(({ id }) => id);
  }
});
