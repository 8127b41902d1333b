import * as z from 'zod/mini';
import { integer, json, newId, nullableText, text } from './columns';
import type { Database } from './database';
import { type Rows, type Slice, slice, Where } from './lists';

const row = z.object({
  seq: integer,
  id: text,
  project_id: text,
  url: text,
  events: z.nullable(json(z.array(z.string()))),
  headers: z.nullable(json(z.record(z.string(), z.string()))),
  output_format: z.nullable(z.enum(['string', 'json'])),
  signing_secret: nullableText,
  created_at: integer,
  updated_at: integer,
});
export type WebhookConfigRow = z.output<typeof row>;

/** What its owner may set. */
export type WebhookConfigFields = Pick<
  WebhookConfigRow,
  'url' | 'events' | 'headers' | 'output_format' | 'signing_secret'
>;

/** Saved webhook configurations. Batches and jobs copy what they use, so that one may change or go at any time. */
export class WebhookConfigs {
  constructor(private readonly db: Database) {}

  create(projectId: string, fields: WebhookConfigFields, now: number): string {
    const id = newId('whc');
    const sql = `INSERT INTO webhook_config (url, events, headers, output_format, signing_secret,
        id, project_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
    this.db.durable(() => this.db.run(sql, ...columns(fields), id, projectId, now, now));
    return id;
  }

  get(id: string): WebhookConfigRow | undefined {
    return this.db.get(row, 'SELECT * FROM webhook_config WHERE id = ?', id);
  }

  /** All of a project, newest first. */
  all(projectId: string): WebhookConfigRow[] {
    const sql = 'SELECT * FROM webhook_config WHERE project_id = ? ORDER BY seq DESC';
    return this.db.all(row, sql, projectId);
  }

  list(projectId: string, page: Slice): Rows<WebhookConfigRow> {
    return slice(this.db, row, 'webhook_config', new Where().and('project_id = ?', projectId), page);
  }

  count(projectId: string): number {
    const sql = 'SELECT count(*) AS count FROM webhook_config WHERE project_id = ?';
    return this.db.get(z.object({ count: integer }), sql, projectId)?.count ?? 0;
  }

  update(id: string, fields: WebhookConfigFields, now: number): void {
    const sql = `UPDATE webhook_config SET url = ?, events = ?, headers = ?, output_format = ?, signing_secret = ?,
      updated_at = ? WHERE id = ?`;
    this.db.durable(() => this.db.run(sql, ...columns(fields), now, id));
  }

  delete(id: string): void {
    this.db.durable(() => this.db.run('DELETE FROM webhook_config WHERE id = ?', id));
  }
}

const columns = ({ url, events, headers, output_format, signing_secret }: WebhookConfigFields) => [
  url,
  events && JSON.stringify(events),
  headers && JSON.stringify(headers),
  output_format,
  signing_secret,
];
