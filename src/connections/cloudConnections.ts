import { Emitter, type Event } from '../base/event';
import { DisposableStore } from '../base/lifecycle';
import { CloudConnection, type CloudConnectionOptions } from './cloudConnection';
import { type ConnectionEntry, freeId, readEntries } from './connectionEntries';
import type { Connections } from './connections';
import type { GivenKey } from './keyStore';

/** Where the list of connections is kept: a setting that a person alone can change, never a workspace. */
export interface ConnectionSetting {
  read(): unknown;
  write(entries: readonly unknown[]): Promise<void>;
  /** Also by hand, in another window, or by Settings Sync. */
  readonly onDidChange: Event<void>;
}

export interface CloudConnectionsOptions extends CloudConnectionOptions {
  connections: Connections;
  setting: ConnectionSetting;
}

interface Held {
  connection: CloudConnection;
  owned: DisposableStore;
}

/** Keeps the connections of this window in step with the setting, and changes the setting with the keys. */
export class CloudConnections {
  private readonly owned = new DisposableStore();
  private readonly held = new Map<string, Held>();
  private readonly refused = this.owned.add(new Emitter<CloudConnection>());
  /** A server refused a key, and this window was the first to hear of it. */
  readonly onDidRefuse: Event<CloudConnection> = this.refused.event;

  constructor(private readonly options: CloudConnectionsOptions) {
    this.owned.add(options.setting.onDidChange(() => this.follow()));
    this.follow();
  }

  list(): readonly CloudConnection[] {
    return [...this.held.values()].map(({ connection }) => connection);
  }

  get(id: string): CloudConnection | undefined {
    return this.held.get(id)?.connection;
  }

  get fetch(): typeof fetch {
    return this.options.fetch;
  }

  get userAgent(): string {
    return this.options.userAgent;
  }

  /** Adds a connection with a key that the server has accepted. Signing in to a server again gives the id it had. */
  async signIn(name: string, baseUrl: string, key: GivenKey): Promise<CloudConnection> {
    const raw = this.raw();
    const id = freeId(baseUrl, raw.map(idOf));
    await this.options.keys.keep(id, baseUrl, key);
    await this.write([...raw, { id, name, baseUrl } satisfies ConnectionEntry]);
    const added = this.get(id);
    if (!added) throw new Error('The connection could not be written to the settings. Check settings.json.');
    return added;
  }

  /** Gives a connection another key, which its server has accepted; what was waiting for one goes on. */
  async changeKey(connection: CloudConnection, key: GivenKey): Promise<void> {
    await this.options.keys.keep(connection.id, connection.baseUrl, key);
  }

  async rename(connection: CloudConnection, name: string): Promise<void> {
    const renamed = (item: unknown) =>
      idOf(item) === connection.id ? { ...(item as ConnectionEntry), name } : item;
    await this.write(this.raw().map(renamed));
  }

  /** Forgets the connection, then its key and webhooks: what still runs on it is not told to sign in again. */
  async signOut(connection: CloudConnection): Promise<void> {
    await this.write(this.raw().filter(item => idOf(item) !== connection.id));
    await this.options.keys.forget(connection.id);
  }

  dispose(): void {
    for (const { owned } of this.held.values()) owned.dispose();
    this.held.clear();
    this.owned.dispose();
  }

  /** What the setting holds, also what cannot be used: a person may be in the middle of writing it. */
  private raw(): readonly unknown[] {
    const raw = this.options.setting.read();
    return Array.isArray(raw) ? raw : [];
  }

  private async write(entries: readonly unknown[]): Promise<void> {
    await this.options.setting.write(entries);
    this.follow();
  }

  /** A connection whose address is another is another connection. */
  private follow(): void {
    const refused = (why: string) => this.options.log.warn(`The setting of connections: ${why}.`);
    const read = readEntries(this.options.setting.read(), refused);
    const entries = new Map(read.map(entry => [entry.id, entry]));
    for (const [id, { connection }] of this.held) {
      const entry = entries.get(id);
      if (entry?.baseUrl === connection.baseUrl) connection.rename(entry.name);
      else this.drop(id);
    }
    for (const entry of entries.values()) if (!this.held.has(entry.id)) this.hold(entry);
  }

  private hold(entry: ConnectionEntry): void {
    const connection = new CloudConnection(entry, this.options);
    const owned = new DisposableStore();
    owned.add(connection.onDidRefuse(() => this.refused.fire(connection)));
    this.held.set(entry.id, { connection, owned });
    this.options.connections.add(connection);
  }

  private drop(id: string): void {
    this.held.get(id)?.owned.dispose();
    this.held.delete(id);
    this.options.connections.remove(id);
  }
}

const idOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
