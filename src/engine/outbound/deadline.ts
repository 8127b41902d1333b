import type { Clock } from '../../base/clock';

/** A signal that is aborted with another, or with `reason` after `ms`. Clear it when what it bounds has ended. */
export function deadline(
  clock: Clock,
  ms: number,
  reason: Error,
  other: AbortSignal,
): { signal: AbortSignal; clear: () => void } {
  const late = new AbortController();
  const timer = clock.setTimeout(() => late.abort(reason), ms);
  return { signal: AbortSignal.any([other, late.signal]), clear: () => clock.clearTimeout(timer) };
}
