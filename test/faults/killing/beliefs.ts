import assert from 'node:assert/strict';

/** Whether something that was asked for has happened; `maybe` where no answer came. */
export type Happened = 'no' | 'maybe' | 'yes';

/** A file of a directory under its `unique_id`, as far as its owner can know. */
export interface KnownFile {
  id: string | null;
  /** Name of the document that it may hold; null for no such file. More than one after a lost answer. */
  may: Set<string | null>;
}

export interface KnownDirectory {
  id: string;
  files: Map<string, KnownFile>;
  deleted: Happened;
  /** Batches over it that were asked for without an answer. */
  unseenBatches: number;
}

export interface KnownBatch {
  id: string;
  directory: KnownDirectory;
  /** Files that it was made over. */
  files: number;
  status: string;
  cancelled: Happened;
  /** Its results when they were first read after its end. */
  results: string | null;
}

export interface KnownJob {
  id: string;
  /** Null for one that was asked for by itself. */
  batch: KnownBatch | null;
  /** Of its document. */
  name: string;
  status: string;
  cancelled: Happened;
  deleted: Happened;
  /** Digest of the result when it was first read. */
  result: string | null;
}

const ranks: Record<string, number> = {
  PENDING: 0,
  THROTTLED: 1,
  RUNNING: 2,
  COMPLETED: 3,
  FAILED: 3,
  CANCELLED: 3,
};

export const hasEnded = (status: string): boolean => ranks[status] === 3;

/** Whoever deletes a directory cancels the batches over it. */
export function mayBeCancelled(of: KnownBatch | KnownJob): boolean {
  if (of.cancelled !== 'no') return true;
  if ('directory' in of) return of.directory.deleted !== 'no';
  return of.batch !== null && mayBeCancelled(of.batch);
}

/** Takes note of a status that was seen. Throws where it went back, changed after the end, or nobody asked for it. */
export function observe(what: KnownBatch | KnownJob, status: string): void {
  const [before, after] = [ranks[what.status], ranks[status]];
  assert.ok(before !== undefined && after !== undefined, `${what.id} is ${status}`);
  const kept = hasEnded(what.status) ? status === what.status : after >= before;
  assert.ok(kept, `${what.id} went from ${what.status} to ${status}`);
  if (status === 'CANCELLED') assert.ok(mayBeCancelled(what), `nobody cancelled ${what.id}`);
  what.status = status;
}
