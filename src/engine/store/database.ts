import { closeSync, existsSync, openSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type * as z from 'zod/mini';
import { EngineExit } from './engineExit';
import { migrations } from './migrations';
import { isDamaged, sqliteConnection } from './sqlite';

export type SqlValue = SQLInputValue;
type Schema<T> = z.ZodMiniType<T>;

/**
 * The engine's one connection to its database. Rows pass a schema on the way in. Writes are NORMAL (WAL: never corrupt,
 * the last commits may be lost with the power); `durable` makes a commit that waits for the disk.
 */
export class Database {
  private readonly connection: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private depth = 0;

  /** Opens or creates the file and brings it to this version. Throws EngineExit when a newer version wrote it. */
  constructor(
    file: string,
    /** Hears of it when the file turns out to be damaged; what noticed it fails all the same. */
    private readonly onDamaged: (error: Error) => void = () => undefined,
  ) {
    createPrivately(file);
    const Connection = sqliteConnection();
    this.connection = new Connection(file, { timeout: 5000 });
    try {
      this.connection.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON');
      // SQLite's own `lower` knows only the letters of ASCII.
      this.connection.function('fold', { deterministic: true }, text => String(text).toLowerCase());
      this.migrate();
    } catch (error) {
      this.connection.close();
      throw error;
    }
  }

  get<T>(schema: Schema<T>, sql: string, ...values: SqlValue[]): T | undefined {
    const row = this.watched(() => this.prepared(sql).get(...values));
    return row === undefined ? undefined : schema.parse(row);
  }

  all<T>(schema: Schema<T>, sql: string, ...values: SqlValue[]): T[] {
    return this.watched(() => this.prepared(sql).all(...values)).map(row => schema.parse(row));
  }

  /** Number of rows that the statement changed. */
  run(sql: string, ...values: SqlValue[]): number {
    return Number(this.watched(() => this.prepared(sql).run(...values)).changes);
  }

  /** Whether SQLite finds the whole file sound: takes long on a large one. */
  isSound(): boolean {
    try {
      return this.connection.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok';
    } catch (error) {
      if (isDamaged(error)) return false;
      throw error;
    }
  }

  get inTransaction(): boolean {
    return this.depth > 0;
  }

  /** All or nothing. A transaction inside another is part of it. */
  transaction<T>(work: () => T): T {
    if (this.depth > 0) return work();
    this.connection.exec('BEGIN IMMEDIATE');
    this.depth++;
    try {
      const result = work();
      this.watched(() => this.connection.exec('COMMIT'));
      return result;
    } catch (error) {
      // SQLite has already rolled back after some errors (disk full).
      if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
      throw error;
    } finally {
      this.depth--;
    }
  }

  /** A transaction whose commit is on the disk when this returns: for what is acknowledged to others. */
  durable<T>(work: () => T): T {
    if (this.depth > 0) return work();
    this.connection.exec('PRAGMA synchronous=FULL');
    try {
      return this.transaction(work);
    } finally {
      this.connection.exec('PRAGMA synchronous=NORMAL');
    }
  }

  close(): void {
    this.statements.clear();
    this.connection.close();
  }

  private watched<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      if (isDamaged(error)) this.onDamaged(error as Error);
      throw error;
    }
  }

  private prepared(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private migrate(): void {
    const version = Number(this.connection.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > migrations.length) {
      throw new EngineExit(
        'newerData',
        `The data folder was written by a newer version of the engine (schema ${version}, this one knows ${migrations.length}). Update Llama Batches, or use another data folder.`,
      );
    }
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      this.transaction(() => this.connection.exec(`${sql}; PRAGMA user_version=${index + 1}`));
    }
  }
}

/** Makes the file readable by this user alone before SQLite opens it; its WAL takes over the mode. */
export function createPrivately(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}
