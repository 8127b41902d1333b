import { request } from 'node:http';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import { Emitter, type Event } from '../../base/event';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';

const line = z.union([
  z.looseObject({
    type: z.literal('hello'),
    version: z.string(),
    pid: z.number(),
    window: z.optional(z.string()),
  }),
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
  readonly pid: number;
  /** What the engine calls this window; null where it is too old to say. */
  readonly window: string | null;
  /** Lines that are for others, as they came. */
  readonly onLine: Event<unknown>;
  /** Resolves when the connection has ended, whoever ended it: whether the engine had said that it leaves. */
  readonly closed: Promise<{ announced: boolean }>;
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
    req.on('error', error => {
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
      let announced = false;
      const others = new Emitter<unknown>(error => log.error(messageOf(error)));
      const closed = new Promise<{ announced: boolean }>(done =>
        response.once('close', () => done({ announced })),
      );
      response.on('error', () => response.destroy());
      const lines = createInterface({ input: response });
      // readline passes the response's error on; the end of the connection says the same.
      lines.on('error', () => undefined);
      lines.on('line', text => {
        const parsed = parseLine(text);
        if (!parsed) return;
        if (parsed.type === 'hello' && 'pid' in parsed) {
          clearTimeout(timer);
          const [version, pid] = [String(parsed['version']), Number(parsed.pid)];
          const window = typeof parsed['window'] === 'string' ? parsed['window'] : null;
          const onLine = others.event;
          resolve({ version, pid, window, onLine, closed, dispose: () => req.destroy() });
        } else if (parsed.type === 'draining') {
          announced = true;
        } else if (parsed.type === 'log' && 'level' in parsed) {
          log[parsed.level as 'info'](String(parsed['message']));
        } else {
          others.fire(parsed);
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

/**
 * Asks an engine to finish what it is at and leave. `asked`: it will; `refused`: something else answers there, or
 * nobody; `silent`: it did not answer in time.
 */
export function askToDrain(
  url: string,
  token: string,
  timeoutMs: number,
): Promise<'asked' | 'refused' | 'silent'> {
  return new Promise(resolve => {
    const req = request(new URL('/local/drain', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    const timer = setTimeout(() => {
      resolve('silent');
      req.destroy();
    }, timeoutMs);
    const answer = (how: 'asked' | 'refused') => {
      clearTimeout(timer);
      resolve(how);
    };
    req.on('error', () => answer('refused'));
    req.once('response', response => {
      response.on('error', () => undefined);
      response.once('close', () => answer(response.statusCode === 200 ? 'asked' : 'refused'));
      response.resume();
    });
    req.end();
  });
}
