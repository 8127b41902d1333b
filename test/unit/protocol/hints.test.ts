import assert from 'node:assert/strict';
import type * as z from 'zod/mini';
import { batch, batchPage } from '../../../src/protocol/batches';
import { directory } from '../../../src/protocol/directories';
import { directoryFile } from '../../../src/protocol/directoryFiles';
import { extractJob } from '../../../src/protocol/extractJobs';
import { legacyBatch, legacyItem } from '../../../src/protocol/legacyJobs';
import { parseJob } from '../../../src/protocol/parseJobs';
import { parseResult } from '../../../src/protocol/parseResults';

const job = { id: 'pjb-1', project_id: 'prj-1', status: 'COMPLETED' };
const odd = [7, 'text', true, ['list'], { an: 'object' }];

/** What must be there, and keys that only inform. */
const schemas: Record<string, [schema: z.ZodMiniType, body: object, hints: string[]]> = {
  'a parse job': [parseJob, job, ['usage', 'user_metadata', 'created_at']],
  'an extract job': [extractJob, job, ['usage', 'metadata', 'extract_metadata', 'file_input']],
  'a directory': [
    directory,
    { id: 'dir-1', project_id: 'prj-1', name: 'a' },
    ['description', 'expires_at', 'system_metadata'],
  ],
  'a directory file': [
    directoryFile,
    { ...{ id: 'dfl-1', project_id: 'prj-1', directory_id: 'dir-1' }, unique_id: 'a', display_name: 'a' },
    ['metadata', 'download_url', 'updated_at'],
  ],
  'a legacy batch': [
    legacyBatch,
    { id: 'bjb-1', project_id: 'prj-1', job_type: 'parse', status: 'running' },
    ['total_items', 'error_message', 'started_at'],
  ],
  'a legacy item': [legacyItem, { item_id: 'dfl-1', status: 'skipped' }, ['item_name', 'completed_at']],
};

describe('what only informs', () => {
  for (const [name, [schema, body, hints]] of Object.entries(schemas)) {
    it(`spoils ${name} in no form, and is read where it is right`, () => {
      for (const hint of hints) {
        let right = 0;
        for (const value of odd) {
          const read = (schema.parse({ ...body, [hint]: value }) as Record<string, unknown>)[hint];
          if (read !== null) right++;
        }
        assert.ok(right < odd.length, `${hint} takes anything`);
      }
    });
  }

  it('leaves what decides strict', () => {
    const good = {
      ...{ id: 'bat-1', project_id: 'prj-1', source_directory_id: 'dir-1', status: 'COMPLETED' },
      config: { job: { type: 'parse_v2', configuration_id: 'cfg-1' } },
    };
    for (const wrong of [
      { results: 'none' },
      { results: [{ source_directory_file_id: 'dfl-1', error_message: 7 }] },
      { status: 7 },
      { id: null },
    ]) {
      assert.equal(batch.safeParse({ ...good, ...wrong }).success, false, JSON.stringify(wrong));
    }
    assert.equal(batchPage.safeParse({ items: [good], next_page_token: 7 }).success, false);
    assert.equal(batchPage.parse({ items: [good], total_size: 'many' }).total_size, null);
  });

  it('opens a result whose pages are odd where nothing depends on it', () => {
    const result = parseResult.parse({
      job: { ...job, usage: { credits: '12' } },
      markdown: { pages: [{ page_number: 1, success: false, error: null }] },
      metadata: { pages: [{ page_number: 1, confidence: 'high' }] },
      items: { pages: [{ page_number: 1, page_width: '595', items: [{ type: 'new', bbox: 'here' }] }] },
    });
    assert.deepEqual(result.job.usage, { credits: null });
    assert.deepEqual(result.markdown?.pages[0], {
      ...{ page_number: 1, success: false },
      error: 'The server gives no reason.',
    });
    assert.equal(result.metadata?.pages[0]?.confidence, null);
    const [page] = result.items?.pages ?? [];
    assert.ok(page && 'items' in page);
    assert.deepEqual(page.items, [{ type: 'new', md: '', bbox: null }]);
  });
});
