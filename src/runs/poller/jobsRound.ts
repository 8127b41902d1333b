import { drain } from '../../base/concurrency';
import { groupBy } from '../../base/groupBy';
import { ApiError } from '../../client/errors';
import { itemsOf } from '../../client/paging';
import { maxJobIdsPerList } from '../../protocol/parseJobs';
import { factsConcurrency } from '../facts';
import { jobKinds } from '../jobKinds';
import { expiredVerdict, type Facts, type JobState, verdictOf } from '../outcomes';
import { finalOutcomes, type RunJobType } from '../run';
import { ask, type RoundContext, roundWidth } from './ask';
import type { FileChange, OpenFile } from './subject';
import type { Watch } from './watch';

/** Completed jobs whose facts are read before the outcomes are written down together. */
const factsGroup = 16;

interface OpenJob {
  watch: Watch;
  file: OpenFile;
  jobId: string;
}

/** What is known of jobs by their ids. */
type Found = Map<string, JobState | 'gone'>;

/** Jobs whose end is not known, those that were asked for longest ago first. */
export function openJobs(watches: readonly Watch[]): OpenJob[] {
  return watches
    .flatMap(watch =>
      watch.subject
        .openFiles()
        .flatMap(file => (file.jobId === null ? [] : { watch, file, jobId: file.jobId })),
    )
    .sort((a, b) => roundOf(a) - roundOf(b));
}

const roundOf = ({ watch, jobId }: OpenJob) => watch.jobRounds.get(jobId) ?? 0;

/**
 * Reads the states of jobs, ≤ 100 ids of one kind a request: one page in a thrifty round, so that many jobs are gone
 * through in turn over the rounds; true when that brought news.
 */
export async function readJobs(context: RoundContext, jobs: readonly OpenJob[]): Promise<boolean> {
  let changed = false;
  for (const page of pagesOf(jobs).slice(0, context.thrifty ? 1 : roundWidth)) {
    if (await readPage(context, page)) changed = true;
  }
  return changed;
}

function pagesOf(jobs: readonly OpenJob[]): OpenJob[][] {
  const pages: OpenJob[][] = [];
  for (const ofKind of groupBy(jobs, kindOf).values()) {
    for (let start = 0; start < ofKind.length; start += maxJobIdsPerList) {
      pages.push(ofKind.slice(start, start + maxJobIdsPerList));
    }
  }
  return pages;
}

const kindOf = ({ watch }: OpenJob): RunJobType => watch.subject.jobType;

/** Where the server refuses to tell of jobs of several batches together, each batch answers for itself. */
async function readPage(context: RoundContext, jobs: readonly OpenJob[]): Promise<boolean> {
  const byWatch = groupBy(jobs, job => job.watch);
  try {
    return await readStates(context, jobs);
  } catch (error) {
    if (byWatch.size === 1) {
      jobs[0]?.watch.rest(error, context);
      return false;
    }
    if (!ApiError.is(error, 'forbidden') && !ApiError.is(error, 'invalid')) throw error;
  }
  let changed = false;
  for (const own of byWatch.values()) if (await readPage(context, own)) changed = true;
  return changed;
}

async function readStates(context: RoundContext, jobs: readonly OpenJob[]): Promise<boolean> {
  const found = await listJobs(context, jobs);
  for (const { watch, jobId } of jobs) {
    watch.answered();
    watch.jobRounds.set(jobId, context.round);
  }
  await confirmMissing(context, jobs, found);
  const completed: OpenJob[] = [];
  const ended = jobs.flatMap(job => {
    const state = found.get(job.jobId);
    if (state !== undefined && state !== 'gone' && state.status === 'COMPLETED') completed.push(job);
    else if (state !== undefined) return { job, change: stateChange(job, state) };
    return [];
  });
  let changed = await writeChanges(context, ended);
  for (let start = 0; start < completed.length; start += factsGroup) {
    if (await readFacts(context, completed.slice(start, start + factsGroup), found)) changed = true;
  }
  return changed;
}

async function listJobs(context: RoundContext, jobs: readonly OpenJob[]): Promise<Found> {
  const ids = jobs.map(job => job.jobId);
  const found: Found = new Map();
  const [first] = jobs;
  if (!first) return found;
  const kind = jobKinds[kindOf(first)];
  const list = itemsOf(page =>
    ask(context, options =>
      kind.list(context.client, { job_ids: ids, page_size: ids.length, ...page }, options),
    ),
  );
  for await (const job of list) {
    found.set(job.id, job);
    // A server that is slow to end its pages would cost a request for nothing.
    if (ids.every(id => found.has(id))) break;
  }
  return found;
}

/** An id that the list leaves out is asked for by itself: only a 404 to it says that the result has expired. */
async function confirmMissing(context: RoundContext, jobs: readonly OpenJob[], found: Found): Promise<void> {
  const missing = jobs.filter(job => !found.has(job.jobId)).slice(0, roundWidth);
  await drain(missing, roundWidth, async job => {
    const { jobId } = job;
    try {
      found.set(
        jobId,
        await ask(context, options => jobKinds[kindOf(job)].get(context.client, jobId, options)),
      );
    } catch (error) {
      if (!ApiError.is(error, 'not_found')) throw error;
      found.set(jobId, 'gone');
    }
  });
}

/** Reads the facts of completed jobs and writes their outcomes; those read before a failure are written all the same. */
async function readFacts(context: RoundContext, jobs: readonly OpenJob[], found: Found): Promise<boolean> {
  const changes: Change[] = [];
  let failure: { error: unknown } | undefined;
  await drain(jobs, factsConcurrency, async job => {
    const { jobId, watch } = job;
    const facts =
      jobKinds[watch.subject.jobType].listedFacts ??
      (await ask(context, options =>
        context.facts.read(context.client, context.connectionId, jobId, options, watch.subject.jobType),
      ));
    const change = facts === 'gone' ? stateChange(job, 'gone') : factsChange(job, found.get(jobId), facts);
    changes.push({ job, change });
  }).catch(error => {
    failure = { error };
  });
  const changed = await writeChanges(context, changes);
  if (failure) throw failure.error;
  return changed;
}

interface Change {
  job: OpenJob;
  change: FileChange;
}

function stateChange({ watch, file }: OpenJob, state: JobState | 'gone'): FileChange {
  const verdict =
    state === 'gone' ? expiredVerdict : verdictOf({ batchStatus: watch.subject.status, job: state });
  return { id: file.id, verdict };
}

function factsChange({ watch, file }: OpenJob, job: JobState | 'gone' | undefined, facts: Facts): FileChange {
  const { credits, tier } = facts;
  const verdict = verdictOf({ batchStatus: watch.subject.status, job, facts });
  const found = job === 'gone' ? null : job?.classified;
  return { id: file.id, verdict, charge: { credits, tier }, ...(found && { classified: found }) };
}

/**
 * Writes the outcomes that differ from what is held, one write a batch; true when that is news. Where requests are
 * counted, only the end of a file is: that a job has begun is no reason to look more closely.
 */
async function writeChanges(context: RoundContext, changes: readonly Change[]): Promise<boolean> {
  const news = changes.filter(({ job, change }) => change.verdict?.outcome !== job.file.outcome);
  const byWatch = groupBy(news, ({ job }) => job.watch);
  for (const [watch, own] of byWatch) await watch.subject.write({ files: own.map(({ change }) => change) });
  const ends = news.filter(({ change }) => change.verdict && finalOutcomes.has(change.verdict.outcome));
  return context.thrifty ? ends.length > 0 : news.length > 0;
}
