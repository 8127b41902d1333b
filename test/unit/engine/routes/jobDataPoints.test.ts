import assert from 'node:assert/strict';
import { FakeClock } from '../fakes';
import { eventually, refusal, TestEngine } from '../testEngine';

const path = '/api/v1/job-data-points';
const minute = 60_000;
const data_schema = { type: 'object', properties: { total: { type: 'number' } } };
const rules = [{ type: 'invoice', description: 'contains an invoice number' }];

describe('the job data points', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const list = async (query: string) => {
    const { status, body } = await engine.get(`${path}?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const points = async (query: string) => (await list(query)).items;
  const parsed = async (...names: string[]) => {
    const batch = await engine.batch(...names);
    await engine.until(batch.id, 'COMPLETED');
  };

  it('tells when a parse waited, ran and ended', async () => {
    engine.pool.held = true;
    const batch = await engine.batch('a.txt');
    await eventually(() => engine.pool.waitingCount === 1);
    clock.advance(minute);
    engine.pool.release();
    await engine.until(batch.id, 'COMPLETED');
    const [point] = await points('job_type=parse');
    assert.match(String(point?.id), /^pjb-/);
    const at = '2026-01-01T00:00:00.000Z';
    const later = '2026-01-01T00:01:00.000Z';
    assert.deepEqual(point, {
      ...{ id: point?.id, project_id: batch.project_id, created_at: at, updated_at: later },
      ...{ status: 'completed', custom_tag: 'agentic', error_message: null },
      state_transitions: {
        ...{ pending_at: at, throttled_at: null, running_at: at },
        ...{ completed_at: later, failed_at: null, cancelled_at: null },
      },
    });
  });

  it('tells of extract and classify jobs, each type apart', async () => {
    await parsed('a.txt');
    const file_input = 'pjb-none';
    const directory = await engine.directory();
    const { body: file } = await engine.upload(directory, 'protected.pdf');
    assert.equal((await engine.post('/api/v2/extract', { file_input })).status, 400);
    await engine.post('/api/v2/extract', {
      ...{ file_input: file.id, configuration: { data_schema, tier: 'agentic_plus' } },
    });
    await engine.post('/api/v2/classify', { file_input: file.id, configuration: { rules } });
    await eventually(async () => (await points('job_type=classify&status=failed')).length === 1);
    await eventually(async () => (await points('job_type=extract&status=failed')).length === 1);
    const tags = async (type: string) => (await points(`job_type=${type}`)).map(item => item['custom_tag']);
    // Theirs are the tier of the extraction, and the default.
    assert.deepEqual((await tags('parse')).sort(), ['agentic', 'agentic_plus', 'cost_effective']);
    assert.deepEqual(await tags('extract'), ['agentic_plus']);
    assert.deepEqual(await tags('classify'), ['default']);
    const [failed] = await points('job_type=extract');
    assert.match(String(failed?.['error_message']), /^PDF_IS_PROTECTED/);
    const times = failed?.['state_transitions'] as Record<string, unknown> | undefined;
    assert.ok(times?.['failed_at']);
  });

  it('filters by status in any case, several at once', async () => {
    await parsed('a.txt', 'protected.pdf', 'b.txt');
    const names = async (query: string) =>
      (await points(`job_type=parse&${query}`)).map(item => item.status).sort();
    assert.deepEqual(await names('status=completed'), ['completed', 'completed']);
    assert.deepEqual(await names('status=FAILED'), ['failed']);
    assert.deepEqual(await names('status=failed&status=completed'), ['completed', 'completed', 'failed']);
    assert.deepEqual(await names('status=cancelled'), []);
  });

  it('reaches back an hour, as many as are asked for, or to a time', async () => {
    await parsed('a.txt');
    clock.advance(90 * minute);
    await parsed('b.txt');
    const count = async (query: string) => (await points(`job_type=parse&${query}`)).length;
    assert.equal(await count(''), 1);
    assert.equal(await count('hours=2'), 2);
    assert.equal(await count('created_at_on_or_after=2026-01-01T00:00:00Z'), 2);
    assert.equal(await count('created_at_on_or_after=2026-01-01T00:00:00Z&hours=1'), 1);
    assert.equal(await count('hours=168&created_at_on_or_before=2026-01-01T00:30:00Z'), 1);
  });

  it('comes in pages, newest first', async () => {
    await parsed('a.txt', 'b.txt', 'c.txt');
    const all = (await points('job_type=parse')).map(({ id }) => id);
    const first = await list('job_type=parse&page_size=2');
    const second = await list(`job_type=parse&page_size=2&page_token=${first.next_page_token}`);
    assert.deepEqual(
      [...first.items, ...second.items].map(({ id }) => id),
      all,
    );
    assert.equal(second.next_page_token, null);
  });

  it('refuses what is out of range', async () => {
    assert.deepEqual(await refusal(engine.get(path)), [
      422,
      [{ loc: ['query', 'job_type'], msg: 'Field required', type: 'missing' }],
    ]);
    for (const query of ['job_type=split', 'job_type=parse&hours=0', 'job_type=parse&hours=169']) {
      assert.equal((await engine.get(`${path}?${query}`)).status, 422, query);
    }
    assert.equal((await engine.get(`${path}?job_type=parse&project_id=none`)).status, 404);
  });
});
