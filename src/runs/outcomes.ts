import type { BatchResult } from '../protocol/batches';
import type { ClassifyJob } from '../protocol/classifyJobs';
import type { ExtractJob } from '../protocol/extractJobs';
import type { ParseResult } from '../protocol/parseResults';
import type { Classified } from './classify/classified';
import type { FileOutcome } from './run';

/** What became of a file, and the sentence that explains it where it is not plainly good. */
export interface Verdict {
  outcome: FileOutcome;
  error: string | null;
  /** Pages of the document; null while, or where, the server does not tell. */
  pages: number | null;
  failedPages: number;
}

/** What a server charged for a job, and the tier that it ran under; null until it tells, or where it never does. */
export interface Charge {
  credits: number | null;
  tier: string | null;
}

/** What a completed job says about its pages and its price. */
export interface Facts extends Charge {
  pages: number | null;
  /** 1-based numbers of the pages that could not be parsed. */
  failedPages: readonly number[];
}

export const unknownFacts: Facts = { pages: null, failedPages: [], credits: null, tier: null };

/** How a job stands, of whatever kind it is. */
export interface JobState {
  status: string;
  error_message: string | null;
  /** Of a classification: what it found, once it has. */
  classified?: Classified | null;
}

/** All that is known of one file when its outcome is asked for. */
export interface Evidence {
  /** The server's status word for the batch. */
  batchStatus: string;
  /** The file's entry in the batch's results; undefined while there are none. */
  result?: BatchResult | undefined;
  /** Its job; `gone` when the server does not know an id any more that it once gave. */
  job?: JobState | 'gone' | undefined;
  /** Only for a completed job. */
  facts?: Facts | undefined;
}

const plain = (outcome: FileOutcome, error: string | null = null): Verdict => ({
  outcome,
  error,
  pages: null,
  failedPages: 0,
});

export const expiredVerdict: Verdict = plain(
  'expired',
  'The server no longer has the result of this file. Parse it again to get a new one.',
);
export const goneBatchSentence =
  'The server no longer has this batch: it was deleted or its time has run out. Parse the folder again.';
export const failedBatchSentence =
  'The batch failed on the server before this file was finished. Parse the file again.';
const cancelledVerdict = plain('cancelled', 'Cancelled before it was finished.');

/**
 * The outcome of one file, from all that the server told. A job that ended keeps its end whatever happened
 * to the batch; a job that did not is over with a cancelled or failed batch. The partial results of a failed batch
 * are not trusted (LlamaCloud API docs), so an error entry counts only outside of one.
 */
export function verdictOf({ batchStatus, result, job, facts }: Evidence): Verdict {
  if (job === 'gone') return expiredVerdict;
  if (job?.status === 'COMPLETED') return completedVerdict(facts ?? unknownFacts);
  if (job?.status === 'FAILED') {
    return plain('failed', job.error_message ?? 'The server gave no reason. Look at the job’s details.');
  }
  if (job?.status === 'CANCELLED') return cancelledVerdict;
  if (batchStatus === 'FAILED') return plain('failed', failedBatchSentence);
  if (!job && result?.error_message && !result.job_reference) return plain('failed', result.error_message);
  if (batchStatus === 'CANCELLED') return cancelledVerdict;
  return plain(!job || notBegun.has(job.status) ? 'waiting' : 'running');
}

/** THROTTLED is held back by the server's limits (extract jobs); a word that we do not know is taken for work. */
const notBegun: ReadonlySet<string> = new Set(['PENDING', 'THROTTLED']);

/** The outcome of a completed job. */
export function completedVerdict({ pages, failedPages }: Pick<Facts, 'pages' | 'failedPages'>): Verdict {
  if (failedPages.length === 0) return { ...plain('done'), pages };
  return {
    outcome: 'done_with_failed_pages',
    error: `${failedPagesSentence(failedPages)} The other pages are complete.`,
    pages,
    failedPages: failedPages.length,
  };
}

const mostPagesNamed = 5;

function failedPagesSentence(pages: readonly number[]): string {
  if (pages.length === 1) return `Page ${pages[0]} could not be parsed.`;
  if (pages.length > mostPagesNamed) return `${pages.length} pages could not be parsed.`;
  return `Pages ${pages.slice(0, -1).join(', ')} and ${pages.at(-1)} could not be parsed.`;
}

/**
 * Facts in an answer that was expanded by `job_metadata`, or `metadata`, or both, and `usage`. The engine on this machine
 * tells `pages` and `failed_pages` in the job's metadata; where a server does not, its list of page metadata is counted.
 */
export function factsOf(result: ParseResult): Facts {
  const told = result.job_metadata?.['pages'];
  const failed = result.job_metadata?.['failed_pages'];
  return {
    pages: typeof told === 'number' ? told : (result.metadata?.pages.length ?? null),
    failedPages: Array.isArray(failed) ? failed.filter(page => typeof page === 'number') : [],
    credits: result.job.usage?.credits ?? null,
    tier: result.job.tier,
  };
}

/** What a classify job found; null while, and where, it found nothing out. */
export function classifiedOf({ result }: ClassifyJob): Classified | null {
  return result && { type: result.type, confidence: result.confidence };
}

/** Facts of an extraction that was expanded by `usage`. Its tier is the configuration's: the job tells none. */
export function extractFactsOf({ metadata, usage }: ExtractJob): Facts {
  return {
    ...unknownFacts,
    pages: metadata?.usage?.num_pages_extracted ?? null,
    credits: usage?.credits ?? null,
  };
}
