import * as z from 'zod/mini';
import { flag, integer, json, newId, text } from './columns';
import type { Database } from './database';
import { type Rows, type Slice, slice, Where } from './lists';

const parameters = z.looseObject({ product_type: z.string() });

const row = z.object({
  seq: integer,
  id: text,
  project_id: text,
  product_type: text,
  name: text,
  /** Time of the save that made it. */
  version: integer,
  parameters: json(parameters),
  latest: flag,
  created_at: integer,
  updated_at: integer,
});
/** One version of a saved configuration. */
export type ConfigurationRow = z.output<typeof row>;
export type SavedParameters = z.output<typeof parameters>;

export interface ConfigurationQuery {
  project_id: string;
  name: string | undefined;
  product_types: readonly string[] | undefined;
  latest_only: boolean;
}

/** Saved configurations. One has its name, product type and project to itself; every save of other parameters is a version. */
export class Configurations {
  constructor(private readonly db: Database) {}

  /** Makes a configuration, or a version of the one that has this name. Gives its id. */
  save(projectId: string, name: string, wanted: SavedParameters, now: number): string {
    return this.db.durable(() => {
      const there = this.named(projectId, wanted.product_type, name);
      if (there) {
        this.addVersion(there, wanted, now);
        return there.id;
      }
      const id = newId('cfg');
      const sql = `INSERT INTO configuration (id, project_id, product_type, name, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?)`;
      this.db.run(sql, id, projectId, wanted.product_type, name, now, now);
      this.insertVersion(id, wanted, now);
      return id;
    });
  }

  /** Renames, saves other parameters, or both. */
  update(
    id: string,
    { name, parameters: wanted }: { name: string | null; parameters: SavedParameters | null },
    now: number,
  ): void {
    this.db.durable(() => {
      const there = this.get(id);
      if (!there) return;
      if (wanted) this.addVersion(there, wanted, now);
      if (name !== null && name !== there.name) {
        this.db.run('UPDATE configuration SET name = ?, updated_at = ? WHERE id = ?', name, now, id);
      }
    });
  }

  /** The latest version. */
  get(id: string): ConfigurationRow | undefined {
    return this.db.get(row, 'SELECT * FROM saved_configuration WHERE id = ? AND latest', id);
  }

  named(projectId: string, productType: string, name: string): ConfigurationRow | undefined {
    const sql = `SELECT * FROM saved_configuration
      WHERE project_id = ? AND product_type = ? AND name = ? AND latest`;
    return this.db.get(row, sql, projectId, productType, name);
  }

  list(query: ConfigurationQuery, page: Slice): Rows<ConfigurationRow> {
    const where = new Where()
      .and('project_id = ?', query.project_id)
      .and('name = ?', query.name)
      .in('product_type', query.product_types);
    if (query.latest_only) where.literally('latest');
    return slice(this.db, row, 'saved_configuration', where, page);
  }

  /** Removes all versions. Batches and jobs keep what they took of it. */
  delete(id: string): void {
    this.db.durable(() => {
      this.db.run('DELETE FROM configuration_version WHERE configuration_id = ?', id);
      this.db.run('DELETE FROM configuration WHERE id = ?', id);
    });
  }

  /** Nothing where the parameters are those that the configuration has. */
  private addVersion(there: ConfigurationRow, wanted: SavedParameters, now: number): void {
    // Both have passed the same schema, which gives known keys their order; that of a data schema's own keys counts.
    if (JSON.stringify(there.parameters) === JSON.stringify(wanted)) return;
    this.db.run('UPDATE configuration SET updated_at = ? WHERE id = ?', now, there.id);
    // Two saves in a millisecond, or a clock that was set back, must not make two versions of one name.
    this.insertVersion(there.id, wanted, Math.max(now, there.version + 1));
  }

  private insertVersion(id: string, wanted: SavedParameters, version: number): void {
    const sql = 'INSERT INTO configuration_version (configuration_id, version, parameters) VALUES (?, ?, ?)';
    this.db.run(sql, id, version, JSON.stringify(wanted));
  }
}
