import { drain } from '../../base/concurrency';
import type { BatchFilter } from '../../client/api';
import { ApiError } from '../../client/errors';
import type { Batch } from '../../protocol/batches';
import type { Page } from '../../protocol/pages';
import { ask, type RoundContext, roundWidth } from './ask';
import { takeResults } from './resultsRound';
import type { Watch } from './watch';

/** Up to this many batches are asked for one by one: that brings their results in the same answer. */
const fewBatches = 2;
const pageSize = 100;
/** Pages of a list read in one round before the rest is asked for one by one. */
const mostPages = 5;
/** How far the clocks of this machine and a server may be apart before a batch is missed in its list. */
const clockSkewMs = 15 * 60_000;

/**
 * Reads the status of all batches that are not terminal: each for itself where they are few, else in one list since the
 * oldest of them; what the list does not hold is asked for by its id. Gives the watches whose status changed.
 */
export async function readStatuses(context: RoundContext, open: readonly Watch[]): Promise<Watch[]> {
  const changed: Watch[] = [];
  if (open.length > fewBatches) {
    const missing = await readList(context, open, changed);
    await readEach(context, missing, changed);
  } else {
    await readEach(context, open, changed);
  }
  return changed;
}

async function readList(context: RoundContext, open: readonly Watch[], changed: Watch[]): Promise<Watch[]> {
  const missing = new Map(open.map(watch => [watch.subject.batchId, watch]));
  const since = sinceOldest(open);
  let token: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const filter: BatchFilter = {
      page_size: pageSize,
      ...(since === null ? {} : { created_at_on_or_after: new Date(since).toISOString() }),
      ...(token ? { page_token: token } : {}),
    };
    const answer = await listOrRefusal(context, filter);
    if (!answer) break;
    for (const batch of answer.items) {
      const watch = missing.get(batch.id);
      if (!watch) continue;
      missing.delete(batch.id);
      await takeBatch(context, watch, batch, changed);
    }
    token = answer.items.length > 0 ? answer.next_page_token : null;
    if (!token || missing.size <= fewBatches) break;
  }
  return [...missing.values()];
}

/** A page of the list; undefined where the server has none for this key, so that each batch answers for itself. */
async function listOrRefusal(context: RoundContext, filter: BatchFilter): Promise<Page<Batch> | undefined> {
  try {
    return await ask(context, options => context.client.listBatches(filter, options));
  } catch (error) {
    if (ApiError.is(error, 'forbidden') || ApiError.is(error, 'invalid')) return undefined;
    throw error;
  }
}

/** The server's own times where they are known; until then this machine's, less what its clock may be ahead. */
function sinceOldest(open: readonly Watch[]): number | null {
  const times = open.map(({ createdAt, subject }) =>
    createdAt !== null ? createdAt : subject.startedAt === null ? null : subject.startedAt - clockSkewMs,
  );
  return times.reduce((a, b) => (a === null || b === null ? null : Math.min(a, b)));
}

async function readEach(context: RoundContext, watches: readonly Watch[], changed: Watch[]): Promise<void> {
  const oldestFirst = [...watches].sort((a, b) => a.statusRound - b.statusRound).slice(0, roundWidth);
  await drain(oldestFirst, roundWidth, async watch => {
    const unmapped = watch.subject.openFiles().some(file => file.jobId === null);
    try {
      const batch = await ask(context, options =>
        context.client.getBatch(watch.subject.batchId, unmapped ? ['results'] : [], options),
      );
      await takeBatch(context, watch, batch, changed);
      if (unmapped && (await takeResults(context, watch, batch)) && !changed.includes(watch))
        changed.push(watch);
    } catch (error) {
      watch.statusRound = context.round;
      if (await watch.takeFailure(error, context)) changed.push(watch);
    }
  });
}

async function takeBatch(context: RoundContext, watch: Watch, batch: Batch, changed: Watch[]): Promise<void> {
  watch.statusRound = context.round;
  if (await watch.take(batch)) changed.push(watch);
}
