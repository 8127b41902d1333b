import type { Clock } from '../base/clock';
import { Emitter, type Event } from '../base/event';
import { DisposableStore } from '../base/lifecycle';
import { type Log, named } from '../base/log';
import type { LlamaCloud } from '../client/api';
import { ApiError } from '../client/errors';
import type { Governor } from '../client/governor';
import { maxFileBytes } from '../protocol/fileLimits';
import type { WebhookFields } from '../protocol/webhooks';
import { cloudExtensions } from './cloudExtensions';
import { type Connection, type ConnectionState, defaultProject, type WorkspaceIdentity } from './connection';
import type { ConnectionEntry } from './connectionEntries';
import type { KeyReading, KeyStore, NoKey } from './keyStore';

export interface CloudConnectionOptions {
  keys: KeyStore;
  /** The extension host's own, which VS Code has taught its proxy settings and certificates. */
  fetch: typeof fetch;
  clock: Clock;
  userAgent: string;
  /** Files sent at a time at the most. */
  maxUploads(): number;
  log: Log;
}

const unauthorized = 401;

const because: Record<NoKey, string> = {
  absent: 'There is no key for it on this computer.',
  moved: 'Its key was entered for another address.',
  unset: 'Its key was that of the environment, which has none for this server now.',
  refused: 'The server did not accept its key.',
};

/**
 * LlamaCloud, or a server that speaks like it. Every request passes through one place, which sends nothing without a
 * key for this very address, and takes a 401 for the end of the key: from then on nothing is sent,
 * in any window, until another key is entered or the same one is accepted again.
 */
export class CloudConnection implements Connection {
  readonly id: string;
  readonly serverKey: string;
  readonly baseUrl: string;
  readonly icon = 'cloud';
  readonly parseNote = '';
  readonly supportedExtensions = cloudExtensions;
  readonly maxFileBytes = maxFileBytes;
  readonly chargesCredits = true;
  readonly makesProjects = false;
  readonly minPollIntervalMs = 2_000;
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new Emitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly refusedHere = this.owned.add(new Emitter<void>());
  /** The server refused the key, and this window was the first to hear: the one that asks for another. */
  readonly onDidRefuse: Event<void> = this.refusedHere.event;
  private made: Promise<LlamaCloud> | undefined;
  /** There once the client is. */
  private gate: Governor | undefined;
  private reading: Promise<KeyReading> | undefined;
  private losing: { key: string; done: Promise<boolean> } | undefined;
  private known: KeyReading | undefined;
  private project: Promise<string> | undefined;
  private currentName: string;

  constructor(
    entry: ConnectionEntry,
    private readonly options: CloudConnectionOptions,
  ) {
    this.id = entry.id;
    this.currentName = entry.name;
    this.baseUrl = entry.baseUrl;
    this.serverKey = entry.baseUrl;
    this.owned.add(options.keys.onDidChange(id => id === this.id && void this.reread()));
    void this.readKey();
  }

  get name(): string {
    return this.currentName;
  }

  get place(): string {
    return this.currentName;
  }

  /** Until the key has been looked for, which takes a moment, the connection counts as ready. */
  get state(): ConnectionState {
    return this.known && 'none' in this.known ? 'signed_out' : 'ready';
  }

  /** Why nothing can be sent, as a sentence; null while something can. */
  get signedOutBecause(): string | null {
    return this.known && 'none' in this.known ? because[this.known.none] : null;
  }

  /** Whether there is a key that the server did not accept. */
  get isRefused(): boolean {
    return this.known !== undefined && 'none' in this.known && this.known.none === 'refused';
  }

  /** Whether the key is the environment's; undefined without a key. */
  get keySource(): 'entered' | 'environment' | undefined {
    return this.known && 'key' in this.known ? this.known.source : undefined;
  }

  get maxUploads(): number {
    return this.options.maxUploads();
  }

  get throttledUntil(): number | null {
    return this.gate?.throttledUntil ?? null;
  }

  rename(name: string): void {
    if (name === this.currentName) return;
    this.currentName = name;
    this.changed.fire();
  }

  client(): Promise<LlamaCloud> {
    this.made ??= this.makeClient();
    return this.made;
  }

  /** The one that the key is bound to (LlamaCloud API docs). */
  projectFor(_workspace: WorkspaceIdentity | undefined): Promise<string> {
    if (this.project) return this.project;
    const asked = this.client()
      .then(client => client.listProjects())
      .then(defaultProject);
    this.project = asked;
    asked.catch(() => {
      if (this.project === asked) this.project = undefined;
    });
    return asked;
  }

