import assert from 'node:assert/strict';
import { parseJob } from '../../../../src/protocol/parseJobs';
import { FakeClock } from '../fakes';
import { type Answer, eventually, TestEngine } from '../testEngine';

const options = { tier: 'agentic', version: 'latest' };
const path = '/api/v2/parse';

describe('making parse jobs', () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = new TestEngine({ clock: new FakeClock() });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  async function file(name: string, content = name): Promise<string> {
    const form = new FormData();
    form.set('purpose', 'parse');
    form.set('file', new File([content], name));
    const { status, body } = await engine.postForm('/api/v1/beta/files', form);
    assert.equal(status, 201);
    return body.id;
  }
  function upload(
    configuration: unknown,
    name = 'a.txt',
    order: 'first' | 'last' = 'first',
  ): Promise<Answer> {
    const form = new FormData();
    const text = typeof configuration === 'string' ? configuration : JSON.stringify(configuration);
    if (configuration !== undefined && order === 'first') form.set('configuration', text);
    form.set('file', new File(['content'], name));
    if (order === 'last') form.set('configuration', text);
    return engine.postForm(`${path}/upload`, form);
  }
  const get = async (id: string, expand = '') => (await engine.get(`${path}/${id}?expand=${expand}`)).body;
  async function ended(id: string, status = 'COMPLETED'): Promise<void> {
    await eventually(async () => (await get(id))['job']?.['status' as never] === status);
  }
  const refusal = async (answer: Promise<Answer>) => {
    const { status, body } = await answer;
    if (!Array.isArray(body.detail)) return [status, body.detail];
    return [status, ...body.detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`)];
  };

  it('takes a stored file', async () => {
    const { status, body } = await engine.post(path, {
      ...options,
      file_id: await file('report.txt'),
      user_metadata: { team: 'a' },
      client_name: 'test',
    });
    assert.equal(status, 200);
    const job = parseJob.parse(body);
    assert.deepEqual(
      [job.status, job.name, job.tier, job.user_metadata, job.usage, job.error_message],
      ['PENDING', 'report.txt', 'agentic', { team: 'a' }, null, null],
    );
    assert.match(job.id, /^pjb-/);
    await ended(job.id);
    assert.equal((await get(job.id, 'text_full'))['text_full'], 'report.txt page 1');
  });

  it('takes a file of a directory by its own id, under the name that it shows there', async () => {
    const directory = await engine.directory();
    const { body } = await engine.upload(directory, 'a.txt', 'a', { display_name: 'shown.txt' });
    const made = await engine.post(path, { ...options, file_id: body.id });
    assert.deepEqual([made.status, made.body['name']], [200, 'shown.txt']);
  });

  for (const order of ['first', 'last'] as const) {
    it(`takes an upload, its configuration ${order}`, async () => {
      const { status, body } = await upload({ ...options, tier: 'fast' }, 'übersicht.txt', order);
      assert.deepEqual([status, body['name'], body['tier']], [200, 'übersicht.txt', 'fast']);
      await ended(body.id);
      assert.deepEqual(engine.blobs().length, 1, 'the result; the upload is gone');
    });
  }

  describe('with a saved configuration', () => {
    const saved = {
      ...{ product_type: 'parse_v2', ...options },
      page_ranges: { max_pages: 2 },
      output_options: { markdown: { inline_images: true, annotate_links: true } },
    };
    let configuration_id: string;
    beforeEach(async () => {
      const made = await engine.post('/api/v1/beta/configurations', { name: 'mine', parameters: saved });
      assert.equal(made.status, 201);
      configuration_id = made.body.id;
    });

    it('takes its tier, version and options', async () => {
      for (const own of [{}, { tier: 'configured', version: 'configured' }, { tier: null }]) {
        const made = await upload({ ...own, configuration_id }, '120p.pdf');
        assert.deepEqual([made.status, made.body['tier']], [200, 'agentic']);
      }
      await eventually(() => engine.pool.calls.length > 0);
      assert.deepEqual(engine.pool.options[0], {
        ...{ ocr: true, pages: [{ from: 1, to: 2 }], inlineImages: true },
      });
    });

    it('lets the request override single options', async () => {
      const own = { tier: 'fast', output_options: { markdown: { inline_images: false } }, page_ranges: {} };
      const { body } = await upload({ ...own, configuration_id });
      assert.equal(body['tier'], 'fast');
      await eventually(() => engine.pool.calls.length > 0);
      assert.deepEqual(engine.pool.options[0], { ocr: true, pages: [{ from: 1, to: 2 }] });
    });

    it('checks the sum', async () => {
      const [status, sentence] = await refusal(upload({ configuration_id, fast_options: {} }));
      assert.equal(status, 422);
      assert.match(String(sentence), /body\.fast_options: .*only be used with the fast tier/);
    });

    it('acts on the jobs of a batch', async () => {
      const directory = await engine.directory();
      await engine.upload(directory, '3p.pdf');
      const job = { type: 'parse_v2', configuration_id };
      const { body } = await engine.post('/api/v2/batches', {
        source_directory_id: directory,
        config: { job },
      });
      await engine.until(body.id, 'COMPLETED');
      assert.deepEqual(engine.pool.options[0]?.pages, [{ from: 1, to: 2 }]);
    });

    it('is 404 or 400 where it is none', async () => {
      assert.deepEqual(await refusal(upload({ configuration_id: 'cfg-none' })), [
        404,
        'Configuration not found',
      ]);
      const extract = {
        name: 'e',
        parameters: {
          product_type: 'extract_v2',
          data_schema: { type: 'object', properties: { a: { type: 'string' } } },
        },
      };
      const made = await engine.post('/api/v1/beta/configurations', extract);
      assert.equal((await upload({ configuration_id: made.body.id })).status, 400);
    });
  });

  describe('refuses', () => {
    const exactly = 'body: Value error, Provide exactly one of file_id and source_url';
    it('no source, and two', async () => {
      assert.deepEqual(await refusal(engine.post(path, options)), [422, exactly]);
      const both = { ...options, file_id: await file('a.txt'), source_url: 'https://example.test/a' };
      assert.deepEqual(await refusal(engine.post(path, both)), [422, exactly]);
    });

    it('unknown files', async () => {
      for (const file_id of ['none', 'dfl-none']) {
        assert.deepEqual(await refusal(engine.post(path, { ...options, file_id })), [404, 'File not found']);
      }
    });

    it('unknown tiers, versions and keys, as the API does', async () => {
      assert.deepEqual(await refusal(upload({ tier: 'x', version: 'y' })), [
        422,
        'body.tier: Unsupported tier: x. Must be one of: fast, cost_effective, agentic, agentic_plus',
        'body.version: Unsupported version: y. Must be latest or a date such as 2026-11-22',
      ]);
      assert.deepEqual(await refusal(upload({})), [
        ...[422, 'body.tier: Field required', 'body.version: Field required'],
      ]);
      assert.deepEqual(await refusal(upload({ ...options, output_options: { nope: 1 }, file_id: 'x' })), [
        422,
        'body.output_options.nope: Extra inputs are not permitted',
        'body.file_id: Extra inputs are not permitted',
      ]);
      const twice = { ...options, page_ranges: { target_pages: '1-3,2' } };
      assert.deepEqual(await refusal(upload(twice)), [
        422,
        'body.page_ranges.target_pages: Page 2 is named twice',
      ]);
    });

    it('an upload without a file, a configuration, or sense, and keeps nothing of it', async () => {
      assert.deepEqual(await refusal(upload(undefined)), [422, 'body.configuration: Field required']);
      assert.deepEqual(await refusal(upload('{')), [422, 'body.configuration: JSON decode error']);
      const form = new FormData();
      form.set('configuration', JSON.stringify(options));
      assert.deepEqual(await refusal(engine.postForm(`${path}/upload`, form)), [
        ...[400, 'file field is required for multipart requests.'],
      ]);
      assert.deepEqual(engine.blobs(), []);
      assert.deepEqual((await engine.get(path)).body.items, []);
    });

    it('webhooks that do not exist', async () => {
      const { status } = await upload({ ...options, webhook_configuration_ids: ['whc-none'] });
      assert.equal(status, 404);
    });
  });

  describe('with conditions', () => {
    it('fails when more pages failed than are allowed', async () => {
      const failing = (allowed_page_failure_ratio: number) => ({
        ...options,
        processing_control: { job_failure_conditions: { allowed_page_failure_ratio } },
      });
      const strict = await upload(failing(0.3), 'odd.pdf');
      await ended(strict.body.id, 'FAILED');
      assert.match(
        String((await get(strict.body.id))['job']?.['error_message' as never]),
        /^PDF_IS_BROKEN: 1 of 3 pages could not be read, more than the allowed 30 %\. /,
      );
      await ended((await upload(failing(0.34), 'odd.pdf')).body.id);
      await ended((await upload(options, 'odd.pdf')).body.id);
    });

    it('fails a document of too many pages, and parses those that are chosen of it', async () => {
      await engine.dispose();
      engine = new TestEngine({ maxPages: 100 });
      engine.engine.start();
      const { body } = await upload(options, '120p.pdf');
      await ended(body.id, 'FAILED');
      assert.match(
        String((await get(body.id))['job']?.['error_message' as never]),
        /^TOO_MANY_PAGES: The document has 120 pages to parse; at most 100 /,
      );
      assert.deepEqual(engine.blobs(), []);
      const some = await upload({ ...options, page_ranges: { target_pages: '1-5,60-120' } }, '120p.pdf');
      await ended(some.body.id);
      assert.deepEqual(engine.pool.calls.slice(1), ['parse 120p.pdf 1-50', 'parse 120p.pdf 105-120']);
    });
  });

  it('tells the options that do not act here', async () => {
    const { body } = await upload({ ...options, agentic_options: { custom_prompt: 'Short, please.' } });
    await ended(body.id);
    const { job_metadata } = await get(body.id, 'job_metadata');
    assert.deepEqual((job_metadata as { not_applied: string[] }).not_applied, [
      'agentic_options.custom_prompt',
    ]);
  });

  describe('delete', () => {
    it('forgets a job that has ended, with its result', async () => {
      const { body } = await upload(options);
      await ended(body.id);
      const gone = await engine.delete(`${path}/${body.id}`);
      assert.deepEqual(gone, { status: 200, body: { id: body.id, project_id: body['project_id'] } });
      assert.deepEqual(await refusal(engine.get(`${path}/${body.id}`)), [404, 'Parse job not found']);
      assert.deepEqual(await refusal(engine.delete(`${path}/${body.id}`)), [404, 'Parse job not found']);
      assert.deepEqual(engine.blobs(), []);
    });

    it('refuses a job that has not', async () => {
      engine.pool.held = true;
      const { body } = await upload(options);
      await eventually(() => engine.pool.waitingCount === 1);
      assert.deepEqual(await refusal(engine.delete(`${path}/${body.id}`)), [
        400,
        'The parse job is RUNNING and cannot be deleted. Cancel it first.',
      ]);
      const cancelled = await engine.post(`${path}/${body.id}/cancel`);
      assert.deepEqual([cancelled.status, cancelled.body.status], [200, 'CANCELLED']);
      assert.deepEqual(await refusal(engine.post(`${path}/${body.id}/cancel`)), [
        400,
        'The parse job has ended (CANCELLED) and cannot be cancelled.',
      ]);
      assert.equal((await engine.delete(`${path}/${body.id}`)).status, 200);
    });
  });
});
