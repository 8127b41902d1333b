import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import LlamaCloudSdk, { toFile } from '@llamaindex/llama-cloud';
import LegacySdk from 'llama-cloud-2-13';
import type { LlamaCloud } from '../../src/client/api';
import { createLlamaCloud } from '../../src/client/llamaCloud';
import { tempFolder } from '../support/tempFolder';
import { requestCheck } from './openapi/schemas';
import { definition, type Operation, operationOf } from './openapi/spec';

const baseURL = 'http://llamacloud.test/prefix';
const apiKey = 'llx-test';
const project = { project_id: '11111111-1111-4111-8111-111111111111' };
const o = { projectId: project.project_id };

interface Clients {
  ours: LlamaCloud;
  sdk: LlamaCloudSdk;
  legacy: LegacySdk;
  /** A file to send, and its content. */
  path: string;
  content: Buffer;
}
type Pair = readonly [
  ours: (clients: Clients) => Promise<unknown>,
  official: (clients: Clients) => PromiseLike<unknown> | Promise<unknown>,
];

/** The SDK's types lag behind what its own guides send. */
const loose = <T>(params: object): T => params as T;
const job = { type: 'parse_v2' as const, configuration_id: 'cfg-PARSE_AGENTIC' };
const batchBody = {
  source_directory_id: 'dir-1',
  config: { job },
  webhook_configuration_ids: ['whc-1'],
  webhook_configurations: [
    { webhook_url: 'https://example.com/x', webhook_events: ['batch.success' as const] },
  ],
};
const directoryBody = {
  name: 'invoice-batch',
  type: 'ephemeral' as const,
  expires_at: '2026-01-01T00:00:00Z',
  system_metadata: { llama_batches_run: 'run-1' },
};
const parameters = { product_type: 'parse_v2' as const, tier: 'agentic' as const, version: 'latest' };
const tags = { llama_batches_run: 'run-1', path: 'süb/a b.pdf' };
const configured = { tier: 'configured', version: 'configured' };
const parse = {
  ...{ configuration_id: 'cfg-1', user_metadata: tags, webhook_configuration_ids: ['whc-1'] },
};
const metadata = { path: 'süb/a b.pdf', sha256: 'f'.repeat(64) };
const fileName = 'naïve file (1).pdf';
const classify = {
  directory_id: 'dir-1',
  job_config: {
    ...{ id: project.project_id, user_id: 'u', project_id: project.project_id, status: 'PENDING' as const },
    rules: [{ type: 'invoice', description: 'An invoice of a supplier' }],
  },
};
const range = { created_at_on_or_after: '2026-01-01T00:00:00Z' };

