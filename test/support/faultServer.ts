import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestFrom,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults';

/** A request that reached the fault server, with what became of it. */
export interface Seen {
  method: string;
  /** Without its query. */
  path: string;
  /** Method and path with ids as `*`: `GET /api/v2/batches/*`. */
  route: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Requests of the same route before this one. */
  nth: number;
  /** Requests of all routes before this one. */
  place: number;
  fault?: Fault | undefined;
  /** The first bytes of what was sent, as far as they have come. */
  sent?: string;
  /** Status with which the server behind acted on it; undefined while it has not, or where it never saw it. */
  acted?: number;
  /** What the server behind answered, whatever the client got of it. */
  answered?: unknown;
}

export interface FaultServerOptions {
  /** Base URL of the server behind. */
  target: string;
  /** What happens to a request; undefined lets it pass. */
  plan?: (seen: Seen) => Fault | undefined;
  /** Real milliseconds that every request takes longer. */
  latencyMs?: number;
}

/** Header by which a client that is watched numbers its requests. */
export const numberHeader = 'x-test-number';

/** Bytes of each request that are kept. */
const keptBytes = 4_000;

interface Upstream {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * A real HTTP server that passes requests on to another and does harm on the way: it answers instead of the other, or
 * spoils what the other answered, or breaks the connection before or after the other has acted.
 */
export class FaultServer {
  readonly requests: Seen[] = [];
  /** Numbers ({@link numberHeader}) of the requests that wait for an answer which never comes. */
  readonly silent = new Set<string>();
  plan: (seen: Seen) => Fault | undefined;
  private readonly counts = new Map<string, number>();
  private handling = 0;
  private rested: (() => void)[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server: Server;

  private constructor(private readonly options: FaultServerOptions) {
    this.plan = options.plan ?? (() => undefined);
    this.server = createServer((request, response) => {
      this.handling++;
      this.handle(request, response)
        // Whatever breaks here is for the client to notice: a broken connection.
        .catch(() => request.socket.destroy())
        .finally(() => {
          this.handling--;
          this.tellRest();
        });
    });
  }

  static async start(options: FaultServerOptions): Promise<FaultServer> {
    const made = new FaultServer(options);
    await once(made.server.listen(0, '127.0.0.1'), 'listening');
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Forgets the requests so far. */
  forget(): void {
    this.requests.length = 0;
    this.counts.clear();
  }

  /** Resolves when no request is being worked on, here or by the server behind. */
  atRest(): Promise<void> {
    return new Promise(resolve => {
      this.rested.push(resolve);
      this.tellRest();
    });
  }

  /** Requests whose route is this, or begins so. */
  count(route = ''): number {
    return this.of(route).length;
  }

  of(route: string): Seen[] {
    return this.requests.filter(seen => seen.route.startsWith(route));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.agent.destroy();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = this.note(request);
    const fault = this.plan(seen);
    seen.fault = fault;
    if (this.options.latencyMs) await sleep(this.options.latencyMs);
    keepSent(request, seen);
    if (fault && !fault.acts) return this.harm(fault, undefined, request, response);
    const upstream = await this.forward(request);
    seen.acted = upstream.status;
    seen.answered = jsonOf(upstream.body);
    if (fault) return this.harm(fault, upstream, request, response);
    response.writeHead(upstream.status, withoutLength(upstream.headers)).end(upstream.body);
  }

  private tellRest(): void {
    if (this.handling > this.silent.size) return;
    for (const resolve of this.rested.splice(0)) resolve();
  }

  private note(request: IncomingMessage): Seen {
    const { method = '', url = '', headers } = request;
    const { pathname: path, searchParams: query } = new URL(url, this.url);
    const route = `${method} ${path.replaceAll(/\/(?!v\d\b)[^/]*\d[^/]*/g, '/*')}`;
    const nth = this.counts.get(route) ?? 0;
    this.counts.set(route, nth + 1);
    const seen = { method, path, route, query, headers, nth, place: this.requests.length };
    this.requests.push(seen);
    return seen;
  }

  private async harm(
    fault: Fault,
    upstream: Upstream | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (fault.kind === 'cut') return void request.socket.destroy();
    if (fault.kind === 'silence') return this.keepSilent(request);
    if (fault.kind === 'answer') {
      // A server may refuse an upload before it has come; one that is polite reads it first.
      if (!fault.early) await drained(request);
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      return void response.end(fault.body);
    }
    if (!upstream) throw new Error(`The fault ${fault.name} needs an answer to spoil.`);
    const { status, headers, body } = upstream;
    if (fault.kind === 'edit') {
      const edited = fault.edit(jsonOf(body));
      const text = typeof edited === 'string' ? edited : JSON.stringify(edited);
      return void response.writeHead(status, withoutLength(headers)).end(text);
    }
    if (fault.kind === 'truncate') {
      response.writeHead(status, { ...withoutLength(headers), 'content-length': body.length });
      response.write(body.subarray(0, Math.floor(body.length / 2)));
      await sleep(1);
      return void request.socket.destroy();
    }
    response.writeHead(status, withoutLength(headers));
    for (let at = 0; at < body.length; at += Math.ceil(body.length / fault.pieces)) {
      response.write(body.subarray(at, at + Math.ceil(body.length / fault.pieces)));
      await sleep(1);
    }
    response.end();
  }

  private async keepSilent(request: IncomingMessage): Promise<void> {
    const number = String(request.headers[numberHeader] ?? '');
    this.silent.add(number);
    this.tellRest();
    request.resume();
    await once(request.socket, 'close');
    this.silent.delete(number);
  }

  private async forward(request: IncomingMessage): Promise<Upstream> {
    const { method, url = '', headers } = request;
    const upstream = requestFrom(new URL(url, this.options.target), { method, headers, agent: this.agent });
    request.once('close', () => {
      if (!request.complete) upstream.destroy();
    });
    request.pipe(upstream);
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) };
  }
}

/** Keeps what comes from now on; what takes the body must begin in the same turn, or it loses some. */
function keepSent(request: IncomingMessage, seen: Seen): void {
  const chunks: Buffer[] = [];
  let kept = 0;
  request.on('data', (chunk: Buffer) => {
    kept += chunk.length;
    if (kept - chunk.length >= keptBytes) return;
    chunks.push(chunk);
    seen.sent = Buffer.concat(chunks).toString('utf8', 0, keptBytes);
  });
}

async function drained(request: IncomingMessage): Promise<void> {
  request.resume();
  if (!request.complete) await once(request, 'end');
}

function withoutLength(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const {
    'content-length': _length,
    'transfer-encoding': _encoding,
    connection: _connection,
    ...rest
  } = headers;
  return rest;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
