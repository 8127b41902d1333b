import { type ChildProcess, fork } from 'node:child_process';
import { ParseFailure, WorkerCrashed } from '../parsers/types';
import { workerEnvironment } from './environment';
import type { Call, FromWorker, ToWorker, WorkerSettings } from './messages';
import { OVER_MEMORY, REASON_FD } from './watchdog';

/** A start takes 0.1 s on an idle machine; a minute means that it will never come. */
const START_MS = 60_000;
const STDERR_KEPT = 500;
/** What native code says that is refused memory, and V8 that has used its own: a process dies of it (SIGABRT). */
const outOfMemory = /memory allocation of \d+ bytes failed|heap out of memory/i;
/** A worker that held less than this share of its ceiling before a call was brought down by that call alone. */
const BASELINE_SHARE = 0.25;

type Answer = Extract<FromWorker, { type: 'done' }>['value'];

interface Running {
  id: number;
  resolve: (value: Answer) => void;
  reject: (error: unknown) => void;
  deadline: (pages: number) => number;
  /** Milliseconds that this call may take in all, and when it began, by a clock that nobody sets. */
  allowed: number;
  since: number;
  timer: NodeJS.Timeout | null;
}

export interface WorkerStart {
  path: string;
  args: readonly string[];
  settings: WorkerSettings;
}

/** One forked parser process. It does one call at a time and is never used again after a kill. */
export class WorkerProcess {
  /** Calls answered, and resident bytes after the last one. */
  calls = 0;
  rss = 0;
  readonly exited: Promise<void>;
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  private running: Running | null = null;
  private nextId = 1;
  private killedFor: unknown = null;
  private overMemory = false;
  private stderr = '';
  private ended = false;

  constructor(
    private readonly start: WorkerStart,
    private readonly log: (message: string) => void,
  ) {
    this.child = fork(start.path, start.args, {
      execArgv: [],
      env: workerEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
      serialization: 'json',
      windowsHide: true,
    } as Parameters<typeof fork>[2]);
    this.child.stderr?.on('data', (chunk: Buffer) => {
      const text = this.stderr + chunk.toString('utf8');
      // What follows it, a trace of the stack, may be longer than what is kept.
      if (outOfMemory.test(text)) this.overMemory = true;
      this.stderr = text.slice(-STDERR_KEPT);
    });
    const reason = this.child.stdio[REASON_FD];
    reason?.on('data', (chunk: Buffer) => {
      if (chunk.toString('latin1').includes(OVER_MEMORY)) this.overMemory = true;
    });
    reason?.on('error', error => this.log(`Worker ${this.pid}: ${error.message}`));
    this.child.on('error', error => this.log(`Worker ${this.pid}: ${error.message}`));
    this.exited = new Promise(resolve => {
      // A process that could not be started has no 'close'.
      this.child.once('close', resolve);
      this.child.once('error', () => this.child.pid === undefined && resolve());
    });
    this.ready = new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.kill(new WorkerCrashed('A parser process did not start.')),
        START_MS,
      );
      this.child.on('message', (message: FromWorker) => {
        if (message.type !== 'ready') return this.receive(message);
        clearTimeout(timer);
        resolve();
      });
      void this.exited.then(() => {
        clearTimeout(timer);
        this.ended = true;
        const error = this.endReason();
        reject(error);
        this.settle(running => running.reject(error));
      });
    });
    this.ready.catch(() => {});
    this.send({ type: 'settings', settings: start.settings });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** False once the process is gone or has been told to go. */
  get usable(): boolean {
    return !this.ended && this.killedFor === null;
  }

  /**
   * Runs one call. `deadline` gives the milliseconds for a number of pages, `pages` is how many are known now; the
   * clock starts when the worker is ready. Rejects with ParseFailure, WorkerCrashed, an error of the disk, or what `kill`
   * was given.
   */
  async call(call: Call, pages: number, deadline: (pages: number) => number): Promise<Answer> {
    await this.ready;
    return new Promise<Answer>((resolve, reject) => {
      const id = this.nextId++;
      this.running = { id, resolve, reject, deadline, allowed: 0, since: performance.now(), timer: null };
      this.allow(pages);
      this.send({ type: 'call', id, call });
    });
  }

  /** Ends the process at once; the running call rejects with `error`. */
  kill(error: unknown): void {
    this.killedFor ??= error;
    this.child.kill('SIGKILL');
  }

  /** Gives the running call the time of `pages` pages more. */
  private allow(pages: number): void {
    const running = this.running;
    if (!running) return;
    if (running.timer) clearTimeout(running.timer);
    running.allowed += running.deadline(pages);
    running.timer = setTimeout(
      () => {
        const seconds = Math.round(running.allowed / 1000);
        this.kill(
          new ParseFailure(
            'TIMEOUT',
            `Parsing was stopped after ${seconds} s without an end. The document is damaged or unusually complex: print it to a new PDF, or split it, and parse it again.`,
          ),
        );
      },
      Math.max(0, running.since + running.allowed - performance.now()),
    );
  }

  private receive(message: Exclude<FromWorker, { type: 'ready' }>): void {
    if (this.running?.id !== message.id || !this.usable) return;
    if (message.type === 'morePages') {
      this.allow(message.pages);
      return;
    }
    this.calls++;
    this.rss = message.rss;
    if (message.type === 'done') this.settle(running => running.resolve(message.value));
    else this.settle(running => running.reject(errorOf(message)));
  }

  private settle(how: (running: Running) => void): void {
    const running = this.running;
    if (!running) return;
    if (running.timer) clearTimeout(running.timer);
    this.running = null;
    how(running);
  }

  private endReason(): unknown {
    if (this.killedFor !== null) return this.killedFor;
    if (this.overMemory) {
      const sentence =
        'The document needs more memory than one parser may use. Split it, and parse the parts.';
      // What earlier documents left behind may be to blame: then another try in a fresh process is worth it.
      return this.rss > this.start.settings.memoryLimitBytes * BASELINE_SHARE
        ? new WorkerCrashed(sentence)
        : new ParseFailure('DOCUMENT_TOO_LARGE', sentence);
    }
    const how = this.child.signalCode ?? `code ${this.child.exitCode}`;
    this.log(`Worker ${this.pid} died (${how}). ${this.stderr.trim()}`);
    return new WorkerCrashed(`The parser process died (${how}). Parse the file again.`);
  }

  private send(message: ToWorker): void {
    // A channel that closed meanwhile shows as 'exited' too, which settles the call.
    this.child.send(message, () => {});
  }
}

function errorOf(message: Extract<FromWorker, { type: 'failed' | 'refused' }>): Error {
  if (message.type === 'failed') return new ParseFailure(message.code, message.message);
  const { code } = message;
  return Object.assign(new Error(`The disk refused what the parser wrote (${code}).`), { code });
}