/** Every call of our client, and how the official one says the same. */
const pairs: Record<keyof LlamaCloud, Pair> = {
  listProjects: [c => c.ours.listProjects(o), c => c.sdk.projects.list()],
  createDirectory: [
    c => c.ours.createDirectory(directoryBody, o),
    c => c.sdk.beta.directories.create(loose({ ...directoryBody, ...project })),
  ],
  getDirectory: [c => c.ours.getDirectory('dir-1', o), c => c.sdk.beta.directories.get('dir-1', project)],
  listDirectories: [
    c => c.ours.listDirectories({ name: 'a b', types: ['user', 'ephemeral'], page_size: 7 }, o),
    c => c.sdk.beta.directories.list({ name: 'a b', types: ['user', 'ephemeral'], page_size: 7, ...project }),
  ],
  deleteDirectory: [
    c => c.ours.deleteDirectory('dir-1', o),
    c => c.sdk.beta.directories.delete('dir-1', project),
  ],
  uploadDirectoryFile: [
    c =>
      c.ours.uploadDirectoryFile(
        'dir-1',
        { path: c.path, fileName },
        { display_name: 'a b.pdf', unique_id: tags.path, metadata: () => metadata },
        o,
      ),
    async c =>
      c.sdk.beta.directories.files.upload('dir-1', {
        upload_file: await toFile(c.content, fileName),
        ...{ display_name: 'a b.pdf', unique_id: tags.path, metadata: JSON.stringify(metadata) },
        ...project,
      }),
  ],
  addDirectoryFile: [
    c => c.ours.addDirectoryFile('dir-1', { file_id: 'file-1', unique_id: tags.path, metadata }, o),
    c =>
      c.sdk.beta.directories.files.add('dir-1', {
        ...{ file_id: 'file-1', unique_id: tags.path, metadata },
        ...project,
      }),
  ],
  listDirectoryFiles: [
    c => c.ours.listDirectoryFiles('dir/1', { unique_id: tags.path, page_token: 'tok 2' }, o),
    c =>
      c.sdk.beta.directories.files.list('dir/1', { unique_id: tags.path, page_token: 'tok 2', ...project }),
  ],
  uploadFile: [
    c => c.ours.uploadFile({ path: c.path, fileName }, { purpose: 'classify', external_file_id: 'key' }, o),
    async c =>
      c.sdk.files.create({
        ...{ file: await toFile(c.content, fileName), purpose: 'classify', external_file_id: 'key' },
        ...project,
      }),
  ],
  listFiles: [
    c => c.ours.listFiles({ external_file_id: 'key', page_size: 3 }, o),
    c => c.sdk.files.list({ external_file_id: 'key', page_size: 3, ...project }),
  ],
  deleteFile: [c => c.ours.deleteFile('file-1', o), c => c.sdk.files.delete('file-1', project)],
  createBatch: [
    c => c.ours.createBatch(batchBody, o),
    c => c.sdk.batches.create(loose({ ...batchBody, ...project })),
  ],
  getBatch: [
    c => c.ours.getBatch('bat-1', ['results'], o),
    c => c.sdk.batches.get('bat-1', { expand: ['results'], ...project }),
  ],
  listBatches: [
    c => c.ours.listBatches({ status: 'RUNNING', source_directory_id: 'dir-1', ...range }, o),
    c => c.sdk.batches.list({ status: 'RUNNING', source_directory_id: 'dir-1', ...range, ...project }),
  ],
  cancelBatch: [c => c.ours.cancelBatch('bat-1', o), c => c.sdk.batches.cancel('bat-1', project)],
  listConfigurations: [
    c => c.ours.listConfigurations({ product_type: ['parse_v2', 'extract_v2'], latest_only: true }, o),
    c =>
      c.sdk.configurations.list({
        ...{ product_type: ['parse_v2', 'extract_v2'], latest_only: true },
        ...project,
      }),
  ],
  getConfiguration: [
    c => c.ours.getConfiguration('cfg-1', o),
    c => c.sdk.configurations.retrieve('cfg-1', project),
  ],
  saveConfiguration: [
    c => c.ours.saveConfiguration({ name: 'n', parameters }, o),
    c => c.sdk.configurations.create({ name: 'n', parameters, ...project }),
  ],
  updateConfiguration: [
    c => c.ours.updateConfiguration('cfg-1', { parameters }, o),
    c => c.sdk.configurations.update('cfg-1', { parameters, ...project }),
  ],
  deleteConfiguration: [
    c => c.ours.deleteConfiguration('cfg-1', o),
    c => c.sdk.configurations.delete('cfg-1', project),
  ],
  getParse: [
    c => c.ours.getParse('pjb-1', ['markdown', 'metadata', 'usage'], o),
    c => c.sdk.parsing.get('pjb-1', { expand: ['markdown', 'metadata', 'usage'], ...project }),
  ],
  listParseJobs: [
    c => c.ours.listParseJobs({ job_ids: ['pjb-1', 'pjb-2'], status: 'RUNNING', ...range }, o),
    c => c.sdk.parsing.list({ job_ids: ['pjb-1', 'pjb-2'], status: 'RUNNING', ...range, ...project }),
  ],
  cancelParseJob: [c => c.ours.cancelParseJob('pjb-1', o), c => c.sdk.parsing.cancel('pjb-1', project)],
  deleteParseJob: [c => c.ours.deleteParseJob('pjb-1', o), c => c.sdk.parsing.delete('pjb-1', project)],
  createParse: [
    c => c.ours.createParse({ file_id: 'file-1', ...parse }, o),
    c => c.sdk.parsing.create({ ...configured, file_id: 'file-1', ...parse, ...project }),
  ],
  uploadParse: [
    c => c.ours.uploadParse({ path: c.path, fileName }, parse, o),
    async c =>
      c.sdk.parsing.create({
        ...configured,
        ...{ upload_file: await toFile(c.content, fileName) },
        ...{ ...parse, ...project },
      }),
  ],
  getExtract: [
    c => c.ours.getExtract('ext-1', ['extract_metadata', 'usage'], o),
    c => c.sdk.extract.get('ext-1', { expand: ['extract_metadata', 'usage'], ...project }),
  ],
  listExtractJobs: [
    c => c.ours.listExtractJobs({ job_ids: ['ext-1'], status: 'THROTTLED' }, o),
    c => c.sdk.extract.list({ job_ids: ['ext-1'], status: 'THROTTLED', ...project }),
  ],
  cancelExtractJob: [c => c.ours.cancelExtractJob('ext-1', o), c => c.sdk.extract.cancel('ext-1', project)],
  deleteExtractJob: [c => c.ours.deleteExtractJob('ext-1', o), c => c.sdk.extract.delete('ext-1', project)],
  generateSchema: [
    c => c.ours.generateSchema({ file_id: 'file-1' }, o),
    c => c.sdk.extract.generateSchema({ file_id: 'file-1', ...project }),
  ],
  createClassify: [
    c => c.ours.createClassify({ file_input: 'file-1', configuration_id: 'cfg-1', transaction_id: 'key' }, o),
    c =>
      c.sdk.classify.create({
        ...{ file_input: 'file-1', configuration_id: 'cfg-1', transaction_id: 'key' },
        ...project,
      }),
  ],
  listClassifyJobs: [
    c => c.ours.listClassifyJobs({ job_ids: ['clf-1'], status: 'RUNNING' }, o),
    c => c.sdk.classify.list({ job_ids: ['clf-1'], status: 'RUNNING', ...project }),
  ],
  cancelClassifyJob: [
    c => c.ours.cancelClassifyJob('clf-1', o),
    c => c.sdk.classify.cancel('clf-1', project),
  ],
  // The official client has no name for it yet.
  deleteClassifyJob: [
    c => c.ours.deleteClassifyJob('clf-1', o),
    c => c.sdk.delete('/api/v2/classify/clf-1', { query: project }),
  ],
  getClassify: [c => c.ours.getClassify('clf-1', o), c => c.sdk.classify.get('clf-1', project)],
  listWebhookConfigs: [c => c.ours.listWebhookConfigs(o), c => c.sdk.webhookConfigs.list(project)],
  listLegacyBatches: [
    c => c.ours.listLegacyBatches({ directory_id: 'dir-1', job_type: 'parse', limit: 5, offset: 10 }, o),
    c =>
      c.legacy.beta.batch.list({
        ...{ directory_id: 'dir-1', job_type: 'parse', limit: 5, offset: 10 },
        ...project,
      }),
  ],
  getLegacyBatch: [
    c => c.ours.getLegacyBatch('bjb-1', o),
    c => c.legacy.beta.batch.getStatus('bjb-1', project),
  ],
  createLegacyClassify: [
    c => c.ours.createLegacyClassify(classify, o),
    c => c.legacy.beta.batch.create(loose({ ...classify, ...project })),
  ],
  cancelLegacyBatch: [
    c => c.ours.cancelLegacyBatch('bjb-1', 'By a person', o),
    c => c.legacy.beta.batch.cancel('bjb-1', { reason: 'By a person', ...project }),
  ],
  listLegacyItems: [
    c => c.ours.listLegacyItems('bjb-1', { status: 'skipped', limit: 5 }, o),
    c => c.legacy.beta.batch.jobItems.list('bjb-1', { status: 'skipped', limit: 5, ...project }),
  ],
  getLegacyResults: [
    c => c.ours.getLegacyResults('dfl-1', o),
    c => c.legacy.beta.batch.jobItems.getProcessingResults('dfl-1', project),
  ],
};

