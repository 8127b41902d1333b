import * as z from 'zod/mini';

/** What a file was found to be. */
export const classified = z.object({
  /** Null where no rule fits. */
  type: z.nullable(z.string()),
  /** 0 to 1; null where the server does not tell. */
  confidence: z.nullable(z.number()),
});
export type Classified = z.output<typeof classified>;

/** How many files are of a type; null stands for those that no rule fits. */
export interface TypeCount {
  type: string | null;
  files: number;
}

/** What files of no type are called. */
export const noType = 'no type';

/** The types of files that are classified, the most frequent first, those without a type last. */
export function countTypes(files: Iterable<{ classified?: Classified | null }>): TypeCount[] {
  const counts = new Map<string | null, number>();
  for (const { classified: found } of files) {
    if (found) counts.set(found.type, (counts.get(found.type) ?? 0) + 1);
  }
  return Array.from(counts, ([type, n]) => ({ type, files: n })).sort(
    (a, b) => Number(a.type === null) - Number(b.type === null) || b.files - a.files || byName(a, b),
  );
}

const byName = (a: TypeCount, b: TypeCount) => (a.type ?? '').localeCompare(b.type ?? '');

/** "12 invoice, 3 receipt, 1 no type". */
export function typeCountsWords(counts: readonly TypeCount[]): string {
  return counts.map(({ type, files }) => `${files.toLocaleString('en')} ${type ?? noType}`).join(', ');
}

/** "invoice · 0.93"; the confidence is left out where it is not known. */
export function classifiedWords({ type, confidence }: Classified): string {
  return [type ?? noType, ...(confidence === null ? [] : [confidence.toFixed(2)])].join(' · ');
}
