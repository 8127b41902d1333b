import * as z from 'zod/mini';
import type { PageRange } from '../parsers/types';
import { integer, nullableInteger, nullableText, text } from './columns';
import type { Database } from './database';

const row = z.object({
  id: integer,
  job_id: text,
  /** Work is taken from the lanes in turn: one a batch, or one a job that belongs to none. */
  lane: text,
  /** Bytes of the document: within a lane small documents go first. */
  size: integer,
  /** Null for the first piece, when nothing is known of the document: the first pages, most often all of them. */
  page_from: nullableInteger,
  page_to: nullableInteger,
  status: z.enum(['PENDING', 'RUNNING', 'DONE']),
  /** Worker processes that died over it. */
  crashes: integer,
  result_sha256: nullableText,
  failed_pages: integer,
  characters: integer,
});
export type ParseRangeRow = z.output<typeof row>;

const sha = z.object({ sha256: nullableText });

/** Pieces of work of the jobs: ranges of pages of a document. Also the queue. */
export class ParseRanges {
  /**
   * The highest number given so far: none is given again while this engine lives. SQLite would give the number of a range
   * that is gone to the next one, and the parse of a cancelled job that ends late would then be taken for that one's.
   */
  private lastId = 0;

  constructor(private readonly db: Database) {}

  /** Queues the first piece of a document (null), or another range of it. */
  add(job: { id: string; size: number }, lane: string, pages: PageRange | null): void {
    const sql = `INSERT INTO parse_range (id, job_id, lane, size, page_from, page_to, status)
      VALUES (max(?, (SELECT coalesce(max(id), 0) FROM parse_range)) + 1, ?, ?, ?, ?, ?, 'PENDING') RETURNING id`;
    const values = [job.id, lane, job.size, pages?.from ?? null, pages?.to ?? null];
    this.lastId = this.db.get(z.object({ id: integer }), sql, this.lastId, ...values)?.id ?? this.lastId;
  }

  /** Takes the next piece of a lane: of its smallest or largest document, the earliest pages. */
  claim(lane: string, of: 'smallest' | 'largest'): ParseRangeRow | undefined {
    const size = of === 'smallest' ? 'min(size)' : 'max(size)';
    const sql = `UPDATE parse_range SET status = 'RUNNING' WHERE id = (
        SELECT id FROM parse_range WHERE lane = ?1 AND status = 'PENDING' AND size = (
          SELECT ${size} FROM parse_range WHERE lane = ?1 AND status = 'PENDING'
        ) ORDER BY id LIMIT 1
      ) RETURNING *`;
    return this.db.get(row, sql, lane);
  }

  get(id: number): ParseRangeRow | undefined {
    return this.db.get(row, 'SELECT * FROM parse_range WHERE id = ?', id);
  }

  of(jobId: string): ParseRangeRow[] {
    return this.db.all(row, 'SELECT * FROM parse_range WHERE job_id = ? ORDER BY id', jobId);
  }

  /** Back to the queue, after a crash or when the engine leaves. */
  requeue(id: number, crashes: number): void {
    this.db.run("UPDATE parse_range SET status = 'PENDING', crashes = ? WHERE id = ?", crashes, id);
  }

  /** At start: what a dead engine was at is waiting again. Counts it. */
  requeueAll(): number {
    return this.db.run("UPDATE parse_range SET status = 'PENDING' WHERE status = 'RUNNING'");
  }

  finish(id: number, result: { sha256: string; failedPages: number; characters: number }): void {
    this.db.run(
      `UPDATE parse_range SET status = 'DONE', result_sha256 = ?, failed_pages = ?, characters = ? WHERE id = ?`,
      ...[result.sha256, result.failedPages, result.characters, id],
    );
  }

  /** Gives a job the finished ranges of another: both refer to the same blobs. */
  copyDone(from: string, to: string, lane: string): void {
    this.db.run(
      `INSERT INTO parse_range (job_id, lane, size, page_from, page_to, status, crashes, result_sha256, failed_pages,
         characters)
         SELECT ?, ?, size, page_from, page_to, status, 0, result_sha256, failed_pages, characters
         FROM parse_range WHERE job_id = ? AND status = 'DONE' ORDER BY id`,
      ...[to, lane, from],
    );
  }

  /** Forgets all work of a job; tells the blobs that its finished ranges left. */
  removeAll(jobId: string): string[] {
    const sql = 'DELETE FROM parse_range WHERE job_id = ? RETURNING result_sha256 AS sha256';
    return this.db.all(sha, sql, jobId).flatMap(found => found.sha256 ?? []);
  }

  waitingLanes(): string[] {
    const sql = "SELECT DISTINCT lane FROM parse_range WHERE status = 'PENDING'";
    return this.db.all(z.object({ lane: text }), sql).map(found => found.lane);
  }
}
