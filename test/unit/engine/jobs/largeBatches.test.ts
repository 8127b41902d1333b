import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { BatchLifeCycle } from '../../../../src/engine/jobs/batchLifeCycle';
import { DataFolder } from '../../../../src/engine/store/dataFolder';
import { Store } from '../../../../src/engine/store/store';
import { tempFolder } from '../../../support/tempFolder';
import { FakeClock } from '../fakes';

describe('a batch of more files than get jobs at once', () => {
  let temporary: ReturnType<typeof tempFolder>;
  let folder: DataFolder;
  let store: Store;
  let open: Set<string>;
  let made: string[];
  let batches: BatchLifeCycle;
  beforeEach(() => {
    temporary = tempFolder();
    folder = new DataFolder(temporary.path);
    store = new Store(folder);
    open = new Set();
    made = [];
    const jobs = {
      create: (_: unknown, { name }: { name: string }) => {
        if (name.startsWith('bad')) return { error: 'Not this one.' };
        open.add(name);
        made.push(name);
        return { jobId: name };
      },
      hasOpenIn: (_: string, moreThan = 0) => open.size > moreThan,
      openIn: () => [...open],
      cancel: (id: string) => void open.delete(id),
    };
    const announcer = { announce: () => undefined };
    const kinds = { parse_v2: jobs };
    batches = new BatchLifeCycle({ store, clock: new FakeClock(), announcer, kinds });
  });
  afterEach(() => {
    store.dispose();
    folder.dispose();
    temporary.remove();
  });

  const create = (names: string[]) =>
    batches.create(
      {
        ...{ project_id: 'p', directory_id: '', job_type: 'parse_v2', configuration_id: '', tier: 'fast' },
        ...{ parameters: {}, webhooks: [], job_webhooks: [], legacy: {} },
      },
      names.map(name => ({ id: name, name, size: 1, sha256: name.padStart(64, '0') })),
    );
  const numbered = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
  const end = (count: number) => {
    for (const name of [...open].slice(0, count)) open.delete(name);
  };
  const status = (id: string) => store.batches.get(id)?.status;

  it('is filled as its jobs end, in order, and ends with its last job', () => {
    const { id } = create(numbered(2300));
    batches.start(id);
    assert.deepEqual([made.length, status(id), batches.settle(id, true)], [1000, 'RUNNING', 'open']);
    end(499);
    assert.equal(batches.settle(id, true), 'open');
    batches.start(id);
    assert.equal(made.length, 1000);
    end(1);
    assert.equal(batches.settle(id, true), 'unfilled');
    batches.start(id);
    batches.start(id);
    assert.deepEqual([made.length, open.size], [2000, 1500]);
    end(1500);
    assert.equal(batches.settle(id, false), 'unfilled');
    batches.start(id);
    assert.deepEqual([made.length, batches.settle(id, true)], [2300, 'open']);
    end(300);
    assert.equal(batches.settle(id, false), 'ended');
    assert.equal(status(id), 'COMPLETED');
    assert.deepEqual(made, numbered(2300));
  });

  it('goes on where the next thousand get no job at all', () => {
    const { id } = create([...numbered(999), ...numbered(2000).map(name => `bad ${name}`), 'last']);
    batches.start(id);
    end(999);
    assert.equal(batches.settle(id, false), 'unfilled');
    batches.start(id);
    assert.deepEqual([open.size, batches.settle(id, false)], [0, 'unfilled']);
    batches.start(id);
    assert.deepEqual([made.at(-1), status(id), batches.settle(id, true)], ['last', 'RUNNING', 'open']);
    end(1);
    assert.equal(batches.settle(id, false), 'ended');
  });

  it('holds on to the bytes of the files whose turn has not come', async () => {
    const sha256 = createHash('sha256').update('bytes').digest('hex');
    const blob = store.blobs.temporary();
    writeFileSync(blob, 'bytes');
    store.blobs.adopt(blob, sha256);
    const letGo = () => store.transaction(() => store.release([sha256]));
    const created = create([...numbered(1000), sha256]);
    batches.start(created.id);
    letGo();
    assert.ok(existsSync(store.blobs.path(sha256)));
    const running = store.batches.get(created.id);
    assert.ok(running);
    batches.cancel(running);
    // They go a few a turn.
    while (existsSync(store.blobs.path(sha256))) await setImmediate();
  });

  it('gives no further jobs once it is cancelled', () => {
    const created = create(numbered(1500));
    batches.start(created.id);
    end(900);
    const running = store.batches.get(created.id);
    assert.ok(running);
    batches.cancel(running);
    batches.start(created.id);
    assert.deepEqual([made.length, batches.settle(created.id, true)], [1000, 'open']);
    assert.deepEqual([batches.settle(created.id, false), status(created.id)], ['ended', 'CANCELLED']);
  });
});
