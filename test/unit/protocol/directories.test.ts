import assert from 'node:assert/strict';
import type * as z from 'zod/mini';
import { configuration } from '../../../src/protocol/configurations';
import { directory, directoryCreate } from '../../../src/protocol/directories';
import { directoryFile } from '../../../src/protocol/directoryFiles';
import { file } from '../../../src/protocol/files';
import { project } from '../../../src/protocol/projects';

const link = { url: 'http://127.0.0.1/f?t=1', expires_at: '2026-01-01T00:00:00Z', form_fields: { key: 'a' } };
const times = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00+00:00' };

/** Each resource with all its keys, and which of them the API may leave out or give as null. */
const resources: Record<string, [z.ZodMiniType, Record<string, unknown>, string[]]> = {
  project: [
    project,
    { id: 'p', name: 'Default', organization_id: 'o', ...times, is_default: true },
    ['created_at', 'updated_at'],
  ],
  directory: [
    directory,
    {
      id: 'dir-1',
      project_id: 'p',
      name: 'invoices',
      description: 'x',
      type: 'ephemeral',
      connector_subscription_id: 'csub-1',
      expires_at: '2026-01-03T00:00:00Z',
      system_metadata: { a: [1] },
      deleted_at: '2026-01-04T00:00:00Z',
      ...times,
    },
    ['description', 'type', 'expires_at', 'system_metadata', 'deleted_at', 'created_at', 'updated_at'],
  ],
  'directory file': [
    directoryFile,
    {
      id: 'dfl-1',
      project_id: 'p',
      directory_id: 'dir-1',
      unique_id: 'süb/a.pdf',
      display_name: 'a.pdf',
      file_id: 'f',
      metadata: { a: 'x', b: 1, c: true, d: null, e: ['y'] },
      download_url: link,
      deleted_at: '2026-01-04T00:00:00Z',
      ...times,
    },
    ['file_id', 'metadata', 'download_url', 'deleted_at', 'created_at', 'updated_at'],
  ],
  file: [
    file,
    {
      id: 'f',
      name: 'a.pdf',
      project_id: 'p',
      external_file_id: 'x',
      file_type: 'pdf',
      last_modified_at: times.created_at,
      expires_at: times.created_at,
      purpose: 'parse',
      download_url: link,
    },
    ['external_file_id', 'file_type', 'last_modified_at', 'expires_at', 'purpose', 'download_url'],
  ],
  configuration: [
    configuration,
    {
      id: 'cfg-PARSE_AGENTIC',
      name: 'Agentic',
      product_type: 'parse_v2',
      version: '2026-01-01T00:00:00Z',
      parameters: {
        product_type: 'parse_v2',
        tier: 'agentic',
        version: 'latest',
        output_options: { markdown: { annotate_links: true } },
      },
      ...times,
    },
    ['created_at', 'updated_at'],
  ],
};

for (const [name, [schema, example, optional]] of Object.entries(resources)) {
  describe(name, () => {
    it('loses nothing, known or not', () => {
      const newer = { ...example, newer: { deep: [{ key: 1 }] } };
      assert.deepEqual(schema.parse(newer), newer);
    });

    it('reads missing and null alike', () => {
      const nulls = { ...example, ...Object.fromEntries(optional.map(key => [key, null])) };
      const bare = Object.fromEntries(Object.entries(example).filter(([key]) => !optional.includes(key)));
      assert.deepEqual(schema.parse(bare), nulls);
      assert.deepEqual(schema.parse(nulls), nulls);
    });

    it('needs the rest', () => {
      const required = Object.keys(example).filter(
        key => !optional.includes(key) && !['is_default', 'connector_subscription_id'].includes(key),
      );
      for (const key of required) {
        assert.equal(schema.safeParse({ ...example, [key]: undefined }).success, false, key);
      }
    });
  });
}

describe('creating a directory', () => {
  it('takes expires_at with Z or an offset, and passes over keys that it does not know', () => {
    for (const expires_at of ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123456+02:00', null]) {
      const body = { name: 'a', type: 'ephemeral' as const, expires_at };
      assert.deepEqual(directoryCreate.parse({ ...body, data_source_id: 'x' }), body);
    }
  });

  it('refuses an empty name, another type, a date that is none', () => {
    for (const wrong of [
      { name: '' },
      { name: 'a', type: 'index' },
      { name: 'a', expires_at: 'tomorrow' },
      {},
    ]) {
      assert.equal(directoryCreate.safeParse(wrong).success, false, JSON.stringify(wrong));
    }
  });
});
