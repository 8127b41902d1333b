/** Numbers by value, letters without regard to case or accents first; the same on every machine. */
const collator = new Intl.Collator('en', { numeric: true });

/** Compares two paths segment by segment, so that a folder's files stay together. */
export function byPath(a: string, b: string): number {
  return bySegments(a.split('/'), b.split('/'));
}

/** `items` in natural order of their paths; the path is split only once. */
export function sortedByPath<T extends { path: string }>(items: readonly T[]): T[] {
  return items
    .map(item => ({ item, segments: item.path.split('/') }))
    .sort((a, b) => bySegments(a.segments, b.segments))
    .map(({ item }) => item);
}

function bySegments(a: string[], b: string[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const order = bySegment(a[i] as string, b[i] as string);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Names that the collator holds for equal are told apart by code unit. */
function bySegment(a: string, b: string): number {
  if (a === b) return 0;
  return collator.compare(a, b) || (a < b ? -1 : 1);
}
