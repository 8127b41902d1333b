import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Emitter } from '../../../../src/base/event';
import { silentLog } from '../../../../src/base/log';
import { CloudConnections, type ConnectionSetting } from '../../../../src/connections/cloudConnections';
import { Connections } from '../../../../src/connections/connections';
import { KeyStore, type Secrets } from '../../../../src/connections/keyStore';
import { FakeClock } from '../../../support/fakeClock';

/** What two windows share: secrets and the setting, with the events of both. */
export class SharedProfile {
  readonly secretTexts = new Map<string, string>();
  entries: unknown;
  private readonly secretChanged = new Emitter<{ key: string }>();
  private readonly settingChanged = new Emitter<void>();

  readonly secrets: Secrets = {
    get: async name => this.secretTexts.get(name),
    store: async (name, value) => {
      this.secretTexts.set(name, value);
      this.secretChanged.fire({ key: name });
    },
    delete: async name => {
      if (this.secretTexts.delete(name)) this.secretChanged.fire({ key: name });
    },
    onDidChange: listener => this.secretChanged.event(listener),
  };

  readonly setting: ConnectionSetting = {
    read: () => this.entries,
    write: async entries => this.edit(entries),
    onDidChange: listener => this.settingChanged.event(listener),
  };

  /** What a person does in settings.json. */
  edit(entries: unknown): void {
    this.entries = entries;
    this.settingChanged.fire();
  }
}

export interface FakeWindow {
  connections: Connections;
  cloud: CloudConnections;
  keys: KeyStore;
  clock: FakeClock;
  dispose(): void;
}

export function openWindow(profile: SharedProfile, env: NodeJS.ProcessEnv = {}): FakeWindow {
  const connections = new Connections([]);
  const keys = new KeyStore(profile.secrets, silentLog, env);
  const clock = new FakeClock();
  const cloud = new CloudConnections({
    connections,
    setting: profile.setting,
    keys,
    fetch: (input, init) => globalThis.fetch(input, init),
    userAgent: 'test',
    clock,
    maxUploads: () => 4,
    log: silentLog,
  });
  const dispose = () => {
    cloud.dispose();
    connections.dispose();
    keys.dispose();
  };
  return { connections, cloud, keys, clock, dispose };
}

/** A server that knows one key and lists projects below any path; it remembers what reached it. */
export class FakeCloud {
  acceptedKey = 'llx-good';
  /** Answers in place of the list of projects. */
  answer: { status: number; headers?: Record<string, string>; body?: string } | undefined;
  readonly seen: { path: string; key: string | undefined }[] = [];
  /** Answers are held back until this resolves. */
  hold: Promise<void> | undefined;
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async listen(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse) {
    const key = request.headers.authorization?.replace('Bearer ', '');
    this.seen.push({ path: request.url ?? '', key });
    await this.hold;
    const refused: typeof projects = { status: 401, body: '{"detail":"Invalid API Key"}' };
    const { status, headers, body } = this.answer ?? (key === this.acceptedKey ? projects : refused);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  }
}

const projects: NonNullable<FakeCloud['answer']> = {
  status: 200,
  body: JSON.stringify([
    { id: 'prj-1', name: 'Other', organization_id: 'org-1' },
    { id: 'prj-2', name: 'Default', organization_id: 'org-1', is_default: true },
  ]),
};
