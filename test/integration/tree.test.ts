import assert from 'node:assert/strict';
import { TreeItemCollapsibleState } from 'vscode';
import { silentLog } from '../../src/base/log';
import { Connections } from '../../src/connections/connections';
import { EngineFailure } from '../../src/connections/engine/failures';
import type { Catalog, Place } from '../../src/runs/catalog';
import type { Rows, RowsChange } from '../../src/runs/rows';
import { BatchTree } from '../../src/views/batchTree';
import type { Node } from '../../src/views/nodes';
import { activated } from './services';

const noListener = () => ({ dispose: () => undefined });
const directory = { id: 'dir-1', name: 'invoices', type: 'ephemeral', expires_at: null };

describe('the tree', () => {
  let tree: BatchTree;
  let fired: (Node | undefined)[];
  let tellRows: (change: RowsChange) => void;
  let failing: { projects: boolean; batches: boolean };
  let projects: { id: string; name: string }[];
  let filled: Set<string>;
  let home: string;
  let forgotten: boolean;

  beforeEach(() => {
    fired = [];
    projects = [{ id: 'p', name: 'Default' }];
    filled = new Set(['p']);
    home = '';
    forgotten = false;
    failing = { projects: false, batches: false };
    const rows = {
      onDidChange: (listener: typeof tellRows) => {
        tellRows = listener;
        return noListener();
      },
      list: () => [],
      get: (key: string) => (key === 'run:elsewhere' ? { projectId: 'q' } : undefined),
    };
    const refuse = async () => {
      throw new EngineFailure('exited');
    };
    const catalog = {
      onDidChangeDirectories: noListener,
      onDidChangeConfigurations: noListener,
      projects: async () => (failing.projects ? refuse() : projects),
      forgetProjects: () => {
        forgotten = true;
      },
      knownProjects: () => [{ id: 'p', name: 'Default' }],
      batches: async () => (failing.batches ? refuse() : { items: [], more: false }),
      directories: async ({ projectId }: Place) => ({
        items: filled.has(projectId) ? [directory] : [],
        more: false,
      }),
      directoryFileCount: () => ({ files: 1, more: false }),
      forget: () => undefined,
      legacy: () => ({ hasAny: async () => false }),
    };
    const connection = {
      ...{ id: 'local', name: 'This machine', place: 'on this machine', icon: 'device-desktop' },
      ...{ state: 'ready', makesProjects: true, chargesCredits: false },
      onDidChange: noListener,
      dispose: () => undefined,
    };
    tree = new BatchTree(
      new Connections([connection as never]),
      rows as unknown as Rows,
      catalog as unknown as Catalog,
      silentLog,
      { is: (_: string, id: string) => id === home, set: async () => true } as never,
    );
    tree.onDidChangeTreeData(node => fired.push(node));
  });

  afterEach(() => tree.dispose());
  // The trees of these tests share the view's context key.
  after(async () => (await activated()).tree.refresh());

  it('asks for the roots again once the server answers, and only then', async () => {
    failing.projects = true;
    assert.deepEqual(await tree.getChildren(), []);
    failing.projects = false;
    tree.recover();
    assert.deepEqual(fired, [undefined]);
    assert.equal((await tree.getChildren()).length, 1);
    tree.recover();
    assert.equal(fired.length, 1);
  });

  it('asks again for the one list that could not be read', async () => {
    const [project] = await tree.getChildren();
    const [batches] = await tree.getChildren(project);
    failing.batches = true;
    const [message] = await tree.getChildren(batches);
    assert.ok(message?.kind === 'message' && message.retry);
    assert.match(
      message.text,
      /^Could not be read: The engine on this machine ended while it was starting\. Select to try again\.$/,
    );
    failing.batches = false;
    tree.recover();
    assert.deepEqual(fired, [batches]);
    assert.equal((await tree.getChildren(batches)).length, 1);
    tree.recover();
    assert.equal(fired.length, 1);
  });

  it('asks for the list of batches when one comes or goes', async () => {
    const [project] = await tree.getChildren();
    const [batches] = await tree.getChildren(project);
    tellRows({ added: ['run:1'], changed: [], removed: [] });
    tellRows({ added: [], changed: [], removed: ['run:1'] });
    assert.deepEqual(fired, [batches, batches]);
  });

  it('shows the projects that hold something, this workspace’s own first and open', async () => {
    projects = ['p', 'empty', 'q'].map(id => ({ id, name: id }));
    filled = new Set(['p', 'q']);
    home = 'q';
    const shown = await tree.getChildren();
    const states = shown.map(node => [tree.getTreeItem(node).label, tree.getTreeItem(node).collapsibleState]);
    assert.deepEqual(states, [
      ['q', TreeItemCollapsibleState.Expanded],
      ['p', TreeItemCollapsibleState.Collapsed],
    ]);
  });

  it('asks for the projects again when a batch appears in one that is not shown', async () => {
    await tree.getChildren();
    tellRows({ added: ['run:elsewhere'], changed: [], removed: [] });
    assert.deepEqual(fired, [undefined]);
    assert.ok(forgotten);
  });
});
