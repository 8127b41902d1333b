import assert from 'node:assert/strict';
import { silentLog } from '../../../src/base/log';
import { ApiError } from '../../../src/client/errors';
import type { Directory } from '../../../src/protocol/directories';
import { Catalog, type Place } from '../../../src/runs/catalog';
import type { Run } from '../../../src/runs/run';
import { RowStore } from '../../../src/runs/store';
import { FakeClock, settle } from '../../support/fakeClock';
import { plannedRun } from '../../support/runs';
import { FakeServer, makeDirectoryFile, mapped } from './fakeServer';
import { MemoryLedger } from './memoryLedger';

const place: Place = { connectionId: 'c', projectId: 'p' };

const makeDirectory = (id: string, name: string): Directory => ({
  id,
  project_id: 'p',
  name,
  description: null,
  type: 'user',
  expires_at: null,
  system_metadata: null,
  deleted_at: null,
  created_at: null,
  updated_at: null,
});

function setUp(...runs: Run[]) {
  const server = new FakeServer();
  const ledger = new MemoryLedger(...runs);
  const store = new RowStore({
    ledger,
    startedHere: new Set<string>(),
    clock: new FakeClock(),
    log: silentLog,
  });
  const catalog = new Catalog({ store, clientFor: async () => server.client, log: silentLog });
  return { server, ledger, store, catalog };
}

/** The time of the n-th newest batch. */
const age = (n: number) => new Date(Date.UTC(2026, 0, 5) - n * 1000).toISOString();

