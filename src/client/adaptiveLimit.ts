/**
 * How many may be under way at a time: one more each time that as many have succeeded as there may be, half of it when the
 * server refuses for being busy (additive increase, multiplicative decrease).
 */
export class AdaptiveLimit {
  private successes = 0;

  /** @param allowed where it begins. @param most what it never exceeds; asked anew each time. */
  constructor(
    private allowed: number,
    private readonly most: () => number,
  ) {}

  get value(): number {
    return Math.max(1, Math.min(this.allowed, this.most()));
  }

  /** One succeeded while `active` were under way. What never fills the limit says nothing about a greater one. */
  succeeded(active: number): void {
    if (active < this.value || ++this.successes < this.value) return;
    this.allowed = this.value + 1;
    this.successes = 0;
  }

  refused(): void {
    this.allowed = Math.floor(this.value / 2);
    this.successes = 0;
  }
}
