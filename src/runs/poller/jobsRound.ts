import { drain } from '../../base/concurrency';
import { ApiError } from '../../client/errors';
import { itemsOf } from '../../client/paging';
import { maxJobIdsPerList, type ParseJob } from '../../protocol/parseJobs';
import { factsConcurrency } from '../facts';
import { groupBy } from '../groupBy';
import { expiredVerdict, type Verdict, verdictOf } from '../outcomes';
import { ask, type RoundContext, roundWidth } from './ask';
import type { OpenFile } from './subject';
import type { Watch } from './watch';

/** Completed jobs whose facts are read before the outcomes are written down together. */
const factsGroup = 16;

interface OpenJob {
  watch: Watch;
  file: OpenFile;
  jobId: string;
}

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
 * Reads the states of jobs, ≤ 100 ids a request: one page in a thrifty round, so that many jobs are gone through in
 * turn over the rounds; true when that brought news.
 */
export async function readJobs(context: RoundContext, jobs: readonly OpenJob[]): Promise<boolean> {
  let changed = false;
  const pages = context.thrifty ? 1 : roundWidth;
  for (let page = 0; page < pages; page++) {
    const part = jobs.slice(page * maxJobIdsPerList, (page + 1) * maxJobIdsPerList);
    if (part.length > 0 && (await readPage(context, part))) changed = true;
  }
  return changed;
}

async function readPage(context: RoundContext, jobs: readonly OpenJob[]): Promise<boolean> {
  const found = await listJobs(context, jobs);
  for (const { watch, jobId } of jobs) watch.jobRounds.set(jobId, context.round);
  await confirmMissing(context, jobs, found);
  const completed: OpenJob[] = [];
  let changed = await writeOutcomes(jobs, job => {
    const state = found.get(job.jobId);
    if (state === undefined) return undefined;
    if (state === 'gone' || state.status !== 'COMPLETED') {
      return verdictOf({ batchStatus: job.watch.subject.status, job: state });
    }
    completed.push(job);
    return undefined;
  });
  for (let start = 0; start < completed.length; start += factsGroup) {
    if (await readFacts(context, completed.slice(start, start + factsGroup), found)) changed = true;
  }
  return changed;
}

async function listJobs(context: RoundContext, jobs: readonly OpenJob[]) {
  const ids = jobs.map(job => job.jobId);
  const found = new Map<string, ParseJob | 'gone'>();
  const list = itemsOf(page =>
    ask(context, options =>
      context.client.listParseJobs({ job_ids: ids, page_size: ids.length, ...page }, options),
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
async function confirmMissing(
  context: RoundContext,
  jobs: readonly OpenJob[],
  found: Map<string, ParseJob | 'gone'>,
): Promise<void> {
  const missing = jobs.filter(job => !found.has(job.jobId)).slice(0, roundWidth);
  await drain(missing, roundWidth, async ({ jobId }) => {
    try {
      found.set(jobId, (await ask(context, options => context.client.getParse(jobId, [], options))).job);
    } catch (error) {
      if (!ApiError.is(error, 'not_found')) throw error;
      found.set(jobId, 'gone');
    }
  });
}

/** Reads the facts of completed jobs and writes their outcomes; those read before a failure are written all the same. */
async function readFacts(
  context: RoundContext,
  jobs: readonly OpenJob[],
  found: ReadonlyMap<string, ParseJob | 'gone'>,
): Promise<boolean> {
  const verdicts = new Map<string, Verdict>();
  let failure: { error: unknown } | undefined;
  await drain(jobs, factsConcurrency, async ({ jobId, watch }) => {
    const facts = await ask(context, options =>
      context.facts.read(context.client, context.connectionId, jobId, options),
    );
    const job = found.get(jobId);
    verdicts.set(
      jobId,
      facts === 'gone' ? expiredVerdict : verdictOf({ batchStatus: watch.subject.status, job, facts }),
    );
  }).catch(error => {
    failure = { error };
  });
  const changed = await writeOutcomes(jobs, job => verdicts.get(job.jobId));
  if (failure) throw failure.error;
  return changed;
}

/** Writes the verdicts that differ from what is held, one write a batch. */
async function writeOutcomes(
  jobs: readonly OpenJob[],
  verdictFor: (job: OpenJob) => Verdict | undefined,
): Promise<boolean> {
  const byWatch = groupBy(
    jobs.flatMap(job => {
      const verdict = verdictFor(job);
      return verdict && verdict.outcome !== job.file.outcome ? { ...job, verdict } : [];
    }),
    change => change.watch,
  );
  for (const [watch, changes] of byWatch) {
    await watch.subject.write({ files: changes.map(({ file, verdict }) => ({ id: file.id, verdict })) });
  }
  return byWatch.size > 0;
}
