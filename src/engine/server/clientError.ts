import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const contentType = 'application/json; charset=utf-8';

/**
 * Answers what is not HTTP enough to reach a route (a `Content-Length` that lies, headers over 16 KB, a request that never
 * ends) in the API's error shape, and closes the connection: what follows on it cannot be told apart.
 */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = refusal(error.code);
  const body = JSON.stringify({ detail });
  const headers = `Content-Type: ${contentType}\r\nContent-Length: ${Buffer.byteLength(body)}`;
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\nConnection: close\r\n\r\n${body}`);
  socket.destroySoon();
}

/** Answers a path with broken escapes, or an id that is longer than any: there is nothing under it. */
export function refusePath(_error: unknown, _request: unknown, { raw }: { raw: ServerResponse }): void {
  raw.writeHead(404, { 'content-type': contentType }).end(JSON.stringify({ detail: 'Not Found' }));
}

function refusal(code: string | undefined): [status: string, detail: string] {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'The request did not come in time.'];
    case 'HPE_HEADER_OVERFLOW':
      return ['431 Request Header Fields Too Large', 'The headers of the request are too large.'];
    default:
      return ['400 Bad Request', 'The request is not valid HTTP.'];
  }
}
