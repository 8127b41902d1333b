import type { LlamaCloud, RequestOptions } from '../../client/api';
import type { LegacyItem } from '../../protocol/legacyJobs';
import type { Place } from '../catalog';
import { orGone } from '../orGone';
import type { FileRow } from '../rows';
import type { FileOutcome } from '../run';

/** Kinds of jobs of the older route, as the newer one calls those whose results it opens. */
const jobTypes: Readonly<Record<string, string>> = { parse: 'parse_v2', extract: 'extract_v2' };

const outcomes: Readonly<Record<string, FileOutcome>> = {
  pending: 'waiting',
  processing: 'running',
  completed: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

const skipped: Readonly<Record<string, string>> = {
  already_processed:
    'It was left out because it had been processed before, and the server does not name that job.',
  size_limit_exceeded:
    'It was left out because it is larger than the server takes. Leave it out or split it.',
};

/**
 * A file of an older batch as a row, so that its job's result opens as any other; undefined where its job is of a kind
 * that has a document of its own (see {@link legacyText}), or where the server names none.
 */
export function legacyFileRow(place: Place, jobType: string, item: LegacyItem): FileRow | undefined {
  const kind = jobTypes[jobType];
  if (kind === undefined || (item.job_id === null && item.status === 'completed')) return undefined;
  const key = `legacy:${item.item_id}`;
  return {
    ...{ key, parentKey: key, ...place, batchId: null, directoryFileId: item.item_id, jobId: item.job_id },
    ...{ path: item.item_name ?? item.item_id, outcome: outcomeOf(item), error: errorOf(item) },
    ...{
      pages: null,
      failedPages: 0,
      credits: null,
      tier: null,
      askedTier: null,
      jobType: kind,
      source: null,
    },
  };
}

/** A file that was left out since it is done already has the earlier job's result. */
function outcomeOf({ status, job_id }: LegacyItem): FileOutcome {
  if (status === 'skipped') return job_id === null ? 'failed' : 'done';
  return outcomes[status] ?? 'running';
}

function errorOf({ status, skip_reason, error_message }: LegacyItem): string | null {
  if (status !== 'skipped') return error_message;
  return skip_reason === null
    ? 'It was left out.'
    : (skipped[skip_reason] ?? `It was left out: ${skip_reason}.`);
}

/**
 * What became of a file as JSON, for kinds without a view: the class that was found, else what the older route keeps of
 * its processing. Rejects with a sentence where the server has neither any more.
 */
export async function legacyText(
  cloud: LlamaCloud,
  jobType: string,
  item: LegacyItem,
  options: RequestOptions,
): Promise<string> {
  const classified =
    jobType === 'classify' && item.job_id !== null
      ? await orGone(cloud.getClassify(item.job_id, options))
      : undefined;
  if (classified) return textOf({ file: item.item_name, ...classified });
  const results = await orGone(cloud.getLegacyResults(item.item_id, options));
  if (results && results.processing_results.length > 0) return textOf(results);
  throw new Error(
    item.error_message ?? 'The server no longer keeps a result of this file. Start a batch with it again.',
  );
}

const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
