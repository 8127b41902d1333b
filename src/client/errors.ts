/** What went wrong, as far as a caller decides by it. `unexpected`: an answer that is not the API's. */
export type ApiErrorKind =
  | 'auth'
  | 'payment'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'too_large'
  | 'rate_limited'
  | 'server'
  | 'network'
  | 'timeout'
  | 'unexpected';

export interface ApiErrorDetails {
  /** HTTP status; absent where no answer came. */
  status?: number;
  /** The server's own words. */
  serverSentence?: string;
  /** How long the server asked to wait, in milliseconds. */
  retryAfterMs?: number;
  /** The server's name for this request, for its support. */
  requestId?: string;
  /** The call creates something and may have done so: look for it before asking again. */
  ambiguous?: boolean;
  cause?: unknown;
}

/** Every failure of a call to the API. The message is a sentence with a next step and never holds the key. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status?: number;
  readonly serverSentence?: string;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  readonly ambiguous: boolean;

  constructor(
    readonly kind: ApiErrorKind,
    message: string,
    details: ApiErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    if (details.status !== undefined) this.status = details.status;
    if (details.serverSentence !== undefined) this.serverSentence = details.serverSentence;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
    if (details.requestId !== undefined) this.requestId = details.requestId;
    this.ambiguous = details.ambiguous ?? false;
  }

  static is(error: unknown, kind?: ApiErrorKind): error is ApiError {
    return error instanceof ApiError && (kind === undefined || error.kind === kind);
  }
}

/** What the status alone says, and what a person can do about it (causes: LlamaCloud API docs). */
const byStatus: Record<number, { kind: ApiErrorKind; what: string; next: string }> = {
  401: {
    kind: 'auth',
    what: 'The server did not accept the API key',
    next: 'Check the key and the region: a key works in one region only.',
  },
  402: {
    kind: 'payment',
    what: 'The account has no credits left',
    next: 'Add credits or change the plan, then go on.',
  },
  403: {
    kind: 'forbidden',
    what: 'The key has no access to this',
    next: 'Check the project, your role in it and what the plan includes.',
  },
  404: {
    kind: 'not_found',
    what: 'The server does not know this object',
    next: 'It may have expired or been deleted; refresh the view.',
  },
  407: {
    kind: 'network',
    what: 'The proxy asks for a sign-in',
    next: 'Check the proxy settings of VS Code.',
  },
  408: { kind: 'timeout', what: 'The server waited too long for the request', next: 'Try again.' },
  409: {
    kind: 'conflict',
    what: 'The request contradicts the present state on the server',
    next: 'Refresh and try again.',
  },
  413: { kind: 'too_large', what: 'The file is too large for the server', next: 'Leave it out or split it.' },
  429: {
    kind: 'rate_limited',
    what: 'The server limits the rate of requests',
    next: 'Try again in a moment.',
  },
};
const refused = {
  kind: 'invalid',
  what: 'The server refused the request',
  next: 'Correct it and try again.',
} as const;
const failed = { kind: 'server', what: 'The server failed', next: 'Try again later.' } as const;
const strange = {
  kind: 'unexpected',
  what: 'The server gave an answer that is not part of the API',
  next: 'Check the server address.',
} as const;

/** The error of an answer that is not a success; `advice`: what to do in place of what the status alone advises. */
export function errorOfResponse(status: number, details: ApiErrorDetails, advice?: string): ApiError {
  const { kind, what, next } =
    byStatus[status] ?? (status >= 500 ? failed : status >= 400 ? refused : strange);
  const { serverSentence, requestId, retryAfterMs = 0 } = details;
  const said = serverSentence ? `${what} (${status}): ${ended(serverSentence)}` : `${what} (${status}).`;
  const toDo = advice ?? (retryAfterMs >= 1_000 ? `Try again in ${duration(retryAfterMs)}.` : next);
  const id = requestId ? ` Request id: ${requestId}.` : '';
  return new ApiError(kind, `${said} ${toDo}${id}`, { ...details, status });
}

function ended(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** "40 s", "5 min", "3 h": never less than it is. */
function duration(ms: number): string {
  if (ms < 90_000) return `${Math.ceil(ms / 1_000)} s`;
  return ms < 90 * 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`;
}
