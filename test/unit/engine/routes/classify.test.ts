import assert from 'node:assert/strict';
import { FakeClock } from '../fakes';
import { type Answer, eventually, refusal, TestEngine } from '../testEngine';

const path = '/api/v2/classify';
const rules = [{ type: 'invoice', description: 'contains an invoice number and a total' }];
const result = { type: 'invoice', confidence: 0.8, reasoning: 'It says so.' };

describe('the classify routes', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  let directory: string;
  let file: string;

  const open = async (options: ConstructorParameters<typeof TestEngine>[0] = {}) => {
    clock = new FakeClock();
    engine = new TestEngine({ clock, ...options });
    engine.engine.start();
    directory = await engine.directory();
    file = (await engine.upload(directory, 'a.txt')).body.id;
  };
  beforeEach(() => open());
  afterEach(() => engine.dispose());

  const create = (more: object = {}) =>
    engine.post(path, { file_input: file, configuration: { rules }, ...more });
  const made = async (answer: Promise<Answer> = create()) => {
    const { status, body } = await answer;
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const get = async (id: string) => (await engine.get(`${path}/${id}`)).body;
  const until = (id: string, status: string) =>
    eventually(
      async () => (await get(id)).status === status,
      () => `the job is not ${status}`,
    );
  const reopenHeld = async () => {
    await engine.dispose();
    await open({
      concurrency: 1,
      classify: (_job, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
  };
  const configuration = async () => {
    const parameters = { product_type: 'classify_v2', rules };
    return (await engine.post('/api/v1/beta/configurations', { name: 'mine', parameters })).body.id;
  };

  it('answers PENDING, then the job finds that nothing of the rules is in the file', async () => {
    const job = await made();
    assert.match(job.id, /^cls-/);
    const { created_at, updated_at, project_id } = job;
    assert.ok(created_at && updated_at && project_id);
    assert.deepEqual(job, {
      ...{ id: job.id, configuration: { rules, mode: 'FAST', parsing_configuration: null } },
      ...{ document_input_type: 'file_id', file_input: file, project_id, status: 'PENDING' },
      ...{ user_id: 'local', configuration_id: null, result: null, parse_job_id: null },
      ...{ transaction_id: null, error_message: null, created_at, updated_at },
    });
    await until(job.id, 'COMPLETED');
    const { type, reasoning } = (await get(job.id))['result'] as Record<string, unknown>;
    assert.equal(type, null);
    assert.match(String(reasoning), /^No rule fits\./);
  });

  it('tells the result of a job that was done, also after a restart', async () => {
    await engine.dispose();
    await open({ classify: () => Promise.resolve({ result, parse_job_id: 'pjb-1' }) });
    const { id } = await made();
    await until(id, 'COMPLETED');
    const job = await get(id);
    assert.deepEqual([job['result'], job['parse_job_id']], [result, 'pjb-1']);
    await engine.reopen();
    assert.deepEqual(await get(id), job);
  });

  it('takes a file, a finished parse, an address, and the older names of these', async () => {
    const batch = await engine.batchOver(directory);
    const { results } = await engine.until(batch.id, 'COMPLETED');
    const parse = results?.[0]?.job_reference?.id;
    const input = async (fields: object) => {
      const job = await made(engine.post(path, { configuration: { rules }, ...fields }));
      return [job['document_input_type'], job['file_input'], job['parse_job_id']];
    };
    assert.deepEqual(await input({ file_input: parse }), ['parse_job_id', parse, parse]);
    assert.deepEqual(await input({ file_id: file }), ['file_id', file, null]);
    assert.deepEqual(await input({ parse_job_id: parse }), ['parse_job_id', parse, parse]);
    assert.deepEqual(await input({ file_input: file, file_id: 'old' }), ['file_id', file, null]);
    const url = 'https://example.com/a.pdf';
    assert.deepEqual(await input({ file_input: url }), ['url', url, null]);
    for (const [body, status, said] of [
      [{}, 400, /Give a file_input/],
      [{ file_input: '' }, 400, /Give a file_input/],
      [{ file_input: 'https://' }, 400, /not a valid URL/],
      [{ file_input: 'dfl-none' }, 404, /File not found/],
      [{ file_input: 'pjb-none' }, 404, /Parse job not found/],
    ] as const) {
      const [actual, detail] = await refusal(engine.post(path, { configuration: { rules }, ...body }));
      assert.equal(actual, status, JSON.stringify(body));
      assert.match(String(detail), said);
    }
  });

  it('wants one configuration, of classification', async () => {
    const id = await configuration();
    const job = await made(create({ configuration: undefined, configuration_id: id }));
    assert.equal(job['configuration_id'], id);
    assert.deepEqual(job['configuration'], { rules, mode: 'FAST', parsing_configuration: null });
    const either = 'inputs_invalid: Give either configuration or configuration_id.';
    assert.deepEqual(await refusal(create({ configuration_id: id })), [400, either]);
    assert.deepEqual(await refusal(create({ configuration: null })), [400, either]);
    assert.deepEqual(await refusal(create({ configuration: null, configuration_id: 'cfg-PARSE_FAST' })), [
      400,
      'The configuration is one of parse_v2, not of classify_v2.',
    ]);
    const [status, detail] = await refusal(create({ configuration: { rules: [], mode: 'SLOW' } }));
    assert.equal(status, 422);
    assert.deepEqual(
      (detail as { loc: string[] }[]).map(({ loc }) => loc.join('.')),
      ['body.configuration.rules', 'body.configuration.mode'],
    );
  });

  describe('a transaction id', () => {
    it('gives the same job back, whatever else is asked for, and after a restart', async () => {
      const first = await made(create({ transaction_id: 't' }));
      assert.equal(first['transaction_id'], 't');
      await until(first.id, 'COMPLETED');
      const again = await made(create({ transaction_id: 't', file_input: 'gone', configuration: null }));
      assert.deepEqual(again, await get(first.id));
      await engine.reopen();
      assert.equal((await made(create({ transaction_id: 't' }))).id, first.id);
      assert.notEqual((await made(create({ transaction_id: 'u' }))).id, first.id);
    });

    it('makes one job of many requests at the same time', async () => {
      const jobs = await Promise.all(Array.from({ length: 10 }, () => made(create({ transaction_id: 't' }))));
      assert.equal(new Set(jobs.map(({ id }) => id)).size, 1);
    });

    it('is no key when it is empty, free after a deletion, and limited', async () => {
      const ids = [await made(create({ transaction_id: '' })), await made(create({ transaction_id: '' }))];
      assert.notEqual(ids[0]?.id, ids[1]?.id);
      const { id } = await made(create({ transaction_id: 't' }));
      await until(id, 'COMPLETED');
      await engine.request('DELETE', `${path}/${id}`);
      assert.notEqual((await made(create({ transaction_id: 't' }))).id, id);
      assert.equal((await create({ transaction_id: 't'.repeat(256) })).status, 422);
    });

    it('belongs to its project', async () => {
      const key = { name: 'Other', workspace_key: 'k' };
      const { body: project } = await engine.post('/local/projects', key);
      const first = await made(create({ transaction_id: 't' }));
      const elsewhere = (body: object) => engine.post(`${path}?project_id=${project.id}`, body);
      const other = { file_input: file, configuration: { rules }, transaction_id: 't' };
      assert.deepEqual(await refusal(elsewhere(other)), [404, 'File not found']);
      const web = await made(elsewhere({ ...other, file_input: 'https://example.com/' }));
      assert.notEqual(web.id, first.id);
      assert.equal((await engine.get(`${path}/${first.id}?project_id=${project.id}`)).status, 404);
      const { body } = await engine.get(`${path}?project_id=${project.id}`);
      assert.deepEqual(
        body.items.map(item => item.id),
        [web.id],
      );
    });
  });

  it('lists by status, ids, configuration and time, in pages of at most 100', async () => {
    const configured = await configuration();
    const first = await made();
    clock.advance(60_000);
    const second = await made(create({ configuration: null, configuration_id: configured }));
    await until(first.id, 'COMPLETED');
    await until(second.id, 'COMPLETED');
    const ids = async (query: string) =>
      (await engine.get(`${path}?${query}`)).body.items.map(item => item.id);
    assert.deepEqual(await ids(''), [second.id, first.id]);
    assert.deepEqual(await ids('status=COMPLETED&page_size=100'), [second.id, first.id]);
    assert.deepEqual(await ids('status=FAILED'), []);
    assert.deepEqual(await ids(`job_ids=${first.id},${second.id}`), [second.id, first.id]);
    assert.deepEqual(await ids(`configuration_id=${configured}`), [second.id]);
    assert.deepEqual(await ids('created_at_on_or_after=2026-01-01T00%3A01%3A00Z'), [second.id]);
    assert.deepEqual(await ids('created_at_on_or_before=2026-01-01T00%3A00%3A00Z'), [first.id]);
    const page = (await engine.get(`${path}?page_size=1`)).body;
    assert.deepEqual(await ids(`page_size=1&page_token=${page.next_page_token}`), [first.id]);
    for (const query of ['page_size=0', 'page_size=101', 'status=THROTTLED']) {
      assert.equal((await engine.get(`${path}?${query}`)).status, 422, query);
    }
  });

  it('cancels and deletes', async () => {
    await reopenHeld();
    const [running, waiting] = [await made(), await made()];
    await until(running.id, 'RUNNING');
    assert.equal((await get(waiting.id)).status, 'PENDING', 'the API has no THROTTLED here');
    const cancel = (id: string) => engine.post(`${path}/${id}/cancel`);
    assert.deepEqual(await refusal(engine.request('DELETE', `${path}/${running.id}`)), [
      400,
      'The classify job is RUNNING. Cancel it first, or delete it with force=true.',
    ]);
    const cancelled = await cancel(running.id);
    assert.deepEqual([cancelled.status, cancelled.body.status], [200, 'CANCELLED']);
    assert.deepEqual(await refusal(cancel(running.id)), [
      400,
      'The classify job has ended (CANCELLED) and cannot be cancelled.',
    ]);
    assert.equal((await engine.request('DELETE', `${path}/${running.id}`)).status, 200);
    assert.equal((await engine.request('DELETE', `${path}/${waiting.id}?force=true`)).status, 200);
    assert.deepEqual(await refusal(engine.get(`${path}/${running.id}`)), [404, 'Classify job not found']);
    assert.deepEqual(await refusal(cancel(waiting.id)), [404, 'Classify job not found']);
  });
});
