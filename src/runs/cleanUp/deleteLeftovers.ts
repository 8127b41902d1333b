import { drain } from '../../base/concurrency';
import { messageOf } from '../../base/log';
import type { LlamaCloud, RequestOptions } from '../../client/api';
import { ApiError, type ApiErrorKind } from '../../client/errors';
import { jobKinds } from '../jobKinds';
import type { RunEvent } from '../ledgerEvents';
import type { RunJobType } from '../run';
import { type Leftover, type LeftoverKind, leftoverKinds, type Survey } from './leftovers';

/** Deletions at a time. */
const concurrency = 4;
/** After so many that failed there is no use in going on: a person should look at them first. */
const mostFailures = 50;
/** Kinds of errors that concern all that is still to be deleted. */
const endless: ReadonlySet<ApiErrorKind> = new Set(['auth', 'payment', 'rate_limited', 'network']);

export interface DeletionFailure {
  kind: LeftoverKind;
  id: string;
  message: string;
}

/** What became of a clean-up. */
export interface Deletion {
  /** Ids that are gone from the server now, those that were gone before among them. */
  deleted: Readonly<Record<LeftoverKind, number>>;
  failures: readonly DeletionFailure[];
  /** Ids that were not tried, or whose answer is not known, since it stopped. */
  left: number;
  /** Why it stopped; null where it went through, or where the person stopped it. */
  stopped: string | null;
}

export interface DeletionOptions {
  /** The run's project, and the signal that stops the deletion where it is. */
  request: RequestOptions & { signal: AbortSignal };
  onProgress?: (done: number, total: number) => void;
}

/** Deletes things from the server, results first. One that cannot be deleted keeps no other; never rejects but for a bug. */
export async function deleteLeftovers(
  cloud: LlamaCloud,
  jobType: RunJobType,
  leftovers: readonly Leftover[],
  { request, onProgress }: DeletionOptions,
): Promise<Deletion> {
  const deletion = {
    results: (id: string) => jobKinds[jobType].remove(cloud, id, request),
    directory: (id: string) => cloud.deleteDirectory(id, request),
    files: (id: string) => cloud.deleteFile(id, request),
  };
  const queue = leftoverKinds.flatMap(kind =>
    leftovers.filter(leftover => leftover.kind === kind).flatMap(({ ids }) => ids.map(id => ({ kind, id }))),
  );
  const deleted = { results: 0, directory: 0, files: 0 };
  const failures: DeletionFailure[] = [];
  let tried = 0;
  let stopped: string | null = null;
  const deleteOne = async ({ kind, id }: { kind: LeftoverKind; id: string }) => {
    try {
      await deletion[kind](id);
      deleted[kind]++;
    } catch (error) {
      request.signal.throwIfAborted();
      if (!ApiError.is(error) || endless.has(error.kind)) throw error;
      if (error.kind === 'not_found') deleted[kind]++;
      else failures.push({ kind, id, message: error.message });
      if (failures.length >= mostFailures) throw error;
    } finally {
      onProgress?.(++tried, queue.length);
    }
  };
  try {
    await drain(queue, concurrency, deleteOne, request.signal);
  } catch (error) {
    if (!request.signal.aborted && !ApiError.is(error)) throw error;
    stopped = request.signal.aborted ? null : messageOf(error);
  }
  const gone = deleted.results + deleted.directory + deleted.files;
  return { deleted, failures, left: queue.length - gone - failures.length, stopped };
}

/**
 * The event that a run is cleaned up, once nothing is on the server that is its own alone; none before. What others
 * need may stay.
 */
export function cleanedEvents(
  survey: Survey,
  chosen: readonly Leftover[],
  deletion: Deletion,
  at: number,
): RunEvent[] {
  const own = survey.leftovers.filter(leftover => leftover.usedBy.length === 0);
  const isClean =
    survey.runningJobs + survey.runningBatches.length + deletion.left + deletion.failures.length === 0 &&
    own.every(leftover => chosen.includes(leftover));
  return isClean ? [{ type: 'cleaned', at }] : [];
}
