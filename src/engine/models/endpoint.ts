import { Outbound } from '../outbound/outbound';
import { chatAnswer, wasShortened } from './endpoint/chatAnswer';
import { chatBody, type Dialect, fullDialect, nextDialect } from './endpoint/dialect';
import { type Endpoint, type Exchanged, exchange } from './endpoint/exchange';
import { codeOf, failureOf } from './endpoint/failures';
import { inTime } from './inTime';
import type { ModelAnswer, ModelProvider, ModelRequest } from './types';

export interface EndpointOptions extends Endpoint {
  /** Name of the model, as the server lists it. */
  model: string;
  /** Tokens that question and answer may have together; null where nobody told. */
  contextTokens: number | null;
  /** Milliseconds for one question with all its tries. */
  answerMs: number;
}

/** A language model behind an OpenAI-compatible address: Ollama, llama.cpp, vLLM, a company's gateway. */
export class EndpointProvider implements ModelProvider {
  readonly kind = 'endpoint';
  readonly model: string;
  readonly contextTokens: number | null;
  /** What the server takes, as far as it is known. */
  private dialect: Dialect = fullDialect;

  constructor(private readonly options: EndpointOptions) {
    this.model = options.model;
    this.contextTokens = options.contextTokens;
  }

  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    return inTime(this.options, signal, limited => this.speak(request, limited));
  }

  /** Asks with every parameter that helps, and again without those that the server does not take. */
  private async speak(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    for (let dialect = this.dialect; ; ) {
      const heard = await exchange(
        this.options,
        'chat/completions',
        chatBody(this.model, request, dialect),
        signal,
      );
      const answer = heard.status === 200 ? chatAnswer(heard.body) : refusalOf(heard);
      if (answer) return wholeOf(answer, request);
      const next = isMalformed(heard) ? nextDialect(dialect, heard.text) : null;
      if (!next) throw failureOf(heard, this.options, this.model);
      dialect = next.dialect;
      if (next.lasting) this.dialect = dialect;
    }
  }
}

/** Statuses with which servers refuse a parameter. */
const isMalformed = ({ status }: Exchanged): boolean => [400, 422, 501].includes(status);

const tooLong = /context[ _](length|size|window)|exceeds? (the )?(available )?context/i;

/** What a server says as an error though it answers the question; null for other errors. */
function refusalOf(heard: Exchanged): ModelAnswer | null {
  const nothing = { text: '', inputTokens: null, outputTokens: null };
  if (isMalformed(heard) && tooLong.test(heard.text)) return { ...nothing, end: 'cut' };
  if (codeOf(heard.body) === 'content_filter') return { ...nothing, end: 'refused' };
  return null;
}

function wholeOf(answer: ModelAnswer, { system, user }: ModelRequest): ModelAnswer {
  return wasShortened(system.length + user.length, answer.inputTokens) ? { ...answer, end: 'cut' } : answer;
}

/**
 * HTTP to the address that the person set: private networks are allowed, as most such models run there; addresses of
 * metadata services are not. Whoever makes it disposes of it. `answerMs`: a server may be silent while a model works.
 */
export const endpointOutbound = (answerMs: number): Outbound =>
  new Outbound({ allowPrivateNetwork: true, limits: { connect: 10_000, headers: answerMs, idle: answerMs } });
