import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import type LlamaCloud from '@llamaindex/llama-cloud';
import { APIError } from '@llamaindex/llama-cloud';
import type { DirectoryCreateParams } from '@llamaindex/llama-cloud/resources/beta/directories/directories';
import { useServer } from './harness/contractServer';
import { samplePath } from './sample';

type Call = (sdk: LlamaCloud, project_id: string) => PromiseLike<unknown>;

const directories = '/api/v1/beta/directories';
const webhook = { webhook_url: 'http://127.0.0.1:9/x', webhook_events: ['batch.success' as const] };
const parse = { tier: 'agentic', version: 'latest' } as const;

/** Requests without a body, as they were recorded of the official client 2.16.0; PROJECT stands for the project's id. */
const lines: [line: string, call: Call][] = [
  ['GET /api/v1/projects', sdk => sdk.projects.list()],
  ['GET /api/v1/projects?project_name=Default', sdk => sdk.projects.list({ project_name: 'Default' })],
  [
    'GET /api/v2/projects?organization_id=PROJECT',
    (sdk, organization_id) => sdk.v2Projects.list({ organization_id }),
  ],
  [
    'GET /api/v1/beta/files/f1/content?expires_at_seconds=60',
    sdk => sdk.files.content('f1', { expires_at_seconds: 60 }),
  ],
  [
    'GET /api/v1/beta/files?file_ids=a&file_ids=b&page_size=10',
    sdk => sdk.files.list({ file_ids: ['a', 'b'], page_size: 10 }),
  ],
  ['GET /api/v2/batches/bat-1?expand=results', sdk => sdk.batches.get('bat-1', { expand: ['results'] })],
  [
    'GET /api/v2/batches/bat-1?expand=results&project_id=',
    sdk => sdk.batches.get('bat-1', { expand: ['results'], project_id: null }),
  ],
  [
    'GET /api/v2/batches?status=RUNNING&source_directory_id=dir-1&page_size=1&created_at_on_or_after=2026-01-01T00%3A00%3A00Z',
    sdk =>
      sdk.batches.list({
        status: 'RUNNING',
        source_directory_id: 'dir-1',
        page_size: 1,
        created_at_on_or_after: '2026-01-01T00:00:00Z',
      }),
  ],
  ['POST /api/v2/batches/bat-1/cancel', sdk => sdk.batches.cancel('bat-1')],
  [
    'GET /api/v2/parse/pjb-1?expand=text&expand=markdown&expand=items&expand=metadata&expand=usage',
    sdk => sdk.parsing.get('pjb-1', { expand: ['text', 'markdown', 'items', 'metadata', 'usage'] }),
  ],
  ['DELETE /api/v2/parse/pjb-1', sdk => sdk.parsing.delete('pjb-1')],
  ['POST /api/v2/parse/pjb-1/cancel', sdk => sdk.parsing.cancel('pjb-1')],
  ['GET /api/v2/parse/versions', sdk => sdk.parsing.listVersions()],
  [
    'GET /api/v2/extract/ext-1?expand=extract_metadata&expand=configuration',
    sdk => sdk.extract.get('ext-1', { expand: ['extract_metadata', 'configuration'] }),
  ],
  [
    'GET /api/v1/beta/configurations?product_type=parse_v2&product_type=extract_v2&latest_only=true',
    sdk => sdk.configurations.list({ product_type: ['parse_v2', 'extract_v2'], latest_only: true }),
  ],
  ['DELETE /api/v1/beta/configurations/cfg-1', sdk => sdk.configurations.delete('cfg-1')],
  [
    `GET ${directories}?types=user&types=ephemeral`,
    sdk => sdk.beta.directories.list({ types: ['user', 'ephemeral'] }),
  ],
  [
    `GET ${directories}/dir-1/files/dfl-1?expand=download_url`,
    sdk => sdk.beta.directories.files.get('dfl-1', { directory_id: 'dir-1', expand: ['download_url'] }),
  ],
];

