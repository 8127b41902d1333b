import { Emitter, type Event } from '../base/event';
import type { Disposable } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import type { LlamaCloud } from '../client/api';
import type { Batch } from '../protocol/batches';
import type { Configuration } from '../protocol/configurations';
import type { Directory } from '../protocol/directories';
import type { DirectoryFile } from '../protocol/directoryFiles';
import type { Project } from '../protocol/projects';
import { DirectoryNames } from './directoryNames';
import { FactsReader } from './facts';
import { filePageSize } from './filePageSize';
import { batchIdOf, parentKeyOf, runIdOf } from './keys';
import { LegacyLists } from './legacy/legacyLists';
import { type Listed, PagedList } from './pagedList';
import type { FileRow } from './rows';
import { SharedCall } from './sharedCall';
import type { RowStore } from './store';

const batchPageSize = 50;
const directoryPageSize = 200;
export interface CatalogOptions {
  store: RowStore;
  clientFor(connectionId: string): Promise<LlamaCloud>;
  log: Log;
  /** Shared with the poller. */
  facts?: FactsReader;
}

/** A project on a server. */
export interface Place {
  readonly connectionId: string;
  readonly projectId: string;
}

const keyOf = ({ connectionId, projectId }: Place): string => `${connectionId} ${projectId}`;

/** Everything of one project that is read on demand. */
interface ProjectLists {
  batches: PagedList<Batch>;
  directories: PagedList<Directory>;
  /** By the id of their directory. */
  files: Map<string, PagedList<DirectoryFile>>;
  configurations: PagedList<Configuration>;
  legacy: LegacyLists;
}

/**
 * What is on the servers, read when a view asks for it and kept until it is refreshed: projects, batches (whose rows go
 * into the store), directories and their files. A failure rejects and is not kept; whoever asks again tries again.
 */
export class Catalog implements Disposable {
  private readonly projectLists = new Map<string, Project[]>();
  private readonly projectCalls = new Map<string, SharedCall<Project[]>>();
  private readonly lists = new Map<string, ProjectLists>();
  private readonly names = new Map<string, DirectoryNames>();
  private readonly fileCalls = new Map<string, SharedCall<void>>();
  private readonly facts: FactsReader;
  private readonly ended = new AbortController();

  private readonly directoriesChanged = new Emitter<Place>();
  /** The list of directories of a project, or the number of files in one, is another than it was. */
  readonly onDidChangeDirectories: Event<Place> = this.directoriesChanged.event;
  private readonly configurationsChanged = new Emitter<Place>();
  /** The configurations of a project are others than they were, by our own doing. */
  readonly onDidChangeConfigurations: Event<Place> = this.configurationsChanged.event;
  /** What each run had made on its server when it was last looked at. */
  private readonly madeBy = new Map<string, string>();
  private readonly subscription: Disposable;

  constructor(private readonly options: CatalogOptions) {
    this.facts = options.facts ?? new FactsReader();
    this.subscription = options.store.onDidChange(({ added, changed }) => {
      for (const key of [...added, ...changed]) this.followRun(key);
    });
  }

  /** The projects of a connection, read once. */
  async projects(connectionId: string, signal?: AbortSignal): Promise<readonly Project[]> {
    return this.projectLists.get(connectionId) ?? this.readProjects(connectionId, signal);
  }

  /** The projects of a connection as far as they have been read. */
  knownProjects(connectionId: string): readonly Project[] {
    return this.projectLists.get(connectionId) ?? [];
  }

  /** A project's batches, newest first: the first page, or all that was read. Their rows are then in the store. */
  batches(place: Place, signal?: AbortSignal): Promise<Listed<Batch>> {
    return this.listsOf(place).batches.first(signal);
  }

  moreBatches(place: Place, signal?: AbortSignal): Promise<Listed<Batch>> {
    return this.listsOf(place).batches.next(signal);
  }

  /** A project's directories: the first page, or all that was read. */
  directories(place: Place, signal?: AbortSignal): Promise<Listed<Directory>> {
    return this.listsOf(place).directories.first(signal);
  }

  moreDirectories(place: Place, signal?: AbortSignal): Promise<Listed<Directory>> {
    return this.listsOf(place).directories.next(signal);
  }

  /** The files of a directory: the first page, or all that was read. */
  directoryFiles(place: Place, directoryId: string, signal?: AbortSignal): Promise<Listed<DirectoryFile>> {
    return this.filesOf(place, directoryId).first(signal);
  }

