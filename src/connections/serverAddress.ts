import { parseBaseUrl } from '../client/address';
import { ApiError } from '../client/errors';

/**
 * The address of a server as a person gives it: without trailing slashes, and without the `/api` that every path of the
 * API begins with. Throws an ApiError `invalid` with a sentence.
 */
export function serverAddress(typed: string): string {
  const text = typed.trim();
  if (/[?#]/.test(text))
    throw new ApiError(
      'invalid',
      'The server address ends with its path: leave out what begins with ? or #.',
    );
  return parseBaseUrl(text).replace(/\/api(\/v\d+)?$/, '');
}

/** Whether a key and documents would go over a network unencrypted: plain http to another machine. */
export function isReadableOnTheWay(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
