import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type LookupFunction, type Socket } from 'node:net';

/** A request as a server of these tests got it. */
export interface Got {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (request: Got, response: ServerResponse) => void;

/** An HTTP server on 127.0.0.1 that keeps what it is asked, and tunnels where it is used as a proxy. */
export class LocalServer {
  readonly requests: Got[] = [];
  /** Hosts and ports of tunnels that were asked for. */
  readonly tunnels: string[] = [];
  /** Connections that were opened. */
  connections = 0;
  answer: Answer;
  /** Where tunnels lead, whatever they name. */
  tunnelTo = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    answer: Answer,
  ) {
    this.answer = answer;
    server.on('connection', socket => {
      this.connections++;
      this.hold(socket);
    });
    server.on('connect', (request, socket: Socket) => {
      this.tunnels.push(request.url ?? '');
      const target = connect(this.tunnelTo, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      this.hold(target);
      this.hold(socket);
    });
    server.on('request', (request, response) => void this.take(request, response));
  }

  static async start(
    answer: Answer = (_request, response) => void response.end('hello'),
  ): Promise<LocalServer> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new LocalServer(server, answer);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get openSockets(): number {
    return this.sockets.size;
  }

  url(host: string, path = '/'): string {
    return `http://${host}:${this.port}${path}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private hold(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => this.sockets.delete(socket));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { method = '', url = '', headers } = request;
    const got = { method, url, headers, body };
    this.requests.push(got);
    this.answer(got, response);
  }
}

/** Names resolve to these addresses, one set after the other; the last stays. Other names are not found. */
export function fakeLookup(names: Record<string, readonly (readonly string[])[]>) {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, callback) => {
    const count = asked.filter(name => name === hostname).length;
    asked.push(hostname);
    const sets = names[hostname];
    const set = sets?.[Math.min(count, sets.length - 1)];
    if (!set) {
      const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
      return callback(error, []);
    }
    const found = set.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
  return { lookup, asked };
}