  moreDirectoryFiles(
    place: Place,
    directoryId: string,
    signal?: AbortSignal,
  ): Promise<Listed<DirectoryFile>> {
    return this.filesOf(place, directoryId).next(signal);
  }

  /** The configurations of a project, the newest version of each name. */
  configurations(place: Place, signal?: AbortSignal): Promise<Listed<Configuration>> {
    return this.listsOf(place).configurations.first(signal);
  }

  moreConfigurations(place: Place, signal?: AbortSignal): Promise<Listed<Configuration>> {
    return this.listsOf(place).configurations.next(signal);
  }

  /** The batches of the older route. */
  legacy(place: Place): LegacyLists {
    return this.listsOf(place).legacy;
  }

  /** Configurations were changed on the server by ourselves: the next look reads them anew. */
  outdateConfigurations(place: Place): void {
    this.lists.get(keyOf(place))?.configurations.outdate();
    this.configurationsChanged.fire(place);
  }

  /** Files of a directory as far as they have been read; undefined where nobody has looked yet. */
  directoryFileCount(place: Place, directoryId: string): { files: number; more: boolean } | undefined {
    const known = this.lists.get(keyOf(place))?.files.get(directoryId)?.known;
    return known && { files: known.items.length, more: known.more };
  }

  /** Deletes a directory and its files from the server. */
  async deleteDirectory(place: Place, directoryId: string, signal?: AbortSignal): Promise<void> {
    const client = await this.options.clientFor(place.connectionId);
    await client.deleteDirectory(directoryId, {
      projectId: place.projectId,
      signal: signal ? this.owned(signal) : this.ended.signal,
    });
    const lists = this.listsOf(place);
    lists.files.delete(directoryId);
    lists.directories.change(items => items.filter(directory => directory.id !== directoryId));
    this.directoriesChanged.fire(place);
  }

  /**
   * The files of a batch in path order. Those of a batch made elsewhere are read from the server, anew each time, and
   * put into the store; page counts follow there by themselves. Those of a run are the ledger's.
   */
  async loadFiles(rowKey: string, signal?: AbortSignal): Promise<readonly FileRow[]> {
    const batchId = batchIdOf(rowKey);
    if (batchId !== undefined) {
      const call = this.fileCalls.get(rowKey) ?? new SharedCall<void>();
      this.fileCalls.set(rowKey, call);
      await call.run(s => this.readFiles(rowKey, batchId, s), signal);
    }
    return this.options.store.files(rowKey) ?? [];
  }

  /** Forgets which projects there are, so that the next look finds those made since. */
  forgetProjects(): void {
    this.projectLists.clear();
  }

  /** Forgets all that was read of a connection: another key may open other projects. */
  forgetConnection(connectionId: string): void {
    this.projectLists.delete(connectionId);
    for (const key of this.lists.keys()) if (key.startsWith(`${connectionId} `)) this.lists.delete(key);
  }

  /** Forgets what was read of one project, or of everything, so that the next look reads it anew. */
  forget(place?: Place): void {
    if (place) {
      this.lists.delete(keyOf(place));
      return;
    }
    this.lists.clear();
    this.forgetProjects();
  }

  dispose(): void {
    this.subscription.dispose();
    this.directoriesChanged.dispose();
    this.configurationsChanged.dispose();
    this.ended.abort(new Error('The catalog was closed.'));
  }

  private async readProjects(connectionId: string, signal?: AbortSignal): Promise<Project[]> {
    const call = this.projectCalls.get(connectionId) ?? new SharedCall<Project[]>();
    this.projectCalls.set(connectionId, call);
    return call.run(async s => {
      const client = await this.options.clientFor(connectionId);
      const projects = await client.listProjects({ signal: this.owned(s) });
      this.projectLists.set(connectionId, projects);
      return projects;
    }, signal);
  }

  /** A run that made directories, or filled them, makes old what was read of them. */
  private followRun(key: string): void {
    const row =
      runIdOf(key) !== undefined && key === parentKeyOf(key) ? this.options.store.get(key) : undefined;
    if (!row) return;
    const made = `${row.directoryIds} ${row.batchIds}`;
    if (this.madeBy.get(key) === made) return;
    this.madeBy.set(key, made);
    const lists = this.lists.get(keyOf(row));
    if (!lists || row.directoryIds.length === 0) return;
    lists.directories.outdate();
    for (const id of row.directoryIds) lists.files.delete(id);
    this.directoriesChanged.fire({ connectionId: row.connectionId, projectId: row.projectId });
  }

