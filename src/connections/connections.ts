import { Emitter, type Event } from '../base/event';
import type { Disposable } from '../base/lifecycle';
import type { LlamaCloud } from '../client/api';
import type { Connection } from './connection';

/** The connections of this window, by id; the one on this machine comes first and is always there. */
export class Connections implements Disposable {
  private readonly all = new Map<string, { connection: Connection; subscription: Disposable }>();
  private readonly changed = new Emitter<string>();
  /** Id of a connection that was added, removed, or whose state or name is another. */
  readonly onDidChange: Event<string> = this.changed.event;

  constructor(connections: readonly Connection[]) {
    for (const connection of connections) this.add(connection);
  }

  list(): readonly Connection[] {
    return [...this.all.values()].map(({ connection }) => connection);
  }

  has(id: string): boolean {
    return this.all.has(id);
  }

  get(id: string): Connection {
    const found = this.all.get(id)?.connection;
    if (!found)
      throw new Error('The server of this batch is no longer among the connections. Sign in to it again.');
    return found;
  }

  /** Takes ownership. */
  add(connection: Connection): void {
    const { id } = connection;
    const subscription = connection.onDidChange(() => this.changed.fire(id));
    this.all.set(id, { connection, subscription });
    this.changed.fire(id);
  }

  remove(id: string): void {
    const held = this.all.get(id);
    if (!held) return;
    this.all.delete(id);
    held.subscription.dispose();
    held.connection.dispose();
    this.changed.fire(id);
  }

  readonly clientFor = async (id: string): Promise<LlamaCloud> => this.get(id).client();

  dispose(): void {
    for (const { connection, subscription } of this.all.values()) {
      subscription.dispose();
      connection.dispose();
    }
    this.all.clear();
    this.changed.dispose();
  }
}
