import type { Clock } from '../base/clock';
import { Emitter } from '../base/event';
import type { Disposable } from '../base/lifecycle';
import { DisposableStore } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import { type Batch, terminalBatchStatuses } from '../protocol/batches';
import { type ForeignBatch, foreignRow, isStale, timeOf } from './batchRow';
import { FileRows } from './fileRows';
import { batchKey, parentKeyOf, runIdOf, runKey } from './keys';
import type { RunLedger } from './ledgerEvents';
import { RowChanges } from './rowChanges';
import type { BatchRow, FileRow, Rows, RowsChange } from './rows';
import type { Run } from './run';
import { finalPhases, runRow } from './runRow';

/** Ids of the runs that a person started in this window; only these are this window's to tell the end of. */
export interface StartedHere {
  has(runId: string): boolean;
}

export interface RowStoreOptions {
  ledger: RunLedger;
  startedHere: StartedHere;
  clock: Clock;
  log: Log;
}

/** What is to be written about a file of a batch made elsewhere. */
export type FilePatch = { id: string } & Partial<
  Pick<FileRow, 'jobId' | 'outcome' | 'error' | 'pages' | 'failedPages' | 'credits' | 'tier'>
>;

/**
 * All rows that this window knows: the runs of the ledger, and the batches that the catalog and the poller saw on the
 * servers. A batch of a run has no row of its own. Changes are gathered and told once: in a microtask, at the end of a
 * transaction, or, as runs change with every file, some time later. Reading is always up to date.
 */
export class RowStore implements Rows, Disposable {
  private readonly changeEmitter: Emitter<RowsChange>;
  readonly onDidChange: Rows['onDidChange'];
  private readonly rows = new Map<string, BatchRow>();
  private readonly foreign = new Map<string, ForeignBatch>();
  private readonly fileRows = new FileRows();
  /** By who tells it and the connection. */
  private readonly notes = new Map<string, string>();
  private readonly rowNotes = new Map<string, string>();
  /** Run id by batch id, and by the id of a directory whose batch is not known yet. */
  private readonly runOfBatch = new Map<string, string>();
  private readonly runOfDirectory = new Map<string, string>();
  private readonly dirtyRuns = new Set<string>();
  private readonly changes: RowChanges;
  private readonly owned = new DisposableStore();

  constructor(private readonly options: RowStoreOptions) {
    this.changeEmitter = this.owned.add(
      new Emitter<RowsChange>(error =>
        options.log.error(`A listener of the rows failed: ${messageOf(error)}`),
      ),
    );
    this.onDidChange = this.changeEmitter.event;
    this.changes = this.owned.add(
      new RowChanges(
        options.clock,
        () => this.refreshDirty(),
        change => this.changeEmitter.fire(change),
      ),
    );
    for (const run of options.ledger.runs()) this.refreshRun(run.id);
    this.changes.forget();
    this.owned.add(
      options.ledger.onDidChange(runId => {
        this.dirtyRuns.add(runId);
        this.changes.scheduleSeldom();
      }),
    );
  }

  list(connectionId: string, projectId: string): readonly BatchRow[] {
    this.refreshDirty();
    return [...this.rows.values()]
      .filter(row => row.connectionId === connectionId && row.projectId === projectId)
      .sort(newestFirst);
  }

  get(key: string): BatchRow | undefined {
    this.refreshDirty();
    return this.rows.get(key);
  }

  active(): readonly BatchRow[] {
    this.refreshDirty();
    return [...this.rows.values()]
      .filter(row => row.active)
      .sort(newestFirst)
      .reverse();
  }

  files(key: string): readonly FileRow[] | null {
    this.refreshDirty();
    if (!this.rows.has(key)) return null;
    const runId = runIdOf(key);
    if (runId === undefined) return this.fileRows.ofForeign(key, this.foreign.get(key)?.files ?? null);
    const run = this.options.ledger.get(runId);
    return run ? this.fileRows.ofRun(run) : null;
  }

  file(key: string): FileRow | undefined {
    const parentKey = parentKeyOf(key);
    this.files(parentKey);
    return this.fileRows.find(parentKey, key);
  }

  /** Makes all changes inside one event, told when the outermost transaction ends. */
  transaction<T>(work: () => T): T {
    return this.changes.transaction(work);
  }