  private listsOf(place: Place): ProjectLists {
    const held = this.lists.get(keyOf(place));
    if (held) return held;
    const made: ProjectLists = {
      batches: new PagedList(batchPageSize, (page, signal) =>
        this.request(place, signal, async (client, options) => {
          const answer = await client.listBatches(page, options);
          this.keepBatches(place, answer.items, page.page_token === undefined);
          await this.nameBatches(place, answer.items, made.directories, client, options);
          return answer;
        }),
      ),
      directories: new PagedList(directoryPageSize, (page, signal) =>
        this.request(place, signal, (client, options) => client.listDirectories(page, options)),
      ),
      files: new Map(),
      configurations: new PagedList(directoryPageSize, (page, signal) =>
        this.request(place, signal, (client, options) =>
          client.listConfigurations({ latest_only: true, ...page }, options),
        ),
      ),
      legacy: new LegacyLists((signal, work) => this.request(place, signal, work), this.options.log),
    };
    this.lists.set(keyOf(place), made);
    return made;
  }

  private filesOf(place: Place, directoryId: string): PagedList<DirectoryFile> {
    const { files } = this.listsOf(place);
    const held = files.get(directoryId);
    if (held) return held;
    const made = new PagedList<DirectoryFile>(filePageSize, (page, signal) =>
      this.request(place, signal, (client, options) => client.listDirectoryFiles(directoryId, page, options)),
    );
    files.set(directoryId, made);
    return made;
  }

  private keepBatches({ connectionId, projectId }: Place, batches: readonly Batch[], isFirst: boolean): void {
    const { store } = this.options;
    if (isFirst) store.replaceBatches(connectionId, projectId, batches);
    else store.transaction(() => batches.map(batch => store.putBatch(connectionId, batch)));
  }

  /** Names the rows of batches by their directories. Without names they keep their ids: no reason to fail the list. */
  private async nameBatches(
    { connectionId }: Place,
    batches: readonly Batch[],
    directories: PagedList<Directory>,
    client: LlamaCloud,
    options: { projectId: string; signal: AbortSignal },
  ): Promise<void> {
    const { store, log } = this.options;
    const names = this.names.get(connectionId) ?? new DirectoryNames();
    this.names.set(connectionId, names);
    const ids = batches.filter(batch => store.isForeign(batch)).map(batch => batch.source_directory_id);
    try {
      store.nameDirectories(connectionId, await names.of(ids, directories, client, options));
    } catch (error) {
      options.signal.throwIfAborted();
      log.warn(`The directories of batches could not be named: ${messageOf(error)}`);
    }
  }

  private async readFiles(rowKey: string, batchId: string, signal: AbortSignal): Promise<void> {
    const { store, clientFor } = this.options;
    const foreign = store.foreignBatch(rowKey);
    if (!foreign) throw new Error('This batch is not in the list any more. Refresh the view.');
    const { connectionId } = foreign;
    const client = await clientFor(connectionId);
    const options = { signal: this.owned(signal), projectId: foreign.batch.project_id };
    const { readBatchFiles } = await import('./batchFiles');
    const read = await readBatchFiles(client, connectionId, batchId, foreign.files, options);
    store.transaction(() => {
      store.putBatch(connectionId, read.batch);
      store.setFiles(rowKey, read.files, read.note);
    });
    void this.readFacts(rowKey, client, connectionId, read.files);
  }

  private async request<T>(
    { connectionId, projectId }: Place,
    signal: AbortSignal,
    work: (client: LlamaCloud, options: { projectId: string; signal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const client = await this.options.clientFor(connectionId);
    return work(client, { projectId, signal: this.owned(signal) });
  }

  /** Page counts come after the files are shown; reading them ends with the catalog. */
  private async readFacts(
    rowKey: string,
    client: LlamaCloud,
    connectionId: string,
    files: readonly FileRow[],
  ): Promise<void> {
    const { store, log } = this.options;
    const { signal } = this.ended;
    try {
      const { readPageCounts } = await import('./batchFiles');
      await readPageCounts(this.facts, client, connectionId, files, signal, patch =>
        store.patchFiles(rowKey, [patch]),
      );
    } catch (error) {
      if (!signal.aborted) log.warn(`The pages of some files could not be counted: ${messageOf(error)}`);
    }
  }

  /** The caller's signal, which the end of the catalog aborts too. */
  private owned(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.ended.signal]);
  }
}
