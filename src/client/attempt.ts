import type * as z from 'zod/mini';
import { errorSentence } from '../protocol/errors';
import type { Query } from './address';
import type { AttemptKind } from './attemptGate';
import { ApiError, errorOfResponse } from './errors';
import { networkFailure } from './networkFailure';
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
  /** Goes into the query. */
  projectId?: string | undefined;
  signal?: AbortSignal | undefined;
  /** In place of the client's own number. */
  retries?: number | undefined;
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

/** The value of a successful answer. Throws an ApiError `unexpected` where it is not what the schema says. */
export function readAnswer<T>(request: ApiRequest<T>, response: Response, text: string): T {
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

/** An answer that is no success. The key is cut out of what the server says. */
export function refusal<T>(
  request: ApiRequest<T>,
  response: Response,
  text: string,
  wait: number | undefined,
  token: string,
): Attempt<T> {
  const { status, headers } = response;
  const sentence = errorSentence(parseJson(text))?.replaceAll(token, '…');
  const ambiguous = (request.creates ?? false) && !isRefusal(status, headers);
  const error = errorOfResponse(status, {
    ambiguous,
    ...requestId(response),
    ...(sentence === undefined ? {} : { serverSentence: sentence }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
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

function requestId(response: Response): { requestId?: string } {
  const id = response.headers.get('x-request-id') ?? response.headers.get('x-correlation-id');
  return id ? { requestId: id } : {};
}
