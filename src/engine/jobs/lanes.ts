/**
 * Lanes of work that take turns: one a batch, or one a job that belongs to none. Every step costs the same however many
 * lanes there are.
 */
export class Lanes {
  /** Those that may have work, the next one first: a Set keeps the order in which they came. */
  private readonly waiting = new Set<string>();

  get size(): number {
    return this.waiting.size;
  }

  /** Lines a lane up, unless it waits already. */
  add(lane: string): void {
    this.waiting.add(lane);
  }

  /** What `claim` finds in the first lane that has work; that lane goes to the end, those without work leave. */
  next<Work>(claim: (lane: string) => Work | undefined): Work | undefined {
    for (const lane of this.waiting) {
      const work = claim(lane);
      this.waiting.delete(lane);
      if (work === undefined) continue;
      this.waiting.add(lane);
      return work;
    }
    return undefined;
  }
}
