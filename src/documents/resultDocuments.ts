import type { CancellationToken, TextDocumentContentProvider, Uri } from 'vscode';
import { ByteCache } from '../base/byteCache';
import type { LlamaCloud } from '../client/api';
import { ApiError } from '../client/errors';
import { terminalJobStatuses } from '../protocol/parseJobs';
import { expandOf, resultText } from './resultText';
import { parseResultUri, type ResultAddress } from './resultUri';

/** Bytes of text kept for documents opened again. */
const cacheBytes = 64 * 2 ** 20;
/** VS Code opens nothing above 50 MB in an extension's document (measured; "Files above 50MB cannot be synchronized"). */
export const maxDocumentBytes = 45 * 2 ** 20;

/**
 * Parse results as read-only documents. A tab restored after a reload asks before anything else runs: the connection
 * is awaited, and what fails is thrown as a sentence, which VS Code shows in the editor's place.
 */
export class ResultDocuments implements TextDocumentContentProvider {
  private readonly cache = new ByteCache(cacheBytes);

  constructor(private readonly clientFor: (connectionId: string) => Promise<LlamaCloud>) {}

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const address = parseResultUri(uri);
    if (!address) throw new Error('This address names no result of Llama Batches.');
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => abort.abort());
    try {
      const text = await this.read(address, abort.signal);
      if (Buffer.byteLength(text) > maxDocumentBytes)
        throw new Error(
          'This result is too large for the editor. Open it from the Batches view to save it to disk.',
        );
      return text;
    } finally {
      subscription.dispose();
    }
  }

  /** The text of a result; finished results do not change, so it is fetched once. Throws a sentence. */
  async read(address: ResultAddress, signal: AbortSignal): Promise<string> {
    const key = [address.connectionId, address.jobId, address.view].join('/');
    const known = this.cache.get(key);
    if (known !== undefined) return known;
    const { text, final } = await this.fetch(address, signal);
    if (final) this.cache.set(key, text);
    return text;
  }

  private async fetch(
    address: ResultAddress,
    signal: AbortSignal,
  ): Promise<{ text: string; final: boolean }> {
    const { connectionId, projectId, jobId, view } = address;
    const client = await this.clientFor(connectionId);
    const options = { projectId, signal };
    const result = await client.getParse(jobId, expandOf[view], options).catch((error: unknown) => {
      if (ApiError.is(error, 'not_found'))
        throw new Error('The server no longer keeps this result. Parse the file again to get a new one.');
      throw error;
    });
    if (view !== 'details' && result.job.status === 'FAILED')
      throw new Error(result.job.error_message ?? 'This file could not be parsed.');
    if (view !== 'details' && result.job.status !== 'COMPLETED')
      throw new Error(
        `This file is not parsed yet (${result.job.status.toLowerCase()}). Open it again when it is done.`,
      );
    const text = resultText(result, view);
    if (text === undefined) throw new Error('The server gave no such view of this result.');
    return { text, final: terminalJobStatuses.has(result.job.status) };
  }
}
