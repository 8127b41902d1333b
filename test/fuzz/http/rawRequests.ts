import { connect } from 'node:net';
import type { Random } from '../../support/random';
import { mutatedBytes } from '../support/bytes';
import type { FuzzRequest } from './requests';

const answerMs = 10_000;

/** A request as bytes on a socket, its frame wrong as well where the dice say so. */
export function wireBytes(
  { method, path, headers, body }: FuzzRequest,
  token: string,
  random: Random,
): Buffer {
  const length = body?.length ?? 0;
  const framing = random.pick([
    ...[
      `Content-Length: ${length}`,
      `Content-Length: ${length}`,
      `Content-Length: ${length + random.int(-5, 5)}`,
    ],
    ...[
      'Transfer-Encoding: chunked',
      `Content-Length: ${length}\r\nTransfer-Encoding: chunked`,
      'Content-Length: -1',
    ],
    ...['Content-Length: 99999999999999999999', `Content-Length: ${length}\r\nContent-Length: 0`, ''],
  ]);
  const all = { host: '127.0.0.1', authorization: `Bearer ${token}`, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  const target = random.chance(0.05) ? random.pick(['*', 'http://evil/', '', '/%', '//', '/\u0001']) : path;
  const version = random.chance(0.05)
    ? random.pick(['HTTP/0.9', 'HTTP/2.0', 'HTTP/1.0', 'HTTP/1.1.1', ''])
    : 'HTTP/1.1';
  const head = [`${method} ${target} ${version}`, ...lines, framing, 'Connection: close'].join('\r\n');
  const bytes = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body ?? Buffer.alloc(0)]);
  return random.chance(0.3) ? mutatedBytes(bytes, random) : bytes;
}

/**
 * Sends bytes and gives what comes back; null where the server just closes, or waits for the rest of a request that never
 * comes. Rejects where it cannot be reached.
 */
export function exchange(port: number, bytes: Buffer): Promise<{ status: number; body: string } | null> {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    const finish = () => {
      socket.destroy();
      resolve(parsed(answer.toString('utf8')));
    };
    socket.setTimeout(answerMs, finish);
    socket.on('data', chunk => {
      answer = Buffer.concat([answer, chunk]);
    });
    socket.once('close', finish);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(error);
      else finish();
    });
  });
}

/** The first answer, whose body has a length, comes in chunks, or ends with the connection. */
function parsed(all: string): { status: number; body: string } | null {
  const answer = all.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];
  const end = answer.indexOf('\r\n\r\n');
  if (status === undefined || end < 0) return null;
  const head = answer.slice(0, end);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  const rest = answer.slice(end + 4);
  const body = /transfer-encoding: chunked/i.test(head)
    ? rest.replace(/^[0-9a-f]+\r\n([\s\S]*?)\r\n0\r\n\r\n[\s\S]*$/i, '$1')
    : Buffer.from(rest)
        .subarray(0, Number(length ?? rest.length * 4))
        .toString();
  return { status: Number(status), body };
}
