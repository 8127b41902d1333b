import assert from 'node:assert/strict';
import { Actor } from './actor';
import { hasEnded, type KnownBatch, type KnownDirectory, type KnownFile, observe } from './beliefs';
import { formOf } from './documents';
import type { Item } from './world';

interface ListedFile {
  id: string;
  unique_id: string;
  display_name: string;
}

const directoriesPath = '/api/v1/beta/directories';
const mostDirectories = 3;
const mostFiles = 8;
const mostOpenBatches = 2;

/** Makes and deletes directories, fills them with files, and has batches made over them. */
export class DirectoryActor extends Actor {
  private readonly directories = new Map<string, KnownDirectory>();
  /** Names of directories whose creation was not answered. */
  private readonly unseen = new Set<string>();
  private readonly deletedFiles: string[] = [];
  private count = 0;

  async check(): Promise<void> {
    const listed = await this.world.all(directoriesPath);
    for (const { id, name } of listed) if (this.unseen.has(name)) this.meetDirectory(id);
    this.unseen.clear();
    const ids = new Set(listed.map(directory => directory.id));
    for (const directory of this.directories.values()) {
      const there = ids.has(directory.id);
      if (directory.deleted === 'maybe') directory.deleted = there ? 'no' : 'yes';
      const wrong = `directory ${directory.id} ${there ? 'is back' : 'is lost'}`;
      assert.equal(there, directory.deleted === 'no', wrong);
      if (there) await this.checkFiles(directory);
      await this.checkBatches(directory);
    }
    if (this.deletedFiles.length > 0) await this.world.ask('GET', this.random.pick(this.deletedFiles), 404);
  }

  private async checkFiles(directory: KnownDirectory): Promise<void> {
    const listed = await this.world.all<ListedFile>(`${directoriesPath}/${directory.id}/files`);
    const found = new Map(listed.map(file => [file.unique_id, file]));
    for (const [uniqueId, file] of directory.files) {
      const there = found.get(uniqueId);
      const name = there?.display_name ?? null;
      const may = [...file.may].join(' or ');
      assert.ok(file.may.has(name), `${uniqueId} of ${directory.id} is ${name}; it should be ${may}`);
      if (there && file.id !== null) assert.equal(there.id, file.id, `${uniqueId} has another id`);
      file.may = new Set([name]);
      file.id = there?.id ?? null;
      found.delete(uniqueId);
    }
    assert.deepEqual(
      [...found.keys()],
      [],
      `files of ${directory.id} that nobody sent, or that were deleted`,
    );
  }

  /** Batches that were asked for without an answer may be there, as whole as any. */
  private async checkBatches(directory: KnownDirectory): Promise<void> {
    if (directory.unseenBatches === 0) return;
    const path = `/api/v2/batches?source_directory_id=${directory.id}&page_size=500`;
    const { body } = await this.world.ask('GET', path, 200);
    const unknown = (body['items'] as Item[]).filter(batch => !this.world.batches.has(batch.id));
    assert.ok(unknown.length <= directory.unseenBatches, `batches of ${directory.id} that nobody asked for`);
    directory.unseenBatches = 0;
    for (const { id } of unknown) this.meetBatch(id, directory);
  }

  private meetDirectory(id: string): void {
    this.directories.set(id, { id, files: new Map(), deleted: 'no', unseenBatches: 0 });
  }

  private meetBatch(id: string, directory: KnownDirectory): void {
    const files = [...directory.files.values()].filter(isThere).length;
    const known = { id, directory, files, status: 'PENDING', cancelled: 'no', results: null } as const;
    this.world.batches.set(id, { ...known });
  }

