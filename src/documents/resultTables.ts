import { ByteCache } from '../base/byteCache';
import type { Disposable } from '../base/lifecycle';
import type { LlamaCloud } from '../client/api';
import type { Catalog, Place } from '../runs/catalog';
import { type RunResults, readResults } from '../runs/results/readResults';
import { type ListPath, rowsOf } from '../runs/results/tableRows';
import { type TableFormat, tableText } from '../runs/results/tableText';
import type { BatchRow, Rows } from '../runs/rows';
import type { ResultDocument } from './resultDocuments';

/** Bytes of text kept for tables opened again; VS Code reads each several times. */
const cacheBytes = 64 * 2 ** 20;

/** Which table of which run a virtual document shows. */
export interface TableAddress extends Place {
  rowKey: string;
  format: TableFormat;
  /** The list whose items are the rows; null where a row is a file. */
  list: ListPath | null;
  /** What people call the run. */
  label: string;
}

export interface TableSources {
  rows: Pick<Rows, 'get'>;
  catalog: Pick<Catalog, 'batches' | 'loadFiles'>;
  clientFor(connectionId: string): Promise<LlamaCloud>;
}

/** The results of a run, and the state of its row that they belong to. */
export interface ReadRun extends RunResults {
  row: BatchRow;
}

export interface ReadRunOptions {
  signal?: AbortSignal;
  /** Hears how many of how many files are read. */
  onProgress?: (files: number, total: number) => void;
}

/** Reads the results of whole runs as tables. A run that has ended is read once. */
export class ResultTables implements Disposable {
  private readonly cache = new ByteCache(cacheBytes);
  private readonly reading = new Map<string, Promise<ResultDocument>>();
  private readonly ended = new AbortController();

  constructor(private readonly sources: TableSources) {}

  /** The results of all files of a run. Rejects with a sentence, and with the signal's reason. */
  async results(
    { rowKey, ...place }: Place & { rowKey: string },
    { signal, onProgress }: ReadRunOptions = {},
  ): Promise<ReadRun> {
    const { catalog, clientFor } = this.sources;
    const until = signal ? AbortSignal.any([signal, this.ended.signal]) : this.ended.signal;
    const row = await this.rowOf(rowKey, place, until);
    const files = await catalog.loadFiles(rowKey, until);
    const results = await readResults(files, {
      ...{ clientFor, signal: until },
      onProgress: done => onProgress?.(done, files.length),
    });
    return { ...results, row };
  }

  /** The text of a table, kept for the document that shows it. Rejects with a sentence where it would be too large. */
  async text(address: TableAddress, run: ReadRun): Promise<string> {
    const text = await tableText(rowsOf(run.files, address.list), address.format, this.ended.signal);
    if (run.notRead === 0) this.cache.set(keyOf(address, run.row), text);
    return text;
  }

  /** The document of a table. Rejects with a sentence. */
  async read(address: TableAddress): Promise<ResultDocument> {
    const row = this.sources.rows.get(address.rowKey);
    const text = row && this.cache.get(keyOf(address, row));
    if (row && text !== undefined) return { text, final: !row.active };
    const key = JSON.stringify(address);
    const shared = this.reading.get(key) ?? this.fetch(address).finally(() => this.reading.delete(key));
    this.reading.set(key, shared);
    return shared;
  }

  dispose(): void {
    this.ended.abort(new Error('The window was closed.'));
  }

  private async fetch(address: TableAddress): Promise<ResultDocument> {
    const run = await this.results(address);
    return { text: await this.text(address, run), final: !run.row.active && run.notRead === 0 };
  }

  /** The row of a batch made elsewhere is known once the batches of its project were read. */
  private async rowOf(key: string, place: Place, signal: AbortSignal): Promise<BatchRow> {
    const { rows, catalog } = this.sources;
    if (!rows.get(key)) await catalog.batches(place, signal);
    const row = rows.get(key);
    if (!row) throw new Error('This batch is not in the list any more, so there is no table of it.');
    return row;
  }
}

/** Another one as soon as any file of the run has come to another end. */
const keyOf = ({ rowKey, format, list }: TableAddress, row: BatchRow): string =>
  JSON.stringify([rowKey, format, list, row.status, row.done, row.failed, row.cancelled, row.endedAt]);
