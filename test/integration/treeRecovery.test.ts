import assert from 'node:assert/strict';
import { silentLog } from '../../src/base/log';
import { Connections } from '../../src/connections/connection';
import type { Catalog } from '../../src/runs/catalog';
import type { Rows, RowsChange } from '../../src/runs/rows';
import { BatchTree } from '../../src/views/batchTree';
import type { Node } from '../../src/views/nodes';
import { activated } from './services';

const noListener = () => ({ dispose: () => undefined });
const directory = { id: 'dir-1', name: 'invoices', type: 'ephemeral', expires_at: null };

describe('the tree of a server that fails', () => {
  let tree: BatchTree;
  let fired: (Node | undefined)[];
  let tellRows: (change: RowsChange) => void;
  let failing: { projects: boolean; batches: boolean };

  beforeEach(() => {
    fired = [];
    failing = { projects: false, batches: false };
    const rows = {
      onDidChange: (listener: typeof tellRows) => {
        tellRows = listener;
        return noListener();
      },
      list: () => [],
      get: () => undefined,
    };
    const refuse = async () => {
      throw new Error('The engine ended.');
    };
    const catalog = {
      onDidChangeDirectories: noListener,
      projects: async () => (failing.projects ? refuse() : [{ id: 'p', name: 'Default' }]),
      knownProjects: () => [{ id: 'p', name: 'Default' }],
      batches: async () => (failing.batches ? refuse() : { items: [], more: false }),
      directories: async () => ({ items: [directory], more: false }),
      directoryFileCount: () => ({ files: 1, more: false }),
      forget: () => undefined,
    };
    const connection = { id: 'local', place: 'on this machine', dispose: () => undefined };
    tree = new BatchTree(
      new Connections([connection as never]),
      rows as unknown as Rows,
      catalog as unknown as Catalog,
      silentLog,
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
    assert.match(message.text, /^Could not be read: The engine ended\. Select to try again\.$/);
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
});
