import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { sqliteConnection } from '../../../src/engine/store/sqlite';

/** Rows of these tables need their blob only while the condition holds; rows of all others always do. */
const open = "status IN ('PENDING', 'THROTTLED', 'RUNNING')";
const neededWhile: Record<string, string> = {
  ...{ parse_job: open, extract_job: open, classify_job: open },
  // A file of an open batch that has not got its job yet, and is to get one.
  batch_file: `job_id IS NULL AND error_message IS NULL AND skip_reason IS NULL
    AND batch_id IN (SELECT id FROM batch WHERE ${open} AND NOT cancel_requested)`,
};

const sources = `SELECT df.display_name AS name, f.sha256 FROM directory_file df LEFT JOIN file f ON f.id = df.file_id
  WHERE df.deleted_at IS NULL`;

/** What a killed engine leaves on the disk. */
export class DataOnDisk {
  /** Blobs whose content was found to be what their name says. */
  private readonly whole = new Set<string>();

  constructor(
    private readonly folder: string,
    /** The sha-256 that a directory file of this name must have. */
    private readonly sha256Of: ReadonlyMap<string, string>,
  ) {}

  temporaryFiles(): string[] {
    return readdirSync(join(this.folder, 'tmp'));
  }

  /** The database is sound as it lies there, and every row's bytes are there, whole. For a dead engine only. */
  checkDead(): void {
    const copy = mkdtempSync(join(tmpdir(), 'dead-engine-'));
    try {
      for (const name of ['engine.db', 'engine.db-wal']) {
        const file = join(this.folder, name);
        if (existsSync(file)) copyFileSync(file, join(copy, name));
      }
      const database = openDatabase(join(copy, 'engine.db'), false);
      try {
        const told = database.prepare('PRAGMA integrity_check').all();
        assert.deepEqual(
          told.map(row => row['integrity_check']),
          ['ok'],
        );
        for (const sha256 of referenced(database)) this.checkBlob(sha256);
        for (const { name, sha256 } of database.prepare(sources).all()) {
          assert.equal(sha256, this.sha256Of.get(String(name)), `${name} has the bytes of another file`);
        }
      } finally {
        database.close();
      }
    } finally {
      rmSync(copy, { recursive: true });
    }
  }

  /** Blobs that no row refers to, of a dead or a living engine. */
  orphans(): string[] {
    const blobs = readdirSync(join(this.folder, 'blobs')).flatMap(shard =>
      readdirSync(join(this.folder, 'blobs', shard)),
    );
    const database = openDatabase(join(this.folder, 'engine.db'), true);
    try {
      const needed = referenced(database);
      return blobs.filter(sha256 => !needed.has(sha256));
    } finally {
      database.close();
    }
  }

  private checkBlob(sha256: string): void {
    const path = join(this.folder, 'blobs', sha256.slice(0, 2), sha256);
    if (!existsSync(path)) {
      this.whole.delete(sha256);
      assert.fail(`a row refers to the blob ${sha256}, which is not there`);
    }
    if (this.whole.has(sha256)) return;
    const found = createHash('sha256').update(readFileSync(path)).digest('hex');
    assert.equal(found, sha256, 'a blob is not what its name says');
    this.whole.add(sha256);
  }
}

/** The sha-256 in every column of that name, whatever tables there are. */
function referenced(database: DatabaseSync): Set<string> {
  const columns = database
    .prepare(
      `SELECT m.name AS tab, c.name AS col FROM sqlite_schema m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND (c.name = 'sha256' OR c.name LIKE '%\\_sha256' ESCAPE '\\')`,
    )
    .all();
  const found = new Set<string>();
  for (const { tab, col } of columns) {
    const condition = neededWhile[String(tab)] ?? '1';
    const sql = `SELECT DISTINCT ${col} AS sha256 FROM ${tab} WHERE ${col} IS NOT NULL AND ${col} <> '' AND ${condition}`;
    for (const { sha256 } of database.prepare(sql).all()) found.add(String(sha256));
  }
  assert.ok(columns.length >= 4, 'the tables with blobs were not found');
  return found;
}

function openDatabase(file: string, readOnly: boolean): DatabaseSync {
  const Connection = sqliteConnection();
  return new Connection(file, { readOnly, timeout: 5000 });
}
