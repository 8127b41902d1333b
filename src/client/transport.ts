import { type Clock, delay } from '../base/clock';
import type { Log } from '../base/log';
import { encodeQuery } from './address';
import { type ApiRequest, type Attempt, readAnswer, readText, refusal, silent, unreachable } from './attempt';
import type { AttemptGate, AttemptOutcome } from './attemptGate';
import { ApiError } from './errors';
import { backoffMs, longestWaitMs, retryAfterMs } from './retry';
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
      const waitMs = error.retryAfterMs ?? backoffMs(repeats, random);
      if (!repeat || repeats >= (request.retries ?? maxRetries) || waitMs > longestWaitMs) throw error;
      log.info(
        `${request.method} ${request.path}: ${error.kind} ${error.status ?? ''}, again in ${Math.round(waitMs)} ms`,
      );
      await delay(clock, waitMs, request.signal);
    }
  }

  private async attempt<T>(request: ApiRequest<T>): Promise<Attempt<T>> {
    const { clock, log } = this.options;
    const timeoutMs = request.timeoutMs ?? this.options.timeoutMs;
    const leave = await this.enter(request);
    const started = clock.now();
    const silence = new SilenceTimer(clock, timeoutMs, request.signal);
    let outcome: AttemptOutcome = {};
    let body: UploadBody | undefined;
    try {
      const token = await this.usableToken();
      body = await request.upload?.();
      const response = await this.options.fetch(
        this.options.baseUrl +
          request.path +
          encodeQuery({ ...request.query, project_id: request.projectId }),
        this.init(request, token, silence, body),
      );
      const text = await readText(response, silence.touch);
      log.debug(`${request.method} ${request.path}: ${response.status} in ${clock.now() - started} ms`);
      const wait = retryAfterMs(response.headers, clock.now());
      outcome = { status: response.status, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
      return response.ok
        ? readAnswer(request, response, text, token)
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

  /** Waits at the gate; a call that its caller repeats itself does not wait out a pause. */
  private enter<T>({
    kind = 'other',
    projectId,
    signal,
    retries,
  }: ApiRequest<T>): ReturnType<AttemptGate['enter']> {
    const patienceMs = (retries ?? this.options.maxRetries) === 0 ? 0 : longestWaitMs;
    return this.options.gate.enter({ kind, projectId, signal, patienceMs });
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
    // Nothing goes to another server than the one that was entered; and a request that could be redirected is kept in
    // memory by fetch in full, to be sent again.
    const init: RequestInit = {
      method: request.method,
      headers,
      signal: silence.signal,
      redirect: 'error',
    };
    if (body) {
      headers['content-type'] = body.contentType;
      headers['content-length'] = String(body.length);
      return { ...init, body: body.stream(silence.touch), duplex: 'half' };
    }
    if (request.json === undefined) return init;
    headers['content-type'] = 'application/json';
    return { ...init, body: JSON.stringify(request.json) };
  }
}