/** Requests with a JSON body, recorded likewise. */
const bodies: [line: string, body: unknown, call: Call][] = [
  [
    `POST ${directories}?project_id=PROJECT`,
    { name: 'invoice-batch', type: 'ephemeral', expires_at: '2099-01-01T00:00:00Z' },
    (sdk, project_id) =>
      sdk.beta.directories.create({
        ...{ name: 'invoice-batch', type: 'ephemeral', expires_at: '2099-01-01T00:00:00Z' },
        project_id,
      } as DirectoryCreateParams),
  ],
  [
    'POST /api/v2/batches?project_id=PROJECT',
    {
      config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' } },
      source_directory_id: 'dir-1',
      webhook_configurations: [webhook],
    },
    (sdk, project_id) =>
      sdk.batches.create({
        config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' } },
        source_directory_id: 'dir-1',
        webhook_configurations: [webhook],
        project_id,
      }),
  ],
  ['POST /api/v2/parse', { ...parse, file_id: 'f1' }, sdk => sdk.parsing.create({ ...parse, file_id: 'f1' })],
  [
    'POST /api/v1/beta/configurations',
    { name: 'n', parameters: { product_type: 'parse_v2', ...parse } },
    sdk => sdk.configurations.create({ name: 'n', parameters: { product_type: 'parse_v2', ...parse } }),
  ],
];

/** The engine takes what the official client really sends; what it names need not exist. */
describe('requests as the official client sends them', () => {
  const server = useServer();
  let project: string;

  before(async () => {
    project = (await server.sdk.projects.list())[0]?.id ?? '';
  });

  const sentBy = async (call: Call) => {
    const before = server.sent.length;
    const status = await Promise.resolve(call(server.sdk, project)).then(
      () => 200,
      (error: unknown) => (error instanceof APIError ? error.status : error),
    );
    assert.ok(status === 200 || status === 404, String(status));
    const [sent, ...others] = server.sent.slice(before);
    assert.deepEqual(others, []);
    assert.ok(sent);
    return { ...sent, line: sent.line.replaceAll(project, 'PROJECT') };
  };

  for (const [line, call] of lines) {
    it(line, async () => {
      const sent = await sentBy(call);
      assert.equal(sent.line, line);
      assert.equal(sent.body ?? null, null);
      assert.equal(sent.headers.get('content-type'), null);
    });
  }

  for (const [line, body, call] of bodies) {
    it(`${line} ${JSON.stringify(body)}`, async () => {
      const sent = await sentBy(call);
      assert.deepEqual([sent.line, JSON.parse(String(sent.body))], [line, body]);
      assert.equal(sent.headers.get('content-type'), 'application/json');
      assert.equal(sent.headers.get('user-agent'), 'LlamaCloud/JS 2.16.0');
    });
  }

  it('sends a form to upload a directory file', async () => {
    const { id } = await server.sdk.beta.directories.create({ name: 'forms' });
    const sent = await sentBy(sdk =>
      sdk.beta.directories.files.upload(id, {
        upload_file: new File(['a'], 'naïve file (1).pdf'),
        display_name: 'naïve file (1).pdf',
        unique_id: 'sub/a.pdf',
        metadata: '{"rel":"sub/a.pdf"}',
      }),
    );
    assert.equal(sent.line, `POST ${directories}/${id}/files/upload`);
    const form = [...(sent.body as FormData)].map(([name, value]) => [
      name,
      value instanceof File ? value.name : value,
    ]);
    assert.deepEqual(Object.fromEntries(form), {
      display_name: 'naïve file (1).pdf',
      unique_id: 'sub/a.pdf',
      metadata: '{"rel":"sub/a.pdf"}',
      upload_file: 'naïve file (1).pdf',
    });
  });

  it('sends a form to parse a file', async () => {
    const upload_file = createReadStream(samplePath({ path: 'field/keepers handbook.md' }));
    const sent = await sentBy(sdk => sdk.parsing.create({ ...parse, upload_file }));
    assert.equal(sent.line, 'POST /api/v2/parse/upload');
    const [configuration, file] = [...(sent.body as FormData).values()];
    assert.deepEqual(JSON.parse(String(configuration)), parse);
    assert.equal(file instanceof File && file.name, 'keepers handbook.md');
  });
});
