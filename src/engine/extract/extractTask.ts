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
import { type Answer, answerOf, type Found, type Target } from './output/answerOf';
import { qualityOf } from './output/metadataOf';
import { type DocumentFiles, readPages } from './readDocument';
import { fillByRules } from './rules/fillByRules';
import { rowsByRules } from './rules/tables/rowsByRules';
import { fieldsOf } from './schema/fieldsOf';
import type { TaskTools } from './thread/task';
import type { ObjectField, SourceDocument } from './types';
import { refuseUnread } from './unreadTables';

export interface ExtractInput {
  document: DocumentFiles;
  configuration: Pick<ExtractConfiguration, 'data_schema' | 'extraction_target' | 'system_prompt'>;
}

export interface ExtractOutput extends Answer {
  pages: number;
  /** Numbers of pages that could not be parsed: nothing is known of them. */
  failedPages: number[];
  /** What the model took; null where rules did the work. */
  usage: ModelUsage | null;
}

/** Fills a schema from a parsed document. Results leave as JSON: nobody has to build them twice. */
export async function extractTask(input: ExtractInput, { provider }: TaskTools): Promise<ExtractOutput> {
  const { data_schema, extraction_target: target, system_prompt: systemPrompt } = input.configuration;
  const pages = await readPages(input.document);
  refuseUnread(pages);
  const document = documentOf(input.document.name, pages);
  const root = fieldsOf(normalizeDataSchema(data_schema));
  const { filled, usage } = provider
    ? await byModel[target]({ document, root, provider, systemPrompt, signal: new AbortController().signal })
    : { filled: byRules(document, root, target), usage: null };
  const answer = answerOf(filled, root, target, qualityOf(document));
  const failedPages = pages.flatMap(page => (page.error === null ? [] : page.page_number));
  return { ...answer, pages: pages.length, failedPages, usage };
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
