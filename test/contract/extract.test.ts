import assert from 'node:assert/strict';
import { PollingError } from '@llamaindex/llama-cloud/core/polling';
import type { ExtractV2Job } from '@llamaindex/llama-cloud/resources/extract';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { quick } from './harness/parseJobs';
import { refused } from './harness/refusals';
import { until } from './harness/until';

const data_schema = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] };
const terminal = ['COMPLETED', 'FAILED', 'CANCELLED'];

describe('extract', () => {
  const server = useServer();
  const extract = () => server.sdk.extract;
  let file_input: string;
  let configuration_id: string;
  const ended = async (params: object = { configuration: { data_schema } }): Promise<ExtractV2Job> => {
    const { id } = await extract().create({ file_input, ...params });
    await extract()
      .waitForCompletion(id, {}, quick)
      .catch((error: unknown) => assert.ok(error instanceof PollingError));
    return extract().get(id);
  };

  before(async () => {
    const file = new File(['Total: 17'], 'invoice.txt');
    file_input = (await server.sdk.files.create({ file, purpose: 'extract' })).id;
    const parameters = { product_type: 'extract_v2', data_schema } as const;
    configuration_id = (await server.sdk.configurations.create({ name: 'totals', parameters })).id;
  });

  it('takes a file with an inline configuration', async () => {
    const configuration = { data_schema, tier: 'agentic' as const, cite_sources: true };
    const job = await extract().create({ file_input, configuration });
    assert.match(job.id, /^ext-/);
    assert.ok(['PENDING', 'THROTTLED', 'RUNNING'].includes(job.status), job.status);
    assert.equal(job.file_input, file_input);
    const expanded = await extract().get(job.id, { expand: ['configuration', 'extract_metadata', 'usage'] });
    assert.deepEqual(expanded.configuration?.data_schema, data_schema);
    assert.deepEqual([expanded.configuration.tier, expanded.configuration.cite_sources], ['agentic', true]);
    assert.equal((await extract().get(job.id)).configuration ?? null, null);
  });

  it('takes a file with a saved configuration', async () => {
    const job = await ended({ configuration_id });
    assert.equal(job.configuration_id, configuration_id);
    assert.ok(terminal.includes(job.status), job.status);
  });

  it('takes a parse job that has ended', async () => {
    const parsed = await server.sdk.parsing.parse(
      { tier: 'fast', version: 'latest', file_id: file_input, expand: ['text'] },
      quick,
    );
    const job = await ended({ file_input: parsed.job.id, configuration: { data_schema } });
    assert.equal(job.file_input, parsed.job.id);
  });

  it('gives those who wait what it found, where, and how sure it is', async () => {
    const configuration = { data_schema, cite_sources: true, confidence_scores: true };
    const job = await extract().run({ file_input, configuration }, quick);
    assert.equal(job.status, 'COMPLETED');
    assert.deepEqual(job.extract_result, { total: 17 });
    const told = job.extract_metadata?.field_metadata?.document_metadata?.['total'];
    const total = told as { citation: { page: number; matching_text: string }[]; confidence: number };
    assert.equal(total.citation[0]?.page, 1);
    assert.match(total.citation[0].matching_text, /17/);
    assert.ok(total.confidence > 0 && total.confidence <= 1);
    assert.match(job.extract_metadata?.parse_job_id ?? '', /^pjb-/);
    assert.equal(job.extract_metadata?.parse_tier, 'cost_effective');
    assert.equal(job.metadata?.usage?.num_pages_extracted, 1);
    const { usage } = await extract().get(job.id, { expand: ['usage'] });
    assert.deepEqual(usage, { credits: 0, extract_credits: 0, parse_credits: 0 });
  });

  it('gives a list for pages and for rows', async () => {
    const run = (extraction_target: 'per_page' | 'per_table_row', input = file_input) =>
      extract().run({ file_input: input, configuration: { data_schema, extraction_target } }, quick);
    const pages = await run('per_page');
    assert.deepEqual(pages.extract_result, [{ total: 17 }]);
    const csv = new File(['Article,Total\nRope,12.5\nTar,4\n'], 'prices.csv');
    const { id } = await server.sdk.files.create({ file: csv, purpose: 'extract' });
    const rows = await run('per_table_row', id);
    assert.deepEqual(rows.extract_result, [{ total: 12.5 }, { total: 4 }]);
    const { extract_metadata } = await extract().get(rows.id, { expand: ['extract_metadata'] });
    assert.equal(extract_metadata?.field_metadata?.row_metadata?.length, 2);
  });

  it('does the same for every file of a batch', async () => {
    const { id: directory_id } = await server.sdk.beta.directories.create({ name: 'extractions' });
    for (const [name, text] of Object.entries({ 'a.txt': 'Total: 1', 'b.txt': 'Total: 2' })) {
      const upload_file = new File([text], name);
      await server.sdk.beta.directories.files.upload(directory_id, { upload_file });
    }
    const config = { job: { type: 'extract_v2' as const, configuration_id } };
    const { id } = await server.sdk.batches.create({ source_directory_id: directory_id, config });
    await until(async () => (await server.sdk.batches.get(id)).status === 'COMPLETED');
    const { results } = await server.sdk.batches.get(id, { expand: ['results'] });
    const jobs = await Promise.all(
      (results ?? []).map(({ job_reference: job }) => extract().get(job?.id ?? '')),
    );
    assert.deepEqual(jobs.map(job => job.extract_result).sort(), [{ total: 1 }, { total: 2 }]);
  });

  it('tells people who wait why a job failed', async () => {
    const configuration = { data_schema, target_pages: '7' };
    const wait = extract().run({ file_input, configuration }, quick);
    await assert.rejects(wait, (error: unknown) => {
      assert.ok(error instanceof PollingError);
      assert.match(error.message, /failed with status: FAILED \| Error: \S+/);
      return true;
    });
  });

  it('lists them newest first, by every filter, in pages of one', async () => {
    const first = await ended({ configuration_id });
    const second = await ended();
    const found = async (query: object) => (await collect(extract().list(query))).map(job => job.id);
    const both = { job_ids: [first.id, second.id] };
    assert.deepEqual(await found({ ...both, page_size: 1 }), [second.id, first.id]);
    assert.deepEqual(await found({ ...both, configuration_id }), [first.id]);
    assert.deepEqual(await found({ ...both, status: first.status as 'FAILED' }), [second.id, first.id]);
    assert.deepEqual(await found({ ...both, status: 'PENDING' }), []);
    assert.deepEqual(await found({ ...both, file_input }), [second.id, first.id]);
    assert.deepEqual(await found({ ...both, file_input: 'dfl-none' }), []);
    assert.deepEqual(await found({ ...both, document_input_value: file_input }), [second.id, first.id]);
    assert.deepEqual(await found({ ...both, document_input_type: 'file_id' }), [second.id, first.id]);
    assert.deepEqual(await found({ ...both, document_input_type: 'parse_job_id' }), []);
    const at = Date.parse(first.created_at);
    const iso = (offsetMs: number) => new Date(at + offsetMs).toISOString();
    const one = { job_ids: [first.id] };
    assert.deepEqual(
      await found({ ...one, created_at_on_or_after: iso(0), created_at_on_or_before: iso(0) }),
      [first.id],
    );
    assert.deepEqual(await found({ ...one, created_at_on_or_after: iso(1) }), []);
    const [expanded] = await collect(extract().list({ ...one, expand: ['configuration'] }));
    assert.deepEqual(expanded?.configuration?.data_schema, data_schema);
  });

  it('cancels one that has not ended', async () => {
    const { id } = await extract().create({ file_input, configuration_id });
    const cancelled = await extract()
      .cancel(id)
      .catch((error: unknown) => error);
    // It may have ended before the request is there.
    const { status } = await extract().get(id);
    assert.equal(status, cancelled instanceof Error ? 'COMPLETED' : 'CANCELLED');
  });

  it('refuses to cancel what has ended, and deletes it', async () => {
    const { id } = await ended();
    await refused(server, 400, /FAILED|COMPLETED/, () => extract().cancel(id));
    await extract().delete(id);
    await refused(server, 404, /not found$/, () => extract().get(id));
    await refused(server, 404, /not found$/, () => extract().delete(id));
    await refused(server, 404, /not found$/, () => extract().cancel(id));
  });

  it('validates a schema', async () => {
    assert.deepEqual((await extract().validateSchema({ data_schema })).data_schema, data_schema);
    await refused(server, 400, /^schema_validation: /, () =>
      extract().validateSchema({ data_schema: { type: 'nothing' } }),
    );
  });

  it('makes the schema of a configuration, also from a file', async () => {
    const file = new File(['Invoice number: A-17\nDate: 2026-05-03\nTotal: 12.50 EUR'], 'sample.txt');
    const { id: file_id } = await server.sdk.files.create({ file, purpose: 'extract' });
    for (const from of [{ data_schema, name: 'totals' }, { file_id }, { file_id, data_schema }]) {
      const made = await extract().generateSchema(from);
      assert.equal(made.parameters.product_type, 'extract_v2');
      assert.equal((await server.sdk.configurations.create(made)).product_type, 'extract_v2');
    }
    await refused(server, 400, /needs a language model/, () =>
      extract().generateSchema({ prompt: 'totals' }),
    );
  });

  it('refuses what cannot be, each with a sentence', async () => {
    const create = (params: object) => () => extract().create({ file_input, ...params });
    const configuration = { data_schema };
    const { id: parse } = await server.sdk.configurations.create({
      name: 'parse',
      parameters: { product_type: 'parse_v2', tier: 'fast', version: 'latest' },
    });
    await refused(server, 404, /not found$/, create({ file_input: 'dfl-none', configuration }));
    await refused(server, 404, /not found$/, create({ file_input: 'pjb-none', configuration }));
    await refused(server, 404, 'Configuration not found', create({ configuration_id: 'cfg-none' }));
    await refused(server, 400, /parse_v2/, create({ configuration_id: parse }));
    await refused(server, 400, /configuration/, create({}));
    await refused(server, 400, /configuration/, create({ configuration, configuration_id }));
    await refused(
      server,
      400,
      /^schema_validation: /,
      create({ configuration: { data_schema: { type: 'x' } } }),
    );
    await refused(server, 422, /"file_input"/, create({ file_input: 'a'.repeat(201), configuration }));
    await refused(server, 404, /not found$/, () => extract().get('ext-none'));
    await refused(server, 422, /"query","status"/, () => extract().list({ status: 'DONE' as 'FAILED' }));
  });
});