  protected async act(): Promise<void> {
    const live = [...this.directories.values()].filter(directory => directory.deleted === 'no');
    if (live.length === 0) return this.createDirectory();
    const directory = this.random.pick(live);
    const files = [...directory.files.values()].filter(isThere);
    const batches = [...this.world.batches.values()].filter(batch => batch.directory === directory);
    const open = batches.filter(batch => !hasEnded(batch.status));
    const dice = this.random.next();
    if (dice < 0.45) return this.upload(directory);
    if (dice < 0.52) return live.length < mostDirectories ? this.createDirectory() : this.upload(directory);
    if (dice < 0.57) return this.deleteDirectory(directory);
    if (dice < 0.66 && files.length > 0) return this.deleteFile(directory, this.random.pick(files));
    if (dice < 0.8 && files.length > 0 && open.length < mostOpenBatches) return this.createBatch(directory);
    if (dice < 0.84 && open.length > 0) return this.cancelBatch(this.random.pick(open));
    if (dice < 0.88 && open.length > 0) return this.cancelJob(this.random.pick(open));
    if (open.length > 0) return this.lookAt(this.random.pick(open));
    return this.upload(directory);
  }

  private async createDirectory(): Promise<void> {
    const name = `${this.name} ${this.count++}`;
    this.unseen.add(name);
    const { body } = await this.world.ask('POST', directoriesPath, 201, { name });
    this.unseen.delete(name);
    this.meetDirectory(String(body['id']));
  }

  /** A new file, or other bytes for one that is there. */
  private async upload(directory: KnownDirectory): Promise<void> {
    const uniqueId = `folder/${this.random.int(1, mostFiles)}`;
    const document = this.random.pick(this.world.documents);
    const file: KnownFile = directory.files.get(uniqueId) ?? { id: null, may: new Set([null]) };
    directory.files.set(uniqueId, file);
    file.may.add(document.name);
    const form = formOf('upload_file', document, { unique_id: uniqueId });
    const path = `${directoriesPath}/${directory.id}/files/upload`;
    const { body } = await this.world.ask('POST', path, 201, form);
    if (file.id !== null) assert.equal(body['id'], file.id, 'a replaced file keeps its id');
    file.id = String(body['id']);
    file.may = new Set([document.name]);
  }

  private async deleteFile(directory: KnownDirectory, file: KnownFile): Promise<void> {
    const path = `${directoriesPath}/${directory.id}/files/${file.id}`;
    file.may.add(null);
    await this.world.ask('DELETE', path, 204);
    file.may = new Set([null]);
    file.id = null;
    this.deletedFiles.push(path);
  }

  private async deleteDirectory(directory: KnownDirectory): Promise<void> {
    directory.deleted = 'maybe';
    await this.world.ask('DELETE', `${directoriesPath}/${directory.id}`, 204);
    directory.deleted = 'yes';
  }

  private async createBatch(directory: KnownDirectory): Promise<void> {
    directory.unseenBatches++;
    const { body } = await this.world.ask('POST', '/api/v2/batches', 201, {
      source_directory_id: directory.id,
      config: { job: { type: 'parse_v2', configuration_id: this.world.configurationId(this.random) } },
      webhook_configurations: [{ webhook_url: this.world.hooksUrl, webhook_output_format: 'json' }],
    });
    directory.unseenBatches--;
    this.meetBatch(String(body['id']), directory);
  }

  /** 400: it ended before. */
  private async cancelBatch(batch: KnownBatch): Promise<void> {
    const before = batch.cancelled;
    if (before === 'no') batch.cancelled = 'maybe';
    const { status, body } = await this.world.ask('POST', `/api/v2/batches/${batch.id}/cancel`, [200, 400]);
    batch.cancelled = status === 200 ? 'yes' : before;
    if (status === 200) observe(batch, String(body['status']));
  }

  private async cancelJob(batch: KnownBatch): Promise<void> {
    const open = [...this.world.jobs.values()].filter(job => job.batch === batch && !hasEnded(job.status));
    return open.length === 0 ? this.lookAt(batch) : this.world.cancelJob(this.random.pick(open));
  }

  /** Reads where a batch and one of its jobs are. */
  private async lookAt(batch: KnownBatch): Promise<void> {
    const { body } = await this.world.ask('GET', `/api/v2/batches/${batch.id}`, 200);
    observe(batch, String(body['status']));
    const jobs = [...this.world.jobs.values()].filter(job => job.batch === batch && job.deleted === 'no');
    if (jobs.length > 0) await this.world.lookAtJob(this.random.pick(jobs));
  }
}

/** Nothing is uncertain while the actor acts: what was, its check has settled. */
const isThere = (file: KnownFile): boolean => !file.may.has(null);
