import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ApiError, type ApiErrorKind } from '../../src/client/errors';
import { createLlamaCloud } from '../../src/client/llamaCloud';
import { terminalJobStatuses } from '../../src/protocol/parseJobs';
import { useServer } from './harness/contractServer';
import { until } from './harness/until';
import { samplePath } from './sample';

const path = samplePath({ path: 'field/station log FG-170.txt' });
const source = { path, fileName: basename(path) };
const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
const configuration_id = 'cfg-PARSE_FAST';
const fails = (kind: ApiErrorKind) => (error: unknown) => ApiError.is(error, kind) && !error.ambiguous;

/** What the guide does not need of our client, against the engine. */
describe('calls of our client beside the guide', function () {
  this.timeout(30_000);
  const server = useServer();
  const client = () =>
    createLlamaCloud({
      ...{ baseUrl: server.url, token: async () => server.token, fetch: server.fetch },
      ...{ userAgent: 'llama-batches/test', maxRetries: 0 },
    });
  const ended = (id: string) =>
    until(async () => terminalJobStatuses.has((await client().getParse(id, [])).job.status));

  it('tells what was sent in metadata that follows the file', async () => {
    const cloud = client();
    const { id } = await cloud.createDirectory({ name: 'a', type: 'ephemeral' });
    const heard: string[] = [];
    const file = await cloud.uploadDirectoryFile(
      id,
      source,
      { unique_id: 'sub/a.txt', display_name: 'a.txt', metadata: hash => ({ sha256: hash }) },
      { onHash: hash => heard.push(hash) },
    );
    assert.deepEqual(file.metadata, { sha256 });
    assert.deepEqual(heard, [sha256]);
    assert.equal(file.unique_id, 'sub/a.txt');
  });

  it('puts a stored file into another directory, until it is deleted', async () => {
    const cloud = client();
    const first = await cloud.createDirectory({ name: 'first' });
    const second = await cloud.createDirectory({ name: 'second' });
    const { file_id } = await cloud.uploadDirectoryFile(first.id, source, { unique_id: 'a.txt' });
    assert.ok(file_id);
    const body = { file_id, unique_id: 'b.txt', metadata: { path: 'b.txt' } };
    const added = await cloud.addDirectoryFile(second.id, body);
    assert.equal(added.file_id, file_id);
    assert.equal(added.unique_id, 'b.txt');
    await cloud.deleteFile(file_id);
    await assert.rejects(cloud.addDirectoryFile(second.id, body), fails('not_found'));
    await assert.rejects(cloud.createParse({ file_id, configuration_id }), fails('not_found'));
  });

  it('parses a file by itself, sent or stored, and deletes the job when it has ended', async () => {
    const cloud = client();
    const user_metadata = { llama_batches_run: 'run-1', path: 'süb/a.txt' };
    const sent = await cloud.uploadParse(source, { configuration_id, user_metadata });
    assert.deepEqual(sent.user_metadata, user_metadata);
    const directory = await cloud.createDirectory({ name: 'a' });
    const { file_id } = await cloud.uploadDirectoryFile(directory.id, source, {});
    const stored = await cloud.createParse({ file_id: file_id ?? '', configuration_id, user_metadata });
    for (const { id } of [sent, stored]) await ended(id);
    const { items } = await cloud.listParseJobs({
      ...{ job_ids: [sent.id, stored.id], created_at_on_or_after: sent.created_at ?? '' },
    });
    assert.deepEqual(
      items.map(job => [job.status, job.tier, job.user_metadata]),
      [
        ['COMPLETED', 'fast', user_metadata],
        ['COMPLETED', 'fast', user_metadata],
      ],
    );
    await cloud.deleteParseJob(sent.id);
    await assert.rejects(cloud.getParse(sent.id, []), fails('not_found'));
  });

  it('stores a file under a key and classifies it once, however often it is asked to', async () => {
    const cloud = client();
    const fields = { purpose: 'classify', external_file_id: 'llama-batches-key' } as const;
    const stored = await cloud.uploadFile(source, fields);
    await assert.rejects(cloud.uploadFile(source, fields), fails('invalid'));
    const found = await cloud.listFiles({ external_file_id: fields.external_file_id });
    assert.deepEqual(
      found.items.map(({ id }) => id),
      [stored.id],
    );
    const rules = [{ type: 'log', description: 'A log of a station with its readings' }];
    const parameters = { product_type: 'classify_v2', rules };
    const kinds = await cloud.saveConfiguration({ name: 'kinds', parameters });
    const body = { file_input: stored.id, configuration_id: kinds.id, transaction_id: 'llama-batches-key' };
    const job = await cloud.createClassify(body);
    assert.equal((await cloud.createClassify(body)).id, job.id);
    await until(async () => (await cloud.getClassify(job.id)).status === 'COMPLETED');
    const [listed, ...more] = (await cloud.listClassifyJobs({ job_ids: [job.id], page_size: 100 })).items;
    assert.deepEqual(more, []);
    assert.deepEqual([listed?.file_input, listed?.transaction_id], [stored.id, body.transaction_id]);
    assert.equal(typeof listed?.result?.reasoning, 'string');
    await assert.rejects(cloud.cancelClassifyJob(job.id), fails('invalid'));
    await cloud.deleteClassifyJob(job.id);
    await assert.rejects(cloud.getClassify(job.id), fails('not_found'));
    await cloud.deleteFile(stored.id);
  });

  it('saves a configuration under its name once, changes and deletes it', async () => {
    const cloud = client();
    const parameters = (tier: string) => ({ product_type: 'parse_v2', tier, version: 'latest' });
    const first = await cloud.saveConfiguration({ name: 'ours', parameters: parameters('fast') });
    const second = await cloud.saveConfiguration({ name: 'ours', parameters: parameters('agentic') });
    assert.equal(second.id, first.id);
    assert.notEqual(second.version, first.version);
    const renamed = await cloud.updateConfiguration(first.id, { name: 'mine' });
    assert.deepEqual([renamed.name, renamed.parameters.tier], ['mine', 'agentic']);
    await cloud.deleteConfiguration(first.id);
    await assert.rejects(cloud.getConfiguration(first.id), fails('not_found'));
  });

  it('reads extraction, classification, webhooks and the legacy route', async () => {
    const cloud = client();
    const [project] = await cloud.listProjects();
    assert.ok(project);
    assert.deepEqual((await cloud.listExtractJobs({ job_ids: ['ext-1'] })).items, []);
    for (const call of [
      () => cloud.getExtract('ext-1', ['usage', 'extract_metadata']),
      () => cloud.cancelExtractJob('ext-1'),
      () => cloud.deleteExtractJob('ext-1'),
      () => cloud.getClassify('clf-1'),
      () => cloud.getLegacyResults('dfl-1'),
    ]) {
      await assert.rejects(call, fails('not_found'));
    }
    assert.deepEqual(await cloud.listWebhookConfigs(), []);

    const directory = await cloud.createDirectory({ name: 'letters' });
    await cloud.uploadDirectoryFile(directory.id, source, { unique_id: 'a.txt' });
    const rules = [{ type: 'log', description: 'A log of a station' }];
    const batch = await cloud.createLegacyClassify({
      directory_id: directory.id,
      job_config: {
        ...{ id: project.id, user_id: 'person', project_id: project.id, status: 'PENDING', rules },
      },
    });
    const listed = await cloud.listLegacyBatches({ directory_id: directory.id, limit: 10, offset: 0 });
    assert.deepEqual(
      listed.items.map(({ id, job_type }) => [id, job_type]),
      [[batch.id, 'classify']],
    );
    assert.equal((await cloud.getLegacyBatch(batch.id)).job.id, batch.id);
    const items = await cloud.listLegacyItems(batch.id, { limit: 10 });
    assert.deepEqual(
      items.items.map(item => item.item_name),
      [source.fileName],
    );
  });
});
