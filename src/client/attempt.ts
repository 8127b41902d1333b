import type * as z from 'zod/mini';
import { errorSentence } from '../protocol/errors';
import type { Query } from './address';
import type { AttemptKind } from './attemptGate';
import { ApiError, errorOfResponse } from './errors';
import { networkFailure } from './networkFailure';
import { withoutKeys } from './redact';
import { isRefusal, isRetryable } from './retry';
import type { UploadBody } from './upload';

/** One call of the API; `schema` reads its answer, and an answer without a schema is not read. */
export interface ApiRequest<T> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Query;
  json?: unknown;
  /** Makes the body of an upload, anew for each attempt. */
  upload?: () => Promise<UploadBody>;
  schema: z.ZodMiniType<T> | undefined;
  /**
   * The call creates something that a second one would create again (the API has no idempotency header, LlamaCloud API docs).
   * It is repeated only where the server cannot have acted; else it fails with `ambiguous`, and the caller looks first.
   */
  creates?: boolean;
  /** What it is for the server's limits; `other` where it says nothing. */
  kind?: AttemptKind | undefined;
  /** What to do after a refusal with a status, where that is more than the status alone tells. */
  advice?: Readonly<Partial<Record<number, string>>>;
  /** Goes into the query. */
  projectId?: string | undefined;
  signal?: AbortSignal | undefined;
  /** In place of the client's own number. */
  retries?: number | undefined;
  /** Longest silence within an attempt, in milliseconds, in place of the client's own. */
  timeoutMs?: number | undefined;
}

/** How one attempt ended; `repeat`: another one may be made. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; error: ApiError; repeat: boolean };

/** The whole answer; `touch` is called for each piece of it. */
export async function readText(response: Response, touch: () => void): Promise<string> {
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

/**
 * The value of a successful answer. One that is not what the schema says is an error `unexpected`, and worth repeating
 * where it is cut off: whoever stands between may do better the next time.
 */
export function readAnswer<T>(
  request: ApiRequest<T>,
  response: Response,
  text: string,
  token: string,
): Attempt<T> {
  if (!request.schema) return { ok: true, value: undefined as T };
  const json = parseJson(text);
  const parsed = request.schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const ambiguous = request.creates ?? false;
  const isCutOff = json === undefined && !isWebPage(response, text);
  const where = parsed.error.issues[0]?.path.join('.') || 'its outermost level';
  const what =
    json !== undefined
      ? `does not have the form of the API (at ${where}). Check the server address, or update Llama Batches.`
      : isCutOff
        ? 'is cut off or no JSON. Try again; if it stays so, check the server address.'
        : 'is a web page. Check the server address, and whether a proxy or sign-in page stands before it.';
  const error = new ApiError('unexpected', `The answer to ${request.method} ${request.path} ${what}`, {
    status: response.status,
    ambiguous,
    ...requestId(response, token),
  });
  return { ok: false, error, repeat: isCutOff && !ambiguous };
}

function isWebPage({ headers }: Response, text: string): boolean {
  return (headers.get('content-type') ?? '').includes('html') || /^\s*</.test(text);
}

/** An answer that is no success. Keys are cut out of what the server says. */
export function refusal<T>(
  request: ApiRequest<T>,
  response: Response,
  text: string,
  wait: number | undefined,
  token: string,
): Attempt<T> {
  const { status, headers } = response;
  const sentence = errorSentence(parseJson(text));
  const ambiguous = (request.creates ?? false) && !isRefusal(status, headers);
  const details = {
    ambiguous,
    ...requestId(response, token),
    ...(sentence === undefined ? {} : { serverSentence: withoutKeys(sentence, token) }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
  const error = errorOfResponse(status, details, request.advice?.[status]);
  return { ok: false, error, repeat: isRetryable(status, headers) && !ambiguous };
}

/** An attempt that the silence limit ended. */
export function silent<T>(request: ApiRequest<T>, timeoutMs: number, cause: unknown): Attempt<T> {
  const ambiguous = request.creates ?? false;
  const error = new ApiError(
    'timeout',
    `The server was silent for ${timeoutMs / 1000} s. Check the network connection and try again.`,
    { ambiguous, cause },
  );
  return { ok: false, error, repeat: !ambiguous };
}

/** An attempt that got no answer, or not to its end. */
export function unreachable<T>(request: ApiRequest<T>, cause: unknown): Attempt<T> {
  const failure = networkFailure(cause);
  if (failure.redirected) {
    const error = new ApiError(
      'unexpected',
      'The server sends requests on to another address. Enter its final address as the server address, and check whether a proxy or sign-in page stands before it.',
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

/** As far as it looks like one. */
function requestId({ headers }: Response, token: string): { requestId?: string } {
  const id = headers.get('x-request-id') ?? headers.get('x-correlation-id') ?? '';
  return /^[\w.:/-]{1,100}$/.test(id) ? { requestId: withoutKeys(id, token) } : {};
}
