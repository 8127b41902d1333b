import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { ResultWriter } from '../../../../src/engine/jobs/resultWriter';
import { DataFolder } from '../../../../src/engine/store/dataFolder';
import { Store } from '../../../../src/engine/store/store';
import { tempFolder } from '../../../support/tempFolder';

describe('the writer of results', () => {
  let temporary: ReturnType<typeof tempFolder>;
  let folder: DataFolder;
  let store: Store;
  let writer: ResultWriter;

  beforeEach(() => {
    temporary = tempFolder();
    folder = new DataFolder(temporary.path);
    store = new Store(folder);
    writer = new ResultWriter(store);
  });
  afterEach(() => {
    store.dispose();
    folder.dispose();
    temporary.remove();
  });

  const written = (content: string) => {
    const file = {
      temporary: store.blobs.temporary(),
      sha256: createHash('sha256').update(content).digest('hex'),
    };
    writeFileSync(file.temporary, content);
    return file;
  };
  const isBlob = ({ sha256 }: { sha256: string }) => existsSync(store.blobs.path(sha256));
  /** A row that refers to the blob, so that it is kept. */
  const refer = ({ sha256 }: { sha256: string }) => {
    const project_id = store.projects.default(0).id;
    store.files.create({ project_id, name: 'a', size: 1, sha256 }, 0);
  };

  it('has the bytes in their place when the rows are written', async () => {
    const file = written('a');
    const record = () => {
      assert.ok(isBlob(file));
      refer(file);
      return true;
    };
    await writer.add({ files: [file], record });
    assert.ok(isBlob(file));
    assert.deepEqual(readdirSync(folder.temporary), []);
  });

  it('writes what finishes meanwhile in one transaction', async () => {
    const depths: number[] = [];
    let commits = 0;
    const durable = store.durable.bind(store);
    store.durable = work => {
      commits++;
      return durable(work);
    };
    const files = ['a', 'b', 'c', 'd'].map(written);
    const record = (file: { sha256: string }) => () => {
      depths.push(Number(store.db.inTransaction));
      refer(file);
      return true;
    };
    await Promise.all(files.map(file => writer.add({ files: [file], record: record(file) })));
    assert.deepEqual(depths, [1, 1, 1, 1]);
    assert.equal(commits, 2, 'the first one, and the others together');
  });

  it('removes the bytes of a result that nobody wants any more', async () => {
    const file = written('late');
    await writer.add({ files: [file], record: () => false });
    assert.ok(!isBlob(file));
  });

  it('keeps a sweep from bytes whose rows are about to be written', async () => {
    const file = written('a');
    const adding = writer.add({
      files: [file],
      record: () => {
        refer(file);
        return true;
      },
    });
    // The sweep looks at the folders while the bytes are being flushed.
    while (!isBlob(file)) await new Promise(resolve => setImmediate(resolve));
    await store.sweep();
    await adding;
    assert.ok(isBlob(file));
  });

  it('fails alone the result that cannot be written', async () => {
    const [good, bad, other] = [written('a'), written('b'), written('c')];
    const keep = (file: { sha256: string }) => () => {
      refer(file);
      return true;
    };
    const ended = await Promise.allSettled([
      writer.add({ files: [good], record: keep(good) }),
      writer.add({
        files: [bad],
        record: () => {
          throw new Error('the row is refused');
        },
      }),
      writer.add({ files: [other], record: keep(other) }),
    ]);
    assert.deepEqual(
      ended.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.ok(isBlob(good) && isBlob(other));
    await store.sweep();
    assert.ok(!isBlob(bad));
  });
});
