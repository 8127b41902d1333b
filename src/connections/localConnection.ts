import type { Event } from '../base/event';
import { type Log, messageOf, named } from '../base/log';
import type { LlamaCloud } from '../client/api';
import { ApiError } from '../client/errors';
import { maxFileBytes } from '../protocol/fileLimits';
import { project } from '../protocol/projects';
import { LOCAL_EXTENSIONS } from '../protocol/supportedExtensions';
import type { WebhookFields } from '../protocol/webhooks';
import { type Connection, defaultProject, localConnectionId, type WorkspaceIdentity } from './connection';
import type { EngineHost } from './engine/engineHost';

/** Stands for the engine in addresses until a request is sent; its port changes with every start. */
const anyEngine = 'http://engine.invalid';
const projectTimeoutMs = 10_000;
/** Nothing of this connection changes. */
const never: Event<void> = () => ({ dispose: () => undefined });

/**
 * The engine on this machine as a connection. Every request asks the host for the address anew, so that an engine
 * that died is started again by the next request and one client serves for ever.
 */
export class LocalConnection implements Connection {
  readonly id = localConnectionId;
  readonly name = 'This machine';
  readonly place = 'on this machine';
  readonly icon = 'device-desktop';
  readonly serverKey = localConnectionId;
  readonly state = 'ready';
  readonly maxFileBytes = maxFileBytes;
  readonly maxUploads = 4;
  readonly chargesCredits = false;
  readonly makesProjects = true;
  readonly throttledUntil = null;
  readonly onDidChange = never;
  readonly parseNote = 'On this machine all tiers run the same parser.';
  readonly supportedExtensions: ReadonlySet<string> = new Set(LOCAL_EXTENSIONS);
  readonly minPollIntervalMs = 500;
  private made: Promise<LlamaCloud> | undefined;

  constructor(
    private readonly host: EngineHost,
    private readonly userAgent: string,
    private readonly log: Log,
  ) {}

  async client(): Promise<LlamaCloud> {
    await this.host.connect();
    this.made ??= this.makeClient();
    return this.made;
  }

  /** By `POST /local/projects`, which only the engine has. */
  async projectFor(workspace: WorkspaceIdentity | undefined): Promise<string> {
    if (!workspace) return defaultProject(await (await this.client()).listProjects());
    const { url, token } = await this.host.connect();
    const response = await fetch(`${url}/local/projects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: workspace.name, workspace_key: workspace.key }),
      signal: AbortSignal.timeout(projectTimeoutMs),
    });
    if (!response.ok) throw new Error(`The engine made no project for this workspace (${response.status}).`);
    return project.parse(await response.json()).id;
  }

  async webhooks(): Promise<WebhookFields> {
    return {};
  }

  /** Its code is loaded when the engine is first asked for anything. */
  private async makeClient(): Promise<LlamaCloud> {
    const { createLlamaCloud } = await import('../client/llamaCloud');
    const { host } = this;
    return createLlamaCloud({
      baseUrl: anyEngine,
      // An engine that cannot be started is no key that cannot be read: `fetch`, asked next, says what it is.
      token: () =>
        host.connect().then(
          ({ token }) => token,
          () => 'none',
        ),
      fetch: async (input, init) => {
        const { url } = await host.connect().catch(cause => {
          throw new ApiError('network', messageOf(cause), { cause });
        });
        return fetch(String(input).replace(anyEngine, url), init);
      },
      userAgent: this.userAgent,
      log: named(this.log, 'local'),
    });
  }

  dispose(): void {
    this.host.dispose();
  }
}
