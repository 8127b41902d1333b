import type { Clock } from '../base/clock';

/**
 * Ends an attempt on which nothing has moved for a while: neither a byte of an upload nor an answer nor a byte of it. A
 * limit on the whole attempt would forbid large files on slow lines. Also carries the caller's own abort, so that one
 * signal stands for both and leaves no listener behind.
 */
export class SilenceTimer {
  private readonly controller = new AbortController();
  private readonly onAbort = () => this.controller.abort(this.outer?.reason);
  private handle: unknown;
  /** Whether it was silence that ended the attempt. */
  expired = false;

  constructor(
    private readonly clock: Clock,
    private readonly limitMs: number,
    private readonly outer?: AbortSignal,
  ) {
    if (outer?.aborted) this.onAbort();
    outer?.addEventListener('abort', this.onAbort, { once: true });
    this.touch();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Something moved: the limit starts again. */
  readonly touch = (): void => {
    this.clock.clearTimeout(this.handle);
    this.handle = this.clock.setTimeout(() => {
      this.expired = true;
      this.controller.abort();
    }, this.limitMs);
  };

  dispose(): void {
    this.clock.clearTimeout(this.handle);
    this.outer?.removeEventListener('abort', this.onAbort);
  }
}
