import type { Event } from '../base/event';
import type { Disposable } from '../base/lifecycle';
import type { LlamaCloud } from '../client/api';
import type { WebhookFields } from '../protocol/webhooks';

/** Id of the connection to the engine on this machine, which is always there. */
export const localConnectionId = 'local';

/** A workspace as servers may know it: by its name, and by a key that stays the same and tells no path. */
export interface WorkspaceIdentity {
  name: string;
  key: string;
}

/** `ready`: may be asked. `signed_out`: a key is missing, or the server did not accept it; nothing is sent. */
export type ConnectionState = 'ready' | 'signed_out';

/** A server that documents can be parsed on, as a person knows it. What only some servers have is told here as data. */
export interface Connection extends Disposable {
  /** Stable, lower-case letters, digits and hyphens; part of ledger entries and document addresses. */
  readonly id: string;
  /** What a person calls it: "This machine", "LlamaCloud EU", "Contracts (LlamaCloud US)". */
  readonly name: string;
  /** Where it is, in words that follow a project's name: "on this machine", "LlamaCloud EU". */
  readonly place: string;
  /** Icon of its projects in the tree (VS Code's codicons). */
  readonly icon: string;
  /** What a person should know when choosing how to parse here; empty where the configurations say it all. */
  readonly parseNote: string;
  /** Same for connections to the same server: `local`, or the base URL. Results of one can be those of the other. */
  readonly serverKey: string;
  readonly state: ConnectionState;
  /** Extensions (lower case, with dot) that are worth sending. */
  readonly supportedExtensions: ReadonlySet<string>;
  /** Largest file that the server takes, in bytes. */
  readonly maxFileBytes: number;
  /** Files sent at a time at the most; the client's governor decides how many really are. */
  readonly maxUploads: number;
  /** Whether parsing costs credits here (LlamaCloud API docs). */
  readonly chargesCredits: boolean;
  /** Whether each workspace gets a project of its own, so that many may hold nothing and are not shown. */
  readonly makesProjects: boolean;
  /** Milliseconds below which the poller does not go; small where requests cost nothing. */
  readonly minPollIntervalMs: number;
  /** When uploads, held back by the server's rate limit, go on; null while they are not. Milliseconds since 1970. */
  readonly throttledUntil: number | null;
  /** `state`, `name` or `throttledUntil` is another than it was. */
  readonly onDidChange: Event<void>;
  /** The server, ready to be asked. Rejects with a sentence when it cannot be reached at all. */
  client(): Promise<LlamaCloud>;
  /**
   * Id of the project that the batches of a workspace go to: its own where the server keeps one for each, made when it
   * is first asked for, else the server's default.
   */
  projectFor(workspace: WorkspaceIdentity | undefined): Promise<string>;
  /** The webhooks that a person chose for the batches of this connection; empty where none. Never written to disk by callers. */
  webhooks(): Promise<WebhookFields>;
}

/** The default project among a server's. Throws a sentence where there is none at all. */
export function defaultProject(projects: readonly { id: string; is_default: boolean }[]): string {
  const project = projects.find(candidate => candidate.is_default) ?? projects[0];
  if (!project) throw new Error('The server has no project to parse in.');
  return project.id;
}
