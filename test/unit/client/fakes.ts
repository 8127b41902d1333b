import type { Clock } from '../../../src/base/clock';
import type { Log } from '../../../src/base/log';
import { createLlamaCloud, type LlamaCloudOptions } from '../../../src/client/llamaCloud';

/** A clock whose waits end at once; it notes what was waited for. `holding` keeps them until `fire`. */
export class InstantClock implements Clock {
  time = Date.parse('2026-01-01T00:00:00Z');
  /** Lengths of the timers that ran out, in order. */
  readonly waited: number[] = [];
  readonly pending = new Map<object, { callback: () => void; ms: number }>();

  /** @param runs which timers run out by themselves; the others stay pending. */
  constructor(private readonly runs: (ms: number) => boolean = ms => ms !== silenceMs) {}

  now(): number {
    return this.time;
  }

  setTimeout(callback: () => void, ms: number): object {
    const handle = {};
    this.pending.set(handle, { callback, ms });
    if (this.runs(ms)) setImmediate(() => this.fire(handle));
    return handle;
  }

  clearTimeout(handle: unknown): void {
    this.pending.delete(handle as object);
  }

  /** Lets one pending timer run out, or all that wait for `ms`. */
  fire(which: object | number): void {
    for (const [handle, timer] of [...this.pending]) {
      if (handle !== which && timer.ms !== which) continue;
      this.pending.delete(handle);
      this.time += timer.ms;
      this.waited.push(timer.ms);
      timer.callback();
    }
  }
}

/** The silence limit of test clients: a number that no back-off has. */
export const silenceMs = 60_000;

export interface Sent {
  method: string;
  url: URL;
  query: string;
  headers: Headers;
  body: string | undefined;
  redirect: RequestInit['redirect'];
}

type Answer = Response | Error | ((signal: AbortSignal | null | undefined) => Promise<Response>);

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** What fetch throws when the system refuses a connection or loses it. */
export const fetchFailed = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`socket: ${code}`), { code }) });

/** Never answers; rejects when aborted, as fetch does. */
export const silence: Answer = signal =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

/** A client whose fetch gives the scripted answers in order (the last one again and again) and notes what it was asked. */
export function scripted(answers: Answer[], options: Partial<LlamaCloudOptions> = {}) {
  const sent: Sent[] = [];
  const logged: string[] = [];
  const clock = new InstantClock();
  const line = (message: string) => void logged.push(message);
  const log: Log = { debug: line, info: line, warn: line, error: line };
  const fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input));
    sent.push({
      method: init?.method ?? 'GET',
      url,
      query: url.search,
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? init.body : undefined,
      redirect: init?.redirect,
    });
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (typeof answer === 'function') return answer(init?.signal);
    if (answer instanceof Response) return answer.clone();
    throw answer;
  };
  const cloud = createLlamaCloud({
    baseUrl: 'http://127.0.0.1:9',
    token: async () => 'llx-secret',
    fetch: fetch as typeof globalThis.fetch,
    userAgent: 'llama-batches/test',
    clock,
    random: () => 0,
    log,
    ...options,
  });
  return { cloud, sent, clock, logged };
}

export const aBatch = {
  id: 'bat-1',
  project_id: 'prj-1',
  source_directory_id: 'dir-1',
  config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' } },
  status: 'PENDING',
};
export const batchBody = {
  source_directory_id: 'dir-1',
  config: { job: { type: 'parse_v2' as const, configuration_id: 'cfg-PARSE_AGENTIC' } },
};
