import assert from 'node:assert/strict';
import { join } from 'node:path';
import { commands, env, window } from 'vscode';
import { addBatchOfLink } from '../../src/commands/actions/addBatch';
import { commands as ids } from '../../src/ids';
import type { Run } from '../../src/runs/run';
import type { Services } from '../../src/services';
import type { BatchNode, Node } from '../../src/views/nodes';
import { answering } from './answering';
import { parseSample, workspaceFolder } from './sample';
import { activated, ended } from './services';

describe('commands on batches that have ended', function () {
  this.timeout(120_000);
  let services: Services;
  let key: string;
  let batch: BatchNode;
  const restore: (() => void)[] = [];

  before(async () => {
    services = await activated();
    key = await parseSample(services);
    await ended(services, key);
    batch = await nodeOf(key);
  });

  afterEach(async () => {
    for (const undo of restore.splice(0)) undo();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => services.ledger.forget(idOf(key)));

  const idOf = (rowKey: string) => rowKey.slice('run:'.length);
  const runOf = (rowKey: string): Run => {
    const run = services.ledger.get(idOf(rowKey));
    assert.ok(run);
    return run;
  };
  const fileOf = (path: string) => runOf(key).files.find(file => file.path === path);

  async function nodeOf(rowKey: string): Promise<BatchNode> {
    await services.tree.load();
    const node = services.tree.batchNode(rowKey);
    assert.ok(node);
    return node;
  }

  it('try one failed file once more, in the same batch', async () => {
    const failed = runOf(key).files.filter(file => file.outcome === 'failed');
    const [one, other] = failed;
    assert.ok(one && other);
    const children = await services.tree.getChildren(batch);
    const wanted = services.rows.files(key)?.find(file => file.path === one.path)?.key;
    const node = children.find((child: Node) => child.kind === 'file' && child.fileKey === wanted);
    assert.ok(node);
    await commands.executeCommand(ids.retry, node, [node]);
    const row = await ended(services, key);
    assert.equal(runOf(key).batches.length, 2);
    assert.notEqual(fileOf(one.path)?.jobId, one.jobId);
    assert.equal(fileOf(one.path)?.outcome, 'failed');
    assert.equal(fileOf(other.path)?.jobId, other.jobId);
    assert.equal(row.failed, failed.length);
  });

  it('tell of a batch in a document, and in the clipboard', async () => {
    await commands.executeCommand(ids.openReport, batch);
    const document = window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'markdown');
    const text = document?.getText() ?? '';
    assert.match(text, /^\| 2024\/summary\.pdf \| done \| 1 \|/m);
    assert.ok(!text.includes(workspaceFolder()));
    await commands.executeCommand(ids.copyReport, batch);
    assert.equal(await env.clipboard.readText(), text);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('take a batch that was made elsewhere among one’s own, by its id', async () => {
    const { connectionId, projectId } = runOf(key);
    const cloud = await services.connections.clientFor(connectionId);
    const options = { projectId };
    const directory = await cloud.createDirectory({ name: 'from a script' }, options);
    const source = { path: join(workspaceFolder(), '2024/summary.pdf'), fileName: 'summary.pdf' };
    await cloud.uploadDirectoryFile(directory.id, source, { unique_id: 'x/summary.pdf' }, options);
    const config = { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST' } } as const;
    const made = await cloud.createBatch({ source_directory_id: directory.id, config }, options);
    restore.push(answering('showInputBox', () => ` ${made.id} `));
    await commands.executeCommand(ids.addBatch);
    const added = services.ledger.runs().find(run => run.batches.some(one => one.batchId === made.id));
    assert.ok(added?.adopted);
    assert.equal(added.label, 'from a script');
    const row = await ended(services, `run:${added.id}`);
    assert.deepEqual([row.done, row.total], [1, 1]);
    await commands.executeCommand(ids.addBatch);
    assert.equal(services.ledger.runs().filter(run => run.adopted).length, 1);
    await services.ledger.forget(added.id);
  });

  it('ask nothing of a server for a link before the person has said yes', async () => {
    const connection = services.connections.get('local');
    const client = connection.client;
    let asked = 0;
    const counted = () => {
      asked++;
      return client.call(connection);
    };
    Object.defineProperty(connection, 'client', { value: counted, configurable: true });
    restore.push(() => void Reflect.deleteProperty(connection, 'client'));
    const questions: string[] = [];
    const say = (answer: string | undefined) => {
      const answered = (text: unknown) => {
        questions.push(String(text));
        return answer;
      };
      restore.push(answering('showInformationMessage', answered));
    };
    say(undefined);
    await assert.rejects(addBatchOfLink(services, 'bat-from-a-link'), { name: 'Dismissed' });
    assert.deepEqual([questions.length, asked], [1, 0]);
    assert.match(questions[0] ?? '', /bat-from-a-link/);
    say('Add Batch…');
    // The server's own 404: the window's client has another class of errors than this file's copy of the code knows.
    await assert.rejects(addBatchOfLink(services, 'bat-from-a-link'), /Batch not found/);
    assert.equal(asked, 1);
  });

  it('delete from the server what a person chooses of what a batch left', async () => {
    const run = runOf(key);
    const { connectionId, projectId } = run;
    const cloud = await services.connections.clientFor(connectionId);
    const shown: string[] = [];
    restore.push(
      answering('showQuickPick', items => {
        const list = items as { label: string; picked?: boolean }[];
        shown.push(...list.map(item => item.label));
        return list.filter(item => item.picked);
      }),
      answering('showWarningMessage', () => 'Delete'),
    );
    await commands.executeCommand(ids.cleanUp, batch);
    assert.ok(
      shown.some(label => label.startsWith('Directory “')),
      shown.join(),
    );
    assert.ok(
      shown.some(label => /^Results of \d+ files$/.test(label)),
      shown.join(),
    );
    const isGone = { kind: 'not_found' };
    for (const { directoryId } of run.batches)
      await assert.rejects(cloud.getDirectory(directoryId, { projectId }), isGone);
    const jobId = run.files.find(file => file.outcome === 'done')?.jobId ?? '';
    await assert.rejects(cloud.getParse(jobId, [], { projectId }), isGone);
    assert.notEqual(runOf(key).cleanedAt, null);
    assert.equal(services.rows.get(key)?.cleanable, false);
  });
});
