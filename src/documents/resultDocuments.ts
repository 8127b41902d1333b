import { ByteCache } from '../base/byteCache';
import type { Disposable } from '../base/lifecycle';
import type { LlamaCloud } from '../client/api';
import { ApiError } from '../client/errors';
import { terminalJobStatuses } from '../protocol/parseJobs';
import { expandOf, resultText } from './resultText';
import type { ResultAddress } from './resultUri';

/** Bytes of text kept for documents opened again. */
const cacheBytes = 64 * 2 ** 20;

/** The text of a document, and whether it can still change. */
export interface ResultDocument {
  text: string;
  final: boolean;
}

/** Reads parse results as the texts of virtual documents. Results that are final are fetched once. */
export class ResultDocuments implements Disposable {
  private readonly cache = new ByteCache(cacheBytes);
  private readonly reading = new Map<string, Promise<ResultDocument>>();
  private readonly ended = new AbortController();

  constructor(private readonly clientFor: (connectionId: string) => Promise<LlamaCloud>) {}

  /** The text of a result. Rejects with a sentence. */
  async read(address: ResultAddress): Promise<ResultDocument> {
    const key = [address.connectionId, address.jobId, address.view].join(' ');
    const text = this.cache.get(key);
    if (text !== undefined) return { text, final: true };
    // VS Code asks for a file's size and its content one after the other, and for both twice.
    const shared = this.reading.get(key) ?? this.fetch(address).finally(() => this.reading.delete(key));
    this.reading.set(key, shared);
    const document = await shared;
    if (document.final) this.cache.set(key, document.text);
    return document;
  }

  dispose(): void {
    this.ended.abort(new Error('The window was closed.'));
  }

  private async fetch({ connectionId, projectId, jobId, view }: ResultAddress): Promise<ResultDocument> {
    const client = await this.clientFor(connectionId);
    const options = { projectId, signal: this.ended.signal };
    const result = await client.getParse(jobId, expandOf[view], options).catch((error: unknown) => {
      if (ApiError.is(error, 'not_found'))
        throw new Error('The server no longer keeps this result. Parse the file again to get a new one.');
      throw error;
    });
    const { status, error_message } = result.job;
    if (view !== 'details' && status !== 'COMPLETED')
      throw new Error(
        status === 'FAILED'
          ? (error_message ?? 'This file could not be parsed.')
          : `This file is not parsed yet (${status.toLowerCase()}). Open it again when it is done.`,
      );
    const text = resultText(result, view);
    if (text === undefined) throw new Error('The server gave no such view of this result.');
    return { text, final: terminalJobStatuses.has(status) };
  }
}