  /** The batch behind a `batch:` row, as last told. */
  foreignBatch(key: string): ForeignBatch | undefined {
    return this.foreign.get(key);
  }

  /** Whether no run of this machine made this batch. */
  isForeign(batch: Batch): boolean {
    return !this.runOfBatch.has(batch.id);
  }

  /** Takes in what a server said about a batch; false when a newer answer is held already. */
  putBatch(connectionId: string, batch: Batch): boolean {
    const key = batchKey(batch.id);
    const held = this.foreign.get(key);
    if (held && isStale(orderOf(held.batch), orderOf(batch))) return false;
    this.putForeign(key, {
      connectionId,
      // The results go into file rows; kept here they would double the memory.
      batch: { ...batch, results: null },
      directoryName: held?.directoryName ?? null,
      cancelling: !!held?.cancelling && !terminalBatchStatuses.has(batch.status),
      files: held?.files ?? null,
      filesNote: held?.filesNote ?? null,
    });
    return true;
  }

  /** Makes `batches` all that is listed of a project: others made elsewhere leave it. Older answers are refused. */
  replaceBatches(connectionId: string, projectId: string, batches: readonly Batch[]): void {
    const kept = new Set(batches.map(batch => batchKey(batch.id)));
    this.transaction(() => {
      for (const [key, entry] of this.foreign) {
        if (entry.connectionId !== connectionId || entry.batch.project_id !== projectId || kept.has(key))
          continue;
        this.dropForeign(key);
      }
      for (const batch of batches) this.putBatch(connectionId, batch);
    });
  }

  /** Names the batches made elsewhere over these directories; a name of null means that the directory is gone. */
  nameDirectories(connectionId: string, names: ReadonlyMap<string, string | null>): void {
    this.transaction(() => {
      for (const [key, entry] of this.foreign) {
        const name = names.get(entry.batch.source_directory_id);
        if (entry.connectionId !== connectionId || !name || name === entry.directoryName) continue;
        this.putForeign(key, { ...entry, directoryName: name });
      }
    });
  }

  /** Puts all files of a batch made elsewhere in place, with a note where they are not complete. */
  setFiles(key: string, files: readonly FileRow[], note: string | null): void {
    const entry = this.foreign.get(key);
    if (!entry) return;
    this.transaction(() => {
      const before = entry.files;
      const after = new Map(files.map(file => [file.directoryFileId ?? file.path, file]));
      this.fileRows.forget(key);
      this.putForeign(key, { ...entry, files: after, filesNote: note });
      for (const file of files) {
        if (before?.get(file.directoryFileId ?? file.path) !== file) this.changes.changed(file.key);
      }
      this.changes.changed(key);
    });
  }

  /** Writes what became of files of a batch made elsewhere; files that are not known are passed over. */
  patchFiles(key: string, patches: readonly FilePatch[]): void {
    const entry = this.foreign.get(key);
    if (!entry?.files) return;
    const files = new Map(entry.files);
    const rows = new Map<string, FileRow>();
    for (const { id, ...patch } of patches) {
      const file = rows.get(id) ?? files.get(id);
      if (file) rows.set(id, { ...file, ...patch });
    }
    for (const [id, row] of rows) files.set(id, row);
    this.transaction(() => {
      this.fileRows.replace(key, [...rows.values()]);
      for (const row of rows.values()) this.changes.changed(row.key);
      this.putForeign(key, { ...entry, files });
    });
  }

  /** Shows a batch made elsewhere as CANCELLING until the server says that it ended, or the request failed. */
  setCancelling(key: string, cancelling: boolean): void {
    const entry = this.foreign.get(key);
    if (entry) this.putForeign(key, { ...entry, cancelling });
  }

  /**
   * Why the states of a connection are old, or its uploads stand still, shown on its active rows; null when that is over.
   * What the uploads tell goes before what the poller tells.
   */
  setNote(connectionId: string, note: string | null, from: 'poll' | 'upload' = 'poll'): void {
    const before = this.connectionNote(connectionId);
    const key = `${from} ${connectionId}`;
    if (note === null) this.notes.delete(key);
    else this.notes.set(key, note);
    if (this.connectionNote(connectionId) === before) return;
    this.transaction(() => {
      for (const row of [...this.rows.values()]) {
        if (row.connectionId !== connectionId || !row.active) continue;
        const runId = runIdOf(row.key);
        if (runId !== undefined) this.refreshRun(runId);
        else this.showForeign(row.key);
      }
    });
  }

