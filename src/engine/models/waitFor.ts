import { type Clock, delay } from '../../base/clock';
import type { Event } from '../../base/event';

/** Resolves at the event, or after `ms` without it. Rejects with the signal's reason when aborted first. */
export async function waitFor(
  event: Event<unknown>,
  clock: Clock,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const enough = new AbortController();
  const subscription = event(() => enough.abort());
  try {
    await delay(clock, ms, AbortSignal.any([signal, enough.signal]));
  } catch (error) {
    if (!enough.signal.aborted || signal.aborted) throw error;
  } finally {
    subscription.dispose();
  }
}
