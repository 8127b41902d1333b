import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DataFolder } from '../../../../src/engine/store/dataFolder';
import type { EngineExit } from '../../../../src/engine/store/engineExit';
import { takeIn } from '../../../../src/engine/store/intake';
import { sqliteConnection } from '../../../../src/engine/store/sqlite';
import { Store } from '../../../../src/engine/store/store';
import { tempFolder } from '../../../support/tempFolder';

const now = Date.parse('2026-01-01T00:00:00Z');

describe('the store', () => {
  const temporary = tempFolder();
  after(() => temporary.remove());
  let count = 0;
  let folder: DataFolder;
  let store: Store;
  beforeEach(() => {
    folder = new DataFolder(join(temporary.path, String(count++)));
    store = new Store(folder);
  });
  afterEach(() => {
    try {
      store.dispose();
    } catch {
      // A test closed it already.
    }
    folder.dispose();
  });

  const newDirectory = () => {
    const project_id = store.projects.default(now).id;
    const more = { description: null, type: 'user', expires_at: null, system_metadata: null, extra: {} };
    const found = store.directories.get(store.directories.create({ project_id, name: 'd', ...more }, now));
    assert.ok(found);
    return found;
  };
  const put = async (
    directory: ReturnType<typeof newDirectory>,
    content: string,
    uniqueId?: string,
    name = 'a.txt',
  ) => {
    const path = store.blobs.temporary();
    writeFileSync(path, content);
    const sha256 = sha256Of(content);
    const incoming = {
      temporary: path,
      sha256,
      size: content.length,
      name,
      uniqueId,
      displayName: name,
      metadata: {},
    };
    return { id: takeIn(store, directory, incoming, now), sha256 };
  };

  it('keeps its rows over a restart, and has one Default project', async () => {
    const project = store.projects.default(now);
    const { id } = newDirectory();
    store.dispose();
    store = new Store(folder);
    assert.deepEqual(store.projects.all(), [project]);
    assert.equal(store.directories.get(id)?.name, 'd');
  });

  it('is for this user alone', () => {
    if (process.platform === 'win32') return;
    newDirectory();
    assert.equal(statSync(folder.path).mode & 0o777, 0o700);
    for (const name of readdirSync(folder.path)) {
      assert.equal(statSync(join(folder.path, name)).mode & 0o077, 0, name);
    }
  });

  it('refuses a folder that another engine holds, and takes it when that one is gone', () => {
    assert.throws(
      () => new DataFolder(folder.path),
      (error: EngineExit) => error.exitCode === 3,
    );
    folder.dispose();
    folder = new DataFolder(folder.path);
  });

  it('refuses a database of a newer version with a sentence', () => {
    store.dispose();
    const Connection = sqliteConnection();
    const database = new Connection(folder.database);
    database.exec('PRAGMA user_version=999');
    database.close();
    assert.throws(
      () => new Store(folder),
      (error: EngineExit) => error.exitCode === 4 && /newer version/.test(error.message),
    );
  });

  it('undoes a transaction that failed', () => {
    const { id } = newDirectory();
    assert.throws(() =>
      store.durable(() => {
        store.directories.markDeleted(id, now);
        throw new Error('half way');
      }),
    );
    assert.ok(store.directories.get(id));
    newDirectory();
  });

  it('stores equal bytes once, and removes them with the last that needs them', async () => {
    const [one, two] = [newDirectory(), newDirectory()];
    const { sha256 } = await put(one, 'same');
    await put(two, 'same');
    assert.ok(existsSync(store.blobs.path(sha256)));
    const removeAll = (directoryId: string) =>
      store.durable(() => {
        const files = store.directoryFiles.markAllDeleted(directoryId, now);
        store.release(files.map(file => store.files.release(file)));
      });
    removeAll(one.id);
    assert.ok(existsSync(store.blobs.path(sha256)));
    removeAll(two.id);
    assert.ok(!existsSync(store.blobs.path(sha256)));
  });

  it('removes the bytes of a large directory a few at a time', async () => {
    const directory = newDirectory();
    const many = 450;
    for (let n = 0; n < many; n++) await put(directory, `content ${n}`, `${n}.txt`);
    const present = () =>
      Array.from({ length: many }, (_, n) => sha256Of(`content ${n}`)).filter(sha256 =>
        existsSync(store.blobs.path(sha256)),
      ).length;
    store.durable(() => {
      const files = store.directoryFiles.markAllDeleted(directory.id, now);
      store.release(files.map(file => store.files.release(file)));
    });
    assert.ok(present() > 0, 'all of them went in one turn');
    while (present() > 0) await setImmediate();
  });

  it('replaces the file of a repeated unique id and keeps its id', async () => {
    const directory = newDirectory();
    const first = await put(directory, 'old', 'sub/a.txt');
    const again = await put(directory, 'old', 'sub/a.txt');
    const second = await put(directory, 'new', 'sub/a.txt');
    assert.deepEqual([again.id, second.id], [first.id, first.id]);
    assert.equal(store.directoryFiles.count(directory.id), 1);
    assert.deepEqual(
      store.directoryFiles.sources(directory.id).map(source => source.sha256),
      [second.sha256],
    );
    assert.ok(!existsSync(store.blobs.path(first.sha256)));
  });

  it('keeps files of one name apart where no unique id was given, but not the same bytes twice', async () => {
    const directory = newDirectory();
    const ids = [await put(directory, '1'), await put(directory, '2'), await put(directory, '1')].map(
      f => f.id,
    );
    assert.equal(ids[0], ids[2]);
    const { rows } = store.directoryFiles.list(
      {
        directory_id: directory.id,
        ...{
          display_name: undefined,
          display_name_contains: undefined,
          unique_id: undefined,
          file_id: undefined,
        },
        ...{ include_deleted: false, updated_from: undefined, updated_to: undefined },
      },
      { size: 10, before: undefined },
    );
    assert.deepEqual(
      rows.map(row => row.unique_id),
      ['a.txt (2)', 'a.txt'],
    );
  });

  it('sweeps what a crash left behind, and nothing else', async () => {
    const { sha256 } = await put(newDirectory(), 'kept');
    const orphan = store.blobs.temporary();
    writeFileSync(orphan, 'orphan');
    const lost = sha256Of('orphan');
    store.blobs.adopt(orphan, lost);
    writeFileSync(store.blobs.temporary(), 'half');
    store.dispose();
    store = new Store(folder);
    assert.deepEqual(readdirSync(folder.temporary), []);
    assert.equal(await store.sweep(), 1);
    assert.ok(existsSync(store.blobs.path(sha256)));
    assert.ok(!existsSync(store.blobs.path(lost)));
  });

  it('keeps the bytes that a waiting batch took, even when its directory goes', async () => {
    const directory = newDirectory();
    const { sha256 } = await put(directory, 'needed');
    const batch = {
      ...{ project_id: directory.project_id, directory_id: directory.id },
      ...{ job_type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST', tier: 'fast' },
      ...{ parameters: {}, webhooks: [], job_webhooks: [] },
    };
    store.batches.create(batch, store.directoryFiles.sources(directory.id), now);
    store.durable(() => {
      const files = store.directoryFiles.markAllDeleted(directory.id, now);
      store.release(files.map(file => store.files.release(file)));
    });
    assert.ok(existsSync(store.blobs.path(sha256)));
  });
});

const sha256Of = (content: string): string => createHash('sha256').update(content).digest('hex');
