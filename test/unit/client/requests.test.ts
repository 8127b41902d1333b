import assert from 'node:assert/strict';
import type { LlamaCloud } from '../../../src/client/api';
import { ApiError } from '../../../src/client/errors';
import { aBatch, batchBody, json, scripted } from './fakes';

const page = { items: [], next_page_token: null };
const directory = { id: 'dir-1', project_id: 'prj-1', name: 'a' };
const parse = { job: { id: 'pjb-1', project_id: 'prj-1', status: 'RUNNING' } };
const configuration = {
  id: 'cfg-1',
  name: 'a',
  product_type: 'parse_v2',
  version: '1',
  parameters: { product_type: 'parse_v2' },
};
const configurationParameters = { product_type: 'parse_v2', tier: 'agentic', version: 'latest' };
const directoryFile = {
  ...{ id: 'dfl-1', project_id: 'prj-1', directory_id: 'dir-1' },
  ...{ unique_id: 'a/b.pdf', display_name: 'b.pdf' },
};
const extract = { id: 'ext-1', project_id: 'prj-1', status: 'THROTTLED' };
const generated = {
  name: 'invoice',
  parameters: { product_type: 'extract_v2', data_schema: { type: 'object' } },
};
const legacy = { id: 'bjb-1', project_id: 'prj-1', job_type: 'parse', status: 'running' };
const o = { projectId: 'prj-1' };

