import assert from 'node:assert/strict';
import { PollingError } from '@llamaindex/llama-cloud/core/polling';
import type { ExtractV2Job } from '@llamaindex/llama-cloud/resources/extract';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { quick } from './harness/parseJobs';
import { refused } from './harness/refusals';

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
    assert.ok(['PENDING', 'THROTTLED', 'RUNNING', 'FAILED'].includes(job.status), job.status);
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

  it('tells people who wait why a job failed', async () => {
    const wait = extract().run({ file_input, configuration: { data_schema } }, quick);
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
    // Until this machine can extract, a job may end before the request is there.
    const { status } = await extract().get(id);
    assert.equal(status, cancelled instanceof Error ? 'FAILED' : 'CANCELLED');
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

  it('makes a schema, or says why it cannot', async () => {
    const made = await extract()
      .generateSchema({ data_schema, name: 'totals' })
      .catch((error: { status?: number }) => error.status);
    if (typeof made === 'number') return assert.equal(made, 400);
    assert.equal(made?.parameters.product_type, 'extract_v2');
    return assert.equal((await server.sdk.configurations.create(made)).product_type, 'extract_v2');
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
