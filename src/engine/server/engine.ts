import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Clock, delay } from '../../base/clock';
import { messageOf } from '../../base/log';
import type { ModelProviderKind } from '../../protocol/localModels';
import { createClassifier } from '../classify/classifier';
import { createExtractor } from '../extract/extractor';
import { type Compute, inlineCompute } from '../extract/thread/compute';
import { BatchLifeCycle } from '../jobs/batchLifeCycle';
import { type Classifier, ClassifyJobs } from '../jobs/classifyJobs';
import { DirectoryCleaner } from '../jobs/directoryCleaner';
import { DocumentParses } from '../jobs/documentParses';
import { ExtractJobs, type Extractor } from '../jobs/extractJobs';
import { ParseCache } from '../jobs/parseCache';
import { ParseLifeCycle } from '../jobs/parseLifeCycle';
import { ResultCleaner } from '../jobs/resultCleaner';
import { Scheduler } from '../jobs/scheduler';
import { SingleParses } from '../jobs/singleParses';
import { SourceDownloads } from '../jobs/sourceDownloads';
import type { Models } from '../models/types';
import { WindowModels } from '../models/windowModels';
import { createDownloader } from '../outbound/download';
import { Outbound } from '../outbound/outbound';
import type { ParserPool } from '../parsers/types';
import { DataFolder } from '../store/dataFolder';
import type { EngineExit } from '../store/engineExit';
import type { QueuedJobRow } from '../store/queuedJobs';
import { Store } from '../store/store';
import { OutboxAnnouncer } from '../webhooks/outboxAnnouncer';
import { createPost } from '../webhooks/post';
import { WebhookSender } from '../webhooks/sender';
import { createApp } from './app';
import { Downloads } from './downloads';
import type { EngineLog } from './engineLog';
import { IdleWatch } from './idleWatch';
import { Presigner } from './presign';
import { Uploads } from './upload';
import { Windows } from './windows';

export interface EngineOptions {
  /** Made where needed, then this engine's alone until it is closed. */
  dataDir: string;
  /** Bearer token that every request must carry. */
  token: string;
  /** Told to windows, and written to `engine.json`. */
  version: string;
  /** Ended with the engine. */
  pool: ParserPool;
  /** Pieces of work given to the pool at the same time: its size, or one more. */
  concurrency: number;
  clock: Clock;
  log: EngineLog;
  /** Runs what reads documents; ended with the engine. Default: on the spot, as tests want it. */
  compute?: Compute;
  /** The language model that extract and classify jobs ask, if any. Default: what the windows say. */
  models?: Models;
  /** What the windows are going to say. Default `rules`: jobs do not wait for their word. */
  model?: ModelProviderKind;
  /** Do the work of extract and classify jobs in the place of the engine's own. */
  extract?: Extractor;
  classify?: Classifier;
  /** Pages of one piece of work; longer documents are split. Default 50. */
  rangePages?: number;
  /** Pages of a document that are parsed at most; more is refused with TOO_MANY_PAGES. Default 20,000. */
  maxPages?: number;
  /** Largest upload. Default 512 MB, LlamaCloud's own (LlamaCloud API docs). */
  maxFileBytes?: number;
  /** The engine ends itself when nobody has needed it for so long; null (default): never. */
  idleTimeoutMs?: number | null;
  /** Results of batches and jobs that ended longer ago are removed; null (default): never. */
  keepResultsMs?: number | null;
  /** The oldest results are removed while the store holds more; null (default): no limit. */
  maxStoreBytes?: number | null;
  /** The database turned out to be damaged while the engine ran: it cannot go on. Called at each sign of it. */
  onDamaged?: (error: EngineExit) => void;
  /** `source_url` and webhooks may lead to private addresses. Default false. */
  allowPrivateNetwork?: boolean;
  /** Unfinished jobs beyond which further batches wait as THROTTLED. Default 20,000. */
  maxOpenJobs?: number;
}

/** Time that running ranges get to end when the engine leaves; what has not ended by then runs again. */
const graceMs = 5000;
/** Time that an abandoned range may take to stop. */
const stopMs = 2000;

