import assert from 'node:assert/strict';
import type { LlamaCloud } from '../../../src/client/api';
import { ResultDocuments } from '../../../src/documents/resultDocuments';
import type { ResultView } from '../../../src/documents/resultViews';
import { extractJob } from '../../../src/protocol/extractJobs';
import { refusal } from '../../support/fakeLlamaCloud';

describe('documents of an extraction', () => {
  let job: object;
  let expands: string[][];
  let documents: ResultDocuments;
  const read = (view: ResultView) =>
    documents.read({ connectionId: 'c', projectId: 'p', jobId: 'ext-1', view, path: 'a.pdf' });

  beforeEach(() => {
    expands = [];
    job = { id: 'ext-1', project_id: 'p', status: 'COMPLETED', extract_result: { total: 1 } };
    const client: Pick<LlamaCloud, 'getExtract'> = {
      getExtract: async (_, expand) => {
        expands.push([...expand]);
        return extractJob.parse(job);
      },
    };
    documents = new ResultDocuments(async () => client as LlamaCloud);
  });

  afterEach(() => documents.dispose());

  it('are read from the extract route, with the metadata, and once they are final only once', async () => {
    const { text, final } = await read('extract');
    assert.deepEqual(JSON.parse(text), { extract_result: { total: 1 } });
    assert.ok(final);
    await read('extract');
    assert.deepEqual(expands, [['extract_metadata']]);
  });

  it('say in a sentence that there is no result yet, or why there is none', async () => {
    job = { ...job, status: 'THROTTLED', extract_result: null };
    await assert.rejects(read('extract'), { message: /not done yet \(throttled\)/ });
    job = { ...job, status: 'FAILED', error_message: 'The schema fits no page.' };
    await assert.rejects(read('extract'), { message: 'The schema fits no page.' });
    const { text } = await read('extractDetails');
    assert.match(text, /The schema fits no page\./);
  });

  it('say that a result is gone', async () => {
    documents = new ResultDocuments(async () => {
      const gone = { getExtract: async () => Promise.reject(refusal(404)) };
      return gone as unknown as LlamaCloud;
    });
    await assert.rejects(read('extract'), { message: /no longer keeps this result/ });
  });
});
