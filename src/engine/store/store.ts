import * as z from 'zod/mini';
import type { Disposable } from '../../base/lifecycle';
import { messageOf } from '../../base/log';
import { Batches } from './batches';
import { Blobs } from './blobs';
import { ClassifyJobs } from './classifyJobs';
import { integer } from './columns';
import { Configurations } from './configurations';
import { Database } from './database';
import type { DataFolder } from './dataFolder';
import { Directories } from './directories';
import { DirectoryFiles } from './directoryFiles';
import { EndedWork } from './endedWork';
import { damagedData, type EngineExit } from './engineExit';
import { ExtractJobs } from './extractJobs';
import { Files } from './files';
import { LegacyBatches } from './legacyBatches';
import { ParseJobs } from './parseJobs';
import { ParseOutputs } from './parseOutputs';
import { ParseRanges } from './parseRanges';
import { Projects } from './projects';
import { Settings } from './settings';
import { isDamaged } from './sqlite';
import { WebhookConfigs } from './webhookConfigs';
import { WebhookOutbox } from './webhookOutbox';

/** Whoever still needs a blob: a stored file, a batch or job that has not ended, a result. */
const REFERENCED = `SELECT
    EXISTS (SELECT 1 FROM file WHERE sha256 = ?1)
    OR EXISTS (SELECT 1 FROM parse_range WHERE result_sha256 = ?1)
    OR EXISTS (SELECT 1 FROM parse_image WHERE sha256 = ?1)
    OR EXISTS (SELECT 1 FROM parse_document WHERE sha256 = ?1)
    OR EXISTS (SELECT 1 FROM parse_job WHERE sha256 = ?1 AND status IN ('PENDING', 'RUNNING'))
    OR EXISTS (SELECT 1 FROM extract_job WHERE sha256 = ?1 AND status IN ('PENDING', 'THROTTLED', 'RUNNING'))
    OR EXISTS (SELECT 1 FROM classify_job WHERE sha256 = ?1 AND status IN ('PENDING', 'THROTTLED', 'RUNNING'))
    OR EXISTS (SELECT 1 FROM batch_file bf JOIN batch b ON b.id = bf.batch_id
      WHERE bf.sha256 = ?1 AND (b.status IN ('PENDING', 'THROTTLED') OR (b.status = 'RUNNING'
        AND NOT b.cancel_requested AND bf.job_id IS NULL AND bf.error_message IS NULL
        AND bf.skip_reason IS NULL))) AS referenced`;

/** Rows and bytes: the one truth of the engine. */
export class Store implements Disposable {
  readonly db: Database;
  readonly blobs: Blobs;
  readonly settings: Settings;
  readonly webhookConfigs: WebhookConfigs;
  readonly webhookOutbox: WebhookOutbox;
  readonly projects: Projects;
  readonly directories: Directories;
  readonly files: Files;
  readonly directoryFiles: DirectoryFiles;
  readonly configurations: Configurations;
  readonly batches: Batches;
  readonly legacyBatches: LegacyBatches;
  readonly jobs: ParseJobs;
  readonly ranges: ParseRanges;
  readonly extractJobs: ExtractJobs;
  readonly classifyJobs: ClassifyJobs;
  readonly outputs: ParseOutputs;
  readonly endedWork: EndedWork;
  private readonly released = new Set<string>();
  private collecting: NodeJS.Immediate | undefined;
  private readonly ending = new AbortController();

