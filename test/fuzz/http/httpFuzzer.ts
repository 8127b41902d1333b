import { request } from 'node:http';
import type { EngineProcess } from '../../support/engineProcess';
import type { Random } from '../../support/random';
import type { Findings } from '../support/findings';
import { faultOf } from '../support/oracle';
import { exchange, wireBytes } from './rawRequests';
import { type FuzzRequest, oddRequest, wellFormed } from './requests';

/** No request may take longer, whatever is in it. */
const slowMs = 15_000;
/** Ids that are kept of each kind: the newest. */
const idsKept = 30;

const kinds: readonly [pattern: RegExp, kind: string][] = [
  [/^dir-/, 'directory'],
  [/^dfl-/, 'entry'],
  [/^bat-/, 'batch'],
  [/^bjb-/, 'legacy'],
  [/^pjb-/, 'job'],
  [/^cfg-/, 'configuration'],
  [/^ext-/, 'extract'],
  [/^cls-/, 'classify'],
  [/^whc-/, 'webhook'],
];

/** Sends requests that nobody would, and holds every answer against the API. */
export class HttpFuzzer {
  sent = 0;
  readonly statuses = new Map<number, number>();
  private readonly ids: Record<string, string[]> = {};

  constructor(
    private readonly engine: EngineProcess,
    private readonly random: Random,
    private readonly findings: Findings,
    private readonly secrets: readonly string[],
  ) {}

  async one(): Promise<void> {
    const asked = oddRequest(this.ids, this.random);
    const port = Number(new URL(this.engine.url).port);
    const began = performance.now();
    if (this.random.chance(0.25)) {
      const bytes = wireBytes(asked, this.engine.token, this.random);
      const answer = await exchange(port, bytes);
      if (answer) this.judge(asked, answer.status, answer.body, bytes);
    } else {
      const input = Buffer.from(`${asked.method} ${asked.path}\n${asked.body ?? ''}`);
      const answer = await this.send(asked, port);
      if (answer) this.judge(asked, answer.status, answer.body, input);
    }
    const took = performance.now() - began;
    if (took > slowMs) this.findings.add(`slow ${asked.method}`, `${asked.path} took ${took} ms`, asked.path);
    this.sent++;
  }

  private judge(asked: FuzzRequest, status: number, body: string, input: Uint8Array): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    // An answer to HEAD has no body.
    const fault = asked.method === 'HEAD' ? null : faultOf(status, body, this.secrets);
    if (fault) this.findings.add(`${fault} ${asked.method} ${asked.route}`, body, input);
    else if (status < 300) this.learn(asked.path, body);
  }

  private learn(path: string, body: string): void {
    for (const [id] of body.matchAll(/\b[a-z]{3}-[0-9a-f]{8}-[0-9a-f-]{27}\b/g)) {
      const kind = kinds.find(([pattern]) => pattern.test(id))?.[1];
      if (kind) this.keep(kind, id);
    }
    const plain = /"id":"([0-9a-f]{8}-[0-9a-f-]{27})"/.exec(body)?.[1];
    if (plain && path.includes('/files')) this.keep('file', plain);
    if (plain && path.includes('/projects')) this.keep('project', plain);
  }

  private keep(kind: string, id: string): void {
    this.ids[kind] ??= [];
    const known = this.ids[kind];
    if (known.includes(id)) return;
    known.push(id);
    if (known.length > idsKept) known.shift();
  }

  /** Null where the engine closed the connection, as it does when a request was refused before its body had come. */
  private send(asked: FuzzRequest, port: number): Promise<{ status: number; body: string } | null> {
    const { method, body } = asked;
    const wanted = {
      authorization: `Bearer ${this.engine.token}`,
      ...(body && { 'content-length': String(body.length) }),
      ...asked.headers,
    };
    const sendable = Object.entries(wanted).filter(([, value]) => !/[^\t\x20-\x7e\x80-\xff]/.test(value));
    const path = wellFormed(asked.path).replace(/[^\x21-\x7e]+/g, encodeURIComponent);
    const options = {
      port,
      host: '127.0.0.1',
      method,
      path,
      headers: Object.fromEntries(sendable),
      agent: false,
    };
    return new Promise((resolve, reject) => {
      const closed = (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNREFUSED' ? reject(error) : resolve(null);
      const sent = request(options, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.once('error', closed);
        const status = response.statusCode ?? 0;
        response.once('end', () => resolve({ status, body: Buffer.concat(chunks).toString('utf8') }));
      });
      sent.once('error', closed);
      sent.end(body ?? undefined);
    });
  }
}
