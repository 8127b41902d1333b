import assert from 'node:assert/strict';
import { batchCreate } from '../../../src/protocol/batchCreate';
import { batch, batchPage } from '../../../src/protocol/batches';

/** The API's own example ids. */
const id = (prefix: string) => `${prefix}-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`;
const config = { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' } };
const common = {
  id: id('bat'),
  project_id: id('prj'),
  source_directory_id: id('dir'),
  config,
  created_at: '2026-01-01T00:00:00.123456Z',
  updated_at: '2026-01-01T00:00:07Z',
};
const reference = { type: 'parse_v2', id: id('pjb') };

/** The five answers that a batch's life is made of; nothing of them may be lost. */
const examples = {
  'created: pending, no results': { ...common, status: 'PENDING', results: null },
  'got while running: results of every kind': {
    ...common,
    status: 'RUNNING',
    results: [
      { source_directory_file_id: id('dfl'), job_reference: reference, error_message: null },
      { source_directory_file_id: 'dfl-2', job_reference: null, error_message: 'Unsupported file type.' },
      { source_directory_file_id: 'dfl-3', job_reference: null, error_message: null },
    ],
  },
  'COMPLETED: the documented example': {
    ...common,
    status: 'COMPLETED',
    results: [{ source_directory_file_id: id('dfl'), job_reference: reference, error_message: null }],
  },
  'FAILED: no reliable results': { ...common, status: 'FAILED', results: null },
};

describe('batch', () => {
  for (const [name, example] of Object.entries(examples)) {
    it(`${name}`, () => assert.deepEqual(batch.parse(example), example));
  }

  it('listed: a page', () => {
    const page = { items: Object.values(examples), next_page_token: 'tok 2', total_size: 4 };
    assert.deepEqual(batchPage.parse(page), page);
  });

  it('reads missing keys as null, as the trimmed sample of the guide needs it', () => {
    const { created_at: _, updated_at: __, ...bare } = common;
    const trimmed = {
      ...bare,
      status: 'COMPLETED',
      results: [
        { source_directory_file_id: 'dfl-1', job_reference: reference },
        { source_directory_file_id: 'dfl-2', error_message: 'No job.' },
      ],
    };
    assert.deepEqual(batch.parse(trimmed), {
      ...trimmed,
      created_at: null,
      updated_at: null,
      results: [
        { source_directory_file_id: 'dfl-1', job_reference: reference, error_message: null },
        { source_directory_file_id: 'dfl-2', job_reference: null, error_message: 'No job.' },
      ],
    });
    assert.equal(batch.parse({ ...bare, status: 'PENDING' }).results, null);
  });

  it('keeps keys and enum values that it does not know, at every depth', () => {
    const newer = {
      ...common,
      status: 'PAUSED',
      progress: { done: 3 },
      config: { job: { type: 'classify_v3', configuration_id: 'cfg-1', priority: 'low' }, retries: 2 },
      results: [
        {
          source_directory_file_id: 'dfl-1',
          job_reference: { ...reference, region: 'eu' },
          error_message: null,
          skipped: true,
        },
      ],
    };
    assert.deepEqual(batch.parse(newer), newer);
  });

  it('refuses what is no batch', () => {
    for (const key of ['id', 'project_id', 'source_directory_id', 'config', 'status']) {
      assert.equal(
        batch.safeParse({ ...examples['created: pending, no results'], [key]: undefined }).success,
        false,
        key,
      );
    }
  });

  it('is strict on what is sent to create one', () => {
    const body = { source_directory_id: 'dir-1', config };
    assert.deepEqual(batchCreate.parse(body), body);
    assert.deepEqual(batchCreate.parse({ ...body, name: 'the API has no such key, and allows it' }), body);
    for (const wrong of [
      { ...body, source_directory_id: '' },
      { ...body, config: { job: { ...config.job, type: 'parse_v3' } } },
      { ...body, webhook_configuration_ids: ['1', '2', '3', '4', '5'] },
      { ...body, webhook_configurations: [{ webhook_url: 'ftp://a' }] },
      { config },
    ]) {
      assert.equal(batchCreate.safeParse(wrong).success, false, JSON.stringify(wrong));
    }
  });
});
