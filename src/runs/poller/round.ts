import { terminalBatchStatuses } from '../../protocol/batches';
import { type RoundContext, roundWidth } from './ask';
import { openJobs, readJobs } from './jobsRound';
import { awaitingResults, readResults, settleFailed } from './resultsRound';
import { readStatuses } from './statusRound';
import { isServersFault, type Watch } from './watch';

/** What a round can ask for. */
export type Question = 'status' | 'results' | 'jobs';

/** Rounds in which each question was last asked, kept by the caller between rounds. */
export type AskedIn = Record<Question, number>;

/**
 * One look at the batches of a project; true when there was news. Where requests cost nothing everything is asked;
 * elsewhere only the question that waited longest, so that a project costs one request a round whatever state its
 * batches are in. The end of a batch is followed up at once by its results.
 */
export async function pollRound(
  context: RoundContext,
  watches: readonly Watch[],
  askedIn: AskedIn,
): Promise<boolean> {
  const open = watches.filter(watch => !terminalBatchStatuses.has(watch.subject.status));
  const asks = context.thrifty ? longestWaiting(context, watches, open, askedIn) : () => true;
  let changed = false;
  let failure: { error: unknown } | undefined;
  const attempt = async (work: () => Promise<boolean>) => {
    try {
      if (await work()) changed = true;
    } catch (error) {
      // What the server fails at for one batch must not keep the others from being asked for.
      if (!isServersFault(error)) throw error;
      failure ??= { error };
    }
  };

  if (open.length > 0 && asks('status')) {
    askedIn.status = context.round;
    await attempt(async () => {
      const news = await readStatuses(context, open);
      const ended = news.filter(({ subject }) => terminalBatchStatuses.has(subject.status));
      await readResults(context, awaitingResults(context.thrifty ? ended : news, context));
      return news.length > 0;
    });
  }
  await attempt(() => settleFailed(watches));
  if (asks('results')) {
    askedIn.results = context.round;
    const due = awaitingResults(watches, context).slice(0, context.thrifty ? 1 : roundWidth);
    await attempt(() => readResults(context, due));
  }
  if (asks('jobs')) {
    askedIn.jobs = context.round;
    await attempt(() => readJobs(context, openJobs(watches)));
  }
  if (failure) throw failure.error;
  return changed;
}

function longestWaiting(
  context: RoundContext,
  watches: readonly Watch[],
  open: readonly Watch[],
  askedIn: AskedIn,
): (question: Question) => boolean {
  const due: Question[] = [];
  if (open.length > 0) due.push('status');
  if (awaitingResults(watches, context).length > 0) due.push('results');
  if (openJobs(watches).length > 0) due.push('jobs');
  due.sort((a, b) => askedIn[a] - askedIn[b]);
  return question => question === due[0];
}
