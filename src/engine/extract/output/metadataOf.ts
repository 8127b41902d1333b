import type { Box } from '../../parsers/types';
import type { Filled, FilledScalar, JsonObject, SourceDocument, Spot } from '../types';

/** Quality of the text of each page by its number, 0 to 1. */
export type PageQuality = ReadonlyMap<number, number>;

/** What OCR thinks of the pages that it read; those with text of their own are as they were written. */
export const qualityOf = ({ pages }: SourceDocument): PageQuality =>
  new Map(pages.map(page => [page.number, page.ocrConfidence ?? 1]));

/**
 * Where values come from and how sure they are, in the shape of the result (OpenAPI document, `ExtractedFieldMetadata`):
 * lists for arrays, objects for objects. `confidence` is how often values told with it are right; null has none.
 * `reasoning` is there where something is to be said of a value.
 */
export function metadataOf(filled: Filled, quality: PageQuality): unknown {
  switch (filled.kind) {
    case 'scalar':
      return entryOf(filled, quality);
    case 'array':
      return filled.items.map(item => metadataOf(item, quality));
    case 'object':
      return Object.fromEntries(
        Object.entries(filled.fields).map(([name, field]) => [name, metadataOf(field, quality)]),
      );
  }
}

function entryOf({ value, confidence, spots, note }: FilledScalar, quality: PageQuality): JsonObject {
  const reasoning = note ? { reasoning: note } : {};
  if (value === null) return { citation: [], ...reasoning };
  const parsing = Math.min(1, ...spots.map(({ page }) => quality.get(page) ?? 1));
  return {
    citation: spots.map(citationOf),
    confidence: share(confidence),
    extraction_confidence: share(confidence),
    parsing_confidence: share(parsing),
    ...reasoning,
  };
}

const citationOf = ({ page, text, boxes }: Spot): JsonObject => ({
  page,
  matching_text: text,
  ...(boxes.length > 0 && { bounding_boxes: boxes.map(boxOf) }),
});

const boxOf = ({ x, y, w, h }: Box): JsonObject => ({
  ...{ x: points(x), y: points(y), w: points(w), h: points(h) },
});

const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
const points = (value: number): number => Math.round(value * 100) / 100;
