import type { Event } from '../../base/event';

/** Where the engine listens, and the token that opens it. */
export interface EngineAddress {
  url: string;
  token: string;
}

/** An engine that this window is attached to. */
export interface EngineChannel extends EngineAddress {
  /** What the engine calls this window; null where it is too old to say. */
  readonly window: string | null;
  /** Lines of the engine that are for others than the attachment itself, as they came. */
  readonly onLine: Event<unknown>;
  /** Resolves when this window is not attached to it any more. */
  readonly closed: Promise<unknown>;
}