  webhooks(): Promise<WebhookFields> {
    return this.options.keys.webhooks(this.id, this.baseUrl);
  }

  /** One request to the server for a diagnosis, without a key where there is none to send. */
  readonly probe = async (path: string, signal: AbortSignal): Promise<Response> => {
    const reading = await this.readKey();
    const headers = { accept: 'application/json', 'user-agent': this.options.userAgent };
    const init: RequestInit = { headers, signal, redirect: 'error' };
    if ('none' in reading) return this.options.fetch(this.baseUrl + path, init);
    return this.send(this.baseUrl + path, {
      ...init,
      headers: { ...headers, authorization: `Bearer ${reading.key}` },
    });
  };

  /** A text without the key, whoever put it in. */
  withoutKey(text: string): string {
    return this.known && 'key' in this.known ? text.replaceAll(this.known.key, '…') : text;
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Its code is loaded when the server is first asked for anything. */
  private async makeClient(): Promise<LlamaCloud> {
    const { createLlamaCloud } = await import('../client/llamaCloud');
    const { Governor } = await import('../client/governor');
    const { clock, log, maxUploads, userAgent } = this.options;
    const gate = this.owned.add(new Governor({ clock, maxUploads }));
    this.owned.add(gate.onDidChange(() => this.changed.fire()));
    this.gate = gate;
    return createLlamaCloud({
      baseUrl: this.baseUrl,
      // `send`, asked next, says in a sentence why there is no key.
      token: async () => {
        const reading = await this.readKey();
        return 'key' in reading ? reading.key : 'none';
      },
      fetch: this.send,
      userAgent,
      log: named(log, this.id),
      clock,
      gate,
    });
  }

  private readonly send: typeof fetch = async (input, init) => {
    const reading = await this.readKey();
    if ('none' in reading)
      throw new ApiError('auth', `Not signed in to ${this.name}. ${because[reading.none]} Sign in again.`);
    const response = await this.options.fetch(input, init);
    if (response.status !== unauthorized) return response;
    const isReplaced = await this.lost(sentKey(init));
    return isReplaced ? repeatable(response) : response;
  };

  /** Many requests may be refused at once: the key is marked once. Gives whether another key is there to try. */
  private lost(sent: string): Promise<boolean> {
    if (this.losing?.key !== sent) this.losing = { key: sent, done: this.lose(sent) };
    return this.losing.done;
  }

  /** Another window may have changed the key since the request was made: then only the old one was refused. */
  private async lose(sent: string): Promise<boolean> {
    const { keys } = this.options;
    const kept = await keys.read(this.id, this.baseUrl);
    const isCurrent = 'key' in kept && kept.key === sent;
    const isFirst = isCurrent && (await keys.markRefused(this.id, sent));
    const reading = await this.reread();
    if (isFirst) this.refusedHere.fire();
    return 'key' in reading && reading.key !== sent;
  }

  private readKey(): Promise<KeyReading> {
    return this.reading ?? this.reread();
  }

  private reread(): Promise<KeyReading> {
    const reading: Promise<KeyReading> = this.options.keys.read(this.id, this.baseUrl).then(read => {
      // A later look counts more, whichever comes back first.
      if (this.reading === reading) this.learn(read);
      return read;
    });
    this.reading = reading;
    return reading;
  }

  private learn(reading: KeyReading): void {
    const before = this.known;
    this.known = reading;
    if ('key' in reading) this.losing = undefined;
    // A first look that finds a key changes nothing: it was expected.
    if (before ? isSame(before, reading) : 'key' in reading) return;
    this.project = undefined;
    this.changed.fire();
  }
}

/** The refusal of a key that was changed meanwhile: the client asks again, with the new one (official SDK's header). */
function repeatable({ body, status, headers }: Response): Response {
  const again = new Headers(headers);
  again.set('x-should-retry', 'true');
  return new Response(body, { status, headers: again });
}

function isSame(one: KeyReading, other: KeyReading): boolean {
  return 'key' in one ? 'key' in other && one.key === other.key : 'none' in other && one.none === other.none;
}

function sentKey(init: RequestInit | undefined): string {
  return new Headers(init?.headers).get('authorization')?.replace(/^Bearer /, '') ?? '';
}
