/** Whether JSON data is nested deeper than `limit`. Does not recurse, so that no depth can exhaust the stack. */
export function isDeeperThan(limit: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const nested = level.filter(item => typeof item === 'object' && item !== null) as object[];
    if (depth >= limit && nested.length > 0) return true;
    level = nested.flatMap(item => Object.values(item));
  }
  return false;
}
