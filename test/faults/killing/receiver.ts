import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes webhooks, and knows what an engine may tell: each event once, or again under the same id. */
export class Receiver {
  /** Id of each event by what it is about and its type. */
  private readonly events = new Map<string, string>();
  private problem: string | undefined;
  repeated = 0;
  private readonly server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', text => {
      body += text;
    });
    request.on('end', () => {
      this.take(body);
      response.end();
    });
  });

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  dispose(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  has(subject: string, type: string): boolean {
    return this.events.has(`${subject} ${type}`);
  }

  check(): void {
    assert.equal(this.problem, undefined);
  }

  private take(body: string): void {
    const {
      event_id: id,
      event_type: type,
      data,
    } = JSON.parse(body) as {
      event_id: string;
      event_type: string;
      data: { id: string };
    };
    const key = `${data.id} ${type}`;
    const before = this.events.get(key);
    if (before === id) this.repeated++;
    else if (before !== undefined) this.problem = `${key} was told as two events, ${before} and ${id}`;
    this.events.set(key, id);
  }
}
