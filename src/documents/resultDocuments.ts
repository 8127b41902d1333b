import { ByteCache } from '../base/byteCache';
import { Later } from '../base/later';
import type { Disposable } from '../base/lifecycle';
import type { LlamaCloud, RequestOptions } from '../client/api';
import { ApiError } from '../client/errors';
import { terminalJobStatuses } from '../protocol/parseJobs';
import { configurationText } from '../runs/configurations/fileNames';
import type { ConfigurationAddress } from './configurationUri';
import type { ResultTables } from './resultTables';
import type { ResultAddress } from './resultUri';
import { type ExtractView, isExtractView, type ParseView, showsAnyState } from './resultViews';

/** Bytes of text kept for documents opened again. */
const cacheBytes = 64 * 2 ** 20;

/** The text of a document, and whether it can still change. */
export interface ResultDocument {
  text: string;
  final: boolean;
}

/** Reads the results of jobs as the texts of virtual documents. Results that are final are fetched once. */
export class ResultDocuments implements Disposable {
  private readonly cache = new ByteCache(cacheBytes);
  private readonly reading = new Map<string, Promise<ResultDocument>>();
  private readonly ended = new AbortController();
  /** There once the runs are, which documents of restored tabs may ask for before. */
  readonly tables = new Later<ResultTables>();

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

  /** The text of a server's configuration. Final only while the server has the version that was meant. */
  async readConfiguration(address: ConfigurationAddress): Promise<ResultDocument> {
    const { connectionId, projectId, configurationId, version } = address;
    const client = await this.clientFor(connectionId);
    const options = { projectId, signal: this.ended.signal };
    const configuration = await client.getConfiguration(configurationId, options);
    return { text: configurationText(configuration), final: configuration.version === version };
  }

  dispose(): void {
    this.ended.abort(new Error('The window was closed.'));
    this.tables.dispose();
  }

  private async fetch({ connectionId, projectId, jobId, view }: ResultAddress): Promise<ResultDocument> {
    const client = await this.clientFor(connectionId);
    const options = { projectId, signal: this.ended.signal };
    const read = isExtractView(view)
      ? extraction(client, jobId, view, options)
      : parse(client, jobId, view, options);
    const { status, error_message, text } = await read.catch((error: unknown) => {
      if (ApiError.is(error, 'not_found'))
        throw new Error(
          'The server no longer keeps this result. Start a batch with the file again to get a new one.',
        );
      throw error;
    });
    if (!showsAnyState(view) && status !== 'COMPLETED')
      throw new Error(
        status === 'FAILED'
          ? (error_message ?? 'The server gave no reason why this file failed.')
          : `This file is not done yet (${status.toLowerCase()}). Open it again when it is.`,
      );
    if (text === undefined) throw new Error('The server gave no such view of this result.');
    return { text, final: terminalJobStatuses.has(status) };
  }
}

/** A job as far as a document shows it. */
interface Read {
  status: string;
  error_message: string | null;
  text: string | undefined;
}

async function parse(
  client: LlamaCloud,
  jobId: string,
  view: ParseView,
  options: RequestOptions,
): Promise<Read> {
  const { expandOf, resultText } = await import('./resultText');
  const result = await client.getParse(jobId, expandOf[view], options);
  return { ...result.job, text: resultText(result, view) };
}

async function extraction(
  client: LlamaCloud,
  jobId: string,
  view: ExtractView,
  options: RequestOptions,
): Promise<Read> {
  const { expandOfExtract, extractText } = await import('./resultText');
  const job = await client.getExtract(jobId, expandOfExtract[view], options);
  return { ...job, text: extractText(job, view) };
}
