import { type Clock, delay } from '../../base/clock';
import type { ModelChoice } from '../../protocol/localModels';
import { inTime } from './inTime';
import {
  type ModelAnswer,
  type ModelBudget,
  ModelFailure,
  type ModelProvider,
  type ModelRequest,
} from './types';
import type { WindowAsks } from './windowAsks';

export type WindowChoice = Extract<ModelChoice, { provider: 'vscode' }>;

/** Waits before a model that says it is asked too much is asked again; providers of VS Code tell none of their own. */
const rateLimitWaitsMs = [2_000, 10_000, 30_000];

export interface WindowModelOptions {
  choice: WindowChoice;
  /** A window that can ask this model; waits a short while for one. Throws ModelFailure. */
  window: (signal: AbortSignal) => Promise<string>;
  asks: WindowAsks;
  clock: Clock;
  /** Milliseconds for one question with all its tries. */
  answerMs: number;
}

/** One of VS Code's language models, asked through a window that is attached. */
export class WindowModel implements ModelProvider {
  readonly kind = 'vscode';
  readonly model: string;
  readonly contextTokens: number | null;
  readonly budget: ModelBudget;

  constructor(private readonly options: WindowModelOptions) {
    const { choice } = options;
    this.model = choice.model;
    this.contextTokens = choice.context_tokens;
    this.budget = choice.budget;
  }

  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    const { clock, answerMs } = this.options;
    return inTime({ clock, answerMs, model: this.model }, signal, limited => this.tryAgain(request, limited));
  }

  /** Another window answers where one is closed; a reload of the only one is waited for. */
  private async tryAgain(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    const { window, asks, clock } = this.options;
    const waits = [...rateLimitWaitsMs];
    for (;;) {
      const given = await asks.ask(await window(signal), this.model, request, signal);
      if (given === 'lost') continue;
      if ('answer' in given) return given.answer;
      const { reason, message } = given.failure;
      const wait = reason === 'rate_limited' ? waits.shift() : undefined;
      if (wait === undefined) throw new ModelFailure(reason, message);
      await delay(clock, wait, signal);
    }
  }
}
