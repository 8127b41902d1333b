import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';

/** Watches the bytes of one upload come in: whether they do, and how many. */
export class UploadWatch implements Disposable {
  private bytes = 0;
  private timer: unknown;

  constructor(
    private readonly clock: Clock,
    private readonly idleMs: number,
    private readonly maxBytes: number,
    private readonly told: { onIdle: () => void; onTooMuch: () => void },
  ) {
    this.wait();
  }

  readonly take = (chunk: Buffer): void => {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) this.told.onTooMuch();
    this.dispose();
    this.wait();
  };

  dispose(): void {
    this.clock.clearTimeout(this.timer);
  }

  private wait(): void {
    this.timer = this.clock.setTimeout(this.told.onIdle, this.idleMs);
  }
}
