import type { Clock } from '../../base/clock';
import { Emitter } from '../../base/event';
import { type Disposable, DisposableStore } from '../../base/lifecycle';
import type { AskAnswer, ModelChoice, ModelProviderKind } from '../../protocol/localModels';
import type { Outbound } from '../outbound/outbound';
import { EndpointProvider, endpointOutbound } from './endpoint';
import { ModelFailure, type ModelProvider, type ModelRequest, type Models } from './types';
import { waitFor } from './waitFor';
import { type AttachedWindows, WindowAsks } from './windowAsks';
import { WindowModel } from './windowModel';

/** How long a window that has just attached may take until it tells its settings: it loads some code before. */
const speakMs = 5_000;
/** VS Code finds its models some seconds after a window has opened, when their extensions have started. */
const findMs = 20_000;
/** How long a job waits for a window where none is attached: a reload takes a few seconds, a busy machine more. */
const windowMs = 60_000;
/** One question where the settings set no limit. */
const longestAnswerMs = 3_600_000;
/** The settings' own longest limit, a day: each question has its own. */
const outboundMs = 86_400_000;

export interface WindowModelsOptions {
  windows: AttachedWindows;
  /** What the engine was started for. */
  expected: ModelProviderKind;
  clock: Clock;
}

/** Nothing is clear before this time, in milliseconds since 1970. */
interface Until {
  until: number;
}

interface Word {
  window: string;
  choice: ModelChoice;
  attachedAt: number;
}

/**
 * Which model does the work, as the windows tell by their settings; where they say different things, as for a moment
 * after a change, the last word counts, and one that cannot ask is overruled by one that can. Held in memory only: there
 * are keys in it.
 */
export class WindowModels implements Models, Disposable {
  private readonly owned = new DisposableStore();
  private readonly asks: WindowAsks;
  private readonly changed = new Emitter<void>();
  /** Of attached windows, the last one last. */
  private readonly words = new Map<string, Word>();
  /** Attached windows that have said nothing yet, with when they attached. */
  private readonly silent = new Map<string, number>();
  /** What counted last, for when all windows have gone. */
  private last: ModelChoice | null;
  /** When the last window went; the engine's start where there was none. */
  private aloneSince: number;
  private outbound: Outbound | undefined;
  private made: { key: string; provider: ModelProvider } | undefined;

  constructor(private readonly options: WindowModelsOptions) {
    const { windows, clock, expected } = options;
    this.asks = new WindowAsks(windows);
    this.last = expected === 'rules' ? { provider: 'rules' } : null;
    this.aloneSince = clock.now();
    this.owned.add(this.changed);
    this.owned.add(windows.onAttached(window => void this.silent.set(window, clock.now())));
    this.owned.add(windows.onDetached(window => this.gone(window)));
  }

  async current(signal: AbortSignal): Promise<ModelProvider | null> {
    const choice = await this.wait(() => this.choice(), signal);
    return choice && this.providerOf(choice);
  }

  /** A window tells what its settings say. False where no such window is attached. */
  say(window: string, choice: ModelChoice): boolean {
    const attachedAt = this.silent.get(window) ?? this.words.get(window)?.attachedAt;
    if (attachedAt === undefined) return false;
    this.silent.delete(window);
    this.words.delete(window);
    this.words.set(window, { window, choice, attachedAt });
    this.last = this.word?.choice ?? null;
    this.changed.fire();
    return true;
  }

  /** A window answers what it was asked. False where nobody waits for it (any more). */
  answer(id: string, answer: AskAnswer): boolean {
    return this.asks.answer(id, answer);
  }

  /** A model of a server, to be tried before it is chosen. */
  endpoint(url: string, key: string | null, model: string, contextTokens: number | null, answerMs: number) {
    const { clock } = this.options;
    const outbound = this.http();
    return new EndpointProvider({ url, key, model, contextTokens, clock, outbound, answerMs });
  }

  /** HTTP to models' servers. */
  http(): Outbound {
    this.outbound ??= endpointOutbound(outboundMs);
    return this.outbound;
  }

  async dispose(): Promise<void> {
    this.owned.dispose();
    await this.outbound?.dispose();
  }

  private gone(window: string): void {
    this.silent.delete(window);
    this.words.delete(window);
    if (this.silent.size + this.words.size === 0) this.aloneSince = this.options.clock.now();
    this.asks.lose(window);
    this.changed.fire();
  }

  /** Time by which every window that is attached has told its settings, or will not. */
  private get silentUntil(): number {
    return Math.max(0, ...this.silent.values()) + speakMs;
  }

