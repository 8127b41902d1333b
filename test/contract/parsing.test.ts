import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { PollingError } from '@llamaindex/llama-cloud/core/polling';
import type { ParsingCreateParams } from '@llamaindex/llama-cloud/resources/parsing';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { agentic, ParseJobs, quick } from './harness/parseJobs';
import { refused } from './harness/refusals';
import { until } from './harness/until';
import { samplePath } from './sample';

const paper = 'research/float gauge drift.pdf';

describe('parsing', function () {
  this.timeout(60_000);
  const server = useServer();
  const jobs = new ParseJobs(server);
  const parsing = () => server.sdk.parsing;

  describe('creating', () => {
    it('takes a file by its id', async () => {
      const file_id = await jobs.sample(paper);
      const job = await parsing().create({
        ...agentic,
        file_id,
        user_metadata: { station: 'FG-170' },
        client_name: 'contract-tests',
      });
      assert.match(job.id, /^pjb-/);
      assert.ok(['PENDING', 'RUNNING', 'COMPLETED'].includes(job.status), job.status);
      assert.deepEqual(
        [job.name, job.tier, job.user_metadata],
        ['float gauge drift.pdf', 'agentic', { station: 'FG-170' }],
      );
      const done = await parsing().waitForCompletion(job.id, { expand: ['markdown'] }, quick);
      assert.equal(done.markdown?.pages.length, 2);
      assert.deepEqual(done.job.user_metadata, { station: 'FG-170' });
    });

    it('takes an upload, and waits for it', async () => {
      const result = await parsing().parse(
        {
          ...agentic,
          tier: 'fast',
          upload_file: createReadStream(samplePath({ path: '2025/summary.pdf' })),
          expand: ['text', 'items'],
        },
        quick,
      );
      assert.equal(result.job.tier, 'fast');
      assert.equal(result.job.name, 'summary.pdf');
      assert.equal(result.text?.pages.length, 1);
      assert.equal(result.items?.pages.length, 1);
    });

    it('takes a saved configuration, in place of a tier or beside one called configured', async () => {
      const parameters = { product_type: 'parse_v2', tier: 'fast', version: 'latest' } as const;
      const { id: configuration_id } = await server.sdk.configurations.create({ name: 'saved', parameters });
      const file_id = await jobs.text('a.txt');
      for (const tier of [{}, { tier: 'configured', version: 'configured' }]) {
        const { job } = await jobs.done({ configuration_id, file_id, ...tier } as ParsingCreateParams);
        assert.ok(job.tier);
      }
      const bare = { json: { configuration_id, file_id } };
      const { status, body } = await server.request('POST', '/api/v2/parse', bare);
      assert.deepEqual([status, (body as { tier: string }).tier], [200, 'fast']);
      const preset = { configuration_id: 'cfg-PARSE_AGENTIC_PLUS', file_id };
      const answer = await server.request('POST', '/api/v2/parse', { json: preset });
      assert.equal((answer.body as { tier: string }).tier, 'agentic_plus');
    });

    it('parses the pages that were asked for', async () => {
      const file_id = await jobs.sample('Annual Report 2025.pdf');
      const numbers = async (page_ranges: ParsingCreateParams.PageRanges) =>
        (await jobs.done({ file_id, page_ranges }, ['text'])).text?.pages.map(page => page.page_number);
      assert.deepEqual(await numbers({ target_pages: '2,4-5' }), [2, 4, 5]);
      assert.deepEqual(await numbers({ max_pages: 2 }), [1, 2]);
    });

    it('needs exactly one source', async () => {
      const file_id = await jobs.text('one.txt');
      const both = { ...agentic, file_id, source_url: 'https://example.com/a.pdf' };
      for (const params of [agentic, both]) {
        const { status, body } = await server.request('POST', '/api/v2/parse', { json: params });
        assert.ok(status === 400 || status === 422, `${status} ${JSON.stringify(body)}`);
      }
    });

    it('refuses what it does not know', async () => {
      const file_id = await jobs.text('b.txt');
      const create = (params: object) => () => parsing().create({ ...agentic, file_id, ...params });
      await refused(server, 404, 'File not found', create({ file_id: 'dfl-none' }));
      await refused(server, 404, 'Configuration not found', create({ configuration_id: 'cfg-none' }));
      await refused(server, 422, /Unsupported tier: premium\. Must be one of: /, create({ tier: 'premium' }));
      await refused(server, 422, /\["body","colour"\]/, create({ colour: true }));
      await refused(
        server,
        422,
        /\["body","output_options","markdown","colour"\].*extra_forbidden/,
        create({ output_options: { markdown: { colour: true } } }),
      );
      await refused(server, 422, /target_pages/, create({ page_ranges: { target_pages: '1,1' } }));
      await refused(server, 422, /agentic_options/, create({ tier: 'fast', agentic_options: {} }));
      await refused(server, 422, /"source_url"/, create({ file_id: null, source_url: 'file:///etc/passwd' }));
    });

    it('refuses forms without what they need', async () => {
      const send = async (parts: Record<string, string | File>) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(parts)) form.append(name, value);
        return server.request('POST', '/api/v2/parse/upload', { form });
      };
      const configuration = JSON.stringify(agentic);
      const file = new File(['a'], 'a.txt');
      assert.equal((await send({ configuration, file })).status, 200);
      assert.equal((await send({ file, configuration })).status, 200);
      const empty = await send({ configuration, file: new File([], 'a.txt') });
      assert.deepEqual([empty.status, empty.body], [400, { detail: 'Uploaded file is empty.' }]);
      const none = await send({ configuration });
      assert.deepEqual(
        [none.status, none.body],
        [400, { detail: 'file field is required for multipart requests.' }],
      );
      for (const bad of ['{"tier":', '{"tier":"agentic","version":"latest","colour":1}', '[]', '{}']) {
        const { status } = await send({ configuration: bad, file });
        assert.equal(status, 422, bad);
      }
    });

    it('refuses an address inside of this network', async () => {
      for (const source_url of [
        'http://127.0.0.1:9/a.pdf',
        'http://169.254.169.254/latest',
        'http://[::1]/a',
      ]) {
        const answer = await server.request('POST', '/api/v2/parse', { json: { ...agentic, source_url } });
        if (answer.status === 400) continue;
        assert.equal(answer.status, 200);
        const { id } = answer.body as { id: string };
        await assert.rejects(parsing().waitForCompletion(id, {}, quick), PollingError);
      }
    });
  });

  describe('lists', () => {
    it('filters by ids, status and time, newest first, in pages of one', async () => {
      const ids: string[] = [];
      for (const name of ['l1.txt', 'l2.txt', 'l3.txt']) {
        ids.unshift((await jobs.done({ file_id: await jobs.text(name) })).job.id);
      }
      const found = async (query: object) => (await collect(parsing().list(query))).map(job => job.id);
      assert.deepEqual(await found({ job_ids: ids, page_size: 1 }), ids);
      assert.deepEqual(await found({ job_ids: ids.slice(0, 2) }), ids.slice(0, 2));
      assert.deepEqual(await found({ job_ids: ['pjb-none'] }), []);
      assert.deepEqual(await found({ job_ids: ids, status: 'COMPLETED' }), ids);
      assert.deepEqual(await found({ job_ids: ids, status: 'FAILED' }), []);
      const { job } = await parsing().get(ids[1] ?? '');
      const at = Date.parse(job.created_at ?? '');
      const iso = (offsetMs: number) => new Date(at + offsetMs).toISOString();
      assert.ok((await found({ created_at_on_or_after: iso(0) })).includes(job.id));
      assert.ok(!(await found({ created_at_on_or_after: iso(1) })).includes(job.id));
      assert.ok((await found({ created_at_on_or_before: iso(0) })).includes(job.id));
      assert.ok(!(await found({ created_at_on_or_before: iso(-1) })).includes(job.id));
    });

    it('lists the versions of each tier, and what latest means', async () => {
      const { latest, ...tiers } = await parsing().listVersions();
      for (const [tier, versions] of Object.entries(tiers)) {
        assert.ok(versions.includes(latest[tier as keyof typeof latest] as never), tier);
        const version = versions[0] ?? '';
        const job = await parsing().create({ tier, version, file_id: await jobs.text('version.txt') });
        assert.equal(job.tier, tier);
      }
    });

    it('takes a version that LlamaCloud has, and says which one it ran', async () => {
      const { latest } = await parsing().listVersions();
      const file_id = await jobs.text('pinned.txt');
      const { job_metadata } = await jobs.done({ file_id, version: '2026-08-19' }, ['job_metadata']);
      assert.equal(job_metadata?.['version'], latest.agentic);
    });

    it('lists the file types', async () => {
      const { status, body } = await server.request('GET', '/api/v1/parsing/supported_file_extensions');
      assert.equal(status, 200);
      for (const extension of ['.pdf', '.docx', '.png']) assert.ok((body as string[]).includes(extension));
    });
  });

  describe('ends', () => {
    it('cancels a job, once', async () => {
      await jobs.whileUnfinished(async id => {
        const cancelled = await parsing().cancel(id);
        assert.deepEqual([cancelled.id, cancelled.status], [id, 'CANCELLED']);
        await refused(server, 400, /CANCELLED/, () => parsing().cancel(id));
        await assert.rejects(parsing().waitForCompletion(id, {}, quick), PollingError);
      });
      await refused(server, 404, 'Parse job not found', () => parsing().cancel('pjb-none'));
    });

    it('deletes a job that has ended, and nothing that has not', async () => {
      const { job } = await jobs.done({ file_id: await jobs.text('deleted.txt') }, []);
      const { result_content_metadata } = await parsing().get(job.id, { expand: ['text_content_metadata'] });
      assert.deepEqual(await parsing().delete(job.id), { id: job.id, project_id: job.project_id });
      await refused(server, 404, 'Parse job not found', () => parsing().get(job.id));
      await refused(server, 404, 'Parse job not found', () => parsing().delete(job.id));
      assert.deepEqual(await collect(parsing().list({ job_ids: [job.id] })), []);
      const [form] = Object.values(result_content_metadata ?? {});
      assert.equal((await fetch(form?.presigned_url ?? '')).status, 404);
      await jobs.whileUnfinished(async id => {
        await refused(server, 400, /PENDING|RUNNING/, () => parsing().delete(id));
        await parsing().cancel(id);
      });
    });
  });

  describe('the cache', () => {
    it('answers the same bytes and options at once, until it is switched off', async () => {
      const content = `Tide table ${Date.now()}`;
      await jobs.done({ file_id: await jobs.text('first.txt', content) });
      const again = await parsing().create({ ...agentic, file_id: await jobs.text('second.txt', content) });
      assert.equal(again.status, 'COMPLETED');
      const { text, job } = await parsing().get(again.id, { expand: ['text'] });
      assert.equal(job.name, 'second.txt');
      assert.ok(text?.pages[0]?.text.includes(content));
      const forced = await parsing().create({
        ...agentic,
        file_id: await jobs.text('third.txt', content),
        disable_cache: true,
      });
      assert.notEqual(forced.status, 'COMPLETED');
      await until(async () => (await parsing().get(forced.id)).job.status === 'COMPLETED');
    });
  });
});
