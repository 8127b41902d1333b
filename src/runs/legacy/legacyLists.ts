import { type Log, messageOf } from '../../base/log';
import type { LegacyWindow, LlamaCloud, PageRequest, RequestOptions } from '../../client/api';
import type { LegacyBatch, LegacyItem } from '../../protocol/legacyJobs';
import type { Page } from '../../protocol/pages';
import { type Listed, PagedList } from '../pagedList';

const batchPageSize = 50;
const itemPageSize = 200;

/** Makes a request within the project that the lists are of. */
export type InProject = <T>(
  signal: AbortSignal,
  work: (client: LlamaCloud, options: RequestOptions) => Promise<T>,
) => Promise<T>;

/** The batches of one project that were made by the older route (`/api/v1/beta/batch-processing`), and their files. */
export class LegacyLists {
  private readonly batchList: PagedList<LegacyBatch>;
  private readonly itemLists = new Map<string, PagedList<LegacyItem>>();

  constructor(
    private readonly request: InProject,
    private readonly log: Log,
  ) {
    this.batchList = new PagedList(batchPageSize, (page, signal) =>
      request(signal, (client, options) =>
        byOffset(page, window => client.listLegacyBatches(window, options)),
      ),
    );
  }

  /** As the server orders them. */
  batches(): Promise<Listed<LegacyBatch>> {
    return this.batchList.first();
  }

  moreBatches(): Promise<Listed<LegacyBatch>> {
    return this.batchList.next();
  }

  /** Whether there is any; a server without the older route has none. */
  async hasAny(): Promise<boolean> {
    try {
      return (await this.batches()).items.length > 0;
    } catch (error) {
      this.log.info(`Batches of the older route cannot be listed: ${messageOf(error)}`);
      return false;
    }
  }

  /** The files of a batch. */
  items(batchId: string): Promise<Listed<LegacyItem>> {
    return this.itemsOf(batchId).first();
  }

  moreItems(batchId: string): Promise<Listed<LegacyItem>> {
    return this.itemsOf(batchId).next();
  }

  /** Something was started or moved on: the next look reads everything anew. */
  outdate(): void {
    this.batchList.outdate();
    this.itemLists.clear();
  }

  private itemsOf(batchId: string): PagedList<LegacyItem> {
    const held = this.itemLists.get(batchId);
    if (held) return held;
    const made = new PagedList<LegacyItem>(itemPageSize, (page, signal) =>
      this.request(signal, (client, options) =>
        byOffset(page, window => client.listLegacyItems(batchId, window, options)),
      ),
    );
    this.itemLists.set(batchId, made);
    return made;
  }
}

/** A page of a list that the server pages by number, with the number of the next one as its token. */
async function byOffset<T>(
  { page_size: limit = itemPageSize, page_token }: PageRequest,
  read: (window: Required<LegacyWindow>) => Promise<Page<T>>,
): Promise<Page<T>> {
  const offset = Number(page_token ?? 0);
  const page = await read({ limit, offset });
  const isLast = page.items.length < limit;
  return { ...page, next_page_token: isLast ? null : String(offset + page.items.length) };
}
