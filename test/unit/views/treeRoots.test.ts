import assert from 'node:assert/strict';
import { silentLog } from '../../../src/base/log';
import type { Connection } from '../../../src/connections/connection';
import { Connections } from '../../../src/connections/connections';
import { EngineFailure } from '../../../src/connections/engine/failures';
import type { HomeProjects } from '../../../src/platform/homeProjects';
import type { Catalog } from '../../../src/runs/catalog';
import type { Rows } from '../../../src/runs/rows';
import { NodeCache } from '../../../src/views/nodeCache';
import { TreeRoots } from '../../../src/views/treeRoots';

type Server = Pick<Connection, 'id' | 'state'> & {
  projects: readonly string[] | Error;
  filled?: readonly string[];
};

/** Reads the roots of a tree over these servers; `asked` holds the servers whose projects were read. */
async function rootsOf(servers: readonly Server[], home = '') {
  const asked: string[] = [];
  const server = (id: string) => servers.find(candidate => candidate.id === id) as Server;
  const connections = new Connections(
    servers.map(({ id, state }) => {
      const isLocal = id === 'local';
      const words = { id, state, name: id.toUpperCase(), place: `at ${id}`, icon: 'cloud' };
      const rules = { makesProjects: isLocal, chargesCredits: !isLocal };
      const events = { onDidChange: () => ({ dispose() {} }), dispose() {} };
      return { ...words, ...rules, ...events } as unknown as Connection;
    }),
  );
  const catalog = {
    async projects(id: string) {
      asked.push(id);
      const { projects } = server(id);
      if (projects instanceof Error) throw projects;
      return projects.map(name => ({ id: name, name }));
    },
    batches: async () => ({ items: [] }),
    directories: async (place: { connectionId: string; projectId: string }) => ({
      items: server(place.connectionId).filled?.includes(place.projectId) ? [{}] : [],
    }),
  } as unknown as Catalog;
  const rows = { list: () => [] } as unknown as Rows;
  const homes = { is: (_: string, id: string) => id === home } as unknown as HomeProjects;
  const reader = new TreeRoots(connections, rows, catalog, homes, new NodeCache(), silentLog);
  const roots = await reader.read();
  const shown = roots.nodes.map(node =>
    node.kind === 'project'
      ? `${node.place.connectionId}/${node.project.name}`
      : `${node.name}: ${node.text}`,
  );
  return { ...roots, shown, asked, reader };
}

describe('the roots of the tree', () => {
  it('are the projects of all connections, this workspace’s own first', async () => {
    const { shown, state } = await rootsOf(
      [
        { id: 'local', state: 'ready', projects: ['a', 'empty'], filled: ['a'] },
        { id: 'us', state: 'ready', projects: ['mine', 'empty too'] },
      ],
      'mine',
    );
    assert.deepEqual(shown, ['us/mine', 'local/a', 'us/empty too']);
    assert.equal(state, 'ready');
  });

  it('ask nothing of a connection that is signed out, and say so', async () => {
    const { shown, asked, hasFailed } = await rootsOf([
      { id: 'local', state: 'ready', projects: [] },
      { id: 'eu', state: 'signed_out', projects: ['x'] },
    ]);
    assert.deepEqual(shown, ['EU: signed out']);
    assert.deepEqual(asked, ['local']);
    assert.equal(hasFailed, false);
  });

  it('tell of one server that is away beside the others', async () => {
    const { shown, hasFailed, state } = await rootsOf([
      { id: 'local', state: 'ready', projects: ['a'], filled: ['a'] },
      { id: 'us', state: 'ready', projects: new Error('Nothing answers.') },
    ]);
    assert.deepEqual(shown, ['local/a', 'US: Nothing answers.']);
    assert.equal(state, 'ready');
    assert.ok(hasFailed);
  });

  it('leave the view to the engine’s failure only where there is nothing else', async () => {
    const failed: Server = { id: 'local', state: 'ready', projects: new EngineFailure('exited') };
    const alone = await rootsOf([failed]);
    assert.deepEqual([alone.state, alone.shown], ['failed', []]);
    const beside = await rootsOf([failed, { id: 'us', state: 'ready', projects: ['p'] }]);
    assert.equal(beside.state, 'ready');
    assert.deepEqual(beside.shown.length, 2);
    const other = await rootsOf([{ ...failed, projects: new Error('It answered nonsense.') }]);
    assert.deepEqual([other.state, other.shown], ['ready', ['LOCAL: It answered nonsense.']]);
  });

  it('know projects by their connection too', async () => {
    const { reader } = await rootsOf([{ id: 'us', state: 'ready', projects: ['p'] }]);
    assert.ok(reader.holds({ connectionId: 'us', projectId: 'p' }));
    assert.ok(!reader.holds({ connectionId: 'eu', projectId: 'p' }));
  });

  it('are none at first', async () => {
    const { state } = await rootsOf([{ id: 'local', state: 'ready', projects: ['empty'] }]);
    assert.equal(state, 'empty');
  });
});
