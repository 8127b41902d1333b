import { type Clock, delay } from '../../base/clock';
import { Emitter } from '../../base/event';
import { isAlive } from '../../base/isAlive';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import type { Attachment } from './attachment';
import type { EngineAddress, EngineChannel } from './engineChannel';
import type { EngineAnnouncement, EngineFolder } from './engineFiles';
import { EngineFailure } from './failures';

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
  /** Further options of its command line, read at each start. */
  engineOptions: () => readonly string[];
  /** Hears of every engine that this window attaches to. */
  onAttached?: (channel: EngineChannel) => void;
  clock: Clock;
  log: Log;
}

const startTimeoutMs = 20_000;
const attachTimeoutMs = 5_000;
const drainAnswerMs = 5_000;
/** An old engine finishes its running page ranges before it leaves. */
const drainTimeoutMs = 15_000;
const retryMs = 100;
/** Waits after starts that failed, doubling: a poller that asks again and again must not start a process each time. */
const startBackoff = { first: 1_000, longest: 60_000 };
/** After this many ends within the window the engine is left alone for a while, or until a person restarts it. */
const maxEnds = 3;
const endsWindowMs = 5 * 60_000;
const restMs = 60_000;

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
  private restarting: Promise<void> | undefined;
  private ends: number[] = [];
  private failedStarts = 0;
  /** Time before which a failed engine is not started again by itself. */
  private retryAt = 0;
  private disposed = false;

  constructor(private readonly options: EngineHostOptions) {}

  get status(): EngineStatus {
    return this.current;
  }

  /**
   * The engine's address; starts it where needed. One start serves all callers, and for a while after a failure they
   * all hear of that one. Throws EngineFailure.
   */
  connect(): Promise<EngineAddress> {
    if (this.address) return Promise.resolve(this.address);
    if (this.disposed) return Promise.reject(new Error('This window is closing.'));
    if (this.current.state === 'failed' && this.options.clock.now() < this.retryAt)
      return Promise.reject(this.current.failure);
    this.pending ??= this.open().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  /** Ends the running engine, whatever it is at (jobs go on after the start), and starts a new one. */
  restart(): Promise<void> {
    this.restarting ??= this.startAnew().finally(() => {
      this.restarting = undefined;
    });
    return this.restarting;
  }

  dispose(): void {
    this.disposed = true;
    this.detach();
    this.statusEmitter.dispose();
  }

  private async startAnew(): Promise<void> {
    await this.pending?.catch(() => undefined);
    this.ends = [];
    this.failedStarts = 0;
    this.setStatus({ state: 'stopped' });
    await this.failing(async () => {
      const { folder } = this.options;
      const announced = await folder.announced();
      if (announced) await this.drain(announced, await folder.token());
    });
    await this.connect();
  }

  private open(): Promise<EngineAddress> {
    this.setStatus({ state: 'starting' });
    return this.failing(async () => {
      const { folder, clock } = this.options;
      const token = await folder.token();
      const deadline = clock.now() + startTimeoutMs;
      for (;;) {
        const found = await this.attachTo(await folder.announced(), token);
        const address = found === 'refused' ? undefined : found;
        const connected = address ?? (await this.start(token));
        if (connected) return connected;
        if (clock.now() > deadline) throw new EngineFailure(found === 'refused' ? 'not-ours' : 'timeout');
        await delay(clock, retryMs);
      }
    });
  }

  /** Makes any failure of `work` the status, as an EngineFailure. */
  private async failing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = error instanceof EngineFailure ? error : new EngineFailure('disk', messageOf(error));
      this.options.log.error(`${failure.message} (${failure.reason}) ${failure.detail}`);
      const wait = Math.min(startBackoff.first * 2 ** this.failedStarts++, startBackoff.longest);
      this.fail(failure, this.options.clock.now() + wait);
      throw failure;
    }
  }

  private async start(token: string): Promise<EngineAddress | undefined> {
    const { folder, enginePath, execPath, idleSeconds, engineOptions, clock } = this.options;
    if (this.disposed) throw new EngineFailure('exited', 'the window is closing');
    const command = {
      ...{ execPath, enginePath, idleSeconds, options: engineOptions() },
      ...{ dataDir: folder.path, tokenFile: folder.tokenFile },
    };
    const { startEngine } = await import('./engineProcess');
    const started = await startEngine(command, clock, startTimeoutMs);
    if (started) this.options.log.info(`started, process ${started.pid}`);
    const attached = await this.attachTo(started, token, true);
    if (attached === 'refused')
      throw new EngineFailure('not-ours', 'it does not take the token it was given');
    return attached;
  }

  /**
   * Attaches to an engine that is no older than this window, or that it started itself; undefined where there is none
   * (any more). An engine that was killed leaves its announcement behind: its process is looked for first, since another
   * program may listen at its port by now and must not be told the token.
   */
  private async attachTo(
    announced: EngineAnnouncement | undefined,
    token: string,
    own = false,
  ): Promise<EngineAddress | 'refused' | undefined> {
    if (!announced || !isAlive(announced.pid)) return undefined;
    const { attach, AttachRefused } = await import('./attachment');
    let attachment: Attachment;
    try {
      attachment = await attach(announced.url, token, this.options.log, attachTimeoutMs);
    } catch (error) {
      return error instanceof AttachRefused ? 'refused' : undefined;
    }
    if (this.disposed) {
      attachment.dispose();
      throw new EngineFailure('exited', 'the window is closing');
    }
    if (!own && isOlder(attachment.version, this.options.version)) {
      this.options.log.info(`an engine of version ${attachment.version} is asked to leave`);
      attachment.dispose();
      await this.drain(announced, token, attachment.pid);
      return undefined;
    }
    return this.hold(attachment, announced, token);
  }

  private hold(attachment: Attachment, announced: EngineAnnouncement, token: string): EngineAddress {
    this.attachment = attachment;
    this.address = { url: announced.url, token };
    this.failedStarts = 0;
    this.setStatus({ state: 'running', pid: announced.pid });
    const { window, onLine, closed } = attachment;
    this.options.onAttached?.({ ...this.address, window, onLine, closed });
    void attachment.closed.then(({ announced: left }) => {
      if (this.attachment === attachment) this.lost(left);
    });
    return this.address;
  }

  /** `left`: it said so before, since another window restarts or replaces it; that is no sign of trouble. */
  private lost(left: boolean): void {
    this.detach();
    if (left) {
      this.options.log.info('the engine left');
      this.setStatus({ state: 'stopped' });
      return;
    }
    const now = this.options.clock.now();
    this.ends = [...this.ends.filter(end => now - end < endsWindowMs), now];
    this.options.log.warn('the engine ended');
    if (this.ends.length < maxEnds) this.setStatus({ state: 'stopped' });
    else this.fail(new EngineFailure('keeps-stopping'), now + restMs);
  }

  /**
   * Ends an engine: it is asked, and where it does not leave in time it is killed. That is only done to a process that
   * is known to be the engine, because it took our token: `attachedPid`, or the one that is attached.
   */
  private async drain(
    announced: EngineAnnouncement,
    token: string,
    attachedPid = this.attachment?.pid,
  ): Promise<void> {
    const { clock, folder, log } = this.options;
    this.detach();
    if (!isAlive(announced.pid)) return;
    const { askToDrain } = await import('./attachment');
    const answer = await askToDrain(announced.url, token, drainAnswerMs);
    if (answer === 'refused') return;
    const isOurs = answer === 'asked' || attachedPid === announced.pid;
    let deadline = clock.now() + drainTimeoutMs;
    for (let killed = false; isAlive(announced.pid); await delay(clock, retryMs)) {
      if ((await folder.announced())?.pid !== announced.pid && !killed) return;
      if (clock.now() <= deadline) continue;
      if (killed || !isOurs) throw new EngineFailure('timeout', 'the running engine did not leave');
      log.warn('the engine did not leave when asked; it is killed');
      process.kill(announced.pid, 'SIGKILL');
      killed = true;
      deadline = clock.now() + drainTimeoutMs;
    }
  }

  private fail(failure: EngineFailure, retryAt: number): void {
    this.retryAt = retryAt;
    this.setStatus({ state: 'failed', failure });
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
