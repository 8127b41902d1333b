import * as z from 'zod/mini';
import type { ExtractJob } from '../../protocol/extractJobs';
import { hint, jsonObject } from '../../protocol/wire';

const box = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });
/** In points, origin top left. */
export type CitationBox = z.output<typeof box>;

/** Where a value stands in its document. */
const citation = z.object({
  /** 1-based. */
  page: z.number(),
  matching_text: hint(z.string()),
  bounding_boxes: hint(z.array(box)),
});
export type Citation = z.output<typeof citation>;

const entry = z.looseObject({
  citation: hint(z.array(citation)),
  confidence: hint(z.number()),
  extraction_confidence: hint(z.number()),
  reasoning: hint(z.string()),
  note: hint(z.string()),
});

/** What an extraction tells of one value (OpenAPI document, `ExtractedFieldMetadata`). */
export interface FieldFacts {
  citations: readonly Citation[];
  /** 0 to 1; null where it was not asked for. */
  confidence: number | null;
  /** A sentence on how the value came about; null where there is none. */
  note: string | null;
}

const fieldMetadata = z.object({
  field_metadata: hint(
    z.object({
      document_metadata: hint(jsonObject),
      page_metadata: hint(z.array(jsonObject)),
      row_metadata: hint(z.array(jsonObject)),
    }),
  ),
  parse_job_id: hint(z.string()),
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The metadata of the values, of the shape of the result: an object of one document, a list of one by page or row. */
export function metadataTree(metadata: ExtractJob['extract_metadata'] | undefined): unknown {
  const read = fieldMetadata.safeParse(metadata);
  const fields = read.success ? read.data.field_metadata : null;
  return fields?.document_metadata ?? fields?.page_metadata ?? fields?.row_metadata ?? undefined;
}

/** The parse that an extraction has read; undefined where the server does not say. */
export function parseJobOf(metadata: unknown): string | undefined {
  const read = fieldMetadata.safeParse(metadata);
  return (read.success && read.data.parse_job_id) || undefined;
}

/** What is told of one value; undefined where `value` is no such entry, as a group of fields is none. */
export function factsOfEntry(value: unknown): FieldFacts | undefined {
  if (!isObject(value)) return undefined;
  const read = entry.safeParse(value);
  if (!read.success) return undefined;
  const { citation: citations, confidence, extraction_confidence, note, reasoning } = read.data;
  const sure = confidence ?? extraction_confidence;
  if (citations === null && sure === null) return undefined;
  return { citations: citations ?? [], confidence: sure, note: note ?? reasoning };
}

/**
 * What is told of the value at a path, or of the list or group that it belongs to where it has nothing of its own;
 * undefined where nothing is told.
 */
export function factsAt(tree: unknown, path: readonly (string | number)[]): FieldFacts | undefined {
  let facts = factsOfEntry(tree);
  let node = tree;
  for (const key of path) {
    if (!isObject(node) && !Array.isArray(node)) break;
    node = Object.hasOwn(node, key) ? (node as Record<string | number, unknown>)[key] : undefined;
    facts = factsOfEntry(node) ?? facts;
  }
  return facts;
}

/** The words of the values of the object at a path, without those of the field `name`. */
export function neighboursAt(
  tree: unknown,
  path: readonly (string | number)[],
  name: string | number | undefined,
): string[] {
  const node = path.reduce<unknown>(
    (inner, key) =>
      (isObject(inner) || Array.isArray(inner)) && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    tree,
  );
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, entry]) =>
    key === name ? [] : (factsOfEntry(entry)?.citations ?? []).flatMap(cited => cited.matching_text ?? []),
  );
}

/** Confidences, of the shape of the values: a number for a value or for a whole list, null where none is told. */
export type Confidences = number | null | readonly Confidences[] | { readonly [key: string]: Confidences };

/** The confidences of the values of a result. Those of missing values are left out: null is no claim. */
export function confidencesOf(value: unknown, tree: unknown): Confidences {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    if (Array.isArray(tree)) return value.map((item, i) => confidencesOf(item, tree[i]));
    return value.length > 0 ? (factsOfEntry(tree)?.confidence ?? null) : null;
  }
  if (!isObject(value)) return factsOfEntry(tree)?.confidence ?? null;
  if (!isObject(tree)) return null;
  const inner = Object.entries(value).map(([key, field]) => [
    key,
    confidencesOf(field, Object.hasOwn(tree, key) ? tree[key] : undefined),
  ]);
  return Object.fromEntries(inner) as { [key: string]: Confidences };
}

/** The lowest of them; null where there is none. */
export function lowestOf(confidences: Confidences): number | null {
  if (confidences === null || typeof confidences === 'number') return confidences;
  const inner = Object.values(confidences).flatMap(each => lowestOf(each) ?? []);
  return inner.reduce<number | null>((least, each) => (least === null ? each : Math.min(least, each)), null);
}