  /**
   * Opens the store of a locked folder. Throws EngineExit when a newer version wrote it or its database is damaged;
   * `onDamaged` hears of it when that shows later.
   */
  constructor(folder: DataFolder, onDamaged: (error: EngineExit) => void = () => undefined) {
    this.blobs = new Blobs(folder.blobs, folder.temporary);
    this.blobs.sweepTemporary();
    this.db = openDatabase(folder, onDamaged);
    this.settings = new Settings(this.db);
    this.webhookConfigs = new WebhookConfigs(this.db);
    this.webhookOutbox = new WebhookOutbox(this.db);
    this.projects = new Projects(this.db);
    this.directories = new Directories(this.db);
    this.files = new Files(this.db);
    this.directoryFiles = new DirectoryFiles(this.db);
    this.configurations = new Configurations(this.db);
    this.batches = new Batches(this.db);
    this.legacyBatches = new LegacyBatches(this.db);
    this.jobs = new ParseJobs(this.db);
    this.ranges = new ParseRanges(this.db);
    this.endedWork = new EndedWork(this.db);
    this.extractJobs = new ExtractJobs(this.db);
    this.classifyJobs = new ClassifyJobs(this.db);
    this.outputs = new ParseOutputs(this.db);
  }

  /** All or nothing; blobs that were released in it go once it is committed. */
  transaction<T>(work: () => T): T {
    return this.collectAfter(() => this.db.transaction(work));
  }

  /** A transaction that is on the disk when this returns. */
  durable<T>(work: () => T): T {
    return this.collectAfter(() => this.db.durable(work));
  }

  /**
   * Makes a sealed temporary file a blob. Call it inside the transaction that refers to it, or right before: where that
   * fails, the blob goes with it, so that documents which were refused do not fill the disk.
   */
  adopt(temporary: string, sha256: string): void {
    this.blobs.adopt(temporary, sha256);
    this.release([sha256]);
  }

  /** Lets go of blobs: those that no row refers to when the running transaction is committed are removed. */
  release(blobs: Iterable<string | undefined>): void {
    for (const sha256 of blobs) if (sha256) this.released.add(sha256);
  }

  /** Removes what crashes left behind. Counts it. */
  sweep(): Promise<number> {
    return this.blobs.sweep(sha256 => this.isReferenced(sha256), this.ending.signal);
  }

  /** Bytes of all documents and results. */
  measure(): Promise<number> {
    return this.blobs.measure(this.ending.signal);
  }

  dispose(): void {
    clearImmediate(this.collecting);
    this.ending.abort();
    this.db.close();
  }

  /** Also after a transaction that failed: what its rows referred to before, they refer to again. */
  private collectAfter<T>(work: () => T): T {
    try {
      return work();
    } finally {
      if (!this.db.inTransaction) this.collect();
    }
  }

  /** The blobs of a whole directory go a few a turn, so that requests are served in between; a crash leaves the rest to the sweep. */
  private collect(): void {
    let left = collectedAtOnce;
    for (const sha256 of this.released) {
      if (left-- === 0) {
        this.collectLater();
        return;
      }
      this.released.delete(sha256);
      if (!this.isReferenced(sha256)) this.blobs.remove(sha256);
    }
  }

  private collectLater(): void {
    this.collecting ??= setImmediate(() => {
      this.collecting = undefined;
      this.collect();
    });
  }

  private isReferenced(sha256: string): boolean {
    return this.db.get(z.object({ referenced: integer }), REFERENCED, sha256)?.referenced !== 0;
  }
}

/** Blobs removed in one turn: a file system takes about 0.1 ms for each. */
const collectedAtOnce = 200;

/** A database that was found damaged is looked at as a whole before it is used again: it may have been mended since. */
function openDatabase(folder: DataFolder, onDamaged: (error: EngineExit) => void): Database {
  const damaged = (cause: string) => damagedData(cause, folder.path);
  let db: Database;
  try {
    db = new Database(folder.database, error => {
      folder.markDamaged();
      onDamaged(damaged(error.message));
    });
  } catch (error) {
    throw isDamaged(error) ? damaged(messageOf(error)) : error;
  }
  if (!folder.isMarkedDamaged) return db;
  if (!db.isSound()) {
    db.close();
    throw damaged('it was found so before');
  }
  folder.unmarkDamaged();
  return db;
}