describe('catalog', () => {
  it('reads projects once, and again after they were forgotten', async () => {
    const { server, catalog } = setUp();
    assert.deepEqual(catalog.knownProjects('c'), []);
    const [one] = await Promise.all([catalog.projects('c'), catalog.projects('c')]);
    assert.equal(one[0]?.id, 'p');
    await catalog.projects('c');
    assert.equal(server.count('listProjects'), 1);
    assert.equal(catalog.knownProjects('c').length, 1);
    catalog.forget();
    await catalog.projects('c');
    assert.equal(server.count('listProjects'), 2);
  });

  it('lists batches by pages of 50 and reads a page once however often it is asked for', async () => {
    const { server, store, catalog } = setUp();
    for (let n = 0; n < 120; n++) server.setBatch(`b${n}`, { created_at: age(n) });
    const first = await catalog.batches(place);
    assert.deepEqual([first.items.length, first.more, store.list('c', 'p').length], [50, true, 50]);
    await Promise.all([catalog.moreBatches(place), catalog.moreBatches(place)]);
    assert.equal(server.count('listBatches'), 2);
    assert.equal(store.list('c', 'p').length, 100);
    const last = await catalog.moreBatches(place);
    assert.deepEqual([last.items.length, last.more], [120, false]);
    await catalog.moreBatches(place);
    await catalog.batches(place);
    assert.equal(server.count('listBatches'), 3);
    assert.equal(store.list('c', 'p')[0]?.key, 'batch:b0');
    assert.equal(store.list('c', 'p')[119]?.key, 'batch:b119');
  });

  it('drops rows that a new reading does not give any more', async () => {
    const { server, store, catalog } = setUp();
    server.setBatch('a', {});
    server.setBatch('b', {});
    await catalog.batches(place);
    server.batches.delete('a');
    catalog.forget(place);
    await catalog.batches(place);
    assert.deepEqual(
      store.list('c', 'p').map(row => row.key),
      ['batch:b'],
    );
  });

  it('does not keep a failure', async () => {
    const { server, catalog } = setUp();
    server.onRequest = () => {
      throw new ApiError('network', 'The connection broke.');
    };
    await assert.rejects(catalog.batches(place), /connection broke/);
    await assert.rejects(catalog.projects('c'), /connection broke/);
    server.onRequest = () => {};
    assert.deepEqual((await catalog.batches(place)).items, []);
    assert.equal((await catalog.projects('c')).length, 1);
  });

  it('lets one caller give up without disturbing another, and ends the request with the last', async () => {
    const { server, catalog } = setUp();
    const seen: (AbortSignal | undefined)[] = [];
    let release = () => {};
    server.onRequest = (_, signal) => {
      seen.push(signal);
      return new Promise<void>((resolve, reject) => {
        release = resolve;
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    };
    const impatient = new AbortController();
    const gaveUp = assert.rejects(catalog.projects('c', impatient.signal), /enough/);
    const patient = catalog.projects('c');
    await settle();
    impatient.abort(new Error('enough'));
    await gaveUp;
    assert.equal(seen[0]?.aborted, false);
    release();
    assert.equal((await patient).length, 1);

    const alone = new AbortController();
    const ended = assert.rejects(catalog.batches(place, alone.signal), /enough/);
    await settle();
    alone.abort(new Error('enough'));
    await ended;
    assert.equal(seen.at(-1)?.aborted, true);
    server.onRequest = () => {};
    assert.deepEqual((await catalog.batches(place)).items, []);
  });

  it('names foreign batches by one list of directories, without asking for those that are gone', async () => {
    const { server, store, catalog } = setUp();
    server.directories.set('dir-a', makeDirectory('dir-a', 'invoices'));
    server.setBatch('a', {});
    server.setBatch('b', {});
    await catalog.batches(place);
    assert.equal(store.get('batch:a')?.label, 'invoices');
    assert.equal(store.get('batch:b')?.label, 'b');
    assert.deepEqual(server.requests, ['listBatches', 'listDirectories']);
    await catalog.directories(place);
    catalog.forget(place);
    await catalog.batches(place);
    assert.equal(server.count('getDirectory'), 0);
  });

  it('asks for the directories that a long list has not reached yet', async () => {
    const { server, store, catalog } = setUp();
    for (let n = 0; n < 250; n++) server.directories.set(`d${n}`, makeDirectory(`d${n}`, `folder ${n}`));
    server.setBatch('far', { source_directory_id: 'd249' });
    server.setBatch('gone', { source_directory_id: 'nowhere' });
    await catalog.batches(place);
    assert.equal(store.get('batch:far')?.label, 'folder 249');
    assert.equal(store.get('batch:gone')?.label, 'gone');
    assert.equal(server.count('getDirectory'), 2);
  });

  it('still lists batches when their directories cannot be read', async () => {
    const { server, store, catalog } = setUp();
    server.setBatch('a', {});
    server.onRequest = name => {
      if (name === 'listDirectories') throw new ApiError('forbidden', 'No.', { status: 403 });
    };
    await catalog.batches(place);
    assert.equal(store.get('batch:a')?.label, 'a');
  });

  it('pages directories and their files, and counts what it knows', async () => {
    const { server, catalog } = setUp();
    server.directories.set('d', makeDirectory('d', 'invoices'));
    server.files.set(
      'd',
      Array.from({ length: 250 }, (_, n) => makeDirectoryFile(`f${n}`, `f${n}.pdf`)),
    );
    assert.equal(catalog.directoryFileCount(place, 'd'), undefined);
    await catalog.directoryFiles(place, 'd');
    assert.deepEqual(catalog.directoryFileCount(place, 'd'), { files: 200, more: true });
    await catalog.moreDirectoryFiles(place, 'd');
    assert.deepEqual(catalog.directoryFileCount(place, 'd'), { files: 250, more: false });
  });

  it('takes a deleted directory out of its list and tells the views', async () => {
    const { server, catalog } = setUp();
    server.directories.set('d', makeDirectory('d', 'invoices'));
    await catalog.directories(place);
    const told: Place[] = [];
    catalog.onDidChangeDirectories(changed => told.push(changed));
    await catalog.deleteDirectory(place, 'd');
    assert.deepEqual((await catalog.directories(place)).items, []);
    assert.deepEqual(told, [place]);
    assert.equal(server.count('listDirectories'), 1);
  });

  it('reads directories anew after a run made one', async () => {
    const { server, ledger, catalog } = setUp();
    await catalog.directories(place);
    const told: Place[] = [];
    catalog.onDidChangeDirectories(changed => told.push(changed));
    server.directories.set('d', makeDirectory('d', 'docs'));
    await ledger.append('r', {
      type: 'planned',
      run: plannedRun('r', ['a.pdf'], { connectionId: 'c', projectId: 'p' }),
    });
    await ledger.append('r', { type: 'directory', directoryId: 'd' });
    await settle();
    assert.deepEqual(told, [place]);
    assert.equal((await catalog.directories(place)).items.length, 1);
    await ledger.append('r', { type: 'uploading', path: 'a.pdf' });
    await settle();
    assert.equal(told.length, 1);
  });
});

describe('files of a batch made elsewhere', () => {
  async function withBatch(count: number) {
    const all = setUp();
    const { server, catalog } = all;
    const ids = Array.from({ length: count }, (_, n) => `f${n}`);
    server.setBatch('b', { status: 'COMPLETED', results: ids.map(id => mapped(id, `j-${id}`)) });
    server.files.set(
      'dir-b',
      ids.map(id => makeDirectoryFile(id, `sub/${id}.pdf`)),
    );
    for (const id of ids) server.setJob(`j-${id}`, 'COMPLETED');
    for (const id of ids) server.jobMetadata.set(`j-${id}`, { pages: 5 });
    await catalog.batches(place);
    server.requests.length = 0;
    return all;
  }

  it('come from the directory, the results and the jobs; page counts follow', async () => {
    const { server, store, catalog } = await withBatch(3);
    server.setJob('j-f1', 'FAILED', { error_message: 'PDF_IS_BROKEN' });
    const files = await catalog.loadFiles('batch:b');
    assert.deepEqual(
      files.map(({ path, outcome, error }) => [path, outcome, error]),
      [
        ['sub/f0.pdf', 'done', null],
        ['sub/f1.pdf', 'failed', 'PDF_IS_BROKEN'],
        ['sub/f2.pdf', 'done', null],
      ],
    );
    await settle();
    assert.equal(store.file('batch:b/file:f0')?.pages, 5);
    assert.deepEqual(server.requests.slice(0, 3), [
      'getBatch b results',
      'listDirectoryFiles dir-b',
      'listParseJobs 3',
    ]);
    assert.equal(server.count(), 5);
    await catalog.loadFiles('batch:b');
    await settle();
    assert.equal(server.count('getParse'), 2, 'page counts are kept');
  });

  it('are read in pages of 200 files and 100 jobs, and without page counts where that costs too much', async () => {
    const { server, catalog } = await withBatch(450);
    const [files] = await Promise.all([catalog.loadFiles('batch:b'), catalog.loadFiles('batch:b')]);
    await settle();
    assert.equal(files.length, 450);
    assert.equal(server.count('listDirectoryFiles'), 3);
    assert.equal(server.count('listParseJobs'), 5);
    assert.equal(server.count('getParse'), 0);
    assert.equal(server.count('getBatch'), 1);
  });

  it('are shown by their ids when the directory is gone, and as expired when their jobs are', async () => {
    const { server, store, catalog } = await withBatch(2);
    server.files.delete('dir-b');
    server.jobs.delete('j-f1');
    const files = await catalog.loadFiles('batch:b');
    assert.deepEqual(
      files.map(({ path, outcome }) => [path, outcome]),
      [
        ['f0', 'done'],
        ['f1', 'expired'],
      ],
    );
    assert.match(store.get('batch:b')?.note ?? '', /directory is gone.*names/);
  });

  it('keep the names that were read before the directory was deleted', async () => {
    const { server, store, catalog } = await withBatch(2);
    await catalog.loadFiles('batch:b');
    server.files.delete('dir-b');
    server.jobs.delete('j-f1');
    const files = await catalog.loadFiles('batch:b');
    assert.deepEqual(
      files.map(({ path, outcome }) => [path, outcome]),
      [
        ['sub/f0.pdf', 'done'],
        ['sub/f1.pdf', 'expired'],
      ],
    );
    assert.equal(store.get('batch:b')?.note, 'Its directory is gone from the server.');
  });

  it('wait for a batch that gives no results yet', async () => {
    const { server, store, catalog } = setUp();
    server.setBatch('b', {});
    server.files.set('dir-b', [makeDirectoryFile('f0', 'f0.pdf')]);
    await catalog.batches(place);
    const files = await catalog.loadFiles('batch:b');
    assert.deepEqual(
      files.map(file => file.outcome),
      ['waiting'],
    );
    assert.equal(store.get('batch:b')?.total, 1);
  });

  it('of a run come from the ledger without a request', async () => {
    const { server, catalog } = setUp(plannedRun('r', ['b.pdf', 'a.pdf']));
    assert.deepEqual(
      (await catalog.loadFiles('run:r')).map(file => file.path),
      ['a.pdf', 'b.pdf'],
    );
    assert.equal(server.count(), 0);
  });
});
