import type { DatabaseSync } from 'node:sqlite';
import { EngineExit } from './engineExit';

type Connection = typeof DatabaseSync;

/**
 * The class of node:sqlite, looked up at run time so that an older Node can say what is missing. Newer Nodes name it
 * `Database` and keep `DatabaseSync` as an alias (DEP0210). Throws EngineExit where there is none.
 */
export function sqliteConnection(): Connection {
  const module = process.getBuiltinModule?.('node:sqlite') as
    | { Database?: Connection; DatabaseSync?: Connection }
    | undefined;
  const connection = module?.Database ?? module?.DatabaseSync;
  if (!connection) {
    throw new EngineExit(
      'noSqlite',
      `The engine needs Node 22.13 or newer with node:sqlite; this is Node ${process.versions.node}. Update Node or VS Code.`,
    );
  }
  return connection;
}

/** SQLite's own result code of a thrown error; undefined when it is none of SQLite's. */
export function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  // The low byte is the primary code, the rest tells why (sqlite.org/rescode.html).
  return typeof code === 'number' ? code & 0xff : undefined;
}

export const sqliteBusy = 5;
const sqliteFull = 13;
/** What says something about the disk or the file: PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CANTOPEN, PROTOCOL. */
const sqliteDisk: ReadonlySet<number> = new Set([3, sqliteBusy, 6, 7, 8, 10, sqliteFull, 14, 15]);
/** CORRUPT and NOTADB. */
const sqliteDamaged: ReadonlySet<number> = new Set([11, 26]);

const diskErrors: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EROFS',
  'EACCES',
  'EMFILE',
  'ENFILE',
]);

/** The database or the disk refused; nothing is wrong with the document or the request. */
export function isStorageError(error: unknown): boolean {
  const code = sqliteCode(error);
  if (code !== undefined) return sqliteDisk.has(code) || sqliteDamaged.has(code);
  return diskErrors.has((error as NodeJS.ErrnoException | null)?.code ?? '');
}

/** The database file is not what SQLite wrote: no other try will read it. */
export const isDamaged = (error: unknown): boolean => sqliteDamaged.has(sqliteCode(error) ?? 0);

/** The disk has no room left. */
export function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return sqliteCode(error) === sqliteFull || code === 'ENOSPC' || code === 'EDQUOT';
}
