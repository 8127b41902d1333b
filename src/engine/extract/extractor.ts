import type { DocumentParses } from '../jobs/documentParses';
import type { Extractor } from '../jobs/extractJobs';
import type { Models } from '../models/types';
import type { ExtractJobRow, ExtractJobs } from '../store/extractJobs';
import { isWorkbook } from './readDocument';
import type { Compute } from './thread/compute';

export interface ExtractorOptions {
  jobs: ExtractJobs;
  documents: DocumentParses;
  compute: Compute;
  models: Models;
}

/** Extracts on this machine: parses the file, or takes a finished parse, and fills the schema by rules or a model. */
export function createExtractor({ jobs, documents, compute, models }: ExtractorOptions): Extractor {
  return async (job, signal) => {
    const { configuration } = job;
    const found = await documents.of(job, jobs, wishesOf(job), signal);
    const isGiven = job.input_type === 'parse_job_id';
    const parsed = isGiven ? await documents.withPlaces(found, signal) : found;
    const provider = configuration.tier === 'fast' ? null : await models.current(signal);
    const { result, fieldMetadata, pages, failedPages, usage } = await compute.run(
      'extract',
      {
        document: {
          ...{ name: job.name, files: parsed.files, isWorkbook: isWorkbook(parsed.job.name) },
          selection: selectionOf(job),
        },
        configuration,
      },
      { signal, provider },
    );
    const facts = JSON.stringify({ parse_job_id: parsed.job.id, parse_tier: parsed.job.tier });
    return {
      result,
      extract_metadata: `{"field_metadata":${fieldMetadata},${facts.slice(1)}`,
      metadata: JSON.stringify({
        // Nothing is billed here.
        usage: { num_pages_extracted: pages, num_pages_billed: 0 },
        runs_on: 'this machine',
        provider: { kind: provider?.kind ?? 'rules', model: provider?.model ?? null },
        ...(usage && {
          model_usage: {
            questions: usage.questions,
            ...{ input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
          },
        }),
        ...(failedPages.length > 0 && { failed_pages: failedPages }),
      }),
      parse_job_id: parsed.job.id,
    };
  };
}

/** The parse defaults to the tier of the extraction (OpenAPI document); parses have no `turbo`. */
function wishesOf({ name, configuration, parse_parameters: parameters }: ExtractJobRow) {
  const { tier, parse_tier, target_pages, max_pages, sheet_names } = configuration;
  // Sheets are chosen by name, whatever their numbers are.
  const sheets = isWorkbook(name) && sheet_names !== null;
  return {
    ...{ parameters, disableCache: configuration.disable_cache },
    ...{ targetPages: sheets ? null : target_pages, maxPages: sheets ? null : max_pages },
    tier: parse_tier ?? (tier === 'turbo' ? 'agentic' : tier),
  };
}

const selectionOf = ({ configuration }: ExtractJobRow) => ({
  sheetNames: configuration.sheet_names,
  targetPages: configuration.target_pages,
  maxPages: configuration.max_pages,
});
