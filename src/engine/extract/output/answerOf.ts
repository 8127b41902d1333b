import type { ExtractConfiguration } from '../../../protocol/extract';
import { JobFailure } from '../../jobs/jobFailure';
import type { FilledObject, ObjectField } from '../types';
import { conform } from './conform';
import { metadataOf, type PageQuality } from './metadataOf';
import { resultOf } from './resultOf';

export type Target = ExtractConfiguration['extraction_target'];

/** What was found: one object for `per_doc`, one a page or row for the other targets. */
export type Found = FilledObject | readonly FilledObject[];

/** An answer as JSON, as it is stored and sent. */
export interface Answer {
  /** `extract_result`. */
  result: string;
  /** `field_metadata`. */
  fieldMetadata: string;
}

/** Where the metadata of each target stands (OpenAPI document, `ExtractedFieldMetadata`). */
const metadataKeys: Record<Target, string> = {
  per_doc: 'document_metadata',
  per_page: 'page_metadata',
  per_table_row: 'row_metadata',
};

/** Characters of both parts: some 60,000 rows. More takes the engine too long to store, and everybody else to open. */
const mostCharacters = 50_000_000;

/** Writes what was found as the API tells it. Throws JobFailure where it is too much. */
export function answerOf(
  found: Found,
  root: ObjectField,
  target: Target,
  quality: PageQuality,
  most = mostCharacters,
): Answer {
  const each = <T>(work: (filled: FilledObject) => T): T | T[] =>
    'kind' in found ? work(found) : found.map(work);
  const result = JSON.stringify(each(filled => resultOf(conform(filled, root))));
  const metadata = each(filled => metadataOf(conform(filled, root), quality));
  const fieldMetadata = JSON.stringify({ [metadataKeys[target]]: metadata });
  if (result.length + fieldMetadata.length <= most) return { result, fieldMetadata };
  throw new JobFailure(
    `DOCUMENT_TOO_LARGE: More was found than one result can hold (${Math.round(most / 1e6)} MB). Choose fewer pages (target_pages) or fields.`,
  );
}
