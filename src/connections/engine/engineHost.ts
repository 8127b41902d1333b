import { type Clock, delay } from '../../base/clock';
import { Emitter } from '../../base/event';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import { type Attachment, AttachRefused, askToDrain, attach } from './attachment';
import type { EngineAnnouncement, EngineFolder } from './engineFiles';
import { startEngine } from './engineProcess';
import { EngineFailure } from './failures';

/** Where the engine listens, and the token that opens it. */
export interface EngineAddress {
  url: string;
  token: string;
}

export type EngineStatus =
  | { state: 'stopped' }
  | { state: 'starting' }
  | { state: 'running'; pid: number }
  | { state: 'failed'; failure: EngineFailure };

export interface EngineHostOptions {
  folder: EngineFolder;
  /** Absolute path of dist/engine.js. */
  enginePath: string;
  /** The Node that runs it: the extension host's own. */
  execPath: string;
  /** An older engine is asked to leave; a newer one, started by a window already updated, serves this one too. */
  version: string;
  /** Seconds without a window after which the engine ends itself. */
  idleSeconds: number;
  clock: Clock;
  log: Log;
}

const startTimeoutMs = 20_000;
const attachTimeoutMs = 5_000;
/** An old engine finishes its running page ranges before it leaves. */
const drainTimeoutMs = 15_000;
const retryMs = 100;
/** More ends than this within the window, and the engine is not started again by itself. */
const maxEnds = 3;
const endsWindowMs = 5 * 60_000;

/**
 * Owns this window's tie to the engine on this machine. Nothing is started before the first `connect`. Whichever window
 * comes first starts the process, the others attach to it; when it dies the next `connect` starts it again. The process
 * itself is owned by nobody: it ends when no window has been attached for a while and no job is running.
 */
export class EngineHost implements Disposable {
  private readonly statusEmitter = new Emitter<EngineStatus>();
  readonly onDidChangeStatus = this.statusEmitter.event;
  private current: EngineStatus = { state: 'stopped' };
  private attachment: Attachment | undefined;
  private pending: Promise<EngineAddress> | undefined;
  private address: EngineAddress | undefined;
  private ends: number[] = [];
  private disposed = false;

  constructor(private readonly options: EngineHostOptions) {}

  get status(): EngineStatus {
    return this.current;
  }

  /** The engine's address; starts it where needed. One start serves all callers. Throws EngineFailure. */
  connect(): Promise<EngineAddress> {
    if (this.address) return Promise.resolve(this.address);
    if (this.current.state === 'failed' && this.current.failure.reason === 'keeps-stopping')
      return Promise.reject(this.current.failure);
    this.pending ??= this.open().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  /** Ends the running engine, whatever it is at (jobs go on after the start), and starts a new one. */
  async restart(): Promise<void> {
    this.ends = [];
    this.setStatus({ state: 'stopped' });
    await this.pending?.catch(() => undefined);
    const announced = await this.options.folder.announced();
    if (announced) await this.drain(announced, await this.options.folder.token());
    await this.connect();
  }

  dispose(): void {
    this.disposed = true;
    this.detach();
    this.statusEmitter.dispose();
  }

  private async open(): Promise<EngineAddress> {
    this.setStatus({ state: 'starting' });
    try {
      const token = await this.options.folder.token();
      const deadline = this.options.clock.now() + startTimeoutMs;
      for (;;) {
        const address =
          (await this.attachTo(await this.options.folder.announced(), token)) ?? (await this.start(token));
        if (address) return address;
        if (this.options.clock.now() > deadline) throw new EngineFailure('timeout');
        await delay(this.options.clock, retryMs);
      }
    } catch (error) {
      const failure = error instanceof EngineFailure ? error : new EngineFailure('disk', messageOf(error));
      this.options.log.error(`${failure.message} (${failure.reason}) ${failure.detail}`);
      this.setStatus({ state: 'failed', failure });
      throw failure;
    }
  }

  private async start(token: string): Promise<EngineAddress | undefined> {
    const { folder, enginePath, execPath, idleSeconds, clock } = this.options;
    const command = { execPath, enginePath, idleSeconds, dataDir: folder.path, tokenFile: folder.tokenFile };
    const started = await startEngine(command, clock, startTimeoutMs);
    if (started) this.options.log.info(`started, process ${started.pid}`);
    return this.attachTo(started, token, true);
  }

  /**
   * Attaches to an engine that is no older than this window, or that it started itself; undefined where there is none
   * (any more).
   */
  private async attachTo(
    announced: EngineAnnouncement | undefined,
    token: string,
    own = false,
  ): Promise<EngineAddress | undefined> {
    if (!announced) return undefined;
    let attachment: Attachment;
    try {
      attachment = await attach(announced.url, token, this.options.log, attachTimeoutMs);
    } catch (error) {
      if (error instanceof AttachRefused) throw new EngineFailure('not-ours', error.message);
      return undefined;
    }
    if (!own && isOlder(attachment.version, this.options.version)) {
      this.options.log.info(`an engine of version ${attachment.version} is asked to leave`);
      attachment.dispose();
      await this.drain(announced, token);
      return undefined;
    }
    if (this.disposed) attachment.dispose();
    return this.hold(attachment, announced, token);
  }

  private hold(attachment: Attachment, announced: EngineAnnouncement, token: string): EngineAddress {
    this.attachment = attachment;
    this.address = { url: announced.url, token };
    this.setStatus({ state: 'running', pid: announced.pid });
    void attachment.closed.then(() => {
      if (this.attachment === attachment) this.lost();
    });
    return this.address;
  }

  private lost(): void {
    this.detach();
    const now = this.options.clock.now();
    this.ends = [...this.ends.filter(end => now - end < endsWindowMs), now];
    this.options.log.warn('the engine ended');
    this.setStatus(
      this.ends.length >= maxEnds
        ? { state: 'failed', failure: new EngineFailure('keeps-stopping') }
        : { state: 'stopped' },
    );
  }

  private async drain(announced: EngineAnnouncement, token: string): Promise<void> {
    this.detach();
    await askToDrain(announced.url, token);
    const { clock, folder } = this.options;
    const deadline = clock.now() + drainTimeoutMs;
    while ((await folder.announced())?.pid === announced.pid && isAlive(announced.pid)) {
      if (clock.now() > deadline) throw new EngineFailure('timeout', 'the older engine did not leave');
      await delay(clock, retryMs);
    }
  }

  private detach(): void {
    const held = this.attachment;
    this.attachment = undefined;
    this.address = undefined;
    held?.dispose();
  }

  private setStatus(status: EngineStatus): void {
    this.current = status;
    this.statusEmitter.fire(status);
  }
}

function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
