import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';

const tls = join(__dirname, '../../../test/fixtures/tls');

/** The name that both certificates are for; no name server knows it. */
export const madeUpHost = 'llama.corp.test';

/** What reached a server. */
export interface Seen {
  method: string;
  path: string;
  key: string | undefined;
  bytes: number;
  contentLength: string | undefined;
}

/** A server of LlamaCloud's form below `/prefix`, with a certificate of the private authority or of a stranger. */
export class CompanyServer {
  readonly seen: Seen[] = [];
  acceptedKey = 'llx-corp';
  private readonly server: Server;

  constructor(certificate: 'server' | 'stranger' | 'none') {
    const serve = (request: IncomingMessage, response: ServerResponse) => void this.serve(request, response);
    this.server =
      certificate === 'none'
        ? createServer(serve)
        : createTlsServer(
            {
              cert: readFileSync(join(tls, `${certificate}.pem`)),
              key: readFileSync(join(tls, `${certificate}.key`)),
            },
            serve,
          );
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  listen(): Promise<void> {
    return new Promise(resolve => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).length;
    const { method = '', url: path = '', headers } = request;
    const key = headers.authorization?.replace('Bearer ', '');
    this.seen.push({ method, path, key, bytes, contentLength: headers['content-length'] });
    const status = key === this.acceptedKey ? 200 : 401;
    const body = status === 401 ? { detail: 'Invalid API Key' } : answer(path);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}

function answer(path: string): unknown {
  if (path.includes('/webhook-configs')) return [1, 2, 3, 4, 5].map(savedWebhook);
  if (path.startsWith('/prefix/api/v1/projects'))
    return [{ id: 'prj-corp', name: 'Corp', organization_id: 'org', is_default: true }];
  if (path.includes('/upload'))
    return { id: 'dfl-1', directory_id: 'dir-1', project_id: 'prj-corp', unique_id: 'a', display_name: 'a' };
  return { items: [], next_page_token: null };
}

const savedWebhook = (n: number) => ({
  id: `whc-${n}`,
  has_secret: n === 1,
  tenant_id: 'prj-corp',
  tenant_type: 'project',
  webhook_url: `https://hooks.corp.test/${n}`,
});

/** An HTTP proxy that asks for a name and password and knows where the made-up host is. */
export class CompanyProxy {
  /** The targets that were asked for with the right credentials. */
  tunnels: string[] = [];
  refused = 0;
  /** All bytes that clients sent through it, as text. */
  passed = '';
  private readonly open = new Set<Socket>();
  private readonly server = createServer((_, response) => response.writeHead(501).end());

  constructor(private credentials: string) {
    this.server.on('connect', (request: IncomingMessage, socket: Socket) => this.tunnel(request, socket));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  listen(): Promise<void> {
    return new Promise(resolve => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** Forgets what it saw, and ends the tunnels. */
  reset(credentials: string): void {
    Object.assign(this, { credentials, tunnels: [], refused: 0, passed: '' });
    for (const socket of this.open) socket.destroy();
  }

  close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(() => resolve()));
  }

  private tunnel({ headers, url: target = '' }: IncomingMessage, client: Socket): void {
    const given = headers['proxy-authorization']?.replace('Basic ', '') ?? '';
    if (Buffer.from(given, 'base64').toString() !== this.credentials) {
      this.refused++;
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="corp"\r\n\r\n',
      );
      return;
    }
    this.tunnels.push(target);
    const [host, port] = target.split(':');
    if (host !== madeUpHost) return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const server = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.on('data', (chunk: Buffer) => {
        this.passed += chunk.toString('latin1');
      });
      client.pipe(server).pipe(client);
    });
    for (const socket of [client, server]) {
      this.open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.open.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
  }
}
