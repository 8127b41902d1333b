import type { ModelAnswer, ModelProvider, ModelRequest } from '../../src/engine/models/types';

/** What a model says to a question: a value is given as JSON, a text as it is. */
export type Saying = (request: ModelRequest) => unknown;

/** A language model in memory that says what a test tells it to, one saying after the other; the last one stays. */
export class FakeModel implements ModelProvider {
  readonly kind = 'endpoint';
  readonly model = 'fake';
  contextTokens: number | null = null;
  budget = { tokens: null as number | null, seconds: null as number | null };
  readonly requests: ModelRequest[] = [];
  private readonly sayings: Saying[];

  constructor(...sayings: (Saying | Record<string, unknown> | string)[]) {
    this.sayings = sayings.map(saying => (typeof saying === 'function' ? saying : () => saying));
  }

  async ask(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    signal.throwIfAborted();
    this.requests.push(request);
    const [next = () => ({})] = this.sayings;
    if (this.sayings.length > 1) this.sayings.shift();
    const said = await next(request);
    if (isAnswer(said)) return said;
    const text = typeof said === 'string' ? said : JSON.stringify(said);
    return { text, end: 'complete', inputTokens: null, outputTokens: null };
  }
}

const isAnswer = (said: unknown): said is ModelAnswer =>
  typeof said === 'object' && said !== null && 'end' in said && 'text' in said;

/** The answer broke off. */
export const cut: ModelAnswer = { text: '{"a": [', end: 'cut', inputTokens: 100, outputTokens: 50 };
export const refusal: ModelAnswer = { text: '', end: 'refused', inputTokens: 100, outputTokens: 0 };
