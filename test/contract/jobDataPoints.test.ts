import assert from 'node:assert/strict';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { agentic, quick } from './harness/parseJobs';
import { refused } from './harness/refusals';

const data_schema = { type: 'object', properties: { total: { type: 'number' } } };
const rules = [{ type: 'invoice', description: 'Has an invoice number.' }];

describe('job data points', () => {
  const server = useServer();
  const points = () => server.sdk.jobDataPoints;
  let good: string;
  let bad: string;

  before(async () => {
    const { parsing, extract, classify } = server.sdk;
    const upload_file = new File(['Tide table'], 'tides.txt');
    good = (await parsing.parse({ ...agentic, upload_file, expand: ['text'] }, quick)).job.id;
    const broken = await parsing.create({ ...agentic, upload_file: new File(['%PDF-1.7'], 'a.pdf') });
    await parsing.waitForCompletion(broken.id, {}, quick).catch(() => undefined);
    bad = broken.id;
    // Given a file, they would make parses of their own.
    await extract.run({ file_input: good, configuration: { data_schema } }, quick);
    await classify.run({ file_input: good, configuration: { rules } }, quick);
  });

  it('tells when a parse job waited, ran and ended', async () => {
    const list = await collect(points().list({ job_type: 'parse' }));
    assert.deepEqual(
      list.map(point => point.id),
      [bad, good],
    );
    const [failed, completed] = list;
    assert.match(completed?.status ?? '', /^completed$/i);
    const { pending_at, running_at, completed_at, failed_at } = completed?.state_transitions ?? {};
    const times = [pending_at, running_at, completed_at].map(time => Date.parse(time ?? ''));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.equal(failed_at ?? null, null);
    assert.match(failed?.status ?? '', /^failed$/i);
    assert.match(failed?.error_message ?? '', /^PDF_IS_BROKEN/);
    assert.ok(failed?.state_transitions?.failed_at);
  });

  for (const job_type of ['extract', 'classify'] as const) {
    it(`tells of ${job_type} jobs`, async () => {
      const [point, ...others] = await collect(points().list({ job_type }));
      assert.ok(point?.state_transitions?.pending_at);
      assert.deepEqual(others, []);
    });
  }

  it('filters by status and time, in pages of one', async () => {
    const found = async (query: object) =>
      (await collect(points().list({ job_type: 'parse', ...query }))).map(point => point.id);
    assert.deepEqual(await found({ page_size: 1, hours: 168 }), [bad, good]);
    assert.deepEqual(await found({ status: ['completed'] }), [good]);
    assert.deepEqual(await found({ status: ['COMPLETED', 'FAILED'] }), [bad, good]);
    assert.deepEqual(await found({ status: ['cancelled'] }), []);
    assert.deepEqual(await found({ created_at_on_or_after: '2099-01-01T00:00:00Z' }), []);
    assert.deepEqual(await found({ created_at_on_or_before: '2020-01-01T00:00:00Z' }), []);
  });

  it('422: no job type, more hours than a week has', async () => {
    await refused(server, 422, /"query","hours"/, () => points().list({ job_type: 'parse', hours: 169 }));
    const none = await server.request('GET', '/api/v1/job-data-points');
    assert.equal(none.status, 422);
    assert.match(JSON.stringify(none.body), /\["query","job_type"\].*"missing"/);
  });
});
