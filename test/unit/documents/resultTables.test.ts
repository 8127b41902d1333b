import assert from 'node:assert/strict';
import { ResultTables, type TableAddress } from '../../../src/documents/resultTables';
import type { BatchRow, FileRow } from '../../../src/runs/rows';
import { FakeLlamaCloud } from '../../support/fakeLlamaCloud';

const address: TableAddress = {
  ...{ connectionId: 'c', projectId: 'project', rowKey: 'run:1', format: 'jsonl', list: null, label: 'docs' },
};

describe('tables of runs', () => {
  let cloud: FakeLlamaCloud;
  let rows: Map<string, BatchRow>;
  let files: FileRow[];
  let tables: ResultTables;
  let listed: () => void;

  beforeEach(() => {
    cloud = new FakeLlamaCloud();
    const { id } = cloud.jobStore.startExtract('f', 'project');
    cloud.jobStore.endExtract(id, 'COMPLETED', { extract_result: { total: 1 } });
    const file = { key: 'run:1/file:a.pdf', path: 'a.pdf', jobId: id, outcome: 'done', error: null };
    files = [{ ...file, connectionId: 'c', projectId: 'project' } as FileRow];
    const row = {
      key: 'run:1',
      status: 'COMPLETED',
      active: false,
      done: 1,
      failed: 0,
      cancelled: 0,
      endedAt: 1,
    };
    rows = new Map([['run:1', row as BatchRow]]);
    listed = () => undefined;
    tables = new ResultTables({
      rows: { get: key => rows.get(key) },
      catalog: {
        batches: async () => {
          listed();
          return { items: [], more: false, total: null };
        },
        loadFiles: async () => files,
      },
      clientFor: async () => cloud,
    });
  });
  afterEach(() => tables.dispose());

  it('are read once where the run has ended, however often VS Code asks', async () => {
    const [first, second] = await Promise.all([tables.read(address), tables.read(address)]);
    assert.equal(first.text, second.text);
    assert.ok(first.final);
    assert.deepEqual(JSON.parse(first.text).extract_result, { total: 1 });
    await tables.read(address);
    assert.equal(cloud.count('listExtractJobs'), 1);
  });

  it('are shown without another request by the command that has read the results', async () => {
    await tables.text(address, await tables.results(address));
    await tables.read(address);
    await tables.read({ ...address, format: 'csv' });
    assert.equal(cloud.count('listExtractJobs'), 2);
  });

  it('are read anew where the run has gone on', async () => {
    const row = rows.get('run:1') as BatchRow;
    rows.set('run:1', { ...row, active: true, done: 0 });
    assert.ok(!(await tables.read(address)).final);
    rows.set('run:1', row);
    assert.ok((await tables.read(address)).final);
    assert.equal(cloud.count('listExtractJobs'), 2);
  });

  it('keep no table with files that could not be read', async () => {
    const file = files[0] as FileRow;
    files = [file, { ...file, key: 'run:1/file:b.pdf', path: 'b.pdf', projectId: 'other' }];
    const list = cloud.listExtractJobs;
    cloud.listExtractJobs = async (filter, options) => {
      if (options?.projectId === 'other') throw new Error('No network.');
      return list(filter, options);
    };
    assert.ok(!(await tables.read(address)).final);
    cloud.listExtractJobs = list;
    const { text, final } = await tables.read(address);
    assert.ok(final);
    assert.doesNotMatch(text, /not_read/);
  });

  it('look through the list of the project for a batch made elsewhere, and say where it is gone', async () => {
    const row = rows.get('run:1') as BatchRow;
    listed = () => void rows.set('batch:2', { ...row, key: 'batch:2' });
    const there = await tables.read({ ...address, rowKey: 'batch:2' });
    assert.match(there.text, /"total":1/);
    await assert.rejects(tables.read({ ...address, rowKey: 'batch:3' }), {
      message: /not in the list any more/,
    });
  });
});
