import { type Clock, delay } from '../../base/clock';
import type { LlamaCloud, RequestOptions } from '../../client/api';
import { ApiError } from '../../client/errors';
import { itemsOf } from '../../client/paging';
import type { Batch } from '../../protocol/batches';
import type { Directory } from '../../protocol/directories';
import type { DirectoryFile } from '../../protocol/directoryFiles';

/** Key in a directory's system_metadata that holds the id of the run it was made for. */
export const runIdKey = 'llama_batches_run';

/** When to look for what may have been created, in ms after the failure: the server may still be at work on it. */
const lookAfterMs = [0, 2_000, 5_000];
const pageSize = 100;

/** Finds on the server what an earlier, interrupted request may have made. There is no idempotency header to rely on. */
export class Lookups {
  constructor(
    private readonly cloud: LlamaCloud,
    private readonly clock: Clock,
    private readonly request: RequestOptions & { signal: AbortSignal },
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

  /** Creates something; where the server may have done so before the answer got lost, looks for it before trying once more. */
  async createOnce<T>(create: () => Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
    try {
      return await create();
    } catch (error) {
      if (!ApiError.is(error) || !error.ambiguous) throw error;
    }
    let waited = 0;
    for (const after of lookAfterMs) {
      await delay(this.clock, after - waited, this.request.signal);
      waited = after;
      const found = await find();
      if (found) return found;
    }
    return create();
  }
}
