import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../base/clock';
import { Emitter } from '../../base/event';
import type { Disposable } from '../../base/lifecycle';
import type { EngineLog } from './engineLog';

const heartbeatMs = 15_000;
/** A window that reads so little that this much waits for it is let go. A question to a model may have a megabyte. */
const mostUnreadBytes = 16 * 1024 * 1024;

/** The VS Code windows that hold a connection to this engine, each an NDJSON stream. */
export class Windows implements Disposable {
  /** By the name that the window was given. */
  private readonly open = new Map<string, ServerResponse>();
  private readonly attached = new Emitter<string>();
  private readonly detached = new Emitter<string>();
  /** The name of a window that has just attached. */
  readonly onAttached = this.attached.event;
  readonly onDetached = this.detached.event;
  private readonly listening: Disposable;
  private timer: unknown;

  constructor(
    private readonly version: string,
    private readonly clock: Clock,
    log: EngineLog,
  ) {
    this.listening = log.onLine(({ level, message }) => this.send({ type: 'log', level, message }));
  }

  /** Keeps the response open until either side ends it. */
  attach(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const window = randomUUID();
    this.open.set(window, response);
    response.on('error', () => response.destroy());
    response.once('close', () => {
      this.open.delete(window);
      if (this.open.size === 0) this.clock.clearTimeout(this.timer);
      this.detached.fire(window);
    });
    write(response, { type: 'hello', version: this.version, pid: process.pid, window });
    if (this.open.size === 1) this.beat();
    this.attached.fire(window);
  }

  /** Writes a line to one window; false where it is not attached any more. */
  sendTo(window: string, line: object): boolean {
    const response = this.open.get(window);
    if (response) write(response, line);
    return response !== undefined;
  }

  /** Tells all windows that the engine leaves. */
  announceEnd(): void {
    this.send({ type: 'draining' });
  }

  dispose(): void {
    this.listening.dispose();
    this.clock.clearTimeout(this.timer);
    for (const response of this.open.values()) response.end();
    this.attached.dispose();
  }

  private beat(): void {
    this.timer = this.clock.setTimeout(() => {
      this.send({ type: 'heartbeat' });
      if (this.open.size > 0) this.beat();
    }, heartbeatMs);
  }

  private send(line: object): void {
    for (const response of this.open.values()) write(response, line);
  }
}

function write(response: ServerResponse, line: object): void {
  if (response.writableLength > mostUnreadBytes) response.destroy();
  else response.write(`${JSON.stringify(line)}\n`);
}
