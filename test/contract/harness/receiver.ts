import { createHmac } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until';

/** One delivery of a webhook. */
export interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  /** As it came: what the signature is made of. */
  raw: Buffer;
  payload: { event_id: string; event_type: string; timestamp: number; data: Record<string, unknown> };
}

/** A server on this machine that receives webhooks, and serves documents to whoever fetches them. */
export class Receiver {
  readonly deliveries: Delivery[] = [];
  /** Status for the next deliveries; 200 when there is none left. */
  readonly answers: number[] = [];
  /** Documents by path. */
  readonly documents = new Map<string, Buffer>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  start(): Promise<void> {
    return new Promise(resolve => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** The address of a path on it. */
  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** What a path has received, once it satisfies `isEnough`. */
  async received(path: string, isEnough: (events: string[]) => boolean): Promise<Delivery[]> {
    const mine = () => this.deliveries.filter(one => one.path === path);
    await until(async () => isEnough(mine().map(one => one.payload.event_type)));
    return mine();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request
      .on('data', chunk => chunks.push(chunk))
      .on('end', () => {
        const path = request.url ?? '';
        if (request.method === 'GET') {
          const document = this.documents.get(path);
          response.writeHead(document ? 200 : 404).end(document);
          return;
        }
        const raw = Buffer.concat(chunks);
        this.deliveries.push({ path, headers: request.headers, raw, payload: payloadOf(raw) });
        response.writeHead(this.answers.shift() ?? 200).end();
      });
  }
}

/** The signature that LlamaCloud sends in `LC-Signature`. */
export const signatureOf = (raw: Buffer, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;

/** The payload is the body, or the JSON text that the body is. */
function payloadOf(raw: Buffer): Delivery['payload'] {
  const body = JSON.parse(raw.toString('utf8')) as string | Delivery['payload'];
  return typeof body === 'string' ? JSON.parse(body) : body;
}
