import assert from 'node:assert/strict';
import type { ContractServer } from './contractServer';

/** Names of the classes that the official clients throw (their core/error.ts). */
const classes = {
  400: 'BadRequestError',
  401: 'AuthenticationError',
  403: 'PermissionDeniedError',
  404: 'NotFoundError',
  413: 'APIError',
  422: 'UnprocessableEntityError',
} as const;

/**
 * Sees that an official client throws the error class of a status, with the server's own words, after a single request:
 * whoever repeats a refusal that stays makes people wait for minutes.
 */
export async function refused(
  server: ContractServer,
  status: keyof typeof classes,
  said: RegExp | string,
  call: () => PromiseLike<unknown>,
): Promise<void> {
  const before = server.sent.length;
  const error = await Promise.resolve(call()).then(
    () => assert.fail('was not refused'),
    (e: unknown) => e,
  );
  assert.ok(error instanceof Error && 'status' in error && 'error' in error, String(error));
  assert.equal(error.status, status, error.message);
  assert.equal(error.constructor.name, classes[status]);
  const { detail } = error.error as { detail: unknown };
  const words = typeof detail === 'string' ? detail : JSON.stringify(detail);
  if (typeof said === 'string') assert.equal(words, said);
  else assert.match(words, said);
  assert.equal(server.sent.length - before, 1, 'was sent more than once');
}
