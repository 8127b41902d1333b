import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../base/clock';
import type { Disposable } from '../../../base/lifecycle';
import { JobFailure } from '../../jobs/jobFailure';
import type { ModelProvider } from '../../models/types';
import type { RunOptions } from './compute';
import { errorOf, failureOf } from './failure';
import type { FromThread, ModelFacts, ToThread } from './messages';

export interface ThreadOptions {
  /** The engine's own script: told `thread`, it becomes one. */
  script: string;
  clock: Clock;
  /** A thread that computes for longer without an end, or a question to a model, is ended. */
  mostMs: number;
  /** A thread whose memory grows beyond it is ended; megabytes. */
  memoryMb: number;
}

/** One thread, which does one task at a time. It is over (`ended`) once a task was aborted, took too long or too much. */
export class WorkerThread implements Disposable {
  ended = false;
  private readonly worker: Worker;
  private settle: { resolve: (output: unknown) => void; reject: (error: unknown) => void } | undefined;
  private provider: ModelProvider | null = null;
  private readonly asks = new Map<number, AbortController>();
  private watch: unknown;

  constructor(private readonly options: ThreadOptions) {
    this.worker = new Worker(options.script, {
      argv: ['thread'],
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    });
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.on('error', error => this.end(failed(error)));
    this.worker.on('exit', code => this.end(new Error(`a thread ended with ${code}`)));
  }

  async run(task: string, input: unknown, { signal, provider }: RunOptions): Promise<unknown> {
    signal.throwIfAborted();
    const abort = () => this.end(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.provider = provider;
    const model = provider && factsOf(provider);
    try {
      return await new Promise<unknown>((resolve, reject) => {
        this.settle = { resolve, reject };
        this.post({ type: 'run', task, input, model });
        this.wind();
      });
    } finally {
      signal.removeEventListener('abort', abort);
      this.rest();
    }
  }

  dispose(): void {
    this.end(new Error('The engine ends.'));
  }

  private hear(message: FromThread): void {
    if (message.type === 'done') this.settle?.resolve(message.output);
    else if (message.type === 'failed') this.settle?.reject(errorOf(message.failure));
    else if (message.type === 'drop') this.asks.get(message.id)?.abort();
    else void this.ask(message);
  }

  /** Asks the model for the thread, whose time does not run meanwhile. */
  private async ask({ id, request }: Extract<FromThread, { type: 'ask' }>): Promise<void> {
    const controller = new AbortController();
    this.asks.set(id, controller);
    this.options.clock.clearTimeout(this.watch);
    try {
      if (!this.provider) throw new Error('There is no model to ask.');
      const answer = await this.provider.ask(request, controller.signal);
      this.answer(id, { type: 'answer', id, answer });
    } catch (error) {
      this.answer(id, { type: 'refusal', id, failure: failureOf(error) });
    }
  }

  private answer(id: number, message: ToThread): void {
    if (!this.asks.delete(id) || this.ended) return;
    this.post(message);
    if (this.asks.size === 0) this.wind();
  }

  private post(message: ToThread): void {
    this.worker.postMessage(message);
  }

  private wind(): void {
    const { clock, mostMs } = this.options;
    clock.clearTimeout(this.watch);
    this.watch = clock.setTimeout(() => this.end(tooLong(mostMs)), mostMs);
  }

  /** Nothing of a task that is over is answered or waited for. */
  private rest(): void {
    this.settle = undefined;
    this.provider = null;
    this.options.clock.clearTimeout(this.watch);
    for (const controller of this.asks.values()) controller.abort();
    this.asks.clear();
  }

  private end(error: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.settle?.reject(error);
    this.rest();
    void this.worker.terminate();
  }
}

const factsOf = ({ kind, model, contextTokens, budget }: ModelProvider): ModelFacts => ({
  ...{ kind, model, contextTokens },
  ...(budget && { budget }),
});

const tooLong = (ms: number) =>
  new JobFailure(
    `TIMEOUT: The document took longer than ${Math.round(ms / 1000)} s. Choose fewer pages (target_pages), or a simpler schema.`,
  );

function failed(error: unknown): Error {
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new JobFailure(
      'DOCUMENT_TOO_LARGE: The document needs too much memory. Choose fewer pages (target_pages), or a simpler schema.',
    );
  }
  return errorOf(failureOf(error));
}
