import type * as z from 'zod/mini';
import { type Clock, delay } from '../base/clock';
import type { Log } from '../base/log';
import { errorSentence } from '../protocol/errors';
import { encodeQuery, type Query } from './address';
import type { AttemptGate, AttemptOutcome } from './attemptGate';
import { ApiError, errorOfResponse } from './errors';
import { networkFailure } from './networkFailure';
import { backoffMs, isRefusal, isRetryable, retryAfterMs } from './retry';
import { SilenceTimer } from './silenceTimer';
import type { UploadBody } from './upload';

export interface TransportOptions {
  /** Without a trailing slash. */
  baseUrl: string;
  /** Asked before every attempt, so that a key changed meanwhile counts. */
  token: () => Promise<string | undefined>;
  fetch: typeof fetch;
  clock: Clock;
  random: () => number;
  log: Log;
  userAgent: string;
  timeoutMs: number;
  maxRetries: number;
  gate: AttemptGate;
}

/** One call of the API; `schema` reads its answer, and an answer without a schema is not read. */
export interface ApiRequest<T> {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Query;
  json?: unknown;
  /** Makes the body of an upload, anew for each attempt. */
  upload?: () => Promise<UploadBody>;
  schema: z.ZodMiniType<T> | undefined;
  /**
   * The call creates something that a second one would create again (the API has no idempotency header, API sheet §1.2).
   * It is repeated only where the server cannot have acted; else it fails with `ambiguous`, and the caller looks first.
   */
  creates?: boolean;
  signal?: AbortSignal | undefined;
}

type Attempt<T> = { ok: true; value: T } | { ok: false; error: ApiError; repeat: boolean };

/** Sends requests: bearer token, silence limit, retries, and the check of what comes back. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /** Rejects with an ApiError, or with the signal's reason when aborted. */
  async send<T>(request: ApiRequest<T>): Promise<T> {
    const { clock, log, maxRetries, random } = this.options;
    for (let repeats = 0; ; repeats++) {
      request.signal?.throwIfAborted();
      const attempt = await this.attempt(request);
      if (attempt.ok) return attempt.value;
      const { error, repeat } = attempt;
      if (!repeat || repeats >= maxRetries) throw error;
      const waitMs = error.retryAfterMs ?? backoffMs(repeats, random);
      log.info(
        `${request.method} ${request.path}: ${error.kind} ${error.status ?? ''}, again in ${Math.round(waitMs)} ms`,
      );
      await delay(clock, waitMs, request.signal);
    }
  }

  private async attempt<T>(request: ApiRequest<T>): Promise<Attempt<T>> {
    const { clock, gate, timeoutMs, log } = this.options;
    const token = await this.usableToken();
    const leave = await gate.enter(request.signal);
    const started = clock.now();
    const silence = new SilenceTimer(clock, timeoutMs, request.signal);
    let outcome: AttemptOutcome = {};
    let body: UploadBody | undefined;
    try {
      body = await request.upload?.();
      const response = await this.options.fetch(
        this.options.baseUrl + request.path + encodeQuery(request.query ?? {}),
        this.init(request, token, silence, body),
      );
      const text = await readText(response, silence.touch);
      log.debug(`${request.method} ${request.path}: ${response.status} in ${clock.now() - started} ms`);
      const wait = retryAfterMs(response.headers, clock.now());
      outcome = { status: response.status, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
      return response.ok
        ? { ok: true, value: readAnswer(request, response, text) }
        : refusal(request, response, text, wait, token);
    } catch (cause) {
      request.signal?.throwIfAborted();
      const own = body?.failure ?? cause;
      if (own instanceof ApiError) return { ok: false, error: own, repeat: false };
      return silence.expired ? silent(request, timeoutMs, cause) : unreachable(request, cause);
    } finally {
      silence.dispose();
      await body?.close();
      leave(outcome);
    }
  }

  /** A key with a line break or the like would be quoted in fetch's own error message: it must not get that far. */
  private async usableToken(): Promise<string> {
    const token = await this.options.token().catch(cause => {
      throw new ApiError('auth', 'The API key could not be read from its store. Enter it again.', { cause });
    });
    const trimmed = token?.trim();
    if (!trimmed) throw new ApiError('auth', 'No API key is set for this server. Enter one and try again.');
    if (!/^[\x21-\x7e]+$/.test(trimmed)) {
      throw new ApiError('auth', 'The API key holds characters that no key has. Copy and enter it again.');
    }
    return trimmed;
  }

  private init<T>(
    request: ApiRequest<T>,
    token: string,
    silence: SilenceTimer,
    body: UploadBody | undefined,
  ): RequestInit {
    const headers: Record<string, string> = {
      authorization: `Bearer ${token}`,
      accept: request.schema ? 'application/json' : '*/*',
      'user-agent': this.options.userAgent,
    };
    const init: RequestInit = { method: request.method, headers, signal: silence.signal };
    if (body) {
      headers['content-type'] = body.contentType;
      headers['content-length'] = String(body.length);
      // A request that could be redirected is kept in memory by fetch in full, to be sent again.
      return { ...init, body: body.stream(silence.touch), duplex: 'half', redirect: 'error' };
    }
    if (request.json === undefined) return init;
    headers['content-type'] = 'application/json';
    return { ...init, body: JSON.stringify(request.json) };
  }
}

