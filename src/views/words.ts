import { count } from '../base/amounts';

const units: [seconds: number, one: string][] = [
  [365 * 86_400, 'year'],
  [30 * 86_400, 'month'],
  [7 * 86_400, 'week'],
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];

function span(ms: number, whole: (n: number) => number): string | undefined {
  const seconds = ms / 1000;
  const unit = units.find(([length]) => whole(seconds / length) >= 1);
  return unit && count(whole(seconds / unit[0]), unit[1]);
}

/** "now", "5 minutes ago"; times in milliseconds since 1970. */
export function ago(then: number, now: number): string {
  const text = span(now - then, Math.floor);
  return text ? `${text} ago` : 'now';
}

/** "expires in 2 days", "expired". */
export function expiry(then: number, now: number): string {
  if (then <= now) return 'expired';
  return `expires in ${span(then - now, Math.round) ?? 'a moment'}`;
}
