import assert from 'node:assert/strict';
import { PollingError } from '@llamaindex/llama-cloud/core/polling';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { quick } from './harness/parseJobs';
import { refused } from './harness/refusals';

const rules = [
  { type: 'invoice', description: 'Has an invoice number and a total.' },
  { type: 'letter', description: 'Is addressed to a person and signed.' },
];

describe('classify', () => {
  const server = useServer();
  const classify = () => server.sdk.classify;
  let file_input: string;
  let configuration_id: string;
  const ended = async (params: object = { configuration: { rules } }) => {
    const { id } = await classify().create({ file_input, ...params });
    await classify()
      .waitForCompletion(id, {}, quick)
      .catch((error: unknown) => assert.ok(error instanceof PollingError));
    return classify().get(id);
  };

  before(async () => {
    const file = new File(['Invoice 17'], 'invoice.txt');
    file_input = (await server.sdk.files.create({ file, purpose: 'classify' })).id;
    const parameters = { product_type: 'classify_v2', rules } as const;
    configuration_id = (await server.sdk.configurations.create({ name: 'labels', parameters })).id;
  });

  it('takes a file with inline rules', async () => {
    const configuration = {
      rules,
      mode: 'FAST' as const,
      parsing_configuration: { lang: 'en', max_pages: 2 },
    };
    const job = await classify().create({ file_input, configuration });
    assert.ok(['PENDING', 'RUNNING', 'COMPLETED'].includes(job.status), job.status);
    assert.deepEqual([job.file_input, job.document_input_type], [file_input, 'file_id']);
    assert.deepEqual(job.configuration.rules, rules);
    assert.deepEqual((await classify().get(job.id)).configuration, job.configuration);
  });

  it('takes a saved configuration, and the older names of the input', async () => {
    const { configuration_id: saved, configuration } = await ended({ configuration_id });
    assert.deepEqual([saved, configuration.rules], [configuration_id, rules]);
    const older = { file_input: null, file_id: file_input, configuration_id };
    assert.equal((await ended(older)).file_input, file_input);
    const parsed = await server.sdk.parsing.parse(
      { tier: 'fast', version: 'latest', file_id: file_input, expand: ['text'] },
      quick,
    );
    const job = await ended({ file_input: null, parse_job_id: parsed.job.id, configuration_id });
    assert.equal(job.document_input_type, 'parse_job_id');
  });

  it('answers a transaction once', async () => {
    const params = { file_input, configuration_id, transaction_id: 'a transaction' };
    const first = await classify().create(params);
    const second = await classify().create({ ...params, file_input: 'dfl-none' });
    assert.equal(second.id, first.id);
    assert.equal(second.transaction_id, 'a transaction');
  });

  it('tells the type, how sure it is and why, and which parse it read', async () => {
    const { result, parse_job_id } = await classify().run({ file_input, configuration: { rules } }, quick);
    assert.equal(result?.type, 'invoice');
    assert.ok(result.confidence > 0.3 && result.confidence <= 1);
    assert.match(result.reasoning, /“Invoice” \(page 1\)/);
    const { text } = await server.sdk.parsing.get(parse_job_id ?? '', { expand: ['text'] });
    assert.match(text?.pages[0]?.text ?? '', /Invoice 17/);
  });

  it('gives no type where no rule fits', async () => {
    const file = new File(['The wind had turned in the night.'], 'story.txt');
    const { id } = await server.sdk.files.create({ file, purpose: 'classify' });
    const { result } = await classify().run({ file_input: id, configuration: { rules } }, quick);
    assert.equal(result?.type, null);
    assert.match(result?.reasoning ?? '', /No rule fits/);
  });

  it('tells people who wait why a job failed', async () => {
    const file = new File(['%PDF-1.7 broken'], 'broken.pdf');
    const { id } = await server.sdk.files.create({ file, purpose: 'classify' });
    const wait = classify().run({ file_input: id, configuration: { rules } }, quick);
    await assert.rejects(wait, (error: unknown) => {
      assert.ok(error instanceof PollingError);
      assert.match(error.message, /failed with status: FAILED \| Error: \S+/);
      return true;
    });
  });

  it('lists them newest first, by every filter, in pages of one', async () => {
    const first = await ended({ configuration_id });
    const second = await ended();
    const found = async (query: object) => (await collect(classify().list(query))).map(job => job.id);
    const both = { job_ids: [first.id, second.id] };
    assert.deepEqual(await found({ ...both, page_size: 1 }), [second.id, first.id]);
    assert.deepEqual(await found({ ...both, configuration_id }), [first.id]);
    assert.deepEqual(await found({ ...both, status: first.status }), [second.id, first.id]);
    assert.deepEqual(await found({ ...both, status: 'PENDING' }), []);
    const at = Date.parse(first.created_at ?? '');
    const iso = (offsetMs: number) => new Date(at + offsetMs).toISOString();
    const one = { job_ids: [first.id] };
    assert.deepEqual(
      await found({ ...one, created_at_on_or_after: iso(0), created_at_on_or_before: iso(0) }),
      [first.id],
    );
    assert.deepEqual(await found({ ...one, created_at_on_or_after: iso(1) }), []);
  });

  it('cancels one that has not ended', async () => {
    const { id } = await classify().create({ file_input, configuration_id });
    const cancelled = await classify()
      .cancel(id)
      .catch((error: unknown) => error);
    // The file was parsed before, so that a job may end before the request is there.
    const { status } = await classify().get(id);
    assert.equal(status, cancelled instanceof Error ? 'COMPLETED' : 'CANCELLED');
  });

  it('refuses to cancel what has ended, and deletes it', async () => {
    const { id, project_id } = await ended();
    await refused(server, 400, /FAILED|COMPLETED/, () => classify().cancel(id));
    const { status, body } = await server.request('DELETE', `/api/v2/classify/${id}`);
    assert.deepEqual([status, body], [200, { id, project_id }]);
    await refused(server, 404, /not found$/i, () => classify().get(id));
    await refused(server, 404, /not found$/i, () => classify().cancel(id));
    assert.equal((await server.request('DELETE', `/api/v2/classify/${id}`)).status, 404);
  });

  it('refuses what cannot be, each with a sentence', async () => {
    const configuration = { rules };
    const create = (params: object) => () => classify().create({ file_input, ...params });
    await refused(server, 404, /not found$/, create({ file_input: 'dfl-none', configuration }));
    await refused(server, 404, 'Configuration not found', create({ configuration_id: 'cfg-none' }));
    await refused(server, 400, /configuration/, create({}));
    await refused(server, 400, /configuration/, create({ configuration, configuration_id }));
    await refused(server, 400, /file_input/, create({ file_input: null, configuration }));
    await refused(server, 422, /"rules"/, create({ configuration: { rules: [] } }));
    await refused(
      server,
      422,
      /"description"/,
      create({ configuration: { rules: [{ type: 'a', description: 'b' }] } }),
    );
    await refused(server, 404, 'Classify job not found', () => classify().get('cls-none'));
  });
});
