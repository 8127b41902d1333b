import { drain } from '../base/concurrency';
import type { LlamaCloud } from '../client/api';
import { ApiError } from '../client/errors';
import type { Directory } from '../protocol/directories';
import type { PagedList } from './pagedList';

/** Requests for single directories at a time. */
const concurrency = 4;

/**
 * Names of the directories that batches were made over. The list of directories is read first: one request names up to
 * 200 of them, and one that a complete list leaves out is known to be gone without asking for it.
 */
export class DirectoryNames {
  private readonly names = new Map<string, string | null>();

  /** Names by id, null for a directory that is gone. */
  async of(
    ids: readonly string[],
    list: PagedList<Directory>,
    client: LlamaCloud,
    options: { projectId: string; signal: AbortSignal },
  ): Promise<ReadonlyMap<string, string | null>> {
    if (ids.some(id => !this.names.has(id))) {
      const { items, more } = await list.first(options.signal);
      for (const { id, name } of items) this.names.set(id, name);
      const missing = [...new Set(ids)].filter(id => !this.names.has(id));
      await drain(missing, concurrency, async id => {
        this.names.set(id, more ? await nameOf(client, id, options) : null);
      });
    }
    return new Map(ids.map(id => [id, this.names.get(id) ?? null]));
  }
}

async function nameOf(
  client: LlamaCloud,
  id: string,
  options: { projectId: string; signal: AbortSignal },
): Promise<string | null> {
  try {
    return (await client.getDirectory(id, options)).name;
  } catch (error) {
    if (ApiError.is(error, 'not_found')) return null;
    throw error;
  }
}