/** Every call beside the request line and body that the official SDK makes of it (LlamaCloud API docs, recorded). */
const calls: [(cloud: LlamaCloud) => Promise<unknown>, unknown, string, string?][] = [
  [c => c.listProjects(), [], 'GET /api/v1/projects'],
  [c => c.listProjects(o), [], 'GET /api/v1/projects'],
  [
    c =>
      c.createDirectory({ name: 'invoice-batch', type: 'ephemeral', expires_at: '2026-01-01T00:00:00Z' }, o),
    directory,
    'POST /api/v1/beta/directories?project_id=prj-1',
    '{"name":"invoice-batch","type":"ephemeral","expires_at":"2026-01-01T00:00:00Z"}',
  ],
  [c => c.getDirectory('dir-1'), directory, 'GET /api/v1/beta/directories/dir-1'],
  [
    c => c.listDirectories({ types: ['user', 'ephemeral'] }),
    page,
    'GET /api/v1/beta/directories?types=user&types=ephemeral',
  ],
  [c => c.deleteDirectory('dir-1'), undefined, 'DELETE /api/v1/beta/directories/dir-1'],
  [
    c => c.listDirectoryFiles('dir/1', { unique_id: 'süb/a b.pdf', page_size: 10 }),
    page,
    'GET /api/v1/beta/directories/dir%2F1/files?unique_id=s%C3%BCb%2Fa%20b.pdf&page_size=10',
  ],
  [
    c => c.createBatch(batchBody, o),
    aBatch,
    'POST /api/v2/batches?project_id=prj-1',
    '{"source_directory_id":"dir-1","config":{"job":{"type":"parse_v2","configuration_id":"cfg-PARSE_AGENTIC"}}}',
  ],
  [c => c.getBatch('bat-1', ['results']), aBatch, 'GET /api/v2/batches/bat-1?expand=results'],
  [c => c.getBatch('bat-1', []), aBatch, 'GET /api/v2/batches/bat-1'],
  [
    c =>
      c.listBatches({
        status: 'RUNNING',
        source_directory_id: 'dir-1',
        page_size: 1,
        created_at_on_or_after: '2026-01-01T00:00:00Z',
        page_token: 'tok 2',
      }),
    page,
    'GET /api/v2/batches?status=RUNNING&source_directory_id=dir-1&page_size=1&created_at_on_or_after=2026-01-01T00%3A00%3A00Z&page_token=tok%202',
  ],
  [c => c.cancelBatch('bat-1'), aBatch, 'POST /api/v2/batches/bat-1/cancel'],
  [
    c => c.listConfigurations({ product_type: ['parse_v2', 'extract_v2'], latest_only: true }),
    page,
    'GET /api/v1/beta/configurations?product_type=parse_v2&product_type=extract_v2&latest_only=true',
  ],
  [c => c.getConfiguration('cfg-1'), configuration, 'GET /api/v1/beta/configurations/cfg-1'],
  [
    c => c.getParse('pjb-1', ['text', 'markdown', 'items', 'metadata', 'usage']),
    parse,
    'GET /api/v2/parse/pjb-1?expand=text&expand=markdown&expand=items&expand=metadata&expand=usage',
  ],
  [
    c => c.listParseJobs({ job_ids: ['pjb-1', 'pjb-2'] }, o),
    page,
    'GET /api/v2/parse?job_ids=pjb-1&job_ids=pjb-2&project_id=prj-1',
  ],
  [c => c.cancelParseJob('pjb-1'), parse.job, 'POST /api/v2/parse/pjb-1/cancel'],
  [c => c.deleteParseJob('pjb-1'), undefined, 'DELETE /api/v2/parse/pjb-1'],
  [
    c => c.createParse({ file_id: 'f1', configuration_id: 'cfg-1', user_metadata: { path: 'a' } }),
    parse.job,
    'POST /api/v2/parse',
    '{"tier":"configured","version":"configured","file_id":"f1","configuration_id":"cfg-1","user_metadata":{"path":"a"}}',
  ],
  [
    c => c.addDirectoryFile('dir-1', { file_id: 'f1', unique_id: 'a/b.pdf' }, o),
    directoryFile,
    'POST /api/v1/beta/directories/dir-1/files?project_id=prj-1',
    '{"file_id":"f1","unique_id":"a/b.pdf"}',
  ],
  [c => c.deleteFile('f1', o), undefined, 'DELETE /api/v1/beta/files/f1?project_id=prj-1'],
  [
    c => c.saveConfiguration({ name: 'n', parameters: configurationParameters }),
    configuration,
    'POST /api/v1/beta/configurations',
    '{"name":"n","parameters":{"product_type":"parse_v2","tier":"agentic","version":"latest"}}',
  ],
  [
    c => c.updateConfiguration('cfg-1', { name: 'm' }),
    configuration,
    'PUT /api/v1/beta/configurations/cfg-1',
    '{"name":"m"}',
  ],
  [c => c.deleteConfiguration('cfg-1'), undefined, 'DELETE /api/v1/beta/configurations/cfg-1'],
  [
    c => c.getExtract('ext-1', ['extract_metadata', 'configuration']),
    extract,
    'GET /api/v2/extract/ext-1?expand=extract_metadata&expand=configuration',
  ],
  [
    c => c.listExtractJobs({ job_ids: ['ext-1'], status: 'THROTTLED' }),
    page,
    'GET /api/v2/extract?job_ids=ext-1&status=THROTTLED',
  ],
  [c => c.cancelExtractJob('ext-1'), extract, 'POST /api/v2/extract/ext-1/cancel'],
  [c => c.deleteExtractJob('ext-1'), undefined, 'DELETE /api/v2/extract/ext-1'],
  [
    c => c.listExtractJobs({ job_ids: ['ext-1'], expand: ['extract_metadata'] }, o),
    page,
    'GET /api/v2/extract?job_ids=ext-1&expand=extract_metadata&project_id=prj-1',
  ],
  [
    c => c.generateSchema({ file_id: 'file-1' }, o),
    generated,
    'POST /api/v2/extract/schema/generate?project_id=prj-1',
    '{"file_id":"file-1"}',
  ],
  [
    c => c.createClassify({ file_input: 'f1', configuration_id: 'cfg-1', transaction_id: 'key' }, o),
    extract,
    'POST /api/v2/classify?project_id=prj-1',
    '{"file_input":"f1","configuration_id":"cfg-1","transaction_id":"key"}',
  ],
  [c => c.listClassifyJobs({ job_ids: ['clf-1'] }), page, 'GET /api/v2/classify?job_ids=clf-1'],
  [c => c.cancelClassifyJob('clf-1'), extract, 'POST /api/v2/classify/clf-1/cancel'],
  [c => c.deleteClassifyJob('clf-1'), undefined, 'DELETE /api/v2/classify/clf-1'],
  [c => c.listFiles({ external_file_id: 'key' }), page, 'GET /api/v1/beta/files?external_file_id=key'],
  [c => c.getClassify('clf-1'), extract, 'GET /api/v2/classify/clf-1'],
  [c => c.listWebhookConfigs(o), [], 'GET /api/v1/beta/webhook-configs?project_id=prj-1'],
  [
    c => c.listLegacyBatches({ status: 'running', limit: 50, offset: 100 }),
    page,
    'GET /api/v1/beta/batch-processing?status=running&limit=50&offset=100',
  ],
  [c => c.getLegacyBatch('bjb-1'), { job: legacy }, 'GET /api/v1/beta/batch-processing/bjb-1'],
  [
    c => c.cancelLegacyBatch('bjb-1', 'By a person'),
    { job_id: 'bjb-1', status: 'cancelled' },
    'POST /api/v1/beta/batch-processing/bjb-1/cancel',
    '{"reason":"By a person"}',
  ],
  [
    c => c.listLegacyItems('bjb-1', { status: 'skipped' }),
    page,
    'GET /api/v1/beta/batch-processing/bjb-1/items?status=skipped',
  ],
  [
    c => c.getLegacyResults('dfl-1'),
    { item_id: 'dfl-1', processing_results: [] },
    'GET /api/v1/beta/batch-processing/items/dfl-1/processing-results',
  ],
];

