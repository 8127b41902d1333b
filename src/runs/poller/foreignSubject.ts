import { kindOf } from '../batchRow';
import { followedKind } from '../jobKinds';
import { batchKey } from '../keys';
import type { BatchRow } from '../rows';
import { finalOutcomes, type RunJobType } from '../run';
import type { FilePatch, RowStore } from '../store';
import type { FileChange, News, OpenFile, Subject } from './subject';

/** A batch that somebody else made: what is learned goes into the store and is gone with the window. */
export class ForeignSubject implements Subject {
  readonly rowKey: string;
  readonly batchId: string;
  readonly connectionId: string;
  readonly projectId: string;
  readonly jobType: RunJobType;
  readonly startedAt: number | null;
  readonly isForeign = true;

  constructor(
    private readonly store: RowStore,
    row: BatchRow,
    batchId: string,
  ) {
    this.batchId = batchId;
    this.rowKey = batchKey(batchId);
    this.connectionId = row.connectionId;
    this.projectId = row.projectId;
    this.jobType = followedKind(row.jobType) ?? 'parse_v2';
    this.startedAt = row.createdAt;
  }

  get status(): string {
    return this.store.foreignBatch(this.rowKey)?.batch.status ?? 'PENDING';
  }

  /** Empty while nobody has looked at the files, and for jobs of a kind that cannot be followed. */
  openFiles(): readonly OpenFile[] {
    const foreign = this.store.foreignBatch(this.rowKey);
    if (!foreign?.files || !kindOf(foreign.batch)) return [];
    return [...foreign.files].flatMap(([id, { jobId, outcome }]) =>
      finalOutcomes.has(outcome) ? [] : { id, directoryFileId: id, jobId, outcome },
    );
  }

  get updatedAt(): string | null {
    return this.store.foreignBatch(this.rowKey)?.batch.updated_at ?? null;
  }

  async write({ status, updatedAt, files = [] }: News): Promise<void> {
    const foreign = this.store.foreignBatch(this.rowKey);
    if (!foreign) return;
    this.store.transaction(() => {
      if (status !== undefined) {
        const answer = { ...foreign.batch, status, updated_at: updatedAt ?? foreign.batch.updated_at };
        this.store.putBatch(this.connectionId, answer);
      }
      if (files.length > 0) this.store.patchFiles(this.rowKey, files.map(patchOf));
    });
  }
}

const patchOf = ({ id, jobId, verdict, charge }: FileChange): FilePatch => ({
  id,
  ...(jobId === undefined ? {} : { jobId }),
  ...verdict,
  ...(charge && charge.credits !== null ? { credits: charge.credits } : {}),
  ...(charge && charge.tier !== null ? { tier: charge.tier } : {}),
});
