import type { Clock } from '../base/clock';
import { Emitter, type Event } from '../base/event';
import type { Disposable } from '../base/lifecycle';
import { AdaptiveLimit } from './adaptiveLimit';
import type { AttemptGate, AttemptKind, AttemptOutcome, AttemptRequest } from './attemptGate';
import { ApiError, errorOfResponse } from './errors';
import { firstPauseMs, Lane } from './lane';
import { SlidingWindow } from './slidingWindow';

/** Uploads at a time in the beginning: enough to fill a line with small files, few enough for a server that is busy. */
const firstUploads = 4;
/** Requests other than uploads at a time: a bound for the moment after a pause, where many have waited. */
const mostOthers = 8;
/** Kinds of attempts that send whole files. */
const uploadKinds: ReadonlySet<AttemptKind> = new Set(['upload', 'parse_upload']);
/** What a network may squeeze together of requests that started apart, added to the span of each limit. */
const jitterMs = 250;

const closed = 'This connection was closed. Open it again and try once more.';

export interface GovernorOptions {
  clock: Clock;
  /** Most uploads at a time. */
  maxUploads: () => number;
}

interface Waiting extends AttemptRequest {
  start: (leave: (outcome: AttemptOutcome) => void) => void;
  fail: (reason: unknown) => void;
}

/**
 * Keeps one hosted server's clients inside its documented limits (50 uploads per 5 s and project, 50 parse uploads per
 * 10 s and organization, 40 classify jobs per second; LlamaCloud API docs) and finds the rest out: the number of uploads at a time follows what the
 * server bears, and a busy answer holds back all requests until the server's `Retry-After`, or for 5 s doubled up to
 * 5 min. First come first served; other requests never wait behind uploads, nor out the doubled pauses of uploads, whose
 * limits are their own. A pause longer than a request should wait fails the requests that meet it, with the time in the
 * error's `retryAfterMs`.
 */
export class Governor implements AttemptGate, Disposable {
  private readonly uploads: Lane;
  private readonly others: Lane;
  /** By project; what names none shares one. */
  private readonly uploadWindows = new Map<string, SlidingWindow>();
  private readonly parseUploads = new SlidingWindow(50, 10_000 + jitterMs);
  private readonly classifies = new SlidingWindow(40, 1_000 + jitterMs);
  private readonly waiting = new Set<Waiting>();
  private readonly changes = new Emitter<void>();
  private timer: unknown;
  private told: number | null = null;
  private disposed = false;

  constructor(private readonly options: GovernorOptions) {
    this.uploads = new Lane(new AdaptiveLimit(firstUploads, options.maxUploads));
    this.others = new Lane(new AdaptiveLimit(mostOthers, () => mostOthers));
  }

  /** When uploads, held back by a busy server, go on, in milliseconds since 1970; null while they are not. */
  get throttledUntil(): number | null {
    const until = this.uploads.pause?.until ?? 0;
    return until > this.options.clock.now() ? until : null;
  }

  /** `throttledUntil` is another than it was. */
  readonly onDidChange: Event<void> = this.changes.event;

  enter(request: AttemptRequest): Promise<(outcome: AttemptOutcome) => void> {
    return new Promise((resolve, reject) => {
      const { signal } = request;
      if (signal?.aborted) return reject(signal.reason);
      const done = () => {
        this.waiting.delete(waiting);
        signal?.removeEventListener('abort', abort);
      };
      const waiting: Waiting = {
        ...request,
        start: leave => {
          done();
          resolve(leave);
        },
        fail: reason => {
          done();
          reject(reason);
        },
      };
      const abort = () => waiting.fail(signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      this.waiting.add(waiting);
      this.go();
    });
  }

  /** Fails what still waits. */
  dispose(): void {
    this.disposed = true;
    this.go();
    this.changes.dispose();
  }

  /** Starts what may start, and sets the timer for the rest. */
  private readonly go = (): void => {
    const { clock } = this.options;
    clock.clearTimeout(this.timer);
    const now = clock.now();
    this.uploads.resume(now);
    this.others.resume(now);
    this.failWaiting(now);
    if (this.disposed) return;
    const next = this.startWaiting(now);
    if (next < Number.POSITIVE_INFINITY) this.timer = clock.setTimeout(this.go, next - now);
    if (this.told === this.throttledUntil) return;
    this.told = this.throttledUntil;
    this.changes.fire();
  };

  /** Fails what would have to wait too long. */
  private failWaiting(now: number): void {
    for (const waiting of [...this.waiting]) {
      const { pause } = this.laneFor(waiting.kind);
      const retryAfterMs = pause ? pause.until - now : 0;
      if (this.disposed) waiting.fail(new ApiError('network', closed));
      else if (pause && waiting.patienceMs < retryAfterMs)
        waiting.fail(errorOfResponse(pause.status, { retryAfterMs }));
    }
  }

  /** Gives the time when more may start; Infinity where that is up to those under way. */
  private startWaiting(now: number): number {
    const times = [this.uploads, this.others].flatMap(({ pause }) => pause?.until ?? []);
    for (const waiting of [...this.waiting]) {
      const lane = this.laneFor(waiting.kind);
      if (lane.pause || lane.isFull) continue;
      const window = this.windowOf(waiting);
      const at = window?.freeAt(now) ?? now;
      if (at > now) {
        times.push(at);
        continue;
      }
      window?.take(now);
      waiting.start(this.leaveOf(lane));
    }
    return Math.min(...times);
  }

  private leaveOf(lane: Lane): (outcome: AttemptOutcome) => void {
    const leave = lane.take();
    let left = false;
    return outcome => {
      if (left) return;
      left = true;
      const ownMs = leave(outcome);
      if (ownMs !== null) this.hold(lane, ownMs, outcome);
      this.go();
    };
  }

  /** The server is busy: it is left alone for as long as it says, or as the lane that was refused makes of it. */
  private hold(lane: Lane, ownMs: number, { status = 0, retryAfterMs }: AttemptOutcome): void {
    const now = this.options.clock.now();
    const othersMs = lane === this.uploads ? Math.min(ownMs, firstPauseMs) : ownMs;
    this.uploads.hold(now, retryAfterMs ?? ownMs, status);
    this.others.hold(now, retryAfterMs ?? othersMs, status);
  }

  private laneFor(kind: AttemptKind): Lane {
    return uploadKinds.has(kind) ? this.uploads : this.others;
  }

  private windowOf({ kind, projectId = '' }: AttemptRequest): SlidingWindow | undefined {
    if (kind === 'other') return undefined;
    if (kind === 'parse_upload') return this.parseUploads;
    if (kind === 'classify') return this.classifies;
    let window = this.uploadWindows.get(projectId);
    if (!window) {
      window = new SlidingWindow(50, 5_000 + jitterMs);
      this.uploadWindows.set(projectId, window);
    }
    return window;
  }
}
