import assert from 'node:assert/strict';
import { join } from 'node:path';
import { applyEvents } from '../../../../src/runs/applyEvents';
import { cleanedEvents, type Deletion, deleteLeftovers } from '../../../../src/runs/cleanUp/deleteLeftovers';
import { type Leftover, type Survey, surveyRun } from '../../../../src/runs/cleanUp/leftovers';
import type { Run } from '../../../../src/runs/run';
import { cut, FakeLlamaCloud, refusal } from '../../../support/fakeLlamaCloud';
import { plannedRun, runFile } from '../../../support/runs';
import { tempFolder, writeTree } from '../../../support/tempFolder';

const request = { signal: new AbortController().signal, projectId: 'project' };

describe('clean up', () => {
  const temp = tempFolder();
  let cloud: FakeLlamaCloud;
  after(() => temp.remove());
  beforeEach(() => {
    cloud = new FakeLlamaCloud();
  });

  /** A run over these files that has ended on the server, with a result each. */
  async function endedRun(
    paths: readonly string[],
    jobType: 'parse_v2' | 'extract_v2' = 'parse_v2',
  ): Promise<Run> {
    writeTree(temp.path, Object.fromEntries(paths.map(path => [path, path])));
    const { id: directoryId } = await cloud.createDirectory({ name: 'docs' });
    const sent = [];
    for (const path of paths) {
      const fields = { unique_id: path };
      sent.push(
        await cloud.uploadDirectoryFile(directoryId, { path: join(temp.path, path), fileName: path }, fields),
      );
    }
    const config = { job: { type: jobType, configuration_id: 'cfg-x' } };
    const { id: batchId } = await cloud.createBatch({ source_directory_id: directoryId, config });
    cloud.startBatch(batchId);
    for (const id of cloud.jobs.keys()) cloud.endJob(id, 'COMPLETED');
    for (const id of cloud.extractJobs.keys()) cloud.jobStore.endExtract(id, 'COMPLETED');
    const results = cloud.batches.get(batchId)?.results ?? [];
    const files = sent.map((file, place) =>
      runFile(file.unique_id, {
        ...{ directoryId, directoryFileId: file.id, fileId: file.file_id, outcome: 'done' },
        jobId: results[place]?.job_reference?.id ?? null,
      }),
    );
    const batches = [{ directoryId, batchId, status: 'COMPLETED' }];
    return plannedRun(`run-${batchId}`, [], { jobType, phase: 'finished', endedAt: 5, files, batches });
  }

  const survey = (run: Run, others: Run[] = []): Promise<Survey> => surveyRun(cloud, run, others, request);
  const remove = (run: Run, leftovers: readonly Leftover[], signal = request.signal): Promise<Deletion> =>
    deleteLeftovers(cloud, run.jobType, leftovers, { request: { ...request, signal } });
  const shown = ({ leftovers }: Survey) =>
    leftovers.map(({ kind, ids, usedBy }) => [kind, ids.length, usedBy.join()].join(' ').trim());

  for (const jobType of ['parse_v2', 'extract_v2'] as const) {
    it(`finds all that a run of ${jobType} left, and leaves nothing of it`, async () => {
      const run = await endedRun(['a.txt', 'b.txt', 'c.txt'], jobType);
      const found = await survey(run);
      assert.deepEqual(shown(found), ['directory 1', 'files 3', 'results 3']);
      assert.equal(found.leftovers[0]?.name, 'docs');
      assert.equal(found.leftovers[0]?.fileCount, 3);
      const deletion = await remove(run, found.leftovers);
      assert.deepEqual(deletion, {
        deleted: { results: 3, directory: 1, files: 3 },
        ...{ failures: [], left: 0, stopped: null },
      });
      const { directories, stored, jobs, extractJobs } = cloud;
      assert.deepEqual([directories.size, stored.size, jobs.size, extractJobs.size], [0, 0, 0, 0]);
      const events = cleanedEvents(found, found.leftovers, deletion, 99);
      assert.equal(applyEvents(run, events).cleanedAt, 99);
      assert.deepEqual(shown(await survey(run)), ['files 3']);
    });
  }

  it('finds what a run that classified left: stored files and the jobs', async () => {
    writeTree(temp.path, { 'a.txt': 'a' });
    const source = { path: join(temp.path, 'a.txt'), fileName: 'a.txt' };
    const { id: fileId } = await cloud.uploadFile(source, { purpose: 'classify', external_file_id: 'key' });
    const body = { file_input: fileId, configuration_id: 'cfg-x', transaction_id: 'key' };
    const { id: jobId } = await cloud.createClassify(body);
    const files = [runFile('a.txt', { fileId, jobId, outcome: 'done' })];
    const run = plannedRun('run-c', [], {
      jobType: 'classify_v2',
      mode: 'jobs',
      phase: 'finished',
      endedAt: 5,
      files,
    });
    assert.equal((await survey(run)).runningJobs, 1);
    cloud.jobStore.endClassify(jobId, 'COMPLETED', 'invoice');
    const found = await survey(run);
    assert.deepEqual(shown(found), ['files 1', 'results 1']);
    await remove(run, found.leftovers);
    assert.deepEqual([cloud.stored.size, cloud.classifyJobs.size], [0, 0]);
  });

  it('finds the results of earlier attempts, which the run itself no longer names', async () => {
    const run = await endedRun(['a.txt', 'b.txt']);
    const [first, ...rest] = run.files;
    assert.ok(first);
    const retried = {
      ...run,
      files: [{ ...first, jobId: null, directoryFileId: null, directoryId: null }, ...rest],
    };
    assert.deepEqual(shown(await survey(retried)), ['directory 1', 'files 2', 'results 2']);
  });

  it('keeps apart what others need', async () => {
    const run = await endedRun(['a.txt', 'b.txt', 'c.txt']);
    const [a, b] = run.files;
    assert.ok(a?.jobId && b?.fileId);
    const earlier = { connectionId: 'local', projectId: 'project', jobId: a.jobId };
    const files = [
      runFile('a.txt', { earlier, outcome: 'unchanged' }),
      runFile('b.txt', { fileId: b.fileId }),
    ];
    const other = plannedRun('other', [], { label: 'Other', files });
    assert.deepEqual(shown(await survey(run, [other])), [
      'directory 1',
      'files 2',
      'files 1 “Other”',
      'results 2',
      'results 1 “Other”',
    ]);
    const cleaned = { ...other, cleanedAt: 7 };
    assert.deepEqual(shown(await survey(run, [cleaned])), ['directory 1', 'files 3', 'results 3']);
  });

  it('says of a directory that others use it, or put files into it', async () => {
    const run = await endedRun(['a.txt']);
    const directoryId = run.batches[0]?.directoryId ?? '';
    const config = { job: { type: 'parse_v2', configuration_id: 'cfg-x' } } as const;
    const second = await cloud.createBatch({ source_directory_id: directoryId, config });
    await cloud.addDirectoryFile(directoryId, {
      file_id: run.files[0]?.fileId ?? '',
      unique_id: 'theirs.txt',
    });
    const [directory] = (await survey(run)).leftovers;
    assert.deepEqual(directory?.usedBy, [
      `the batch ${second.id}`,
      'files that did not come from this batch',
    ]);
  });

  it('takes all of a batch that was made elsewhere for needed by whoever made it', async () => {
    const run = { ...(await endedRun(['a.txt'])), adopted: true };
    assert.ok((await survey(run)).leftovers.every(({ usedBy }) => usedBy[0] === 'whoever made this batch'));
  });

  it('leaves alone what still runs, and does not call the run clean then', async () => {
    const run = await endedRun(['a.txt', 'b.txt']);
    const job = run.files[0]?.jobId ?? '';
    Object.assign(cloud.jobs.get(job) ?? {}, { status: 'RUNNING' });
    const found = await survey(run);
    assert.equal(found.runningJobs, 1);
    assert.deepEqual(shown(found), ['directory 1', 'files 1', 'results 1']);
    const deletion = await remove(run, found.leftovers);
    assert.ok(cloud.jobs.has(job));
    assert.ok(cloud.stored.has(run.files[0]?.fileId ?? ''));
    assert.deepEqual(cleanedEvents(found, found.leftovers, deletion, 1), []);
  });

  it('leaves the directory and the files of a batch alone that still runs', async () => {
    const run = await endedRun(['a.txt', 'b.txt']);
    const batchId = run.batches[0]?.batchId ?? '';
    Object.assign(cloud.batches.get(batchId) ?? {}, { status: 'RUNNING' });
    const found = await survey(run);
    assert.deepEqual(found.runningBatches, [batchId]);
    assert.deepEqual(shown(found), ['results 2']);
  });

  it('is not done while a person keeps something, but what others need may stay', async () => {
    const run = await endedRun(['a.txt', 'b.txt']);
    const found = await survey(run);
    const some = found.leftovers.filter(leftover => leftover.kind !== 'results');
    assert.deepEqual(cleanedEvents(found, some, await remove(run, some), 1), []);
    const shared = { ...found, leftovers: found.leftovers.map(one => ({ ...one, usedBy: ['another'] })) };
    const nothing = await remove(run, []);
    assert.equal(cleanedEvents(shared, [], nothing, 1).length, 1);
  });

  it('keeps what failed apart, takes what is gone for deleted, and goes on', async () => {
    const run = await endedRun(['a.txt', 'b.txt', 'c.txt']);
    const found = await survey(run);
    const [gone, refused] = run.files.map(file => file.jobId ?? '');
    cloud.jobs.delete(gone ?? '');
    cloud.before = ({ subject }) => {
      if (subject === refused) throw refusal(409, 'The job is still running.');
    };
    const deletion = await remove(run, found.leftovers);
    assert.deepEqual(deletion.deleted, { results: 2, directory: 1, files: 3 });
    assert.deepEqual(
      deletion.failures.map(({ kind, id }) => [kind, id]),
      [['results', refused]],
    );
    assert.match(deletion.failures[0]?.message ?? '', /still running/);
    assert.deepEqual(cleanedEvents(found, found.leftovers, deletion, 1), []);
  });

  it('stops where the rest would fail too', async () => {
    const run = await endedRun(Array.from({ length: 40 }, (_, i) => `f${i}.txt`));
    const found = await survey(run);
    let deletions = 0;
    cloud.before = ({ method }) => {
      if (method.startsWith('delete') && ++deletions > 10) throw cut();
    };
    const deletion = await remove(run, found.leftovers);
    assert.deepEqual(deletion.deleted, { results: 10, directory: 0, files: 0 });
    assert.equal(deletion.left, 71);
    assert.match(deletion.stopped ?? '', /connection broke/);
    assert.ok(deletions < 20);
  });

  it('stops after many failures', async () => {
    const run = await endedRun(Array.from({ length: 100 }, (_, i) => `f${i}.txt`));
    const found = await survey(run);
    cloud.before = ({ method }) => {
      if (method.startsWith('delete')) throw refusal(403, 'You may not delete this.');
    };
    const deletion = await remove(run, found.leftovers);
    assert.ok(deletion.failures.length < 60, String(deletion.failures.length));
    assert.match(deletion.stopped ?? '', /may not delete/);
  });

  it('stops when the person does, and says what is left', async () => {
    const run = await endedRun(Array.from({ length: 20 }, (_, i) => `f${i}.txt`));
    const found = await survey(run);
    const abort = new AbortController();
    let deletions = 0;
    cloud.after = ({ method }) => {
      if (method.startsWith('delete') && ++deletions === 5) abort.abort();
    };
    const deletion = await remove(run, found.leftovers, abort.signal);
    assert.equal(deletion.stopped, null);
    assert.ok(deletion.left > 30, String(deletion.left));
    assert.deepEqual(cleanedEvents(found, found.leftovers, deletion, 1), []);
  });
});