  /**
   * Why the state of one active row is old, before what holds for its connection; null when it is fresh again. True
   * where that is another note than before.
   */
  setRowNote(key: string, note: string | null): boolean {
    if ((this.rowNotes.get(key) ?? null) === note) return false;
    if (note === null) this.rowNotes.delete(key);
    else this.rowNotes.set(key, note);
    const runId = runIdOf(key);
    this.transaction(() => (runId === undefined ? this.showForeign(key) : this.refreshRun(runId)));
    return true;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private noteOf(key: string, connectionId: string): string | null {
    return this.rowNotes.get(key) ?? this.connectionNote(connectionId);
  }

  private connectionNote(connectionId: string): string | null {
    return this.notes.get(`upload ${connectionId}`) ?? this.notes.get(`poll ${connectionId}`) ?? null;
  }

  private refreshDirty(): void {
    for (const runId of this.dirtyRuns) {
      this.dirtyRuns.delete(runId);
      this.refreshRun(runId);
    }
  }

  private refreshRun(runId: string): void {
    const run = this.options.ledger.get(runId);
    const key = runKey(runId);
    if (!run) {
      this.dropRun(runId);
      return;
    }
    this.putRow(runRow(run, this.noteOf(key, run.connectionId), this.options.startedHere.has(runId)));
    for (const changed of this.fileRows.update(key, run)) this.changes.changed(changed);
    this.claim(run);
  }

  /** Takes the run's batches out of the rows of batches made elsewhere. */
  private claim(run: Run): void {
    for (const { batchId, directoryId } of run.batches) {
      if (batchId !== null) {
        this.runOfDirectory.delete(directoryId);
        if (this.runOfBatch.get(batchId) === run.id) continue;
        this.runOfBatch.set(batchId, run.id);
        this.showForeign(batchKey(batchId));
      } else if (!finalPhases.has(run.phase) && !this.runOfDirectory.has(directoryId)) {
        this.runOfDirectory.set(directoryId, run.id);
        for (const [key, entry] of this.foreign) {
          if (entry.batch.source_directory_id === directoryId) this.showForeign(key);
        }
      }
    }
  }

  private dropRun(runId: string): void {
    const key = runKey(runId);
    if (this.rows.delete(key)) this.changes.removed(key);
    this.fileRows.forget(key);
    for (const index of [this.runOfBatch, this.runOfDirectory]) {
      for (const [id, owner] of index) if (owner === runId) index.delete(id);
    }
    for (const foreignKey of this.foreign.keys()) this.showForeign(foreignKey);
  }

  private putForeign(key: string, entry: ForeignBatch): void {
    this.foreign.set(key, entry);
    this.showForeign(key);
  }

  private dropForeign(key: string): void {
    this.foreign.delete(key);
    this.fileRows.forget(key);
    this.showForeign(key);
  }

  /** Makes the row of a batch made elsewhere be what its entry says, or be none where the batch belongs to a run. */
  private showForeign(key: string): void {
    const entry = this.foreign.get(key);
    const hidden =
      !entry ||
      this.runOfBatch.has(entry.batch.id) ||
      this.runOfDirectory.has(entry.batch.source_directory_id);
    if (!hidden) this.putRow(foreignRow(entry, this.noteOf(key, entry.connectionId)));
    else if (this.rows.delete(key)) this.changes.removed(key);
  }

  private putRow(row: BatchRow): void {
    const before = this.rows.get(row.key);
    if (before && sameRow(before, row)) return;
    this.rows.set(row.key, row);
    if (before) this.changes.changed(row.key);
    else this.changes.added(row.key);
  }
}

const orderOf = (batch: Batch) => ({ status: batch.status, updatedAt: timeOf(batch.updated_at) });

function newestFirst(a: BatchRow, b: BatchRow): number {
  return (b.createdAt ?? 0) - (a.createdAt ?? 0) || (a.key < b.key ? -1 : 1);
}

function sameRow(a: BatchRow, b: BatchRow): boolean {
  return (Object.keys(b) as (keyof BatchRow)[]).every(name => {
    const [x, y] = [a[name], b[name]];
    return x === y || (Array.isArray(x) && Array.isArray(y) && sameList(x, y));
  });
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