/** Our server: LlamaCloud's routes over a store, a scheduler and a parser pool. */
export class Engine {
  /** The server, for requests without a socket in tests. */
  readonly app: FastifyInstance;
  private readonly folder: DataFolder;
  private readonly store: Store;
  private readonly scheduler: Scheduler;
  private readonly compute: Compute;
  private readonly documents: DocumentParses;
  private readonly singleParses: SingleParses;
  private readonly extracts: ExtractJobs;
  private readonly classifies: ClassifyJobs;
  private readonly sources: SourceDownloads;
  private readonly cleaner: DirectoryCleaner;
  private readonly resultCleaner: ResultCleaner;
  private readonly windows: Windows;
  private readonly windowModels: WindowModels;
  private readonly outbound: Outbound;
  private readonly sender: WebhookSender;
  private readonly idle: IdleWatch;
  private openRequests = 0;
  private closing: Promise<void> | undefined;
  private resolveEnded: () => void = () => undefined;
  /** Resolves when the engine has ended, whether it was closed, asked to leave, or idle for too long. */
  readonly ended = new Promise<void>(resolve => {
    this.resolveEnded = resolve;
  });

  /** Takes the data folder and opens the store. Throws EngineExit. */
  constructor(private readonly options: EngineOptions) {
    const { dataDir, clock, log, pool, concurrency, rangePages = 50, version, token } = options;
    this.folder = new DataFolder(dataDir);
    try {
      this.store = new Store(this.folder, error => {
        this.folder.withdraw();
        options.onDamaged?.(error);
      });
      this.store.projects.default(clock.now());
    } catch (error) {
      this.folder.dispose();
      throw error;
    }
    const { store } = this;
    const onIdle = () => this.idle.touch();
    this.outbound = new Outbound({ allowPrivateNetwork: options.allowPrivateNetwork ?? false });
    const { webhookOutbox: outbox } = store;
    this.sender = new WebhookSender({ outbox, clock, log, post: createPost(this.outbound), onIdle });
    const announcer = new OutboxAnnouncer(outbox, clock, receiver => this.sender.wake(receiver));
    const cache = new ParseCache(store, clock, version);
    const parses = new ParseLifeCycle({
      ...{ store, clock, announcer, cache, rangePages },
      maxPages: options.maxPages ?? 20_000,
    });
    const onBatchJobEnded = (batchId: string) => this.scheduler.jobEnded(batchId);
    const runner = { store, clock, log, announcer, concurrency, onIdle, onBatchJobEnded };
    this.windows = new Windows(version, clock, log);
    const { model: expected = 'rules', compute = inlineCompute } = options;
    this.windowModels = new WindowModels({ windows: this.windows, expected, clock });
    const { windowModels } = this;
    const models = options.models ?? windowModels;
    this.compute = compute;
    this.documents = new DocumentParses({ store, parses, singleParses: () => this.singleParses });
    const { documents } = this;
    const abandon = (job: QueuedJobRow) => documents.abandon(job);
    const extract = createExtractor({ jobs: store.extractJobs, documents, compute, models });
    this.extracts = new ExtractJobs(runner, options.extract ?? extract, abandon);
    const classify = createClassifier({ jobs: store.classifyJobs, documents, compute, models });
    this.classifies = new ClassifyJobs(runner, options.classify ?? classify, abandon);
    const kinds = { parse_v2: parses, extract_v2: this.extracts, classify_v2: this.classifies };
    const batches = new BatchLifeCycle({
      ...{ store, clock, announcer, kinds },
      ...(options.maxOpenJobs !== undefined && { maxOpenJobs: options.maxOpenJobs }),
    });
    this.scheduler = new Scheduler({ store, batches, parses, pool, clock, log, concurrency, onIdle });
    this.cleaner = new DirectoryCleaner(store, clock, log);
    this.resultCleaner = new ResultCleaner({
      ...{
        store,
        clock,
        log,
        keepMs: options.keepResultsMs ?? null,
        maxBytes: options.maxStoreBytes ?? null,
      },
      remove: {
        parse_job: id => parses.delete(id),
        extract_job: id => store.extractJobs.delete(id),
        classify_job: id => store.classifyJobs.delete(id),
      },
    });
    this.idle = new IdleWatch(
      clock,
      options.idleTimeoutMs ?? null,
      () => this.openRequests > 0 || this.isBusy,
      () => this.leave('nobody has used the engine for a while'),
    );
    const maxFileBytes = options.maxFileBytes ?? 512 * 1024 * 1024;
    const downloadSource = createDownloader(this.outbound, store.blobs, clock);
    this.sources = new SourceDownloads({
      ...{ store, parses, clock, log, download: downloadSource, maxBytes: maxFileBytes, onIdle },
      onEnded: jobId => this.scheduler.parseCreated(jobId),
    });
    const { scheduler, sources } = this;
    this.singleParses = new SingleParses({ store, parses, scheduler, sources });
    this.app = createApp({
      token,
      onRequest: response => this.holdFor(response),
      context: {
        ...{ store, clock, log, scheduler: this.scheduler, cleaner: this.cleaner, windows: this.windows },
        ...{ extracts: this.extracts, classifies: this.classifies },
        uploads: new Uploads({ blobs: store.blobs, clock, maxFileBytes }),
        presigner: new Presigner(store.settings, clock),
        downloads: new Downloads(),
        downloadSource,
        ...{ singleParses: this.singleParses, documents, compute, models, windowModels },
        maxFileBytes,
        isLeaving: () => this.closing !== undefined,
        leave: () => this.leave('asked to'),
      },
    });
  }

