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
const o = { projectId: 'prj-1' };

/** Every call beside the request line and body that the official SDK makes of it (LlamaCloud API docs, recorded). */
const calls: [(cloud: LlamaCloud) => Promise<unknown>, unknown, string, string?][] = [
  [c => c.listProjects(), [], 'GET /api/v1/projects'],
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

  it('passes every attempt through the gate and tells it the end', async () => {
    const outcomes: unknown[] = [];
    const { cloud } = scripted([json({}, 429, { 'retry-after-ms': '5' }), json(page)], {
      gate: { enter: async () => outcome => void outcomes.push(outcome) },
    });
    await cloud.listBatches({});
    assert.deepEqual(outcomes, [{ status: 429, retryAfterMs: 5 }, { status: 200 }]);
  });
});
