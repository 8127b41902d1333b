import assert from 'node:assert/strict';
import type { LegacyItem } from '../../../../src/protocol/legacyJobs';
import { legacyFileRow, legacyText } from '../../../../src/runs/legacy/legacyResult';
import { FakeLlamaCloud, refusal } from '../../../support/fakeLlamaCloud';

const place = { connectionId: 'cloud', projectId: 'project' };
const item = (more: Partial<LegacyItem> = {}): LegacyItem => ({
  ...{ item_id: 'dfl-1', item_name: 'a.pdf', status: 'completed', job_id: 'pjb-1', skip_reason: null },
  ...{ error_message: null, started_at: null, completed_at: null },
  ...more,
});
const options = { projectId: 'project' };

describe('a file of an older batch', () => {
  it('opens as any other file with the job that parsed or extracted it', () => {
    const row = legacyFileRow(place, 'parse', item());
    assert.deepEqual(
      [row?.connectionId, row?.projectId, row?.jobId, row?.path, row?.outcome, row?.jobType],
      ['cloud', 'project', 'pjb-1', 'a.pdf', 'done', 'parse_v2'],
    );
    assert.equal(legacyFileRow(place, 'extract', item())?.jobType, 'extract_v2');
  });

  it('has the earlier result where it was left out for having one, and else says why it was left out', () => {
    const processed = { status: 'skipped', skip_reason: 'already_processed' };
    assert.equal(legacyFileRow(place, 'parse', item(processed))?.outcome, 'done');
    const without = legacyFileRow(place, 'parse', item({ ...processed, job_id: null }));
    assert.deepEqual([without?.outcome, without?.error?.includes('processed before')], ['failed', true]);
    const large = item({ status: 'skipped', skip_reason: 'size_limit_exceeded', job_id: null });
    assert.match(legacyFileRow(place, 'parse', large)?.error ?? '', /larger/);
    const strange = item({ status: 'skipped', skip_reason: 'too_old', job_id: null });
    assert.match(legacyFileRow(place, 'parse', strange)?.error ?? '', /too_old/);
  });

  it('keeps the server’s reason, and takes an unknown status for one that goes on', () => {
    const failed = legacyFileRow(place, 'parse', item({ status: 'failed', error_message: 'Broken.' }));
    assert.deepEqual([failed?.outcome, failed?.error], ['failed', 'Broken.']);
    assert.equal(legacyFileRow(place, 'parse', item({ status: 'postponed' }))?.outcome, 'running');
  });

  it('has a document of its own where it is of another kind, or its job is not named', () => {
    assert.equal(legacyFileRow(place, 'classify', item()), undefined);
    assert.equal(legacyFileRow(place, 'parse', item({ job_id: null })), undefined);
  });
});

describe('the document of a file of an older batch', () => {
  let cloud: FakeLlamaCloud;
  beforeEach(() => {
    cloud = new FakeLlamaCloud();
  });

  it('tells the class that was found', async () => {
    const result = { type: 'invoice', confidence: 0.9, reasoning: 'It has an amount.' };
    cloud.classifyJobs.set('cls-1', {
      ...{ id: 'cls-1', project_id: 'project', status: 'COMPLETED', result, error_message: null },
      ...{ file_input: null, transaction_id: null },
      ...{ created_at: null, updated_at: null },
    });
    const text = await legacyText(cloud, 'classify', item({ job_id: 'cls-1' }), options);
    assert.deepEqual(JSON.parse(text).result, result);
    assert.equal(JSON.parse(text).file, 'a.pdf');
  });

  it('tells what the older route keeps where the job is gone', async () => {
    const kept = {
      ...{ result_id: 'r-1', job_type: 'classify', output_s3_path: 's3://x', output_metadata: null },
      processed_at: null,
    };
    cloud.legacy.results.set('dfl-1', { item_id: 'dfl-1', item_name: 'a.pdf', processing_results: [kept] });
    const text = await legacyText(cloud, 'classify', item({ job_id: 'cls-gone' }), options);
    assert.equal(JSON.parse(text).processing_results[0].result_id, 'r-1');
  });

  it('is a sentence where nothing is kept, the server’s own where it gave one', async () => {
    await assert.rejects(legacyText(cloud, 'classify', item(), options), /no longer keeps/);
    const failed = item({ status: 'failed', error_message: 'The model refused.' });
    await assert.rejects(legacyText(cloud, 'classify', failed, options), /The model refused/);
  });

  it('passes other failures on', async () => {
    cloud.before = () => {
      throw refusal(503, 'Busy');
    };
    await assert.rejects(legacyText(cloud, 'classify', item(), options), /Busy/);
  });
});
