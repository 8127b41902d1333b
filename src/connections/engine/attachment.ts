import { request } from 'node:http';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { Disposable } from '../../base/lifecycle';
import type { Log } from '../../base/log';

const line = z.union([
  z.looseObject({ type: z.literal('hello'), version: z.string() }),
  z.looseObject({
    type: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: z.string(),
  }),
  z.looseObject({ type: z.string() }),
]);

/** The open connection by which the engine knows that a window is there, and the window that the engine lives. */
export interface Attachment extends Disposable {
  readonly version: string;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
}

/** The engine refused: its token is another, or it is no engine. */
export class AttachRefused extends Error {
  override readonly name = 'AttachRefused';
}

/**
 * Opens `GET /local/attach` and waits for its first line. The engine's log lines are written to `log`. Rejects with
 * AttachRefused, or with the socket's error when nobody listens.
 */
export function attach(url: string, token: string, log: Log, timeoutMs: number): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const req = request(new URL('/local/attach', url), { headers: { authorization: `Bearer ${token}` } });
    const timer = setTimeout(() => req.destroy(new Error('the engine did not answer')), timeoutMs);
    req.once('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    req.once('response', response => {
      if (response.statusCode !== 200) {
        clearTimeout(timer);
        response.resume();
        req.destroy();
        return reject(new AttachRefused(`status ${response.statusCode}`));
      }
      const closed = new Promise<void>(done => response.once('close', done));
      response.on('error', () => response.destroy());
      const lines = createInterface({ input: response });
      // readline passes the response's error on; the end of the connection says the same.
      lines.on('error', () => undefined);
      lines.on('line', text => {
        const parsed = parseLine(text);
        if (!parsed) return;
        if (parsed.type === 'hello' && 'version' in parsed) {
          clearTimeout(timer);
          resolve({ version: String(parsed.version), closed, dispose: () => req.destroy() });
        } else if (parsed.type === 'log' && 'level' in parsed) {
          log[parsed.level as 'info'](String(parsed['message']));
        }
      });
      lines.once('close', () => {
        clearTimeout(timer);
        reject(new AttachRefused('the connection ended before its first line'));
      });
    });
    req.end();
  });
}

function parseLine(text: string) {
  try {
    const parsed = line.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Asks an engine of another version to finish what it is at and leave. */
export function askToDrain(url: string, token: string): Promise<void> {
  return new Promise(resolve => {
    const req = request(new URL('/local/drain', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      timeout: 5000,
    });
    req.once('error', () => resolve());
    req.once('timeout', () => req.destroy());
    req.once('response', response => {
      response.resume();
      response.once('close', () => resolve());
    });
    req.end();
  });
}
