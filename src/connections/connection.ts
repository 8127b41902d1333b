import type { Disposable } from '../base/lifecycle';
import type { LlamaCloud } from '../client/api';

/** A server that documents can be parsed on, as a person knows it. */
export interface Connection extends Disposable {
  /** Stable; part of ledger entries and document addresses. */
  readonly id: string;
  /** Where it is, in words that follow a project's name: "on this machine". */
  readonly place: string;
  /** What a person should know when choosing how to parse here; empty where the configurations say it all. */
  readonly parseNote: string;
  /** Extensions (lower case, with dot) that are worth sending. */
  readonly supportedExtensions: ReadonlySet<string>;
  /** Milliseconds below which the poller does not go; small where requests cost nothing. */
  readonly minPollIntervalMs: number;
  /** The server, ready to be asked. Rejects with a sentence when it cannot be reached at all. */
  client(): Promise<LlamaCloud>;
}

/** The connections of this window, by id. */
export class Connections implements Disposable {
  constructor(private readonly all: readonly Connection[]) {}

  list(): readonly Connection[] {
    return this.all;
  }

  get(id: string): Connection {
    const found = this.all.find(connection => connection.id === id);
    if (!found) throw new Error(`There is no connection "${id}" any more.`);
    return found;
  }

  readonly clientFor = async (id: string): Promise<LlamaCloud> => this.get(id).client();

  dispose(): void {
    for (const connection of this.all) connection.dispose();
  }
}