/** A request as a server sees it. */
interface Seen {
  method: string;
  path: string;
  /** Sorted: the order of a query means nothing. */
  query: string[];
  authorization: string | null;
  json: unknown;
  /** Text fields by name, sorted, and files as their name and content. */
  form: (readonly [string, string])[] | undefined;
}

const seenKinds = { json: 0, form: 0 };

describe('the requests of our client', () => {
  const temp = tempFolder();
  const path = join(temp.path, 'a.pdf');
  const content = Buffer.from('%PDF-1.7 naïve');
  let seen: Seen[] = [];
  before(() => writeFileSync(path, content));
  after(() => temp.remove());

  const record: typeof fetch = async (input, init) => {
    if (String(input).startsWith('data:')) return fetch(input, init); // The SDK's look at what this fetch makes of forms.
    seen.push(await look(new URL(String(input)), init));
    return Response.json({ detail: 'Seen' }, { status: 400 });
  };
  const settings = { apiKey, baseURL, fetch: record, maxRetries: 0 };
  const clients: Clients = {
    sdk: new LlamaCloudSdk(settings),
    legacy: new LegacySdk(settings),
    ours: createLlamaCloud({
      ...{ baseUrl: baseURL, token: async () => apiKey, fetch: record },
      ...{ userAgent: 'llama-batches/test', maxRetries: 0 },
    }),
    path,
    content,
  };

  for (const [name, [ours, official]] of Object.entries(pairs)) {
    it(`say ${name} as the official client does, and as the API asks for`, async () => {
      seen = [];
      await assert.rejects(ours(clients), /Seen/);
      await assert.rejects(async () => official(clients), /Seen/);
      const [own, theirs, ...more] = seen;
      assert.ok(own && theirs);
      assert.equal(more.length, 0);
      assert.deepEqual(own, theirs);
      assert.equal(own.authorization, `Bearer ${apiKey}`);
      assert.deepEqual(problemsOf(own), []);
      if (own.json !== undefined) seenKinds.json++;
      if (own.form) seenKinds.form++;
    });
  }

  it('were of all kinds', function () {
    if (process.env['TEST_GREP']) this.skip(); // a part of the tests makes a part of them
    assert.deepEqual(seenKinds, { json: 10, form: 3 });
  });
});

