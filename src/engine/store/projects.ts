import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { flag, integer, text } from './columns';
import type { Database } from './database';
import { type Rows, type Slice, slice, Where } from './lists';

const row = z.object({
  seq: integer,
  id: text,
  name: text,
  organization_id: text,
  is_default: flag,
  created_at: integer,
  updated_at: integer,
});
export type ProjectRow = z.output<typeof row>;

/** Projects: the first start makes the Default one, and each workspace that uses the engine gets its own. */
export class Projects {
  constructor(private readonly db: Database) {}

  /** The project of requests that name none. Its organization is the only one. */
  default(now: number): ProjectRow {
    const found = this.db.get(row, 'SELECT * FROM project WHERE is_default = 1');
    return found ?? this.create('Default', randomUUID(), null, now);
  }

  get(id: string): ProjectRow | undefined {
    return this.db.get(row, 'SELECT * FROM project WHERE id = ?', id);
  }

  withName(name: string): ProjectRow | undefined {
    return this.db.get(row, 'SELECT * FROM project WHERE name = ?', name);
  }

  withKey(workspaceKey: string): ProjectRow | undefined {
    return this.db.get(row, 'SELECT * FROM project WHERE workspace_key = ?', workspaceKey);
  }

  /**
   * Makes the project of a workspace. Names are unique, because the API finds projects by name: a taken one becomes
   * `name (2)`.
   */
  createFor(workspaceKey: string, name: string, now: number): ProjectRow {
    const { organization_id } = this.default(now);
    let free = name;
    for (let copy = 2; this.withName(free); copy++) free = `${name} (${copy})`;
    return this.create(free, organization_id, workspaceKey, now);
  }

  /** All of them in the order they came: the Default one first. */
  all(): ProjectRow[] {
    return this.db.all(row, 'SELECT * FROM project ORDER BY seq');
  }

  list(name: string | undefined, page: Slice): Rows<ProjectRow> {
    return slice(this.db, row, 'project', new Where().and('name = ?', name), page);
  }

  private create(name: string, organizationId: string, workspaceKey: string | null, now: number): ProjectRow {
    const sql = `INSERT INTO project (id, name, organization_id, is_default, workspace_key, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *`;
    const isDefault = workspaceKey === null ? 1 : 0;
    const values = [randomUUID(), name, organizationId, isDefault, workspaceKey, now, now];
    const made = this.db.durable(() => this.db.get(row, sql, ...values));
    if (!made) throw new Error('The project was not stored.');
    return made;
  }
}
