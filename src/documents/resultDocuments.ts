import { ByteCache } from '../base/byteCache';
import { Later } from '../base/later';
import type { Disposable } from '../base/lifecycle';
import type { LlamaCloud } from '../client/api';
import { configurationText } from '../runs/configurations/fileNames';
import type { ConfigurationAddress } from './configurationUri';
import type { ResultTables } from './resultTables';
import type { ResultAddress } from './resultUri';

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

  private async fetch(address: ResultAddress): Promise<ResultDocument> {
    const client = await this.clientFor(address.connectionId);
    const { fetchResult } = await import('./fetchResult');
    return fetchResult(client, address, this.ended.signal);
  }
}