async function look(url: URL, init: RequestInit | undefined): Promise<Seen> {
  const headers = new Headers(init?.headers);
  const bytes = Buffer.from(await new Response(init?.body ?? null).arrayBuffer());
  const told = headers.get('content-length');
  if (told !== null && init?.body) assert.equal(Number(told), bytes.length, 'content-length is wrong');
  return {
    ...{ method: init?.method?.toUpperCase() ?? 'GET', path: url.pathname },
    query: [...url.searchParams].map(pair => pair.join('=')).sort(),
    authorization: headers.get('authorization'),
    json: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    form: await formOf(init?.body, headers, bytes),
  };
}

async function formOf(body: RequestInit['body'], headers: Headers, bytes: Buffer): Promise<Seen['form']> {
  const type = headers.get('content-type') ?? '';
  if (!(body instanceof FormData) && !type.startsWith('multipart/')) return undefined;
  const form =
    body instanceof FormData
      ? body
      : await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const fields = [...form].map(async ([name, value]) => {
    const text = typeof value === 'string' ? value : `${value.name}: ${await value.text()}`;
    return [name, text] as const;
  });
  return (await Promise.all(fields)).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What the API's own description has against a request. */
function problemsOf({ method, path, query, json, form }: Seen): string[] {
  const operation = operationOf(method, path.replace('/prefix', ''));
  if (!operation) return ['no such route'];
  // Every route takes the project; our extract of the API's description leaves that out.
  const known = ['project_id', ...Object.keys(operation.query ?? {})];
  const names = query.map(pair => pair.split('=')[0] ?? '');
  const unknown = names.filter(name => !known.includes(name)).map(name => `no query field ${name}`);
  const strange = form?.map(([name]) => name).filter(name => !fieldsOf(operation).includes(name)) ?? [];
  const told = form?.find(([name]) => name === 'configuration')?.[1];
  const schema = told ? operationOf('POST', '/api/v2/parse')?.body : operation.body;
  const sent = told ? JSON.parse(told) : json;
  const body = schema && sent !== undefined ? requestCheck(schema)(sent) : [];
  return [...unknown, ...strange.map(name => `no form field ${name}`), ...body];
}

/** Of `parse/upload` the API's description tells none (LlamaCloud API docs: recorded). */
function fieldsOf({ form }: Operation): string[] {
  if (!form) return ['configuration', 'file'];
  return Object.keys((form.$ref ? definition(form.$ref) : form).properties ?? {});
}
