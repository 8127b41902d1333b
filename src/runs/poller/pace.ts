/** How closely a person looks: VS Code focused and the tree in sight, focused with the tree hidden, or elsewhere. */
export type Attention = 'watching' | 'hidden' | 'unfocused';

/** The intervals of polling one server, in milliseconds. */
export interface Pace {
  /** First interval of a new batch, and after a person did something. */
  start: number;
  /** After an answer that brought news. */
  changed: number;
  /** Longest interval by attention. */
  longest: Record<Attention, number>;
  /** First and longest wait after a failure of the network. */
  failure: { first: number; longest: number };
  /** True where requests are counted or paid for: then one request a project and round. */
  thrifty: boolean;
}

/** An unchanged answer makes the next interval longer by this factor. */
const growth = 1.5;
/** Intervals are spread by this share to both sides, so that several windows do not ask in step. */
const jitterShare = 0.2;
/** Shortest interval of a hosted server; anything below it marks one where requests cost nothing. */
const hostedMinMs = 2_000;

/**
 * The intervals: 2 s, 3 s after news, to 15 s watching, 30 s hidden, 60 s unfocused; all of them
 * scaled by the shortest interval of the server. `maxWatchingMs` is the person's setting in place of the 15 s; where
 * requests cost nothing it only shortens.
 */
export function paceOf(minIntervalMs: number, maxWatchingMs: number): Pace {
  const thrifty = minIntervalMs >= hostedMinMs;
  const own = minIntervalMs * 7.5;
  const watching = thrifty ? Math.max(maxWatchingMs, minIntervalMs) : Math.min(own, maxWatchingMs);
  return {
    start: minIntervalMs,
    changed: minIntervalMs * 1.5,
    longest: { watching, hidden: watching * 2, unfocused: watching * 4 },
    failure: thrifty
      ? { first: 5_000, longest: 120_000 }
      : { first: minIntervalMs, longest: minIntervalMs * 10 },
    thrifty,
  };
}

/** The interval after an answer. */
export function nextInterval(pace: Pace, current: number, changed: boolean, attention: Attention): number {
  return Math.min(changed ? pace.changed : current * growth, pace.longest[attention]);
}

/** An interval spread by ±20 %; `random` gives 0 to 1. */
export function jittered(interval: number, random: () => number): number {
  return interval * (1 - jitterShare + 2 * jitterShare * random());
}