describe('requests', () => {
  for (const [call, answer, line, body] of calls) {
    it(line, async () => {
      const response = answer === undefined ? new Response(null, { status: 204 }) : json(answer);
      const { cloud, sent } = scripted([response]);
      await call(cloud);
      const request = sent[0];
      assert.ok(request);
      assert.equal(`${request.method} ${request.url.pathname}${request.query}`, line);
      assert.equal(request.body, body);
      assert.equal(request.headers.get('authorization'), 'Bearer llx-secret');
      assert.equal(request.headers.get('user-agent'), 'llama-batches/test');
      assert.equal(request.headers.get('accept'), answer === undefined ? '*/*' : 'application/json');
      assert.equal(request.headers.get('content-type'), body === undefined ? null : 'application/json');
    });
  }

  it('keeps a path prefix of the base URL and tolerates trailing slashes', async () => {
    for (const baseUrl of [
      'https://host.test/llama',
      'https://host.test/llama/',
      'https://host.test/llama//',
    ]) {
      const { cloud, sent } = scripted([json(page)], { baseUrl });
      await cloud.listBatches({});
      assert.equal(sent[0]?.url.href, 'https://host.test/llama/api/v2/batches');
    }
  });

  for (const baseUrl of ['', 'host.test', 'ftp://host.test', 'https://me:llx-secret@host.test']) {
    it(`refuses ${JSON.stringify(baseUrl)} as base URL without quoting it`, () => {
      assert.throws(
        () => scripted([], { baseUrl }),
        (e: unknown) => ApiError.is(e, 'invalid') && !e.message.includes('llx-secret'),
      );
    });
  }

  it('asks for the token before each attempt', async () => {
    const tokens = ['llx-old', 'llx-new'];
    const { cloud, sent } = scripted([json({ detail: 'busy' }, 503), json(page)], {
      token: async () => tokens.shift(),
    });
    await cloud.listBatches({});
    assert.deepEqual(
      sent.map(s => s.headers.get('authorization')),
      ['Bearer llx-old', 'Bearer llx-new'],
    );
  });

  it('follows no redirect', async () => {
    const { cloud, sent } = scripted([json(page)]);
    await cloud.listBatches({});
    assert.equal(sent[0]?.redirect, 'error');
  });

  it('tells the gate what each attempt is', async () => {
    const asked: unknown[] = [];
    const { cloud } = scripted([json({}, 404)], {
      gate: {
        enter: async ({ kind, projectId, patienceMs }) => {
          asked.push([kind, projectId, patienceMs]);
          return () => {};
        },
      },
    });
    const source = { path: __filename, fileName: 'a.txt' };
    const configuration_id = 'cfg-1';
    const answers = await Promise.allSettled([
      cloud.uploadDirectoryFile('dir-1', source, {}, o),
      cloud.uploadParse(source, { configuration_id }),
      cloud.createParse({ configuration_id, file_id: 'file-1' }),
      cloud.createBatch(batchBody, o),
      cloud.getBatch('bat-1', [], { retries: 0 }),
    ]);
    assert.ok(answers.every(({ status }) => status === 'rejected'));
    assert.deepEqual(asked, [
      ['upload', 'prj-1', 60_000],
      ['parse_upload', undefined, 60_000],
      ['parse_upload', undefined, 60_000],
      ['other', 'prj-1', 60_000],
      ['other', undefined, 0],
    ]);
  });

  it('asks for the token after the gate has let it pass', async () => {
    let key = 'llx-old';
    const { cloud, sent } = scripted([json(page)], {
      token: async () => key,
      gate: {
        enter: async () => {
          key = 'llx-new';
          return () => {};
        },
      },
    });
    await cloud.listBatches({});
    assert.equal(sent[0]?.headers.get('authorization'), 'Bearer llx-new');
  });

  it('passes every attempt through the gate and tells it the end', async () => {
    const outcomes: unknown[] = [];
    const { cloud } = scripted([json({}, 429, { 'retry-after-ms': '5' }), json(page)], {
      gate: { enter: async () => outcome => void outcomes.push(outcome) },
    });
    await cloud.listBatches({});
    assert.deepEqual(outcomes, [{ status: 429, retryAfterMs: 5 }, { status: 200 }]);
  });
});
