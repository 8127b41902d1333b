import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Body of `POST /chat/completions`, as far as tests look at it. */
export interface ChatBody {
  model: string;
  messages: { role: string; content: string }[];
  response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: unknown } };
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
}

/** A request as the server got it. */
export interface ModelCall {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  /** Null where the request has none. */
  body: ChatBody | null;
}

/** What the server does with a question. */
export type Reply = (call: ModelCall, response: ServerResponse) => void;

/**
 * A real HTTP server on 127.0.0.1 that speaks as OpenAI-compatible servers do (OpenAI API reference, "Chat completions";
 * the errors as OpenAI, vLLM, llama.cpp and Ollama word them). It lists `models` and replays replies: each question
 * takes the next of them, the last one stays.
 */
export class ModelServer {
  /** Everything it was asked, the list of models too. */
  readonly calls: ModelCall[] = [];
  models: unknown[] = [{ id: 'test-model', object: 'model' }];
  /** The key that it wants; null where it takes anybody. */
  key: string | null = null;
  private replies: Reply[] = [answer({})];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: ReturnType<typeof createServer>) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => this.sockets.delete(socket));
    });
    server.on('request', (request, response) => void this.take(request, response));
  }

  static async start(...replies: Reply[]): Promise<ModelServer> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const models = new ModelServer(server);
    if (replies.length > 0) models.replay(...replies);
    return models;
  }

  /** The address that a person would enter. */
  get url(): string {
    return `${this.origin}/v1`;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Questions that it was asked, in their order. */
  get questions(): ChatBody[] {
    return this.calls.flatMap(call => call.body ?? []);
  }

  get openSockets(): number {
    return this.sockets.size;
  }

  replay(...replies: Reply[]): void {
    this.replies = replies;
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const { method = '', url: path = '', headers } = request;
    const call: ModelCall = { method, path, headers, body: text ? (JSON.parse(text) as ChatBody) : null };
    this.calls.push(call);
    this.replyTo(call)(call, response);
  }

  private replyTo({ method, path, headers }: ModelCall): Reply {
    if (this.key !== null && headers.authorization !== `Bearer ${this.key}`) return unauthorized;
    if (method === 'GET' && path === '/v1/models') return json(200, { object: 'list', data: this.models });
    if (method !== 'POST' || !path.startsWith('/v1/chat/completions')) return notFound;
    const [next = answer({})] = this.replies;
    if (this.replies.length > 1) this.replies.shift();
    return next;
  }
}

interface MessageOptions {
  finish?: string;
  refusal?: string;
  /** Null: the server does not count. */
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
}

/** A reply whose message holds this text. */
export const says = (
  content: string | null,
  { finish = 'stop', refusal, usage = { prompt_tokens: 100, completion_tokens: 20 } }: MessageOptions = {},
): Reply =>
  json(200, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_764_000_000,
    model: 'test-model',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, ...(refusal === undefined ? {} : { refusal }) },
        finish_reason: finish,
      },
    ],
    ...(usage ? { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } } : {}),
  });

/** A good reply: this value as JSON. */
export const answer = (value: unknown): Reply => says(JSON.stringify(value));

/** The value as models without structured output give it: with words around and in a fence. */
export const fenced = (value: unknown): Reply =>
  says(`Sure! Here is the JSON:\n\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\nLet me know.`);

/** As models that reason aloud give it. */
export const thinking = (value: unknown): Reply =>
  says(`<think>\nThe total {"is": maybe} 12.\n</think>\n\n${JSON.stringify(value)}`);

export const invalidJson: Reply = says('{"total": 12,, "date": ');
export const refused: Reply = says(null, { refusal: "I'm sorry, I can't help with that." });
export const filtered: Reply = says('', { finish: 'content_filter' });

/** It ran into its limit of tokens in the middle of the value. */
export const cutOff = (value: unknown): Reply => {
  const text = JSON.stringify(value);
  return says(text.slice(0, Math.ceil(text.length / 2)), { finish: 'length' });
};

/** A reply depending on the question, such as on the page that it holds. */
export const byQuestion =
  (choose: (question: string, body: ChatBody) => Reply): Reply =>
  (call, response) => {
    const body = call.body as ChatBody;
    choose(body.messages.map(({ content }) => content).join('\n'), body)(call, response);
  };

export const tooMany = (retryAfter?: string): Reply =>
  json(
    429,
    { error: { message: 'Rate limit reached.', type: 'requests', code: 'rate_limit_exceeded' } },
    retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  );

export const quotaUsedUp: Reply = json(429, {
  error: {
    message: 'You exceeded your current quota.',
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  },
});

export const unauthorized: Reply = json(401, {
  error: { message: 'Incorrect API key provided: sk-ab***yz.', code: 'invalid_api_key' },
});

export const notFound: Reply = json(404, {
  error: { message: 'model "test-model" not found, try pulling it first', type: 'not_found_error' },
});

/** As llama.cpp says while it starts. */
export const loading: Reply = json(503, {
  error: { code: 503, message: 'Loading model', type: 'unavailable_error' },
});

export const broken = (status = 500): Reply => json(status, { error: { message: 'Internal server error' } });

/** A page of a router, a proxy or a login. */
export const html: Reply = (_call, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Login</title>');
};

/** A gateway that refuses a parameter with this sentence, and does what `then` does once the question is without it. */
export const refusing =
  (refuses: (body: ChatBody) => string | null, then: Reply, status = 400): Reply =>
  (call, response) => {
    const message = refuses(call.body as ChatBody);
    const error = { message, type: 'invalid_request_error', param: null, code: null };
    (message === null ? then : json(status, { error }))(call, response);
  };

/** Takes no `response_format` of these types. */
export const withoutFormats = (then: Reply, ...types: string[]): Reply =>
  refusing(({ response_format: format }) => {
    if (!format || !types.includes(format.type)) return null;
    return `'response_format' of type '${format.type}' is not supported with this model.`;
  }, then);

export const contextExceeded: Reply = json(400, {
  error: { message: "This model's maximum context length is 4096 tokens.", code: 'context_length_exceeded' },
});

export const redirect =
  (location: string, status = 307): Reply =>
  (_call, response) =>
    response.writeHead(status, { location }).end();

/** No answer, until whoever asks leaves. */
export const silent: Reply = () => undefined;

/** The head of an answer, and then nothing more. */
export const stalled: Reply = (_call, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices": [');
};

/** The answer, but late: when `release` resolves. */
export const slow =
  (release: Promise<unknown>, then: Reply): Reply =>
  (call, response) =>
    void release.then(() => then(call, response));

/** The connection breaks without an answer. */
export const severed: Reply = (_call, response) => response.socket?.destroy();

/** An answer of so many bytes. */
export const huge = (bytes: number): Reply => says('x'.repeat(bytes));

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return (_call, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}
