import { JobFailure } from '../../jobs/jobFailure';
import { ModelFailure, type ModelFailureReason } from '../../models/types';
import { HttpError } from '../../server/httpError';

/** An error on its way between a thread and the engine. */
export type Failure =
  | { kind: 'job'; message: string }
  | { kind: 'model'; reason: ModelFailureReason; message: string }
  | { kind: 'other'; message: string };

/** A fault of our own keeps its kind and its place in the code, not its text: that may hold parts of the document. */
export function failureOf(error: unknown): Failure {
  // A schema that breaks the API's rules is refused as in a request; here it is what a model made.
  if (error instanceof JobFailure || error instanceof HttpError) {
    return { kind: 'job', message: error.message };
  }
  if (error instanceof ModelFailure) {
    return { kind: 'model', reason: error.reason, message: error.message };
  }
  if (!(error instanceof Error)) return { kind: 'other', message: `a ${typeof error} was thrown` };
  const { code } = error as NodeJS.ErrnoException;
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  return { kind: 'other', message: [code ?? error.name, ...frames.slice(0, 5)].join('\n') };
}

export function errorOf(failure: Failure): Error {
  if (failure.kind === 'job') return new JobFailure(failure.message);
  if (failure.kind === 'model') return new ModelFailure(failure.reason, failure.message);
  return new Error(failure.message);
}
