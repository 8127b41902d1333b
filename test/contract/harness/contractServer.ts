import assert from 'node:assert/strict';
import LlamaCloud from '@llamaindex/llama-cloud';
import LegacyLlamaCloud from 'llama-cloud-2-13';
import { type EngineProcess, startEngine } from '../../support/engineProcess';
import { checkedFetch, type Sent } from './checkedFetch';

/** What a plain request sends; `json` and `form` exclude each other. */
export interface RequestParts {
  json?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
  /** Sent in the place of the engine's own; null sends none. */
  token?: string | null;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON. */
  body: unknown;
}

/** An engine for the tests of one file, and clients of it whose answers are all held against the contract. */
export class ContractServer {
  /** Every request that the clients have sent, retries included. */
  readonly sent: Sent[] = [];
  private engine: EngineProcess | undefined;
  private clients: { sdk: LlamaCloud; legacy: LegacyLlamaCloud; fetch: typeof fetch } | undefined;

  get url(): string {
    return this.running().url;
  }

  get token(): string {
    return this.running().token;
  }

  /** LlamaCloud's own client, with all its defaults: it repeats what it thinks worth repeating. */
  get sdk(): LlamaCloud {
    return this.made().sdk;
  }

  /** The last of LlamaCloud's clients that knows the legacy batch routes. */
  get legacy(): LegacyLlamaCloud {
    return this.made().legacy;
  }

  /** The checked fetch, for clients that a test makes itself. */
  get fetch(): typeof fetch {
    return this.made().fetch;
  }

  /** `flags` are further arguments of the engine's command line. */
  async start(flags: readonly string[] = []): Promise<void> {
    this.engine = await startEngine(...flags);
    const options = {
      apiKey: this.token,
      baseURL: this.url,
      fetch: checkedFetch(this.url, this.sent),
    };
    this.clients = {
      sdk: new LlamaCloud(options),
      legacy: new LegacyLlamaCloud(options),
      fetch: options.fetch,
    };
  }

  async stop(): Promise<void> {
    assert.equal(await this.engine?.stop(), 0, 'the engine did not end by itself');
  }

  log(): string {
    return this.engine?.log() ?? '';
  }

  /** One plain request, for what the official clients do not have or would not send. */
  async request(method: string, path: string, parts: RequestParts = {}): Promise<Answer> {
    const { json, form, token = this.token } = parts;
    const headers = new Headers(parts.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    if (json !== undefined) headers.set('content-type', 'application/json');
    const body = form ?? (json === undefined ? null : JSON.stringify(json));
    const response = await this.fetch(new URL(path, this.url).href, { method, headers, body });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** The request lines that a call makes. */
  async linesOf(call: () => Promise<unknown>): Promise<string[]> {
    const before = this.sent.length;
    await call();
    return this.sent.slice(before).map(({ line }) => line);
  }

  private running(): EngineProcess {
    assert.ok(this.engine, 'the engine is not started yet');
    return this.engine;
  }

  private made() {
    assert.ok(this.clients, 'the engine is not started yet');
    return this.clients;
  }
}

/** Gives the tests of a `describe` one engine, started with `flags`; its log is printed where one fails. */
export function useServer(...flags: string[]): ContractServer {
  const server = new ContractServer();
  before(() => server.start(flags));
  afterEach(function () {
    if (this.currentTest?.isFailed()) process.stderr.write(server.log());
  });
  after(() => server.stop());
  return server;
}
