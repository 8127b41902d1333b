import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Compute } from '../../../../src/engine/extract/thread/compute';
import type { ExtractOutcome } from '../../../../src/engine/jobs/extractJobs';
import { FakeClock } from '../fakes';
import { type Answer, eventually, refusal, TestEngine, token } from '../testEngine';

const path = '/api/v2/extract';
const data_schema = { type: 'object', properties: { total: { type: 'number' } } };
const told = {
  extract_result: { total: 7 },
  extract_metadata: { field_metadata: { document_metadata: { total: { confidence: 1 } } } },
  metadata: { usage: { num_pages_extracted: 1 } },
};
const outcome: ExtractOutcome = {
  result: JSON.stringify(told.extract_result),
  extract_metadata: JSON.stringify(told.extract_metadata),
  metadata: JSON.stringify(told.metadata),
  parse_job_id: null,
};

describe('the extract routes', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  let directory: string;
  let file: string;
  let begun: number;

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
    engine.post(path, { file_input: file, configuration: { data_schema }, ...more });
  const made = async (answer: Promise<Answer> = create()) => {
    const { status, body } = await answer;
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const get = async (id: string, query = '') => (await engine.get(`${path}/${id}?${query}`)).body;
  const until = (id: string, status: string) =>
    eventually(
      async () => (await get(id)).status === status,
      () => `the job is not ${status}`,
    );
  /** An engine whose extractions wait until they are cancelled. */
  const reopenHeld = async () => {
    await engine.dispose();
    begun = 0;
    await open({
      concurrency: 1,
      extract: (_job, signal) => {
        begun++;
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
      },
    });
  };
  const configuration = async (more: object = {}) => {
    const parameters = { product_type: 'extract_v2', data_schema, ...more };
    const { status, body } = await engine.post('/api/v1/beta/configurations', { name: 'mine', parameters });
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };

  describe('creating a job', () => {
    it('answers PENDING, then the job is done', async () => {
      const job = await made();
      assert.match(job.id, /^ext-/);
      const { created_at, updated_at, project_id } = job;
      assert.ok(created_at && updated_at && project_id);
      assert.deepEqual(job, {
        ...{ id: job.id, file_input: file, project_id, status: 'PENDING', configuration_id: null },
        ...{ configuration: null, error_message: null, extract_result: null, extract_metadata: null },
        ...{ metadata: null, usage: null, created_at, updated_at },
      });
      await until(job.id, 'COMPLETED');
      assert.deepEqual((await get(job.id))['extract_result'], { total: null });
    });

    it('takes a directory file, a file, and a finished parse', async () => {
      const { body } = await engine.get(`/api/v1/beta/directories/${directory}/files/${file}`);
      const batch = await engine.batchOver(directory);
      await engine.until(batch.id, 'COMPLETED');
      const { results } = await engine.results(batch.id);
      const parse = results?.[0]?.job_reference?.id;
      const type = async (input: unknown) => {
        const job = await made(create({ file_input: input }));
        assert.equal(job['file_input'], input);
        const listed = (kind: string) => engine.get(`${path}?document_input_type=${kind}&job_ids=${job.id}`);
        return (await listed('file_id')).body.items.length === 1 ? 'file_id' : 'parse_job_id';
      };
      assert.equal(await type(file), 'file_id');
      assert.equal(await type(body['file_id']), 'file_id');
      assert.equal(await type(parse), 'parse_job_id');
    });

    it('refuses a document that it cannot work on', async () => {
      engine.pool.held = true;
      const batch = await engine.batchOver(directory);
      await eventually(async () => (await engine.results(batch.id)).status === 'RUNNING');
      const parse = (await engine.results(batch.id)).results?.[0]?.job_reference?.id;
      const input = (file_input: unknown) => refusal(create({ file_input }));
      assert.deepEqual(await input('dfl-none'), [404, 'File not found']);
      assert.deepEqual(await input('none'), [404, 'File not found']);
      assert.deepEqual(await input('pjb-none'), [404, 'Parse job not found']);
      const [status, detail] = await input(parse);
      assert.equal(status, 400);
      assert.match(String(detail), /^inputs_invalid: The parse job is (PENDING|RUNNING)\./);
      assert.equal((await input('x'.repeat(201)))[0], 422);
      assert.equal((await input(''))[0], 422);
    });

    it('takes a saved configuration, and keeps what it said', async () => {
      const id = await configuration({ tier: 'agentic', system_prompt: 'first' });
      const job = await made(create({ configuration: null, configuration_id: id }));
      await configuration({ system_prompt: 'second' });
      assert.equal((await engine.request('DELETE', `/api/v1/beta/configurations/${id}`)).status, 204);
      const kept = await get(job.id, 'expand=configuration');
      assert.equal(kept['configuration_id'], id);
      assert.deepEqual(kept['configuration'], {
        ...{ data_schema, tier: 'agentic', version: '2026-11-21', extraction_target: 'per_doc' },
        ...{ parse_tier: null, parse_config_id: null, cite_sources: false, confidence_scores: false },
        ...{ disable_cache: false, max_pages: null, target_pages: null, system_prompt: 'first' },
        ...{ spreadsheet_mode: false, sheet_names: null },
      });
    });

    it('wants one configuration, of extraction', async () => {
      const id = await configuration();
      const either = 'inputs_invalid: Give either configuration or configuration_id.';
      assert.deepEqual(await refusal(create({ configuration_id: id })), [400, either]);
      assert.deepEqual(await refusal(create({ configuration: null })), [400, either]);
      const named = (configuration_id: string) =>
        refusal(create({ configuration: undefined, configuration_id }));
      assert.deepEqual(await named('cfg-none'), [404, 'Configuration not found']);
      assert.deepEqual(await named('cfg-PARSE_AGENTIC'), [
        400,
        'The configuration is one of parse_v2, not of extract_v2.',
      ]);
      const withParse = (parse_config_id: string) =>
        refusal(create({ configuration: { data_schema, parse_config_id } }));
      assert.deepEqual(await withParse('cfg-none'), [404, 'Configuration not found']);
      assert.equal((await withParse(id))[0], 400);
      await made(create({ configuration: { data_schema, parse_config_id: 'cfg-PARSE_FAST' } }));
    });

    it('holds the schema, the options and the webhooks to their rules', async () => {
      assert.deepEqual(await refusal(create({ configuration: { data_schema: {} } })), [
        400,
        'schema_validation: The root of the schema must have properties: the fields to extract.',
      ]);
      const [status, detail] = await refusal(
        create({ configuration: { data_schema, max_pages: 0, prompt: 'x' }, extra: 1 }),
      );
      assert.equal(status, 422);
      assert.deepEqual(
        (detail as { loc: string[] }[]).map(({ loc }) => loc.join('.')),
        ['body.configuration.max_pages'],
      );
      assert.deepEqual(await refusal(create({ webhook_configuration_ids: ['whc-none'] })), [
        404,
        'Webhook configuration whc-none not found',
      ]);
      assert.equal((await create({ webhook_configuration_ids: ['1', '2', '3', '4', '5'] })).status, 422);
      assert.equal((await engine.post(`${path}?project_id=none`, {})).status, 404);
      assert.deepEqual((await engine.get(path)).body.items, []);
    });
  });

  describe('a job that was done', () => {
    beforeEach(async () => {
      await engine.dispose();
      await open({ extract: () => Promise.resolve(outcome) });
    });

    it('tells its result, and the rest where that is asked for', async () => {
      const { id } = await made();
      await until(id, 'COMPLETED');
      const plain = await get(id);
      assert.deepEqual(
        [plain['extract_result'], plain['metadata'], plain['extract_metadata'], plain['usage']],
        [told.extract_result, told.metadata, null, null],
      );
      const all = await get(id, 'expand=configuration&expand=extract_metadata,usage');
      assert.deepEqual(all['extract_metadata'], told.extract_metadata);
      assert.deepEqual(all['usage'], { credits: 0, extract_credits: 0, parse_credits: 0 });
      assert.ok(all['configuration']);
      const { body } = await engine.get(`${path}?expand=extract_metadata`);
      assert.deepEqual(body.items[0]?.['extract_metadata'], told.extract_metadata);
      assert.equal(body.items[0]?.['configuration'], null);
    });

    it('tells where values come from when its configuration asks for that', async () => {
      for (const key of ['cite_sources', 'confidence_scores']) {
        const { id } = await made(create({ configuration: { data_schema, [key]: true } }));
        await until(id, 'COMPLETED');
        assert.deepEqual((await get(id))['extract_metadata'], told.extract_metadata);
      }
    });

    it('survives a restart', async () => {
      const { id } = await made();
      await until(id, 'COMPLETED');
      const before = await get(id);
      await engine.reopen();
      assert.deepEqual(await get(id), before);
    });
  });

  describe('the list', () => {
    it('filters by everything, newest first', async () => {
      const id = await configuration();
      const other = (await engine.upload(directory, 'b.txt')).body.id;
      const first = await made();
      clock.advance(60_000);
      const second = await made(create({ configuration: null, configuration_id: id, file_input: other }));
      await until(first.id, 'COMPLETED');
      await until(second.id, 'COMPLETED');
      const ids = async (query: string) => {
        const { status, body } = await engine.get(`${path}?${query}`);
        assert.equal(status, 200, JSON.stringify(body));
        return body.items.map(item => item.id);
      };
      assert.deepEqual(await ids(''), [second.id, first.id]);
      assert.deepEqual(await ids('status=COMPLETED'), [second.id, first.id]);
      assert.deepEqual(await ids('status=THROTTLED'), []);
      assert.deepEqual(await ids(`configuration_id=${id}`), [second.id]);
      assert.deepEqual(await ids(`file_input=${other}`), [second.id]);
      assert.deepEqual(await ids(`document_input_value=${file}`), [first.id]);
      assert.deepEqual(await ids('document_input_type=parse_job_id'), []);
      assert.deepEqual(await ids(`job_ids=${first.id}&job_ids=${second.id}`), [second.id, first.id]);
      assert.deepEqual(await ids(`job_ids=${first.id}`), [first.id]);
      assert.deepEqual(await ids('created_at_on_or_after=2026-01-01T00%3A01%3A00Z'), [second.id]);
      assert.deepEqual(await ids('created_at_on_or_before=2026-01-01T00%3A00%3A59Z'), [first.id]);
      assert.deepEqual(await ids('status=&project_id='), [second.id, first.id]);
      assert.equal((await engine.get(`${path}?status=DONE`)).status, 422);
      const page = await engine.get(`${path}?page_size=1`);
      assert.deepEqual(await ids(`page_size=1&page_token=${page.body.next_page_token}`), [first.id]);
      const last = await engine.get(`${path}?page_size=1&page_token=${page.body.next_page_token}`);
      assert.equal(last.body.next_page_token, null);
    });
  });

  describe('ending a job', () => {
    it('cancels it, once', async () => {
      await reopenHeld();
      const [running, waiting] = [await made(), await made()];
      await until(running.id, 'RUNNING');
      await until(waiting.id, 'THROTTLED');
      for (const { id } of [running, waiting]) {
        const answer = await engine.post(`${path}/${id}/cancel`);
        assert.deepEqual([answer.status, answer.body.status], [200, 'CANCELLED']);
      }
      assert.deepEqual(await refusal(engine.post(`${path}/${running.id}/cancel`)), [
        400,
        'The extract job has ended (CANCELLED) and cannot be cancelled.',
      ]);
      assert.equal((await engine.post(`${path}/ext-none/cancel`)).status, 404);
    });

    it('deletes what has ended, and the rest by force', async () => {
      const job = await made();
      await until(job.id, 'COMPLETED');
      const answer = await engine.request('DELETE', `${path}/${job.id}`);
      assert.deepEqual([answer.status, answer.body], [200, { id: job.id, project_id: job['project_id'] }]);
      assert.deepEqual(await refusal(engine.get(`${path}/${job.id}`)), [404, 'Extract job not found']);
      await reopenHeld();
      const { id } = await made();
      await until(id, 'RUNNING');
      assert.deepEqual(await refusal(engine.request('DELETE', `${path}/${id}`)), [
        400,
        'The extract job is RUNNING. Cancel it first, or delete it with force=true.',
      ]);
      assert.equal((await engine.request('DELETE', `${path}/${id}?force=true`)).status, 200);
      assert.equal((await engine.get(`${path}/${id}`)).status, 404);
    });

    it('begins a job that the engine left again', async () => {
      await reopenHeld();
      const { id } = await made();
      await until(id, 'RUNNING');
      await engine.reopen();
      assert.equal((await get(id)).status, 'RUNNING');
      await eventually(() => begun === 2);
      assert.equal((await engine.post(`${path}/${id}/cancel`)).body.status, 'CANCELLED');
    });

    it('keeps the bytes of a deleted file until its jobs have ended', async () => {
      await reopenHeld();
      const { id } = await made();
      await until(id, 'RUNNING');
      assert.equal(
        (await engine.request('DELETE', `/api/v1/beta/directories/${directory}/files/${file}`)).status,
        204,
      );
      const blobs = () =>
        readdirSync(join(engine.dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter(entry =>
          entry.isFile(),
        ).length;
      assert.ok(existsSync(join(engine.dataDir, 'blobs')));
      assert.equal(blobs(), 1);
      await engine.post(`${path}/${id}/cancel`);
      assert.equal(blobs(), 0);
    });
  });

  describe('a batch', () => {
    const batch = async (configuration_id: string) => {
      const config = { job: { type: 'extract_v2', configuration_id } };
      return engine.post('/api/v2/batches', { source_directory_id: directory, config });
    };

    it('gives every file its job, and completes with the last of them', async () => {
      await engine.upload(directory, 'b.xyz');
      const configuration_id = await configuration({ parse_config_id: 'cfg-PARSE_FAST' });
      const answer = await batch(configuration_id);
      assert.equal(answer.status, 201);
      const { results } = await engine.until(answer.body.id, 'COMPLETED');
      assert.equal(results?.length, 2);
      for (const { job_reference: job, source_directory_file_id } of results ?? []) {
        assert.equal(job?.type, 'extract_v2');
        const told = await get(job?.id ?? '');
        assert.deepEqual(
          [told.status, told['error_message'], told['file_input'], told['configuration_id']],
          ['COMPLETED', null, source_directory_file_id, configuration_id],
        );
      }
    });

    it('takes its own kind of configuration', async () => {
      assert.deepEqual(await refusal(batch('cfg-PARSE_AGENTIC')), [
        400,
        'The configuration is one of parse_v2, not of extract_v2.',
      ]);
    });

    it('tells of each file why it got no job', async () => {
      const parse = { product_type: 'parse_v2', tier: 'fast', version: 'latest' };
      const saved = await engine.post('/api/v1/beta/configurations', { name: 'p', parameters: parse });
      const id = await configuration({ parse_config_id: saved.body.id });
      await engine.request('DELETE', `/api/v1/beta/configurations/${saved.body.id}`);
      const { results } = await engine.until((await batch(id)).body.id, 'COMPLETED');
      assert.equal(results?.[0]?.job_reference, null);
      assert.equal(results?.[0]?.error_message, 'inputs_invalid: Configuration not found');
    });

    it('is cancelled with its jobs, and completes with those that were cancelled singly', async () => {
      await reopenHeld();
      await engine.upload(directory, 'b.txt');
      const id = await configuration();
      const [first, second] = [(await batch(id)).body.id, (await batch(id)).body.id];
      await engine.until(second, 'RUNNING');
      await engine.until(first, 'RUNNING');
      await engine.post(`/api/v2/batches/${first}/cancel`);
      const { results } = await engine.until(first, 'CANCELLED');
      for (const { job_reference: job } of results ?? []) {
        assert.equal((await get(job?.id ?? '')).status, 'CANCELLED');
      }
      const jobs = (await engine.results(second)).results ?? [];
      for (const { job_reference: job } of jobs) await engine.post(`${path}/${job?.id}/cancel`);
      await engine.until(second, 'COMPLETED');
    });

    it('goes on after a restart', async () => {
      await reopenHeld();
      const { id } = (await batch(await configuration())).body;
      await engine.until(id, 'RUNNING');
      const job = (await engine.results(id)).results?.[0]?.job_reference?.id ?? '';
      await until(job, 'RUNNING');
      await engine.reopen();
      await eventually(() => begun === 2);
      await engine.post(`${path}/${job}/cancel`);
      await engine.until(id, 'COMPLETED');
    });
  });

  describe('schemas', () => {
    const validate = (body: object) => engine.post(`${path}/schema/validation`, body);
    const generate = (body: object) => engine.post(`${path}/schema/generate`, body);

    it('are validated and given back as jobs take them', async () => {
      const { status, body } = await validate({
        data_schema: { properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: { type: 'string' } } },
      });
      assert.equal(status, 200);
      assert.deepEqual(body['data_schema'], { type: 'object', properties: { a: { type: 'string' } } });
      assert.deepEqual(await refusal(validate({ data_schema: { type: 'string' } })), [
        400,
        'schema_validation: The root of the schema must be of type object.',
      ]);
      assert.equal((await validate({})).status, 422);
      assert.equal((await validate({ data_schema: [] })).status, 422);
    });

    it('become the body of a configuration', async () => {
      const { status, body } = await generate({ data_schema, name: 'totals' });
      assert.equal(status, 200);
      assert.equal(body['name'], 'totals');
      const saved = await engine.post('/api/v1/beta/configurations', body);
      assert.equal(saved.status, 201, JSON.stringify(saved.body));
      assert.deepEqual((saved.body['parameters'] as { data_schema: object }).data_schema, data_schema);
      const named = async (title?: string) =>
        (await generate({ data_schema: { ...data_schema, title } })).body['name'];
      assert.equal(await named('Rechnung & Beträge'), 'rechnung_beträge');
      assert.equal(await named('…'), 'extraction');
      assert.equal(await named(), 'extraction');
    });

    it('need a model to be made from a prompt', async () => {
      for (const body of [{ prompt: 'p' }, { prompt: 'p', data_schema }, { prompt: 'p', file_id: file }]) {
        const [status, detail] = await refusal(generate(body));
        assert.equal(status, 400);
        assert.match(String(detail), /needs a language model.*Choose Language Model/);
      }
      assert.deepEqual(engine.pool.calls, []);
    });

    it('want something to be made of', async () => {
      for (const body of [{}, { prompt: ' ', file_id: '' }]) {
        assert.deepEqual(await refusal(generate(body)), [400, 'Give a prompt, a file_id or a data_schema.']);
      }
      assert.equal((await generate({ name: 'n'.repeat(256), data_schema })).status, 422);
      assert.deepEqual(await refusal(generate({ file_id: 'dfl-none' })), [404, 'File not found']);
      const [status, detail] = await refusal(generate({ data_schema: { type: 'string' } }));
      assert.equal(status, 400);
      assert.match(String(detail), /^schema_validation: /);
    });

    it('are made from the first pages of a file, by labels and tables', async () => {
      await engine.dispose();
      const made = { type: 'object', properties: { total: { type: 'number' }, when: { type: 'string' } } };
      const inputs: unknown[] = [];
      const compute: Compute = {
        run: (async (_task: string, input: unknown) => {
          inputs.push(input);
          return made;
        }) as unknown as Compute['run'],
        dispose: () => undefined,
      };
      await open({ compute });
      const sample = (await engine.upload(directory, 'März 2026 30p.pdf')).body.id;
      const { status, body } = await generate({ file_id: sample, data_schema });
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body['name'], 'märz_2026_30p');
      assert.deepEqual((body['parameters'] as { data_schema: object }).data_schema, made);
      assert.deepEqual(engine.pool.calls, ['parse März 2026 30p.pdf 1-30']);
      assert.deepEqual(engine.pool.options[0]?.pages, [{ from: 1, to: 20 }]);
      const [input] = inputs as { current: object; document: { selection: object } }[];
      assert.deepEqual(input?.current, data_schema);
      assert.deepEqual(input.document.selection, { targetPages: null, maxPages: 20, sheetNames: null });
    });

    it('say why there is none', async () => {
      const upload = async (name: string) => (await engine.upload(directory, name)).body.id;
      assert.deepEqual(await refusal(generate({ file_id: await upload('protected.pdf') })), [
        400,
        'PDF_IS_PROTECTED: The PDF is protected by a password.',
      ]);
      const [status, detail] = await refusal(generate({ file_id: await upload('note.txt') }));
      assert.equal(status, 400);
      assert.match(String(detail), /^No labels and no tables/);
    });

    it('are not made for clients that have gone', async () => {
      engine.pool.held = true;
      const baseUrl = await engine.engine.listen();
      const controller = new AbortController();
      const asked = fetch(`${baseUrl}${path}/schema/generate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ file_id: file }),
        signal: controller.signal,
      });
      await eventually(() => engine.pool.calls.length > 0);
      controller.abort();
      await assert.rejects(asked);
      await eventually(() => engine.pool.aborted.length > 0);
      const { items } = (await engine.get('/api/v2/parse')).body;
      assert.deepEqual(
        items.map(job => job.status),
        ['CANCELLED'],
      );
    });
  });
});
