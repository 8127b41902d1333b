import { createHash } from 'node:crypto';
import { type Clock, delay } from '../../base/clock';
import type { JobFilter, LlamaCloud, RequestOptions } from '../../client/api';
import { ApiError } from '../../client/errors';
import { itemsOf } from '../../client/paging';
import type { Batch } from '../../protocol/batches';
import type { ClassifyJob } from '../../protocol/classifyJobs';
import type { Directory } from '../../protocol/directories';
import type { DirectoryFile } from '../../protocol/directoryFiles';
import type { File } from '../../protocol/files';
import type { Page } from '../../protocol/pages';
import type { ParseJob } from '../../protocol/parseJobs';
import type { Run, RunFile } from '../run';
import { type Doubts, lateMs } from './doubts';

/** Key in a directory's system_metadata, and in a job's user_metadata, that holds the id of the run it was made for. */
export const runIdKey = 'llama_batches_run';

/** When to look for what may have been created, in milliseconds after the failure. */
const lookAfterMs = [0, 2_000, lateMs];
const pageSize = 100;

/** What a job carries that is made for one file of a run: it tells the job from all others, also from earlier attempts. */
export function jobTags(run: Pick<Run, 'id'>, { path, retriedAt }: RunFile): Record<string, string> {
  return {
    [runIdKey]: run.id,
    path,
    ...(retriedAt === undefined ? {} : { retried_at: String(retriedAt) }),
  };
}

/** A job that was made for one file. */
export interface MadeJob {
  id: string;
  created_at: string | null;
  /** The stored file that it was made of, where the server tells. */
  fileId?: string | null;
}

/** The same for one file of a run and one attempt, whoever asks; says nothing about either. */
export function jobKey(run: Pick<Run, 'id'>, file: RunFile): string {
  return hashOf(jobTags(run, file));
}

/** Finds on the server what an earlier, interrupted request may have made. There is no idempotency header to rely on. */
export class Lookups {
  constructor(
    private readonly cloud: LlamaCloud,
    private readonly clock: Clock,
    private readonly request: RequestOptions & { signal: AbortSignal },
    readonly doubts: Doubts,
  ) {}

  /** The directory of this name that was made for the run and that the ledger does not know. */
  async directory(runId: string, name: string, known: ReadonlySet<string>): Promise<Directory | undefined> {
    const filter = { name, types: ['ephemeral'], page_size: pageSize };
    for await (const found of itemsOf(page =>
      this.cloud.listDirectories({ ...filter, ...page }, this.request),
    )) {
      if (found.system_metadata?.[runIdKey] === runId && !known.has(found.id)) return found;
    }
    return undefined;
  }

  /** The files in a directory by `unique_id`, each once. */
  async files(directoryId: string): Promise<Map<string, DirectoryFile>> {
    const files = new Map<string, DirectoryFile>();
    const list = itemsOf(page =>
      this.cloud.listDirectoryFiles(directoryId, { page_size: pageSize, ...page }, this.request),
    );
    for await (const file of list) if (!files.has(file.unique_id)) files.set(file.unique_id, file);
    return files;
  }

  async file(directoryId: string, path: string): Promise<DirectoryFile | undefined> {
    const { items } = await this.cloud.listDirectoryFiles(directoryId, { unique_id: path }, this.request);
    return items.find(file => file.unique_id === path);
  }

  async batch(directoryId: string): Promise<Batch | undefined> {
    const { items } = await this.cloud.listBatches({ source_directory_id: directoryId }, this.request);
    return items.find(batch => batch.source_directory_id === directoryId);
  }

  /** The file that was stored under a key of ours. */
  async storedFile(key: string): Promise<File | undefined> {
    const { items } = await this.cloud.listFiles({ external_file_id: key }, this.request);
    return items.find(file => file.external_file_id === key);
  }

  /** The jobs of these files that were made since a time, by path. Lists until all are found. */
  async jobs(
    run: Pick<Run, 'id' | 'jobType'>,
    files: readonly RunFile[],
    since: number,
  ): Promise<Map<string, MadeJob>> {
    const wanted = new Map(files.map(file => [jobKey(run, file), file.path]));
    const found = new Map<string, MadeJob>();
    const created_at_on_or_after = new Date(since).toISOString();
    const list = itemsOf(page =>
      this.listMade(run, { created_at_on_or_after, page_size: pageSize, ...page }),
    );
    for await (const { key, ...job } of list) {
      const path = wanted.get(key);
      if (path === undefined || found.has(path)) continue;
      found.set(path, job);
      if (found.size === wanted.size) break;
    }
    return found;
  }

  /** Jobs of a run's kind with the keys of the files that they were made for; any text for those of others. */
  private async listMade(
    { jobType }: Pick<Run, 'jobType'>,
    filter: JobFilter,
  ): Promise<Page<MadeJob & { key: string }>> {
    if (jobType === 'classify_v2') {
      const page = await this.cloud.listClassifyJobs(filter, this.request);
      const madeOf = ({ id, created_at, transaction_id, file_input }: ClassifyJob) => {
        return { id, created_at, key: transaction_id ?? '', fileId: file_input };
      };
      return { ...page, items: page.items.map(madeOf) };
    }
    const page = await this.cloud.listParseJobs(filter, this.request);
    const madeOf = ({ id, created_at, user_metadata }: ParseJob) => {
      return { id, created_at, key: hashOf(user_metadata ?? {}) };
    };
    return { ...page, items: page.items.map(madeOf) };
  }

  /**
   * Creates something; where the server may have done so before the answer got lost, looks for it before trying once
   * more. Where even that stays unclear, {@link doubts} tells: whoever goes on looks first. `since`: the time that such
   * a look has to reach back to.
   */
  async createOnce<T>(
    create: () => Promise<T>,
    find: () => Promise<T | undefined>,
    since = Number.NEGATIVE_INFINITY,
  ): Promise<T> {
    try {
      return await create();
    } catch (error) {
      if (this.request.signal.aborted) this.doubts.add(since);
      if (!isAmbiguous(error)) throw error;
    }
    let clear = false;
    try {
      let waited = 0;
      for (const after of lookAfterMs) {
        await delay(this.clock, after - waited, this.request.signal);
        waited = after;
        const found = await find();
        if (found === undefined) continue;
        clear = true;
        return found;
      }
      const created = await create().catch(error => {
        clear = !isAmbiguous(error);
        throw error;
      });
      clear = true;
      return created;
    } finally {
      if (!clear) this.doubts.add(since);
    }
  }
}

function isAmbiguous(error: unknown): boolean {
  return ApiError.is(error) && error.ambiguous;
}

/** A job's tags as one word, whatever their order and whatever else a server adds to them. */
function hashOf(tags: Readonly<Record<string, string>>): string {
  const text = JSON.stringify([tags[runIdKey], tags['path'], tags['retried_at']]);
  return `llama-batches-${createHash('sha256').update(text).digest('hex')}`;
}
