import assert from 'node:assert/strict';
import { ApiError } from '../../../src/client/errors';
import { FactsReader } from '../../../src/runs/facts';
import { unknownFacts, verdictOf } from '../../../src/runs/outcomes';
import { FakeServer, makeJob, mapped } from './fakeServer';

const outcome = (...args: Parameters<typeof verdictOf>) => verdictOf(...args).outcome;

describe('outcome of a file', () => {
  it('follows its job while the batch lives, also after the batch is COMPLETED', () => {
    for (const batchStatus of ['PENDING', 'RUNNING', 'COMPLETED']) {
      assert.equal(outcome({ batchStatus }), 'waiting');
      assert.equal(outcome({ batchStatus, job: makeJob('j', 'PENDING') }), 'waiting');
      assert.equal(outcome({ batchStatus, job: makeJob('j', 'THROTTLED') }), 'waiting');
      assert.equal(outcome({ batchStatus, job: makeJob('j', 'RUNNING') }), 'running');
      assert.equal(outcome({ batchStatus, job: makeJob('j', 'SOMETHING_NEW') }), 'running');
      assert.equal(outcome({ batchStatus, job: makeJob('j', 'CANCELLED') }), 'cancelled');
    }
  });

  it('keeps the end of a job whatever became of the batch, and ends the others with it', () => {
    for (const [batchStatus, other] of [
      ['CANCELLED', 'cancelled'],
      ['FAILED', 'failed'],
    ] as const) {
      assert.equal(outcome({ batchStatus, job: makeJob('j', 'COMPLETED') }), 'done');
      assert.equal(outcome({ batchStatus, job: makeJob('j', 'RUNNING') }), other);
      assert.equal(outcome({ batchStatus }), other);
    }
  });

  it('tells the error of the mapping, of the job, and one of its own where the server has none', () => {
    const result = { source_directory_file_id: 'f', job_reference: null, error_message: 'No such type.' };
    assert.deepEqual(verdictOf({ batchStatus: 'COMPLETED', result }), {
      outcome: 'failed',
      error: 'No such type.',
      pages: null,
      failedPages: 0,
    });
    const broken = makeJob('j', 'FAILED', { error_message: 'PDF_IS_BROKEN: no pages' });
    assert.equal(verdictOf({ batchStatus: 'RUNNING', job: broken }).error, 'PDF_IS_BROKEN: no pages');
    assert.match(verdictOf({ batchStatus: 'RUNNING', job: makeJob('j', 'FAILED') }).error ?? '', /no reason/);
    assert.doesNotMatch(verdictOf({ batchStatus: 'FAILED', result }).error ?? '', /No such type/);
  });

  it('is expired when the server does not know the job any more', () => {
    const verdict = verdictOf({ batchStatus: 'COMPLETED', result: mapped('f', 'j'), job: 'gone' });
    assert.equal(verdict.outcome, 'expired');
    assert.match(verdict.error ?? '', /Parse it again/);
  });

  it('names the pages that failed', () => {
    const job = makeJob('j', 'COMPLETED');
    const of = (failedPages: number[]) =>
      verdictOf({ batchStatus: 'COMPLETED', job, facts: { ...unknownFacts, pages: 9, failedPages } });
    assert.deepEqual(of([]), { outcome: 'done', error: null, pages: 9, failedPages: 0 });
    assert.equal(of([3]).outcome, 'done_with_failed_pages');
    assert.equal(of([3]).failedPages, 1);
    assert.match(of([3]).error ?? '', /^Page 3 could not/);
    assert.match(of([3, 7]).error ?? '', /^Pages 3 and 7 could not/);
    assert.match(of([1, 2, 3, 4, 5, 6]).error ?? '', /^6 pages could not/);
  });
});

describe('facts of a completed job', () => {
  it('take one small request where the job metadata counts pages', async () => {
    const server = new FakeServer();
    server.setJob('j', 'COMPLETED', { tier: 'cost_effective', usage: { credits: 36 } });
    server.jobMetadata.set('j', { pages: 12, failed_pages: [4] });
    const facts = await new FactsReader().read(server.client, 'c', 'j', {});
    assert.deepEqual(facts, { pages: 12, failedPages: [4], credits: 36, tier: 'cost_effective' });
    assert.deepEqual(server.requests, ['getParse j job_metadata,usage']);
  });

  it('count the page metadata elsewhere, and learn to ask for both at once', async () => {
    const server = new FakeServer();
    const reader = new FactsReader();
    server.setJob('j', 'COMPLETED');
    const counted = { ...unknownFacts, pages: 3 };
    assert.deepEqual(await reader.read(server.client, 'c', 'j', {}), counted);
    assert.deepEqual(await reader.read(server.client, 'c', 'j', {}), counted);
    assert.deepEqual(server.requests, [
      'getParse j job_metadata,usage',
      'getParse j metadata',
      'getParse j job_metadata,metadata,usage',
    ]);
  });

  it('are given up after two failures of the server, so that a run can end', async () => {
    const server = new FakeServer();
    const reader = new FactsReader();
    server.onRequest = () => {
      throw new ApiError('server', 'Broken.', { status: 500 });
    };
    await assert.rejects(reader.read(server.client, 'c', 'j', {}));
    assert.deepEqual(await reader.read(server.client, 'c', 'j', {}), unknownFacts);
  });

  it('are not known where the key may not see them, which is no reason to hold back the result', async () => {
    const server = new FakeServer();
    server.onRequest = () => {
      throw new ApiError('forbidden', 'No.', { status: 403 });
    };
    assert.deepEqual(await new FactsReader().read(server.client, 'c', 'j', {}), unknownFacts);
  });

  it('of an extraction come with its price in one request', async () => {
    const server = new FakeServer();
    server.setExtract('x', 'COMPLETED', {
      usage: { credits: 60 },
      metadata: { usage: { num_pages_extracted: 4, num_pages_billed: 4 } },
    });
    const facts = await new FactsReader().read(server.client, 'c', 'x', {}, 'extract_v2');
    assert.deepEqual(facts, { ...unknownFacts, pages: 4, credits: 60 });
    assert.deepEqual(server.requests, ['getExtract x usage']);
  });

  it('are gone with the job', async () => {
    assert.equal(await new FactsReader().read(new FakeServer().client, 'c', 'j', {}), 'gone');
  });
});
