import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import type { BatchCreateParams, BatchGetStatusResponse } from 'llama-cloud-2-13/resources/beta/batch/batch';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { refused } from './harness/refusals';
import { until } from './harness/until';
import { samplePath } from './sample';

const paths = ['2025/summary.pdf', 'correspondence/board minutes (locked).pdf', 'field/keepers handbook.md'];
const nobody = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const uuid = '182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e';
/** What batches are made of: the shortest that the official client's own tests send, and what people set. */
const parse: BatchCreateParams.BatchParseJobRecordCreate = { job_name: 'parse_raw_file_job' };
const classify: BatchCreateParams['job_config'] = {
  id: uuid,
  user_id: 'nobody',
  project_id: uuid,
  status: 'PENDING',
  rules: [{ type: 'invoice', description: 'Has an invoice number and a total.' }],
};

/** The batch routes that LlamaCloud had before `/api/v2/batches`, driven by the last client that knows them. */
describe('legacy batches', function () {
  this.timeout(60_000);
  const server = useServer();
  const batch = () => server.legacy.beta.batch;
  let directory_id: string;
  /** Ids of the directory files by path. */
  const ids = new Map<string, string>();
  const create = (params: Partial<BatchCreateParams> = {}) =>
    batch().create({ directory_id, job_config: parse, ...params });
  const ended = async (id: string) => {
    let status: BatchGetStatusResponse | undefined;
    await until(async () => {
      status = await batch().getStatus(id);
      return ['completed', 'failed', 'cancelled'].includes(status.job.status);
    });
    assert.ok(status);
    return status;
  };
  const newDirectory = async (...names: string[]) => {
    const { id } = await server.sdk.beta.directories.create({ name: 'legacy' });
    for (const name of names) {
      const upload_file = new File([`Tide table ${name}`], name);
      await server.sdk.beta.directories.files.upload(id, { upload_file });
    }
    return id;
  };

  before(async () => {
    directory_id = await newDirectory();
    for (const path of paths) {
      const upload_file = createReadStream(samplePath({ path }));
      const file = await server.sdk.beta.directories.files.upload(directory_id, {
        upload_file,
        unique_id: path,
      });
      ids.set(path, file.id);
    }
  });

  it('parses a directory, and counts as it goes', async () => {
    const job = await create({ page_size: 1, continue_as_new_threshold: 1, 'temporal-namespace': 'default' });
    assert.match(job.id, /^bjb-/);
    assert.ok(['pending', 'running', 'dispatched'].includes(job.status), job.status);
    assert.deepEqual(
      [job.job_type, job.directory_id, job.total_items],
      ['parse', directory_id, paths.length],
    );
    const done = await ended(job.id);
    assert.equal(done.progress_percentage, 100);
    const { status, processed_items, failed_items, skipped_items, completed_at } = done.job;
    assert.deepEqual([status, processed_items, failed_items, skipped_items], ['completed', 2, 1, 0]);
    assert.ok(Date.parse(completed_at ?? '') >= Date.parse(done.job.started_at ?? ''));

    const items = await collect(batch().jobItems.list(job.id, { limit: 1 }));
    assert.deepEqual(items.map(item => item.item_id).sort(), [...ids.values()].sort());
    const good = items.find(item => item.item_id === ids.get('2025/summary.pdf'));
    assert.deepEqual(
      [good?.item_name, good?.status, good?.skip_reason ?? null],
      ['summary.pdf', 'completed', null],
    );
    const result = await server.legacy.parsing.get(good?.job_id ?? '', { expand: ['markdown'] });
    assert.equal(result.markdown?.pages.length, 1);
    const failed = await collect(batch().jobItems.list(job.id, { status: 'failed' }));
    assert.match(failed[0]?.error_message ?? '', /^PDF_IS_PROTECTED: /);
  });

  it('leaves out what it has already parsed, until it is forced', async () => {
    const directory = await newDirectory('a.txt', 'b.txt');
    await ended((await create({ directory_id: directory })).id);
    const again = await ended((await create({ directory_id: directory })).id);
    assert.equal(again.job.skipped_items, 2);
    const items = await collect(batch().jobItems.list(again.job.id));
    for (const item of items) {
      assert.deepEqual([item.status, item.skip_reason], ['skipped', 'already_processed']);
    }
    const forced = { ...parse, parameters: { do_not_cache: true, invalidate_cache: true } };
    const fresh = await ended((await create({ directory_id: directory, job_config: forced })).id);
    assert.equal(fresh.job.processed_items, 2);
  });

  it('takes items by id, in place of a directory', async () => {
    const [id] = ids.values();
    assert.ok(id);
    const job = await create({ directory_id: null, item_ids: [id], job_config: {} });
    assert.deepEqual([job.directory_id ?? null, job.total_items], [null, 1]);
    const { job: done } = await ended(job.id);
    assert.equal(done.status, 'completed');
  });

  it('makes classify jobs', async () => {
    const directory = await newDirectory('c.txt');
    const job = await create({ directory_id: directory, job_config: classify });
    assert.equal(job.job_type, 'classify');
    const { job: done } = await ended(job.id);
    assert.equal((done.processed_items ?? 0) + (done.failed_items ?? 0), 1);
    const [listed] = await collect(batch().list({ job_type: 'classify' }));
    assert.equal(listed?.id, job.id);
  });

  it('tells what has been made of an item', async () => {
    const directory = await newDirectory('r.txt');
    const job = await create({ directory_id: directory });
    await ended(job.id);
    const [item] = await collect(batch().jobItems.list(job.id));
    assert.ok(item);
    const results = await batch().jobItems.getProcessingResults(item.item_id);
    assert.deepEqual([results.item_id, results.item_name], [item.item_id, 'r.txt']);
    const [result, ...others] = results.processing_results ?? [];
    assert.equal(others.length, 0);
    assert.equal(result?.job_type, 'parse');
    assert.ok(result.parameters_hash);
    const none = await batch().jobItems.getProcessingResults(item.item_id, { job_type: 'extract' });
    assert.deepEqual(none.processing_results ?? [], []);
  });

  it('lists them newest first, by limit and offset', async () => {
    const directory = await newDirectory('l.txt');
    const made: string[] = [];
    for (let i = 0; i < 3; i++) made.unshift((await create({ directory_id: directory })).id);
    await ended(made[0] ?? '');
    const found = async (query: object) =>
      (await collect(batch().list({ directory_id: directory, ...query }))).map(job => job.id);
    assert.deepEqual(await found({}), made);
    assert.deepEqual(await found({ limit: 1 }), made);
    assert.deepEqual(await found({ offset: 1 }), made.slice(1));
    assert.deepEqual(await found({ status: 'completed' }), made);
    assert.deepEqual(await found({ status: 'failed' }), []);
    assert.deepEqual(await found({ directory_id: 'dir-none' }), []);
  });

  it('cancels one for a reason, and refuses to do so twice', async () => {
    const { id: directory } = await server.sdk.beta.directories.create({ name: 'cancelled' });
    for (let i = 0; i < 10; i++) {
      const upload_file = createReadStream(samplePath({ path: 'correspondence/scanned letter.pdf' }));
      await server.sdk.beta.directories.files.upload(directory, { upload_file, unique_id: `${i}` });
    }
    const job_config = { ...parse, parameters: { do_not_cache: true } };
    const { id } = await create({ directory_id: directory, job_config });
    const answer = await batch().cancel(id, { reason: 'the tide is out', 'temporal-namespace': 'default' });
    assert.equal(answer.job_id, id);
    assert.match(answer.message, /the tide is out/);
    const { job } = await ended(id);
    assert.equal(job.status, 'cancelled');
    await refused(server, 400, /cancelled/, () => batch().cancel(id, {}));
  });

  it('takes every parameter, and says what it did not apply', async () => {
    const directory = await newDirectory('p.txt');
    const parameters = {
      ...{ lang: 'en', languages: ['en' as const], max_pages: 2, target_pages: '0', tier: 'agentic' },
      ...{
        premium_mode: true,
        user_prompt: 'Be brief.',
        custom_metadata: { a: { b: 1 } },
        type: 'parse' as const,
      },
    };
    const job = await create({ directory_id: directory, job_config: { ...parse, parameters } });
    await ended(job.id);
    const [item] = await collect(batch().jobItems.list(job.id));
    const expand = ['job_metadata'];
    const { job_metadata } = await server.legacy.parsing.get(item?.job_id ?? '', { expand });
    assert.match(JSON.stringify(job_metadata), /user_prompt/);
  });

  it('refuses what cannot be, each with a sentence', async () => {
    const [id] = ids.values();
    const empty = await newDirectory();
    await refused(server, 400, /directory_id/, () => create({ directory_id: null }));
    await refused(server, 400, /directory_id/, () => create({ item_ids: [id ?? ''] }));
    await refused(server, 404, 'Directory not found', () => create({ directory_id: 'dir-none' }));
    await refused(server, 404, /not found$/, () => create({ directory_id: null, item_ids: ['dfl-none'] }));
    await refused(server, 400, /no files/, () => create({ directory_id: empty }));
    await refused(server, 404, /not found$/, () => batch().getStatus('bjb-none'));
    await refused(server, 404, /not found$/, () => batch().cancel('bjb-none', {}));
    await refused(server, 404, /not found$/, () => batch().jobItems.list('bjb-none'));
    await refused(server, 404, /not found$/, () => batch().jobItems.getProcessingResults('dfl-none'));
    await refused(server, 404, 'Project not found', () => create({ project_id: nobody }));
    await refused(server, 422, /"query","limit"/, () => batch().list({ limit: 0 }));
    await refused(server, 422, /"body","page_size"/, () => create({ page_size: 1001 }));
    await refused(server, 422, /"parameters","fast_mode"/, () =>
      create({ job_config: { parameters: { fast_mode: 'yes, please' as unknown as boolean } } }),
    );
  });
});
