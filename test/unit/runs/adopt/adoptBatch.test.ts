import assert from 'node:assert/strict';
import { join } from 'node:path';
import { silentLog } from '../../../../src/base/log';
import { ApiError } from '../../../../src/client/errors';
import type { BatchResult } from '../../../../src/protocol/batches';
import { adoptBatch } from '../../../../src/runs/adopt/adoptBatch';
import { openLedger } from '../../../../src/runs/ledger';
import { Poller } from '../../../../src/runs/poller/poller';
import type { Run } from '../../../../src/runs/run';
import { RowStore } from '../../../../src/runs/store';
import { FakeClock } from '../../../support/fakeClock';
import { FakeLlamaCloud, refusal } from '../../../support/fakeLlamaCloud';
import { tempFolder, writeTree } from '../../../support/tempFolder';
import { MemoryLedger } from '../memoryLedger';

const now = Date.UTC(2026, 0, 5, 12, 0, 0);
const { signal } = new AbortController();

describe('a batch that was made elsewhere', () => {
  const temp = tempFolder();
  let cloud: FakeLlamaCloud;
  after(() => temp.remove());
  beforeEach(() => {
    cloud = new FakeLlamaCloud();
    cloud.now = () => now - 60_000;
  });

  /** A batch over files of these unique_ids, in a directory with as many pages as there are files. */
  async function made(
    paths: readonly string[],
    {
      type = 'parse_v2',
      configuration_id = 'cfg-x',
    }: { type?: 'parse_v2' | 'extract_v2'; configuration_id?: string } = {},
  ) {
    writeTree(temp.path, Object.fromEntries(paths.map(path => [path, `text of ${path}`])));
    const directory = await cloud.createDirectory({ name: 'Contracts' });
    for (const path of paths) {
      const fileName = path.split('/').at(-1) ?? path;
      const fields = { unique_id: path, display_name: fileName };
      await cloud.uploadDirectoryFile(directory.id, { path: join(temp.path, path), fileName }, fields);
    }
    const config = { job: { type, configuration_id } };
    return cloud.createBatch({ source_directory_id: directory.id, config });
  }

  const adopt = (id: string): Promise<Run> => adoptBatch(cloud, 'cloud', id, { now, signal });

  it('becomes a run with all its files, whatever page of the list they are on', async () => {
    const paths = Array.from({ length: 450 }, (_, i) => `a/f${i}.txt`);
    const parameters = { product_type: 'parse_v2', tier: 'agentic' };
    const { id: configuration_id } = cloud.configurations.save({ name: 'Careful', parameters });
    const batch = await made(paths, { configuration_id });
    const run = await adopt(batch.id);
    assert.deepEqual(run.files.map(file => file.path).sort(), [...paths].sort());
    assert.ok(cloud.count('listDirectoryFiles') > 2);
    assert.ok(run.files.every(file => file.source === '' && file.fileId && file.outcome === 'waiting'));
    assert.deepEqual(run.batches, [
      { directoryId: batch.source_directory_id, batchId: batch.id, status: 'PENDING' },
    ]);
    const { label, phase, adopted, notified, startedAt, jobType, configuration } = run;
    assert.deepEqual(
      { label, phase, adopted, notified, startedAt, jobType },
      {
        label: 'Contracts',
        phase: 'running',
        adopted: true,
        notified: false,
        startedAt: now - 60_000,
        jobType: 'parse_v2',
      },
    );
    assert.deepEqual(configuration, {
      id: configuration_id,
      name: 'Careful',
      tier: 'agentic',
      fingerprint: null,
    });
  });

  it('is read though its directory and its configuration are gone', async () => {
    const batch = await made(['a.txt', 'b.txt']);
    cloud.startBatch(batch.id);
    await cloud.deleteDirectory(batch.source_directory_id);
    const run = await adopt(batch.id);
    const ids = cloud.batches.get(batch.id)?.results?.map(result => result.source_directory_file_id);
    assert.deepEqual(
      run.files.map(file => file.path),
      ids,
    );
    assert.ok(run.files.every(file => file.jobId?.startsWith('pjb-')));
    assert.equal(run.label, batch.id);
    assert.deepEqual(run.configuration, { id: 'cfg-x', name: 'cfg-x', tier: null, fingerprint: null });
    assert.equal(run.notified, true);
  });

  it('keeps files of one name apart, and leaves out what came into the directory later', async () => {
    const batch = await made(['a.txt', 'b.txt', 'c.txt']);
    cloud.startBatch(batch.id);
    const files = cloud.files.get(batch.source_directory_id) ?? [];
    for (const file of files) Object.assign(file, { unique_id: `u-${file.id}`, display_name: 'scan.pdf' });
    const kept = cloud.batches.get(batch.id);
    if (kept) kept.results = kept.results?.slice(0, 2) ?? null;
    const run = await adopt(batch.id);
    assert.deepEqual(
      run.files.map(file => file.path),
      ['scan.pdf', `scan.pdf (${files[1]?.id})`],
    );
  });

  it('trusts no result of a batch that failed', async () => {
    const batch = await made(['a.txt']);
    cloud.startBatch(batch.id);
    Object.assign(cloud.batches.get(batch.id) ?? {}, { status: 'FAILED' });
    assert.equal((await adopt(batch.id)).files[0]?.jobId, null);
  });

  it('is found in another project of the key', async () => {
    const batch = await made(['a.txt']);
    Object.assign(cloud.batches.get(batch.id) ?? {}, { project_id: 'project' });
    let refusals = 0;
    cloud.before = call => {
      if (call.method === 'getBatch' && refusals++ === 0) throw refusal(404);
    };
    assert.equal((await adopt(batch.id)).projectId, 'project');
    assert.equal(cloud.count('getBatch'), 2);
  });

  it('is told of in a sentence where it is nowhere, or where nothing of it is left', async () => {
    await assert.rejects(adopt('bat-unknown'), /no batch bat-unknown .*region/);
    const batch = await made(['a.txt']);
    await cloud.deleteDirectory(batch.source_directory_id);
    await assert.rejects(adopt(batch.id), /Add it again then/);
    Object.assign(cloud.batches.get(batch.id) ?? {}, { status: 'FAILED' });
    await assert.rejects(adopt(batch.id), /nothing left/);
  });

  it('passes a refusal of batches as such on, and asks nobody else after a lost key', async () => {
    cloud.before = call => {
      if (call.method === 'getBatch') throw refusal(403, 'Batches need the Pro plan');
    };
    await assert.rejects(adopt('bat-1'), (error: unknown) => ApiError.is(error, 'forbidden'));
    cloud.before = () => {
      throw refusal(401);
    };
    cloud.calls.length = 0;
    await assert.rejects(adopt('bat-1'), (error: unknown) => ApiError.is(error, 'auth'));
    assert.equal(cloud.calls.length, 1);
  });

  it('refuses kinds of jobs that it does not know', async () => {
    const batch = await made(['a.txt']);
    Object.assign(cloud.batches.get(batch.id)?.config.job ?? {}, { type: 'translate_v1' });
    await assert.rejects(adopt(batch.id), /translate_v1/);
  });

  it('is a run of extract jobs where it makes those', async () => {
    const batch = await made(['a.txt'], { type: 'extract_v2' });
    cloud.startBatch(batch.id);
    const run = await adopt(batch.id);
    assert.equal(run.jobType, 'extract_v2');
    assert.match(run.files[0]?.jobId ?? '', /^ext-/);
  });

  it('stands in the ledger as it was read after a restart', async () => {
    const batch = await made(['a.txt', 'sub/b.txt']);
    const run = await adopt(batch.id);
    const options = { log: silentLog, clock: new FakeClock(now) };
    const folder = join(temp.path, 'ledger');
    const before = await openLedger(folder, options);
    await before.append(run.id, { type: 'planned', run });
    before.dispose();
    const after = await openLedger(folder, options);
    assert.deepEqual(after.get(run.id), run);
    after.dispose();
  });

  /** Follows a run from here on; gives how the poller's ledger and clock are reached, and how it ends. */
  function follow(run: Run) {
    const ledger = new MemoryLedger(run);
    const clock = new FakeClock(now);
    const store = new RowStore({ ledger, startedHere: new Set<string>(), clock, log: silentLog });
    const poller = new Poller({
      ...{ clock, random: () => 0.5, ledger, store, log: silentLog },
      ...{ clientFor: async () => cloud, minIntervalMs: () => 2_000, maxIntervalMs: () => 15_000 },
    });
    poller.start();
    const end = () => {
      poller.dispose();
      store.dispose();
    };
    return { ledger, clock, end };
  }

  it('is followed to its end by the poller', async () => {
    const batch = await made(['good.txt', 'bad.txt', 'none.txt']);
    const run = await adopt(batch.id);
    const { ledger, clock, end } = follow(run);
    await clock.advance(10_000);
    assert.equal(ledger.run(run.id).phase, 'running');
    cloud.startBatch(batch.id);
    const results = cloud.batches.get(batch.id)?.results ?? [];
    const last = results.at(-1) as BatchResult;
    cloud.jobs.delete(last.job_reference?.id ?? '');
    Object.assign(last, { job_reference: null, error_message: 'Cannot be mapped.' });
    const ids = results.flatMap(result => result.job_reference?.id ?? []);
    cloud.endJob(ids[0] ?? '', 'COMPLETED');
    cloud.endJob(ids[1] ?? '', 'FAILED', 'PDF_IS_BROKEN');
    await clock.advance(120_000);
    const after = ledger.run(run.id);
    assert.equal(after.phase, 'finished');
    const said = new Map(after.files.map(file => [file.path, `${file.outcome} ${file.error ?? ''}`.trim()]));
    assert.equal(said.get('good.txt'), 'done');
    assert.equal(said.get('bad.txt'), 'failed PDF_IS_BROKEN');
    assert.equal(said.get('none.txt'), 'failed Cannot be mapped.');
    end();
  });

  it('is followed to its end where it extracts', async () => {
    const batch = await made(['a.txt'], { type: 'extract_v2' });
    const run = await adopt(batch.id);
    const { ledger, clock, end } = follow(run);
    cloud.startBatch(batch.id);
    for (const id of cloud.extractJobs.keys()) cloud.jobStore.endExtract(id, 'COMPLETED');
    await clock.advance(120_000);
    assert.equal(ledger.run(run.id).phase, 'finished');
    assert.deepEqual(ledger.outcomes(run.id), ['done']);
    end();
  });
});
