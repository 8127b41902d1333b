import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { BatchCreateResponse, BatchGetResponse } from '@llamaindex/llama-cloud/resources/batches';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { refused } from './harness/refusals';
import { until } from './harness/until';
import { samplePath } from './sample';

const paths = [
  '2025/summary.pdf',
  'correspondence/board minutes (locked).pdf',
  'field/keepers handbook.md',
  'inbox/photos.zip',
];
const mostFiles = 1000;
const agentic = { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' } } as const;
/** The life cycle; a batch never goes back (LlamaCloud API docs). */
const order = ['PENDING', 'THROTTLED', 'RUNNING', 'COMPLETED'];

describe('batches', function () {
  this.timeout(60_000);
  const server = useServer();
  const batches = () => server.sdk.batches;
  const newDirectory = async (name: string) => (await server.sdk.beta.directories.create({ name })).id;
  const upload = (directory: string, content = 'Tide table') =>
    server.sdk.beta.directories.files.upload(directory, { upload_file: new File([content], 'tides.txt') });
  const ended = async (id: string) => {
    let batch: BatchGetResponse | undefined;
    await until(async () => {
      batch = await batches().get(id, { expand: ['results'] });
      return ['COMPLETED', 'FAILED', 'CANCELLED'].includes(batch.status);
    });
    assert.ok(batch);
    return batch;
  };
  let source_directory_id: string;
  let created: BatchCreateResponse;
  /** Ids of the source files by path. */
  const ids = new Map<string, string>();

  before(async () => {
    source_directory_id = await newDirectory('sample');
    for (const path of paths) {
      const upload_file = createReadStream(samplePath({ path }));
      const file = await server.sdk.beta.directories.files.upload(source_directory_id, {
        upload_file,
        unique_id: path,
      });
      ids.set(path, file.id);
    }
    created = await batches().create({ source_directory_id, config: agentic });
  });

  it('answers before the work is done', () => {
    assert.match(created.id, /^bat-/);
    assert.ok(order.slice(0, 3).includes(created.status), created.status);
    assert.deepEqual(created.config, agentic);
    assert.deepEqual([created.source_directory_id, created.results ?? null], [source_directory_id, null]);
  });

  it('only moves along its life cycle', async () => {
    const { id } = await batches().create({ source_directory_id, config: agentic });
    const seen: string[] = [];
    await until(async () => {
      const { status } = await batches().get(id);
      if (seen.at(-1) !== status) seen.push(status);
      return status === 'COMPLETED';
    });
    assert.deepEqual(
      seen,
      order.filter(status => seen.includes(status)),
    );
  });

  it('maps every file to a job or to an error', async () => {
    const { status, results } = await ended(created.id);
    assert.equal(status, 'COMPLETED');
    assert.deepEqual(results?.map(one => one.source_directory_file_id).sort(), [...ids.values()].sort());
    for (const { job_reference, error_message } of results) {
      assert.ok((job_reference == null) !== (error_message == null), 'is neither, or both');
      if (job_reference) assert.equal(job_reference.type, 'parse_v2');
    }
  });

  it('makes jobs that are read as any other', async () => {
    const { results } = await ended(created.id);
    const jobOf = (path: string) =>
      results?.find(one => one.source_directory_file_id === ids.get(path))?.job_reference?.id ?? '';
    const good = await server.sdk.parsing.get(jobOf('2025/summary.pdf'), { expand: ['markdown'] });
    assert.equal(good.job.status, 'COMPLETED');
    assert.equal(good.job.name, basename('2025/summary.pdf'));
    assert.equal(good.markdown?.pages.length, 1);
    const bad = await server.sdk.parsing.get(jobOf('correspondence/board minutes (locked).pdf'));
    assert.equal(bad.job.status, 'FAILED');
    assert.match(bad.job.error_message ?? '', /^PDF_IS_PROTECTED: /);
    const job_ids = results?.flatMap(one => one.job_reference?.id ?? []) ?? [];
    const jobs = await collect(server.sdk.parsing.list({ job_ids, page_size: 1 }));
    assert.deepEqual(jobs.map(job => job.id).sort(), job_ids.sort());
  });

  it('tells results to whoever asks for them, and nobody else', async () => {
    await ended(created.id);
    assert.equal((await batches().get(created.id)).results ?? null, null);
    assert.equal((await batches().get(created.id, { expand: [] })).results ?? null, null);
    const nulls = { expand: ['results'], project_id: null };
    assert.equal((await batches().get(created.id, nulls)).results?.length, paths.length);
  });

  it('lists them newest first, in pages of one', async () => {
    const { id } = await batches().create({ source_directory_id, config: agentic });
    await ended(id);
    const listed = await collect(batches().list({ page_size: 1 }));
    assert.equal(listed[0]?.id, id);
    assert.equal(new Set(listed.map(one => one.id)).size, listed.length);
    assert.ok(listed.every(one => (one.results ?? null) === null));
  });

  it('lists them by status, directory and time', async () => {
    const other = await newDirectory('other');
    await upload(other);
    const { id } = await batches().create({ source_directory_id: other, config: agentic });
    const batch = await ended(id);
    const found = async (query: object) => (await collect(batches().list(query))).map(one => one.id);
    assert.deepEqual(await found({ source_directory_id: other }), [id]);
    assert.deepEqual(await found({ source_directory_id: other, status: 'COMPLETED' }), [id]);
    assert.deepEqual(await found({ source_directory_id: other, status: 'FAILED' }), []);
    assert.deepEqual(await found({ source_directory_id: 'dir-none' }), []);
    const at = Date.parse(batch.created_at ?? '');
    const iso = (offsetMs: number) => new Date(at + offsetMs).toISOString();
    const range = { source_directory_id: other };
    assert.deepEqual(
      await found({ ...range, created_at_on_or_after: iso(0), created_at_on_or_before: iso(0) }),
      [id],
    );
    assert.deepEqual(await found({ ...range, created_at_on_or_after: iso(1) }), []);
    assert.deepEqual(await found({ ...range, created_at_on_or_before: iso(-1) }), []);
  });

  it('keeps the configuration as it was when it was made', async () => {
    const parameters = { product_type: 'parse_v2', tier: 'fast', version: 'latest' } as const;
    const { id: configuration_id } = await server.sdk.configurations.create({ name: 'mine', parameters });
    const config = { job: { type: 'parse_v2', configuration_id } } as const;
    const { id } = await batches().create({ source_directory_id, config });
    await server.sdk.configurations.update(configuration_id, {
      parameters: { ...parameters, tier: 'agentic' },
    });
    const batch = await ended(id);
    assert.deepEqual(batch.config, config);
    const reference = batch.results?.find(one => one.job_reference)?.job_reference;
    assert.equal((await server.sdk.parsing.get(reference?.id ?? '')).job.tier, 'fast');
  });

  it('makes extract jobs, each with its end', async () => {
    const { id: configuration_id } = await server.sdk.configurations.create({
      name: 'totals',
      parameters: {
        product_type: 'extract_v2',
        data_schema: { type: 'object', properties: { total: { type: 'number' } } },
      },
    });
    const directory = await newDirectory('extract');
    await upload(directory);
    const { id } = await batches().create({
      source_directory_id: directory,
      config: { job: { type: 'extract_v2', configuration_id } },
    });
    const { status, results } = await ended(id);
    assert.equal(status, 'COMPLETED');
    const [reference] = results?.flatMap(one => one.job_reference ?? []) ?? [];
    assert.equal(reference?.type, 'extract_v2');
    const job = await server.sdk.extract.get(reference.id);
    assert.ok(['COMPLETED', 'FAILED'].includes(job.status), job.status);
  });

  it('cancels one, and refuses to do so twice', async () => {
    const directory = await newDirectory('cancel');
    for (let i = 0; i < 20; i++) {
      const upload_file = createReadStream(samplePath({ path: 'correspondence/scanned letter.pdf' }));
      await server.sdk.beta.directories.files.upload(directory, { upload_file, unique_id: `${i}` });
    }
    const parameters = {
      product_type: 'parse_v2',
      tier: 'agentic',
      version: 'latest',
      disable_cache: true,
    } as const;
    const { id: configuration_id } = await server.sdk.configurations.create({ name: 'slow', parameters });
    const config = { job: { type: 'parse_v2', configuration_id } } as const;
    const { id } = await batches().create({ source_directory_id: directory, config });
    const cancelled = await batches().cancel(id);
    assert.equal(cancelled.id, id);
    const batch = await ended(id);
    assert.equal(batch.status, 'CANCELLED');
    await refused(server, 400, /CANCELLED/, () => batches().cancel(id));
    await refused(server, 400, /COMPLETED/, () => batches().cancel(created.id));
    const jobs = await collect(
      server.sdk.parsing.list({ job_ids: batch.results?.flatMap(one => one.job_reference?.id ?? []) ?? [] }),
    );
    for (const job of jobs) assert.ok(['COMPLETED', 'CANCELLED'].includes(job.status), job.status);
  });

  it('refuses what cannot be, each with a sentence', async () => {
    const make =
      (configuration_id: string, directory = source_directory_id) =>
      () =>
        batches().create({
          source_directory_id: directory,
          config: { job: { type: 'parse_v2', configuration_id } },
        });
    const { id: classify } = await server.sdk.configurations.create({
      name: 'labels',
      parameters: {
        product_type: 'classify_v2',
        rules: [{ type: 'invoice', description: 'Has an invoice number.' }],
      },
    });
    await refused(server, 404, 'Directory not found', make('cfg-PARSE_AGENTIC', 'dir-none'));
    await refused(server, 404, 'Configuration not found', make('cfg-none'));
    await refused(server, 400, /classify_v2.*parse_v2/, make(classify));
    await refused(server, 400, /no files/, make('cfg-PARSE_AGENTIC', await newDirectory('empty')));
    await refused(server, 404, 'Batch not found', () => batches().get('bat-none'));
    await refused(server, 404, 'Batch not found', () => batches().cancel('bat-none'));
    await refused(server, 422, /"query","expand"/, () => batches().get(created.id, { expand: ['files'] }));
  });

  it(`takes ${mostFiles} files, and no more`, async () => {
    const directory = await newDirectory('many');
    const { id: file_id } = await server.sdk.files.create({
      file: new File(['Tide table'], 'tides.txt'),
      purpose: 'parse',
    });
    const add = (unique_id: string) =>
      server.sdk.beta.directories.files.add(directory, { file_id, unique_id });
    for (let start = 0; start < mostFiles; start += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, i) => add(`${start + i}`)));
    }
    const create = () => batches().create({ source_directory_id: directory, config: agentic });
    const { id } = await create();
    await batches()
      .cancel(id)
      .catch(() => undefined);
    await add('one too many');
    await refused(server, 400, /1000.*1001/, create);
  });
});