async function readText(response: Response, touch: () => void): Promise<string> {
  touch();
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) {
    touch();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readAnswer<T>(request: ApiRequest<T>, response: Response, text: string): T {
  if (!request.schema) return undefined as T;
  const details = { status: response.status, ambiguous: request.creates ?? false, ...requestId(response) };
  const json = parseJson(text);
  if (json === undefined) {
    throw new ApiError(
      'unexpected',
      `The answer to ${request.method} ${request.path} is cut off or no JSON. Check the server address, and whether a proxy or sign-in page stands before it.`,
      details,
    );
  }
  const parsed = request.schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'its outermost level';
  throw new ApiError(
    'unexpected',
    `The answer to ${request.method} ${request.path} does not have the form of the API (at ${where}). Check the server address, or update Llama Batches.`,
    details,
  );
}

function refusal<T>(
  request: ApiRequest<T>,
  response: Response,
  text: string,
  wait: number | undefined,
  token: string,
): Attempt<T> {
  const { status, headers } = response;
  const body = parseJson(text);
  const sentence = errorSentence(body)?.replaceAll(token, '…');
  const ambiguous = (request.creates ?? false) && !isRefusal(status, headers);
  const error = errorOfResponse(status, body, {
    ambiguous,
    ...requestId(response),
    ...(sentence === undefined ? {} : { serverSentence: sentence }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
  return { ok: false, error, repeat: isRetryable(status, headers) && !ambiguous };
}

function silent<T>(request: ApiRequest<T>, timeoutMs: number, cause: unknown): Attempt<T> {
  const ambiguous = request.creates ?? false;
  const error = new ApiError(
    'timeout',
    `The server was silent for ${timeoutMs / 1000} s. Check the network connection and try again.`,
    { ambiguous, cause },
  );
  return { ok: false, error, repeat: !ambiguous };
}

function unreachable<T>(request: ApiRequest<T>, cause: unknown): Attempt<T> {
  const failure = networkFailure(cause);
  if (failure.redirected) {
    const error = new ApiError(
      'unexpected',
      'The server sends uploads on to another address. Enter its final address as the server address.',
      { cause },
    );
    return { ok: false, error, repeat: false };
  }
  const ambiguous = (request.creates ?? false) && failure.maybeSent;
  const code = failure.code ? ` (${failure.code})` : '';
  const error = new ApiError('network', `The server could not be reached${code}. ${failure.sentence}`, {
    ambiguous,
    cause,
  });
  return { ok: false, error, repeat: !ambiguous };
}

function requestId(response: Response): { requestId?: string } {
  const id = response.headers.get('x-request-id') ?? response.headers.get('x-correlation-id');
  return id ? { requestId: id } : {};
}
