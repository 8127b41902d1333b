import type { Disposable } from '../base/lifecycle';
import type { LlamaCloud } from '../client/api';

/** A workspace as servers may know it: by its name, and by a key that stays the same and tells no path. */
export interface WorkspaceIdentity {
  name: string;
  key: string;
}

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
  /**
   * Id of the project that the batches of a workspace go to: its own where the server keeps one for each, made when it
   * is first asked for, else the server's default.
   */
  projectFor(workspace: WorkspaceIdentity | undefined): Promise<string>;
}

/** The default project among a server's. Throws a sentence where there is none at all. */
export function defaultProject(projects: readonly { id: string; is_default: boolean }[]): string {
  const project = projects.find(candidate => candidate.is_default) ?? projects[0];
  if (!project) throw new Error('The server has no project to parse in.');
  return project.id;
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
