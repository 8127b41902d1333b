import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { first } from '../../../../src/engine/store/migrations/0001-first';
import { sqliteConnection } from '../../../../src/engine/store/sqlite';
import { TestEngine } from '../testEngine';

const then = Date.parse('2025-11-01T00:00:00Z');

/** A store as the first version left it: rows of every table, their blobs, and a batch that had not ended. */
function writeFirstStore(dataDir: string): void {
  for (const name of ['engine.db', 'engine.db-wal', 'engine.db-shm'])
    rmSync(join(dataDir, name), { force: true });
  const blob = (content: string): string => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    mkdirSync(join(dataDir, 'blobs', sha256.slice(0, 2)), { recursive: true });
    writeFileSync(join(dataDir, 'blobs', sha256.slice(0, 2), sha256), content);
    return sha256;
  };
  const page = {
    ...{ page_number: 1, page_width: 1, page_height: 1, text: 'Old text', markdown: '# Old text', items: [] },
    ...{ confidence: null, ocr: false, error: null, speaker_notes: null, label: null },
  };
  const result = blob(JSON.stringify({ pages: [page], parser: 'old', warnings: [] }));
  const [done, waiting] = [blob('done'), blob('waiting')];
  const Connection = sqliteConnection();
  const database = new Connection(join(dataDir, 'engine.db'));
  database.exec(`PRAGMA journal_mode=WAL; ${first}; PRAGMA user_version=1;
    INSERT INTO project VALUES (1, 'p', 'Default', 'o', 1, ${then}, ${then});
    INSERT INTO directory VALUES (1, 'dir-1', 'p', 'documents', NULL, 'user', NULL, NULL, '{}', NULL, ${then}, ${then});
    INSERT INTO file VALUES (1, 'f-1', 'p', 'done.txt', 4, '${done}', ${then}),
      (2, 'f-2', 'p', 'waiting.txt', 7, '${waiting}', ${then});
    INSERT INTO directory_file VALUES
      (1, 'dfl-1', 'p', 'dir-1', 'f-1', 'sub/done.txt', 'done.txt', '{}', NULL, ${then}, ${then}),
      (2, 'dfl-2', 'p', 'dir-1', 'f-2', 'waiting.txt', 'waiting.txt', '{}', NULL, ${then}, ${then});
    INSERT INTO batch VALUES
      (1, 'bat-1', 'p', 'dir-1', 'parse_v2', 'cfg-PARSE_FAST', 'fast', 'COMPLETED', 0, ${then}, ${then + 5}),
      (2, 'bat-2', 'p', 'dir-1', 'parse_v2', 'cfg-PARSE_AGENTIC', 'agentic', 'RUNNING', 0, ${then}, ${then}),
      (3, 'bat-3', 'p', 'dir-1', 'parse_v2', 'cfg-PARSE_AGENTIC', 'agentic', 'PENDING', 0, ${then}, ${then});
    INSERT INTO batch_file VALUES ('bat-1', 0, 'dfl-1', 'done.txt', '${done}', 4, 'pjb-1', NULL),
      ('bat-2', 0, 'dfl-2', 'waiting.txt', '${waiting}', 7, 'pjb-2', NULL),
      ('bat-3', 0, 'dfl-2', 'waiting.txt', '${waiting}', 7, NULL, NULL);
    INSERT INTO parse_job VALUES
      (1, 'pjb-1', 'p', 'bat-1', 'done.txt', '${done}', 4, 'fast', 'COMPLETED', NULL, 'text', 1, ${then}, ${then}, ${then}, ${then}),
      (2, 'pjb-2', 'p', 'bat-2', 'waiting.txt', '${waiting}', 7, 'agentic', 'RUNNING', NULL, NULL, NULL, ${then}, NULL, ${then}, ${then});
    INSERT INTO parse_range VALUES
      (1, 'pjb-1', 'bat-1', 'parse', 4, NULL, NULL, 'DONE', 0, '${result}', 0, 8),
      (2, 'pjb-2', 'bat-2', 'inspect', 7, NULL, NULL, 'RUNNING', 1, NULL, 0, 0);
  `);
  database.close();
}

describe('a store of the first version', () => {
  let engine: TestEngine;
  beforeEach(async () => {
    engine = new TestEngine();
    await engine.reopen(false, () => writeFirstStore(engine.dataDir));
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  it('shows what it held', async () => {
    const files = (await engine.get('/api/v1/beta/directories/dir-1/files')).body.items;
    assert.deepEqual(
      files.map(file => [file.id, file['unique_id']]),
      [
        ['dfl-2', 'waiting.txt'],
        ['dfl-1', 'sub/done.txt'],
      ],
    );
    const { results } = await engine.results('bat-1');
    assert.equal(results?.[0]?.job_reference?.id, 'pjb-1');
    const { body } = await engine.get('/api/v2/parse/pjb-1?expand=markdown,text,items,metadata,job_metadata');
    assert.deepEqual(
      (body['markdown'] as { pages: { markdown: string }[] }).pages[0]?.markdown,
      '# Old text',
    );
    assert.equal((await engine.get('/api/v2/batches')).body.items.length, 3);
    assert.equal((await engine.get('/api/v2/parse')).body.items.length >= 2, true);
  });

  it('goes on with what it had not finished', async () => {
    for (const id of ['bat-2', 'bat-3']) {
      await engine.until(id, 'COMPLETED');
      const [parse] = await engine.parses(id);
      assert.equal(parse?.job.status, 'COMPLETED');
      assert.equal(parse?.text?.pages[0]?.text, 'waiting.txt page 1');
    }
  });

  it('takes new work', async () => {
    await engine.upload('dir-1', 'new.txt');
    const { id } = await engine.batchOver('dir-1');
    await engine.until(id, 'COMPLETED');
    assert.equal((await engine.parses(id)).length, 3);
  });
});
