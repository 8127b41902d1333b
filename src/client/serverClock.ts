/** The server's time in an answer's `date` header, in milliseconds since 1970; undefined where it tells none. */
export function serverTime(headers: Headers): number | undefined {
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/**
 * How far this machine's clock is ahead of the server's, in milliseconds (negative: behind), by an answer to a request
 * that was sent and answered at these times. The header has whole seconds, and the server wrote it at some moment
 * between: within that doubt it is 0. Undefined where the server tells no time.
 */
export function clockSkewMs(headers: Headers, sentAtMs: number, answeredAtMs: number): number | undefined {
  const time = serverTime(headers);
  if (time === undefined) return undefined;
  if (sentAtMs > time + 1_000) return sentAtMs - time - 1_000;
  return Math.min(answeredAtMs - time, 0);
}
