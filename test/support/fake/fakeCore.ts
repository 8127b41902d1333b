import type { LlamaCloud, PageRequest, RequestOptions } from '../../../src/client/api';
import { ApiError, errorOfResponse } from '../../../src/client/errors';
import type { Page } from '../../../src/protocol/pages';

/** A call that was made; `subject` is the id, name or unique_id that it is about. */
export interface FakeCall {
  method: keyof LlamaCloud;
  subject: string;
}

type Fault = (call: FakeCall) => unknown;

/** An error as the client makes it of an answer with this status. */
export function refusal(status: number, sentence = `refused with ${status}`): ApiError {
  return errorOfResponse(status, { serverSentence: sentence, ambiguous: status >= 500 && status !== 503 });
}

/** A connection that broke; `ambiguous` as for a call that may have created something. */
export function cut(ambiguous = false): ApiError {
  return new ApiError('network', 'The connection broke. Try again.', { ambiguous });
}

/** What all parts of the fake share: the calls with their faults, ids, time and pages. */
export class FakeCore {
  readonly calls: FakeCall[] = [];
  before: Fault = () => {};
  after: Fault = () => {};
  /** Milliseconds since 1970, for what is created. */
  now: () => number = Date.now;
  /** Items of a page where the caller names no size. */
  pageSize = 50;
  private ids = 0;

  /** Runs one call with its faults. The server acts even where the caller has gone meanwhile. */
  async call<T>(
    method: keyof LlamaCloud,
    subject: string,
    options: RequestOptions | undefined,
    act: () => T,
  ): Promise<T> {
    const call = { method, subject };
    options?.signal?.throwIfAborted();
    this.calls.push(call);
    await this.before(call);
    options?.signal?.throwIfAborted();
    const answer = act();
    await this.after(call);
    options?.signal?.throwIfAborted();
    return answer;
  }

  /** Rejects as the server does where it has no such thing. */
  known<T>(map: ReadonlyMap<string, T>, id: string, sentence = `${id} not found`): T {
    const found = map.get(id);
    if (found === undefined) throw refusal(404, sentence);
    return found;
  }

  /** One page of what is kept, newest first: the items are given as they were made. */
  page<T>(items: Iterable<T>, request: PageRequest, keep: (item: T) => boolean): Page<T> {
    const kept = [...items].reverse().filter(keep);
    return pageAt(kept, Number(request.page_token ?? 0), request.page_size ?? this.pageSize);
  }

  id(prefix: string): string {
    return `${prefix}-${++this.ids}`;
  }

  /** The present, as the server writes it. */
  stamp(): { created_at: string; updated_at: string } {
    const at = new Date(this.now()).toISOString();
    return { created_at: at, updated_at: at };
  }
}

/** `size` items from `start` on; a token is a place in the list. */
export function pageAt<T>(items: readonly T[], start: number, size: number): Page<T> {
  const end = start + size;
  const next_page_token = end < items.length ? String(end) : null;
  return { items: items.slice(start, end), next_page_token, total_size: null };
}

/** Whether something was made at or after a time; always, where none is asked for. */
export function isSince(item: { created_at: string | null }, since: string | undefined): boolean {
  return since === undefined || Date.parse(item.created_at ?? '') >= Date.parse(since);
}
