import type { ExtractConfiguration } from '../../protocol/extract';
import { normalizeDataSchema } from './dataSchema';
import { documentOf } from './document/documentOf';
import type { ModelUsage } from './model/conversation';
import {
  fillByModel,
  type ModelFill,
  type ModelFillOptions,
  pagesByModel,
  rowsByModel,
} from './model/fillByModel';
import { conform } from './output/conform';
import { metadataOf, type PageQuality, qualityOf } from './output/metadataOf';
import { resultOf } from './output/resultOf';
import { type DocumentFiles, readPages } from './readDocument';
import { fillByRules } from './rules/fillByRules';
import { rowsByRules } from './rules/tables/rowsByRules';
import { fieldsOf } from './schema/fieldsOf';
import type { TaskTools } from './thread/task';
import type { FilledObject, ObjectField, SourceDocument } from './types';

export interface ExtractInput {
  document: DocumentFiles;
  configuration: Pick<ExtractConfiguration, 'data_schema' | 'extraction_target' | 'system_prompt'>;
}

export interface ExtractOutput {
  /** `extract_result` as JSON. */
  result: string;
  /** `field_metadata` as JSON. */
  fieldMetadata: string;
  pages: number;
  /** Numbers of pages that could not be parsed: nothing is known of them. */
  failedPages: number[];
  /** What the model took; null where rules did the work. */
  usage: ModelUsage | null;
}

type Found = FilledObject | readonly FilledObject[];

type Target = ExtractConfiguration['extraction_target'];

/** Where the metadata of each target stands (OpenAPI document, `ExtractedFieldMetadata`). */
const metadataKeys: Record<Target, string> = {
  per_doc: 'document_metadata',
  per_page: 'page_metadata',
  per_table_row: 'row_metadata',
};

/** Fills a schema from a parsed document. Results leave as JSON: nobody has to build them twice. */
export async function extractTask(input: ExtractInput, { provider }: TaskTools): Promise<ExtractOutput> {
  const { data_schema, extraction_target: target, system_prompt: systemPrompt } = input.configuration;
  const pages = await readPages(input.document);
  const document = documentOf(input.document.name, pages);
  const root = fieldsOf(normalizeDataSchema(data_schema));
  const { filled, usage } = provider
    ? await byModel[target]({ document, root, provider, systemPrompt, signal: new AbortController().signal })
    : { filled: byRules(document, root, target), usage: null };
  const allowed = 'kind' in filled ? conform(filled, root) : filled.map(each => conform(each, root));
  const told = toldOf(allowed, qualityOf(document), target);
  const failedPages = pages.flatMap(page => (page.error === null ? [] : page.page_number));
  return { ...told, pages: pages.length, failedPages, usage };
}

/** Nobody stops a thread from within: it is ended with what it is at, and its questions with it. */
const byModel: Record<Target, (options: ModelFillOptions) => Promise<ModelFill<Found>>> = {
  per_doc: fillByModel,
  per_page: pagesByModel,
  per_table_row: rowsByModel,
};

/** One object for `per_doc`, one a page or row for the other targets. */
function byRules(document: SourceDocument, root: ObjectField, target: Target): Found {
  if (target === 'per_table_row') return rowsByRules(document, root);
  if (target === 'per_doc') return fillByRules(document, root);
  return document.pages.map(page => fillByRules({ ...document, pages: [page] }, root));
}

function toldOf(filled: Found, quality: PageQuality, target: Target) {
  const whole = 'kind' in filled;
  const result = whole ? resultOf(filled) : filled.map(resultOf);
  const metadata = whole ? metadataOf(filled, quality) : filled.map(each => metadataOf(each, quality));
  return {
    result: JSON.stringify(result),
    fieldMetadata: JSON.stringify({ [metadataKeys[target]]: metadata }),
  };
}
