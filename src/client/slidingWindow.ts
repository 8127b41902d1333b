/** A limit on how many may start within any span of time of one length. */
export class SlidingWindow {
  /** When the latest ones started, oldest first. */
  private starts: number[] = [];

  /** @param most starts within `spanMs` milliseconds. */
  constructor(
    private readonly most: number,
    private readonly spanMs: number,
  ) {}

  /** When the next one may start; not after `now` where it may at once. */
  freeAt(now: number): number {
    // A start in the future is one from before the clock was set back: it would hold for as long as that was.
    this.starts = this.starts.filter(at => at > now - this.spanMs && at <= now);
    const [first] = this.starts;
    return first === undefined || this.starts.length < this.most ? now : first + this.spanMs;
  }

  /** One starts. */
  take(now: number): void {
    this.starts.push(now);
  }
}
