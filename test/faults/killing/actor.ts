import type { Random } from '../../support/random';
import { Unanswered } from './killableEngine';
import type { World } from './world';

/**
 * A client that does one thing after the other with things of its own, and knows what must be true of them. What it asks
 * for is believed possible before the request leaves, and certain once it is answered.
 */
export abstract class Actor {
  constructor(
    protected readonly name: string,
    protected readonly world: World,
    protected readonly random: Random,
  ) {}

  /** Acts until the engine no longer answers. */
  async run(): Promise<void> {
    try {
      for (;;) await this.act();
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
    }
  }

  /** Work of its own that has not ended, in words. */
  get unfinished(): string[] {
    return [];
  }

  /** Holds what the engine shows against what this actor knows, and learns how unanswered requests ended. */
  abstract check(): Promise<void>;

  protected abstract act(): Promise<void>;
}
