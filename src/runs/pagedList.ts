import type { PageRequest } from '../client/api';
import type { Page } from '../protocol/pages';
import { SharedCall } from './sharedCall';

/** What has been read of a list so far. */
export interface Listed<T> {
  readonly items: readonly T[];
  /** The server has further pages. */
  readonly more: boolean;
  /** All items by the server's estimate; null where it gives none. */
  readonly total: number | null;
}

/** Reads one page; the signal ends the request. */
export type ReadPage<T> = (page: PageRequest, signal: AbortSignal) => Promise<Page<T>>;

/**
 * A list on a server, read page by page when somebody asks. Callers that ask twice share one request, and a failure
 * leaves what was read before as it was: the next caller tries again.
 */
export class PagedList<T> {
  private listed: Listed<T> | undefined;
  private token: string | null = null;
  private isOld = false;
  private readonly call = new SharedCall<Listed<T>>();

  constructor(
    private readonly pageSize: number,
    private readonly read: ReadPage<T>,
  ) {}

  /** What has been read; undefined before the first page came. */
  get known(): Listed<T> | undefined {
    return this.listed;
  }

  /** The list from its beginning: as known, or its first page. */
  async first(signal?: AbortSignal): Promise<Listed<T>> {
    return this.listed && !this.isOld ? this.listed : this.reload(signal);
  }

  /** Reads the first page anew and forgets the others. A request under way is joined. */
  reload(signal?: AbortSignal): Promise<Listed<T>> {
    return this.call.run(async s => this.keep([], await this.page(null, s)), signal);
  }

  /** Reads the next page, if there is one. A request under way is joined, so that a double click reads one page. */
  next(signal?: AbortSignal): Promise<Listed<T>> {
    return this.call.run(async s => {
      const known = this.listed;
      if (!known) return this.keep([], await this.page(null, s));
      return known.more ? this.keep(known.items, await this.page(this.token, s)) : known;
    }, signal);
  }

  /** Changes what is known, where something was created or deleted by ourselves. */
  change(edit: (items: readonly T[]) => readonly T[]): void {
    if (this.listed) this.listed = { ...this.listed, items: edit(this.listed.items) };
  }

  /** Something else changed the list on the server: the next look from the beginning reads it anew. */
  outdate(): void {
    this.isOld = true;
  }

  private page(token: string | null, signal: AbortSignal): Promise<Page<T>> {
    return this.read({ page_size: this.pageSize, ...(token ? { page_token: token } : {}) }, signal);
  }

  private keep(before: readonly T[], { items, next_page_token, total_size }: Page<T>): Listed<T> {
    // A token that comes again would never end (client/paging.ts has the same rule for whole lists).
    const next =
      items.length > 0 && next_page_token && next_page_token !== this.token ? next_page_token : null;
    this.token = next;
    this.isOld = false;
    this.listed = { items: [...before, ...items], more: next !== null, total: total_size };
    return this.listed;
  }
}
