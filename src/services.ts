import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExtensionContext, type LogOutputChannel, type Memento, type TreeView, window } from 'vscode';
import { systemClock } from './base/clock';
import type { DisposableStore } from './base/lifecycle';
import { type Log, messageOf, named } from './base/log';
import { CloudConnections } from './connections/cloudConnections';
import { Connections } from './connections/connections';
import { EngineFolder } from './connections/engine/engineFiles';
import { EngineHost } from './connections/engine/engineHost';
import { KeyStore } from './connections/keyStore';
import { LocalConnection } from './connections/localConnection';
import type { ModelLink } from './connections/models/modelLink';
import { ResultDocuments } from './documents/resultDocuments';
import { settings, treeView } from './ids';
import { connectionSetting } from './platform/connectionSetting';
import { engineOptions } from './platform/engineOptions';
import { HomeProjects } from './platform/homeProjects';
import { channelLog } from './platform/log';
import { readSetting } from './platform/settings';
import { StartedRuns } from './platform/startedRuns';
import { Catalog } from './runs/catalog';
import { FactsReader } from './runs/facts';
import { type OpenLedger, openLedger } from './runs/ledger';
import { Notices } from './runs/notices';
import { claim } from './runs/ownership';
import { FolderBoard } from './runs/poller/board';
import { Poller } from './runs/poller/poller';
import { RunRunner } from './runs/runner';
import { RowStore } from './runs/store';
import { BatchTree } from './views/batchTree';
import type { Node } from './views/nodes';
import { StatusBar } from './views/statusBar';

/** Shortest wait between two looks at a server that is not known any more: as for hosted ones. */
const hostedPollMs = 2_000;
/** How long the engine stays after its last window has closed. */
const engineIdleSeconds = 60;

/** What exists before anything is read from disk: enough to serve documents of restored tabs. */
export interface Base {
  channel: LogOutputChannel;
  log: Log;
  engine: EngineHost;
  connections: Connections;
  keys: KeyStore;
  /** Of `connections`, those with a key of their own. */
  cloud: CloudConnections;
  documents: ResultDocuments;
  /** This window's part in the work of language models; its code is loaded with the first engine or question. */
  models: () => Promise<ModelLink>;
}

/** Everything that lives as long as the extension is active. */
export interface Services extends Base {
  memory: Memento;
  ledger: OpenLedger;
  rows: RowStore;
  catalog: Catalog;
  runner: RunRunner;
  poller: Poller;
  notices: Notices;
  tree: BatchTree;
  view: TreeView<Node>;
}

/** Makes what needs neither disk nor network; `owned` ends it, the log last. */
export function createBase(context: ExtensionContext, owned: DisposableStore): Base {
  const channel = window.createOutputChannel('Llama Batches', { log: true });
  const log = owned.add(channelLog(channel));
  const { version } = context.extension.packageJSON as { version: string };
  let link: Promise<ModelLink> | undefined;
  const models = () => {
    link ??= import('./connections/models/createModelLink').then(({ createModelLink }) =>
      owned.add(createModelLink(context, keys, named(log, 'models'))),
    );
    return link;
  };
  const engine = new EngineHost({
    folder: new EngineFolder(join(context.globalStorageUri.fsPath, 'engine')),
    enginePath: join(context.extensionPath, 'dist', 'engine.js'),
    execPath: process.execPath,
    version,
    idleSeconds: engineIdleSeconds,
    engineOptions,
    onAttached: channel => {
      models().then(
        made => made.attached(channel),
        (error: unknown) => log.error(messageOf(error)),
      );
    },
    clock: systemClock,
    log: named(log, 'engine'),
  });
  const local = new LocalConnection(engine, `llama-batches/${version}`, log);
  const connections = owned.add(new Connections([local]));
  const keys = owned.add(new KeyStore(context.secrets, named(log, 'keys')));
  const cloud = owned.add(
    new CloudConnections({
      connections,
      setting: connectionSetting,
      keys,
      // Looked up anew each time: VS Code patches the global one for proxies and certificates.
      fetch: (input, init) => globalThis.fetch(input, init),
      userAgent: `llama-batches/${version}`,
      clock: systemClock,
      maxUploads: () => readSetting(settings.uploadConcurrency),
      log,
    }),
  );
  const documents = owned.add(new ResultDocuments(connections.clientFor));
  return { channel, log, engine, connections, keys, cloud, documents, models };
}

/** Reads the ledger and makes the rest, ended by `owned`; still without any request. */
export async function createServices(
  context: ExtensionContext,
  base: Base,
  owned: DisposableStore,
): Promise<Services> {
  const { log, connections } = base;
  const clock = systemClock;
  const clientFor = connections.clientFor;
  const ledger = owned.add(
    await openLedger(join(context.globalStorageUri.fsPath, 'runs'), { log: named(log, 'ledger'), clock }),
  );
  const runner = owned.add(
    new RunRunner({
      ledger,
      clientFor,
      clock,
      log: named(log, 'upload'),
      // Read anew by each upload, so that a change counts without a reload.
      concurrency: () => readSetting(settings.uploadConcurrency),
      webhooksFor: id => connections.get(id).webhooks(),
    }),
  );
  const isDrivenHere = (id: string) => runner.startedHere.has(id) || runner.isDriving(id);
  const startedHere = owned.add(new StartedRuns(context.workspaceState, ledger, isDrivenHere));
  const rows = owned.add(new RowStore({ ledger, startedHere, clock, log: named(log, 'rows') }));
  const facts = new FactsReader();
  const find = (id: string) => (connections.has(id) ? connections.get(id) : undefined);
  const pollFolder = join(context.globalStorageUri.fsPath, 'poll');
  const catalog = owned.add(new Catalog({ store: rows, clientFor, log: named(log, 'catalog'), facts }));
  const poller = owned.add(
    new Poller({
      clock,
      random: Math.random,
      ledger,
      store: rows,
      clientFor,
      facts,
      // A connection may be gone while its runs are still in the ledger.
      minIntervalMs: id => find(id)?.minPollIntervalMs ?? hostedPollMs,
      isReady: id => find(id)?.state === 'ready',
      chargesCredits: id => find(id)?.chargesCredits ?? false,
      throttledUntil: id => find(id)?.throttledUntil ?? null,
      board: new FolderBoard(pollFolder),
      refresh: () => ledger.refresh(),
      maxIntervalMs: () => readSetting(settings.pollMaxInterval) * 1000,
      log: named(log, 'poll'),
    }),
  );
  const home = new HomeProjects(context.workspaceState);
  const tree = owned.add(new BatchTree(connections, rows, catalog, named(log, 'tree'), home));
  const view = owned.add(
    window.createTreeView(treeView, { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true }),
  );
  const notices = owned.add(
    new Notices({
      ledger,
      startedHere,
      clock,
      log: named(log, 'notices'),
      setting: () => readSetting(settings.notify),
      tell: async notice => (await import('./views/showNotice')).showNotice(notice, services),
      windows: {
        leads: run => poller.leads(run.connectionId, run.projectId),
        enter: async () => {
          await mkdir(pollFolder, { recursive: true, mode: 0o700 });
          const alone = await claim(join(pollFolder, 'notices.lock'), { clock, log: named(log, 'notices') });
          if (alone) await ledger.refresh();
          return alone;
        },
      },
    }),
  );
  owned.add(new StatusBar(rows, connections));
  const memory = context.globalState;
  const services: Services = { ...base, memory, ledger, rows, catalog, runner, poller, notices, tree, view };
  return services;
}
