import type { ServerResponse } from 'node:http';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import type { EngineLog } from './engineLog';

const heartbeatMs = 15_000;
/** A window that reads so little that this much waits for it is let go. */
const mostUnreadBytes = 1024 * 1024;

/** The VS Code windows that hold a connection to this engine, each an NDJSON stream. */
export class Windows implements Disposable {
  private readonly open = new Set<ServerResponse>();
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
    this.open.add(response);
    response.on('error', () => response.destroy());
    response.once('close', () => {
      this.open.delete(response);
      if (this.open.size === 0) this.clock.clearTimeout(this.timer);
    });
    write(response, { type: 'hello', version: this.version, pid: process.pid });
    if (this.open.size === 1) this.beat();
  }

  /** Tells all windows that the engine leaves. */
  announceEnd(): void {
    this.send({ type: 'draining' });
  }

  dispose(): void {
    this.listening.dispose();
    this.clock.clearTimeout(this.timer);
    for (const response of this.open) response.end();
  }

  private beat(): void {
    this.timer = this.clock.setTimeout(() => {
      this.send({ type: 'heartbeat' });
      if (this.open.size > 0) this.beat();
    }, heartbeatMs);
  }

  private send(line: object): void {
    for (const response of this.open) write(response, line);
  }
}

function write(response: ServerResponse, line: object): void {
  if (response.writableLength > mostUnreadBytes) response.destroy();
  else response.write(`${JSON.stringify(line)}\n`);
}
