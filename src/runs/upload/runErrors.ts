import { messageOf } from '../../base/log';
import { ApiError, type ApiErrorKind } from '../../client/errors';

/** A file on this machine is not, or no longer, what was planned. The message is a sentence for the file's row. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

/** Refusals of what was sent: sent again it would be refused again, while other files may go through. */
const refusals: ReadonlySet<ApiErrorKind> = new Set(['invalid', 'conflict', 'too_large']);

/** Whether only this file is affected. All else (key, credits, rate, network, a failing server) concerns every file. */
export function concernsFileOnly(error: unknown): boolean {
  return error instanceof FileProblem || (ApiError.is(error) && refusals.has(error.kind));
}

/** Whether asking again later cannot help, so that the run must not wait for it. */
export function isRefusal(error: unknown): error is ApiError {
  return ApiError.is(error) && (refusals.has(error.kind) || error.kind === 'not_found');
}

/**
 * Whether a server has no batches for this account, or none at all: what a plan without them gets is not documented
 * (LlamaCloud API docs), an unknown route gets FastAPI's own sentence.
 */
export function refusesBatches(error: unknown): error is ApiError {
  if (!ApiError.is(error)) return false;
  const isUnknownRoute = error.kind === 'not_found' && error.serverSentence === 'Not Found';
  return error.kind === 'forbidden' || isUnknownRoute || error.status === 405;
}

/** The server's own sentence where it gave one. */
export function sentenceOf(error: unknown): string {
  return (ApiError.is(error) && error.serverSentence) || messageOf(error);
}
