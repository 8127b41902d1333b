import assert from 'node:assert/strict';
import type { LlamaCloud } from '../../../../src/client/api';
import { ApiError } from '../../../../src/client/errors';
import { readResults } from '../../../../src/runs/results/readResults';
import type { FileRow } from '../../../../src/runs/rows';
import { FakeLlamaCloud } from '../../../support/fakeLlamaCloud';

const signal = new AbortController().signal;

describe('readResults', () => {
  let cloud: FakeLlamaCloud;
  const clientFor = async (): Promise<LlamaCloud> => cloud;

  beforeEach(() => {
    cloud = new FakeLlamaCloud();
  });

  function file(path: string, more: Partial<FileRow> = {}): FileRow {
    return {
      ...{ key: `run:1/file:${path}`, parentKey: 'run:1', connectionId: 'c', projectId: 'project' },
      ...{ batchId: null, directoryFileId: null, jobId: null, path, outcome: 'done', error: null },
      ...{ pages: null, failedPages: 0, credits: null, tier: null, askedTier: null },
      ...{ jobType: 'extract_v2', source: null },
      ...more,
    };
  }

  function extracted(path: string, total: number): FileRow {
    const { id } = cloud.jobStore.startExtract('f', 'project');
    cloud.jobStore.endExtract(id, 'COMPLETED', {
      extract_result: { total },
      extract_metadata: { field_metadata: { document_metadata: { total: { confidence: 0.9 } } } },
    });
    return file(path, { jobId: id });
  }

  it('reads many in few requests, in the order of the files, with their confidence', async () => {
    const files = Array.from({ length: 60 }, (_, i) => extracted(`${i}.pdf`, i));
    const heard: number[] = [];
    const { files: read, notRead } = await readResults(files, {
      ...{ clientFor, signal },
      onProgress: done => heard.push(done),
    });
    assert.deepEqual(
      read.map(({ file: path, result }) => [path, result]),
      files.map(({ path }, i) => [path, { total: i }]),
    );
    assert.deepEqual(read[0]?.confidences, { total: 0.9 });
    assert.equal(notRead, 0);
    assert.deepEqual([cloud.count('listExtractJobs'), cloud.count('getExtract')], [3, 0]);
    assert.equal(heard.at(-1), 60);
  });

  it('asks for the job itself where a list leaves its result out', async () => {
    const files = [extracted('a.pdf', 1)];
    const { listExtractJobs } = cloud;
    cloud.listExtractJobs = async (...args) => {
      const page = await listExtractJobs(...args);
      return { ...page, items: page.items.map(job => ({ ...job, extract_result: null })) };
    };
    const { files: read } = await readResults(files, { clientFor, signal });
    assert.deepEqual(read[0]?.result, { total: 1 });
    assert.equal(cloud.count('getExtract'), 1);
  });

  it('says why a file has no result', async () => {
    const running = cloud.jobStore.startExtract('f', 'project').id;
    const { files: read } = await readResults(
      [
        file('failed.pdf', { outcome: 'failed', error: 'Broken.' }),
        file('gone.pdf', { jobId: 'ext-gone' }),
        file('late.pdf', { jobId: running }),
        file('waiting.pdf', { outcome: 'waiting' }),
      ],
      { clientFor, signal },
    );
    assert.deepEqual(
      read.map(({ status, error }) => [status, error]),
      [
        ['failed', 'Broken.'],
        ['expired', 'The server no longer keeps the result of this file. Extract it again.'],
        ['running', 'It has no result yet. Open the table again.'],
        ['waiting', null],
      ],
    );
  });

  it('says which files could not be read where others could, and rejects where none could', async () => {
    const elsewhere = extracted('unchanged.pdf', 2);
    const files = [extracted('a.pdf', 1), { ...elsewhere, connectionId: 'other' }];
    const refusing = async (id: string) => {
      if (id === 'other') throw new ApiError('auth', 'Sign in to Other.');
      return cloud;
    };
    const { files: read, notRead } = await readResults(files, { clientFor: refusing, signal });
    assert.deepEqual(
      [read[0]?.status, read[1]?.status, read[1]?.error],
      ['done', 'not_read', 'Sign in to Other.'],
    );
    assert.equal(notRead, 1);
    const one = readResults([files[1] as FileRow], { clientFor: refusing, signal });
    await assert.rejects(one, { message: 'Sign in to Other.' });
  });

  it('ends with its signal', async () => {
    const abort = new AbortController();
    const files = Array.from({ length: 200 }, (_, i) => extracted(`${i}.pdf`, i));
    cloud.before = () => abort.abort(new Error('enough'));
    await assert.rejects(readResults(files, { clientFor, signal: abort.signal }), { message: 'enough' });
    assert.ok(cloud.count('listExtractJobs') < 8);
  });
});
