import { runKey } from './keys';
import type { FileRow } from './rows';
import type { Run, RunFile } from './run';
import { batchIdsByDirectory, creditsOf, runFileRow } from './runRow';

interface Cached {
  /** In path order. */
  sorted: FileRow[];
  /** Place in `sorted` by file key. */
  places: ReadonlyMap<string, number>;
  /** Place in `sorted` by place in the order they were made in: for a run, the order of its files. */
  placeOfMade: readonly number[];
}

const byPath = new Intl.Collator(undefined, { numeric: true });

/**
 * The file rows that somebody has looked at, in path order ("page 2" before "page 10"). Rows of a run are made on the
 * first look and from then on kept in step with the ledger; a file that did not change keeps its object.
 */
export class FileRows {
  private readonly cache = new Map<string, Cached>();

  ofRun(run: Run): readonly FileRow[] {
    const key = runKey(run.id);
    const batchIds = batchIdsByDirectory(run);
    return this.cached(key, () => run.files.map(file => runFileRow(run, file, batchIds))).sorted;
  }

  ofForeign(key: string, files: ReadonlyMap<string, FileRow> | null): readonly FileRow[] | null {
    return files && this.cached(key, () => [...files.values()]).sorted;
  }

  find(parentKey: string, key: string): FileRow | undefined {
    const cached = this.cache.get(parentKey);
    const place = cached?.places.get(key);
    return place === undefined ? undefined : cached?.sorted[place];
  }

  /** Brings the rows of a run up to date, if they have been made; gives the keys of those that changed. */
  update(key: string, run: Run): string[] {
    const cached = this.cache.get(key);
    if (!cached) return [];
    const batchIds = batchIdsByDirectory(run);
    const rows: FileRow[] = [];
    for (const [index, file] of run.files.entries()) {
      const before = cached.sorted[cached.placeOfMade[index] ?? -1];
      if (before?.path !== file.path) {
        // Another list of files than the one the rows were made of: they are made again on the next look.
        this.forget(key);
        return [];
      }
      if (!isSame(before, file, batchIds)) rows.push(runFileRow(run, file, batchIds));
    }
    this.replace(key, rows);
    return rows.map(row => row.key);
  }

  /** Puts new rows in the place of those with their keys, if rows have been made. Lists handed out stay as they are. */
  replace(parentKey: string, rows: readonly FileRow[]): void {
    const cached = this.cache.get(parentKey);
    if (!cached || rows.length === 0) return;
    const sorted = [...cached.sorted];
    for (const row of rows) {
      const place = cached.places.get(row.key);
      if (place !== undefined) sorted[place] = row;
    }
    this.cache.set(parentKey, { ...cached, sorted });
  }

  forget(key: string): void {
    this.cache.delete(key);
  }

  private cached(key: string, make: () => FileRow[]): Cached {
    const held = this.cache.get(key);
    if (held) return held;
    const rows = make();
    const sorted = [...rows].sort((a, b) => byPath.compare(a.path, b.path) || (a.key < b.key ? -1 : 1));
    const places = new Map(sorted.map((row, place) => [row.key, place]));
    const made = { sorted, places, placeOfMade: rows.map(row => places.get(row.key) ?? -1) };
    this.cache.set(key, made);
    return made;
  }
}

function isSame(row: FileRow, file: RunFile, batchIds: ReadonlyMap<string, string>): boolean {
  return (
    row.outcome === file.outcome &&
    row.error === file.error &&
    row.pages === file.pages &&
    row.failedPages === file.failedPages &&
    row.tier === file.tier &&
    row.classified?.type === file.classified?.type &&
    row.classified?.confidence === file.classified?.confidence &&
    row.credits === creditsOf(file) &&
    (row.jobId === file.jobId || file.outcome === 'unchanged') &&
    row.directoryFileId === file.directoryFileId &&
    row.batchId === ((file.directoryId && batchIds.get(file.directoryId)) || null)
  );
}
