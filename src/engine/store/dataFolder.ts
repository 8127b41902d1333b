import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Disposable } from '../../base/lifecycle';
import { messageOf } from '../../base/log';
import { createPrivately } from './database';
import { EngineExit } from './engineExit';
import { sqliteBusy, sqliteCode, sqliteConnection } from './sqlite';

/** What a running engine tells about itself: one line on stdout, and `engine.json` for windows that come later. */
export interface Announcement {
  url: string;
  pid: number;
  version: string;
}

/**
 * The engine's private folder, held exclusively while this object lives:
 *
 *     engine.db   rows            blobs/ab/abcd…  bytes, named by their sha-256
 *     lock.db     the lock        tmp/            files being written
 *     engine.json the announcement while an engine listens
 */
export class DataFolder implements Disposable {
  private readonly lock: DatabaseSync;

  /** Makes the folder where needed and locks it. Throws EngineExit: in use, or the disk refuses. */
  constructor(readonly path: string) {
    try {
      for (const folder of [path, this.blobs, this.temporary]) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        chmodSync(folder, 0o700);
      }
      this.lock = takeLock(join(path, 'lock.db'));
    } catch (error) {
      if (error instanceof EngineExit) throw error;
      throw new EngineExit('disk', `The data folder cannot be written: ${messageOf(error)}`);
    }
  }

  get database(): string {
    return join(this.path, 'engine.db');
  }
  get blobs(): string {
    return join(this.path, 'blobs');
  }
  get temporary(): string {
    return join(this.path, 'tmp');
  }
  /** Where the parsers unpack OCR language data. */
  get tessdata(): string {
    return join(this.path, 'tessdata');
  }
  /** Is there once the database was found damaged. */
  private get damageMark(): string {
    return join(this.path, 'engine.db.damaged');
  }
  private get announcement(): string {
    return join(this.path, 'engine.json');
  }

  /** Has the next start look at the whole database, which takes too long to be done at each. */
  markDamaged(): void {
    writeFileSync(this.damageMark, '', { mode: 0o600 });
  }

  get isMarkedDamaged(): boolean {
    return existsSync(this.damageMark);
  }

  unmarkDamaged(): void {
    rmSync(this.damageMark, { force: true });
  }

  announce(announcement: Announcement): void {
    const next = `${this.announcement}.new`;
    writeFileSync(next, JSON.stringify(announcement), { mode: 0o600 });
    renameSync(next, this.announcement);
  }

  withdraw(): void {
    rmSync(this.announcement, { force: true });
  }

  dispose(): void {
    this.withdraw();
    this.lock.close();
  }
}

/** SQLite's own lock on a file of its own: the kernel frees it however the process ends. */
function takeLock(file: string): DatabaseSync {
  createPrivately(file);
  const Connection = sqliteConnection();
  const lock = new Connection(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (sqliteCode(error) !== sqliteBusy) throw error;
    throw new EngineExit(
      'dataFolderInUse',
      'Another engine uses this data folder. Use that one, or choose another folder with --data.',
    );
  }
}
