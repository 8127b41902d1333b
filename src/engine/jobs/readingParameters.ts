type JsonObject = Record<string, unknown>;

/** What a job wants of the parse that it reads. */
export interface ReadingWishes {
  /** Parameters of a saved parse configuration; null for those of `tier`. */
  parameters: JsonObject | null;
  tier: string;
  /** Only these pages, as in "1,3,5-8". It wins over `maxPages` (LlamaCloud API docs). */
  targetPages: string | null;
  maxPages: number | null;
  /** Take no earlier result. */
  disableCache: boolean;
}

/**
 * Parameters of a parse that an extraction or classification reads: whatever was asked for, and all boxes, so that every
 * value has its place. Equal wishes are equal parameters, whatever product they are for: one parse serves both.
 */
export function readingParameters(wishes: ReadingWishes): JsonObject {
  const { parameters, tier, targetPages, maxPages, disableCache } = wishes;
  const base = parameters ?? { product_type: 'parse_v2', tier, version: 'latest' };
  const output = group(base['output_options']);
  const page_ranges = {
    ...group(base['page_ranges']),
    ...(maxPages !== null && { max_pages: maxPages, target_pages: null }),
    ...(targetPages !== null && { target_pages: targetPages }),
  };
  return {
    ...base,
    page_ranges,
    output_options: {
      ...output,
      granular_bboxes: withAll(output['granular_bboxes'], ['cell', 'line', 'word']),
      additional_outputs: withAll(output['additional_outputs'], ['word_bbox']),
    },
    ...(disableCache && { disable_cache: true }),
  };
}

const group = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const withAll = (list: unknown, names: readonly string[]): unknown[] => [
  ...new Set([...(Array.isArray(list) ? list : []), ...names]),
];
