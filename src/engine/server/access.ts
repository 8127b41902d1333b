import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { HttpError } from './httpError';

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Guards every request: a `Host` that is not this machine is refused (a page in a browser that rebinds its name to
 * 127.0.0.1 sends its own), and the bearer token must match; it is compared in constant time. A presigned URL needs none.
 */
export function createGuard(token: string): (headers: IncomingHttpHeaders, presigned: boolean) => void {
  const expected = digest(token);
  return (headers, presigned) => {
    const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!loopbackNames.has(host))
      throw new HttpError(403, 'This server answers to 127.0.0.1 and localhost only.');
    if (presigned) return;
    const given = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (given === undefined || !timingSafeEqual(digest(given.trim()), expected)) {
      throw new HttpError(401, 'The API key is missing or wrong.');
    }
  };
}

/** Makes values of one length, as the comparison needs them. */
function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