  /** The word that counts among those of attached windows. */
  private get word(): Word | undefined {
    const words = [...this.words.values()];
    return words.findLast(({ choice }) => choice.provider !== 'blocked') ?? words.at(-1);
  }

  /** What counts now, else the time until which it may become clear. */
  private choice(): ModelChoice | Until {
    const now = this.options.clock.now();
    const { silentUntil, word } = this;
    if (now < silentUntil) return { until: silentUntil };
    if (word) return this.isStarting(word, now) ? { until: word.attachedAt + findMs } : word.choice;
    if (this.last && this.last.provider !== 'vscode') return this.last;
    const until = this.aloneSince + windowMs;
    return now < until ? { until } : noWindow;
  }

  /**
   * Asks a server for as long as documents should go there: who chooses rules or another server means the documents that
   * are being read, too. Throws ModelFailure.
   */
  private async whileChosen<T>(
    url: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const left = new AbortController();
    const look = () => {
      const now = this.choice();
      if ('until' in now || (now.provider === 'endpoint' && now.url === url)) return;
      left.abort(failureOf(now.provider === 'blocked' ? now : otherModel));
    };
    const subscription = this.changed.event(look);
    try {
      look();
      left.signal.throwIfAborted();
      return await work(AbortSignal.any([signal, left.signal]));
    } finally {
      subscription.dispose();
    }
  }

  /** A window whose settings name this model of VS Code, else the time until which one may come. Throws ModelFailure. */
  private askable(model: string): { window: string } | Until {
    const found = [...this.words.values()].findLast(
      ({ choice }) => choice.provider === 'vscode' && choice.model === model,
    );
    if (found) return found;
    const now = this.options.clock.now();
    const { silentUntil, word } = this;
    if (word && this.isStarting(word, now)) return { until: word.attachedAt + findMs };
    if (word) throw failureOf(word.choice.provider === 'blocked' ? word.choice : otherModel);
    const until = Math.max(silentUntil, this.aloneSince + windowMs);
    if (now < until) return { until };
    throw failureOf(noWindow);
  }

  /** Whether the model of a window that says that it has none may still come up. */
  private isStarting({ choice, attachedAt }: Word, now: number): boolean {
    const isMissing = choice.provider === 'blocked' && choice.reason === 'unavailable';
    return isMissing && now < attachedAt + findMs;
  }

  /** Looks again at each change until there is something else than a time, which it waits for at the longest. */
  private async wait<T extends object>(look: () => T | Until, signal: AbortSignal): Promise<T> {
    const { clock } = this.options;
    for (;;) {
      signal.throwIfAborted();
      const found = look();
      if (!('until' in found)) return found;
      await waitFor(this.changed.event, clock, found.until - clock.now(), signal);
    }
  }

  private providerOf(choice: ModelChoice): ModelProvider | null {
    if (choice.provider === 'rules') return null;
    if (choice.provider === 'blocked') throw failureOf(choice);
    const key = JSON.stringify(choice);
    // One provider for many jobs: it remembers what its server takes.
    if (this.made?.key !== key) this.made = { key, provider: this.make(choice) };
    return this.made.provider;
  }

  private make(choice: Extract<ModelChoice, { provider: 'endpoint' | 'vscode' }>): ModelProvider {
    const { clock } = this.options;
    const { budget } = choice;
    const answerMs = budget.seconds === null ? longestAnswerMs : budget.seconds * 1000;
    if (choice.provider === 'endpoint') {
      const { url, key, model, context_tokens } = choice;
      const server = this.endpoint(url, key, model, context_tokens, answerMs);
      const ask = (request: ModelRequest, signal: AbortSignal) =>
        this.whileChosen(url, signal, chosen => server.ask(request, chosen));
      return { kind: 'endpoint', model, contextTokens: context_tokens, budget, ask };
    }
    const askable = () => this.askable(choice.model);
    const window = async (signal: AbortSignal) => (await this.wait(askable, signal)).window;
    return new WindowModel({ choice, window, asks: this.asks, clock, answerMs });
  }
}

type Blocked = Extract<ModelChoice, { provider: 'blocked' }>;

const failureOf = ({ reason, message }: Blocked): ModelFailure => new ModelFailure(reason, message);

const noWindow: Blocked = {
  provider: 'blocked',
  reason: 'unavailable',
  message:
    'No VS Code window is open through which the language model could be asked. Open one, then retry the file.',
};

const otherModel: Blocked = {
  provider: 'blocked',
  reason: 'unavailable',
  message: 'Another language model was chosen while this one was at work. Retry the file.',
};
