import assert from 'node:assert/strict';
import { join } from 'node:path';
import { delay } from '../../../src/base/clock';
import { DisposableStore } from '../../../src/base/lifecycle';
import type { Log } from '../../../src/base/log';
import type { LlamaCloud } from '../../../src/client/api';
import { createLlamaCloud } from '../../../src/client/llamaCloud';
import { CloudConnection } from '../../../src/connections/cloudConnection';
import { KeyStore } from '../../../src/connections/keyStore';
import { type OpenLedger, openLedger } from '../../../src/runs/ledger';
import { planFiles } from '../../../src/runs/plan/planFiles';
import { FolderBoard } from '../../../src/runs/poller/board';
import { Poller } from '../../../src/runs/poller/poller';
import type { PlannedFile, Run, RunTarget } from '../../../src/runs/run';
import { RunRunner } from '../../../src/runs/runner';
import { finalPhases } from '../../../src/runs/runRow';
import { RowStore } from '../../../src/runs/store';
import { EagerClock } from '../../support/eagerClock';
import { type EngineProcess, startEngine } from '../../support/engineProcess';
import { FaultServer } from '../../support/faultServer';
import { Random } from '../../support/random';
import { tempFolder, writeTree } from '../../support/tempFolder';
import { type WatchedFetch, watchedFetch } from './requests';
import { SharedSecrets } from './sharedSecrets';

export const connectionId = 'cloud';
const projectless = { connectionId, jobType: 'parse_v2', mode: 'batches', estimatedCredits: null } as const;

/** An engine, the faults before it, and a client that reaches it past them: for a whole `describe`. */
export class Service {
  private constructor(
    readonly engine: EngineProcess,
    readonly server: FaultServer,
    /** Past the faults, to see what is true. */
    readonly direct: LlamaCloud,
    readonly projectId: string,
  ) {}

  static async start(): Promise<Service> {
    const engine = await startEngine();
    const server = await FaultServer.start({ target: engine.url });
    const direct = createLlamaCloud({
      baseUrl: engine.url,
      token: async () => engine.token,
      fetch,
      userAgent: 'llama-batches/test',
    });
    const [project] = await direct.listProjects();
    assert.ok(project);
    return new Service(engine, server, direct, project.id);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.engine.stop();
  }
}

export interface WindowOptions {
  maxBatchFiles?: number;
  concurrency?: number;
  /** The hosted pace of polling asks one question a round. */
  minIntervalMs?: number;
  wrap?: (ledger: OpenLedger) => OpenLedger;
}

/** One window of the extension: all of it that has no face. */
export interface Window {
  ledger: OpenLedger;
  runner: RunRunner;
  poller: Poller;
  store: RowStore;
  connection: CloudConnection;
  net: WatchedFetch;
  dispose(): void;
}

/** A folder of documents, a ledger folder, and the windows on it; one for each test. */
export class World {
  readonly temp = tempFolder();
  readonly docs = join(this.temp.path, 'docs');
  readonly ledgerFolder = join(this.temp.path, 'ledger');
  readonly logged: string[] = [];
  readonly clock: EagerClock;
  private readonly windows: Window[] = [];
  private readonly secrets = new SharedSecrets();

  /** @param skewMs how far this machine's clock is ahead of the server's. */
  constructor(
    readonly service: Service,
    skewMs = 0,
  ) {
    service.server.forget();
    service.server.plan = () => undefined;
    this.clock = new EagerClock(Date.now() + skewMs, () => this.windows.some(({ net }) => net.isBusy()));
  }

  target(more: Partial<RunTarget> = {}): RunTarget {
    const configuration = { id: 'cfg-PARSE_FAST', name: 'Fast', tier: 'fast', fingerprint: null };
    return { ...projectless, projectId: this.service.projectId, configuration, label: 'docs', ...more };
  }

  /** Writes files and plans them. */
  async plan(files: Record<string, string>): Promise<{ files: PlannedFile[] }> {
    writeTree(this.docs, files);
    const supportedExtensions = new Set(['.pdf', '.txt']);
    const options = { exclude: [], supportedExtensions, respectGitignore: false };
    return planFiles([this.docs], options, new AbortController().signal);
  }

  /** A person enters the key. */
  async signIn(): Promise<void> {
    const { server, engine } = this.service;
    const keys = new KeyStore(this.secrets, this.log, {});
    await keys.keep(connectionId, server.url, { entered: engine.token });
    keys.dispose();
  }

  /** Opens a window. */
  async open(options: WindowOptions = {}): Promise<Window> {
    const { clock, log } = this;
    const { wrap = ledger => ledger, minIntervalMs = 2_000, ...more } = options;
    const owned = new DisposableStore();
    const random = new Random(this.windows.length);
    const net = watchedFetch(this.service.server);
    const keys = owned.add(new KeyStore(this.secrets, log, {}));
    const connection = owned.add(
      new CloudConnection(
        { id: connectionId, name: 'LlamaCloud', baseUrl: this.service.server.url },
        { keys, fetch: net.fetch, clock, userAgent: 'llama-batches/test', maxUploads: () => 8, log },
      ),
    );
    const clientFor = () => connection.client();
    const ledger = wrap(owned.add(await openLedger(this.ledgerFolder, { log, clock })));
    const runner = owned.add(new RunRunner({ ledger, clientFor, log, clock, concurrency: 8, ...more }));
    const store = owned.add(new RowStore({ ledger, startedHere: runner.startedHere, clock, log }));
    const poller = owned.add(
      new Poller({
        clock,
        random: () => random.next(),
        ledger,
        store,
        clientFor,
        minIntervalMs: () => minIntervalMs,
        maxIntervalMs: () => 15_000,
        isReady: () => connection.state === 'ready',
        chargesCredits: () => false,
        throttledUntil: () => connection.throttledUntil,
        board: new FolderBoard(join(this.ledgerFolder, 'leases')),
        refresh: () => ledger.refresh(),
        log,
      }),
    );
    let state = connection.state;
    owned.add(
      connection.onDidChange(() => {
        poller.connectionChanged(connectionId);
        const isBack = state !== 'ready' && connection.state === 'ready';
        state = connection.state;
        if (isBack) void runner.wake(connectionId).catch(() => undefined);
      }),
    );
    const window = { ledger, runner, poller, store, connection, net, dispose: () => owned.dispose() };
    this.windows.push(window);
    return window;
  }

  /** Resolves when the run has come to an end in this window's ledger. */
  ended({ ledger }: Window, runId: string): Promise<Run> {
    return new Promise(resolve => {
      const look = () => {
        const run = ledger.get(runId);
        if (run && finalPhases.has(run.phase)) resolve(run);
      };
      ledger.onDidChange(look);
      look();
    });
  }

  /** Hosts that any window has asked. */
  get hosts(): Set<string> {
    return new Set(this.windows.flatMap(({ net }) => [...net.hosts]));
  }

  /** Lets time pass. */
  pass(ms: number): Promise<void> {
    return delay(this.clock, ms);
  }

  dispose(): void {
    for (const window of this.windows) window.dispose();
    this.clock.dispose();
    this.temp.remove();
  }

  private get log(): Log {
    const keep = (message: string) => void this.logged.push(message);
    return { debug: keep, info: keep, warn: keep, error: keep };
  }
}