  /** Listens on 127.0.0.1 (port 0: any free one), announces itself, and takes up unfinished work. Returns the URL. */
  async listen(port = 0): Promise<string> {
    await this.app.listen({ host: '127.0.0.1', port });
    const { port: actual } = this.app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${actual}`;
    this.folder.announce({ url, pid: process.pid, version: this.options.version });
    this.start();
    return url;
  }

  /** Takes up what an earlier engine left, and tidies up behind it. Part of `listen`. */
  start(): void {
    const { log } = this.options;
    this.scheduler.start();
    this.sources.start();
    this.extracts.start();
    this.classifies.start();
    this.sender.start();
    this.cleaner.schedule();
    this.resultCleaner.start();
    this.idle.touch();
    this.store.sweep().then(
      removed => removed > 0 && log.info(`removed ${removed} blobs that nothing refers to`),
      error => log.warn(`unused blobs could not be removed: ${messageOf(error)}`),
    );
  }

  /** Takes no new work, lets running ranges end for a few seconds, then ends for good. Safe to call again. */
  close(grace = graceMs): Promise<void> {
    this.closing ??= this.shutDown(grace).finally(() => this.resolveEnded());
    return this.closing;
  }

  private get isBusy(): boolean {
    const { scheduler, sources, sender, extracts, classifies } = this;
    return [scheduler, sources, sender, extracts, classifies].some(worker => worker.busy);
  }

  /** An open request, and so an attached window, keeps the engine from ending itself. */
  private holdFor(response: ServerResponse): void {
    this.openRequests++;
    response.once('close', () => {
      this.openRequests--;
      this.idle.touch();
    });
  }

  private async shutDown(grace: number): Promise<void> {
    // First of all, so that no window attaches to an engine that leaves.
    this.folder.withdraw();
    this.idle.dispose();
    this.cleaner.dispose();
    this.resultCleaner.dispose();
    this.windows.announceEnd();
    await Promise.all([this.stopWork(grace), this.sources.stop(), this.sender.stop(grace)]);
    this.compute.dispose();
    this.documents.dispose();
    this.windows.dispose();
    await this.app.close();
    await this.options.pool.close();
    await this.windowModels.dispose();
    await this.outbound.dispose();
    this.store.dispose();
    this.folder.dispose();
  }

  /** Does not wait for ever for a parser that cannot be stopped; its range runs again after the next start. */
  private async stopWork(grace: number): Promise<void> {
    const { clock } = this.options;
    const enough = new AbortController();
    const tooLong = delay(clock, grace + stopMs, enough.signal).catch(() => undefined);
    const workers = [this.scheduler, this.extracts, this.classifies];
    await Promise.race([Promise.all(workers.map(worker => worker.stop(grace))), tooLong]);
    enough.abort();
  }

  /** Closes without anyone who waits for it; `ended` tells the end. */
  leave(why: string): void {
    this.options.log.info(`leaving: ${why}`);
    this.close().catch(error => this.options.log.error(`the engine did not end well: ${messageOf(error)}`));
  }
}
