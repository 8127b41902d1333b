import * as z from 'zod/mini';
import { integer, text } from './columns';
import type { Database } from './database';

const coordinate = z.nullable(z.number());

const image = z.object({
  page: integer,
  position: integer,
  filename: text,
  category: text,
  content_type: text,
  sha256: text,
  /** Points, origin top left; null where the image is the whole page. */
  x: coordinate,
  y: coordinate,
  w: coordinate,
  h: coordinate,
});
export type ParseImageRow = z.output<typeof image>;

const document = z.object({ name: text, sha256: text, size: integer });
export type ParseDocumentRow = z.output<typeof document>;

const sha = z.object({ sha256: text });

/** What a parse job gives in files of their own: images of its pages, and documents made of its result. */
export class ParseOutputs {
  constructor(private readonly db: Database) {}

  addImage(jobId: string, row: ParseImageRow): void {
    this.db.run(
      `INSERT INTO parse_image (job_id, page, position, filename, category, content_type, sha256, x, y, w, h)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[jobId, row.page, row.position, row.filename, row.category, row.content_type, row.sha256],
      ...[row.x, row.y, row.w, row.h],
    );
  }

  /** In the order of the pages. */
  images(jobId: string): ParseImageRow[] {
    return this.db.all(image, 'SELECT * FROM parse_image WHERE job_id = ? ORDER BY page, position', jobId);
  }

  image(jobId: string, filename: string): ParseImageRow | undefined {
    return this.db.get(image, 'SELECT * FROM parse_image WHERE job_id = ? AND filename = ?', jobId, filename);
  }

  putDocument(jobId: string, row: ParseDocumentRow): void {
    const sql = 'INSERT OR REPLACE INTO parse_document (job_id, name, sha256, size) VALUES (?, ?, ?, ?)';
    this.db.run(sql, jobId, row.name, row.sha256, row.size);
  }

  document(jobId: string, name: string): ParseDocumentRow | undefined {
    return this.db.get(document, 'SELECT * FROM parse_document WHERE job_id = ? AND name = ?', jobId, name);
  }

  /** Gives a job the images of another: both refer to the same blobs. Documents are made of each job's own options. */
  copyImages(from: string, to: string): void {
    this.db.run(
      `INSERT INTO parse_image (job_id, page, position, filename, category, content_type, sha256, x, y, w, h)
         SELECT ?, page, position, filename, category, content_type, sha256, x, y, w, h
         FROM parse_image WHERE job_id = ?`,
      ...[to, from],
    );
  }

  /** Forgets the files of a job; tells their blobs. */
  removeAll(jobId: string): string[] {
    return ['parse_image', 'parse_document'].flatMap(table =>
      this.db
        .all(sha, `DELETE FROM ${table} WHERE job_id = ? RETURNING sha256`, jobId)
        .map(row => row.sha256),
    );
  }
}
