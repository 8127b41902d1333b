import type { Clock } from '../../base/clock';
import { batchIdOf } from '../keys';
import type { RunEvent, RunLedger } from '../ledgerEvents';
import type { Run } from '../run';
import type { RowStore } from '../store';
import { endOf } from './endOf';
import { ForeignSubject } from './foreignSubject';
import { type Uncharged, unchargedOf } from './lateCharges';
import { subjectsOf } from './runSubject';
import type { Subject } from './subject';

/** Batches older than this are asked for once and then given up. */
export const oldestWatchedMs = 7 * 24 * 3_600_000;

interface Sources {
  ledger: RunLedger;
  store: RowStore;
  clock: Clock;
  chargesCredits?(connectionId: string): boolean;
}

interface View {
  /** The tree is in sight. */
  visible: boolean;
  /** Keys of the rows of batches made elsewhere that a person asked for. */
  asked: ReadonlySet<string>;
  isReady(connectionId: string): boolean;
}

/** What there is to ask the servers for, and the runs that have just come to their end. */
export interface Wanted {
  subjects: Subject[];
  uncharged: Uncharged[];
  ended: { run: Run; events: RunEvent[] }[];
}

/** Goes through all that this window knows. */
export function wanted(sources: Sources, { visible, asked, isReady }: View): Wanted {
  const { ledger, store, clock, chargesCredits } = sources;
  const now = clock.now();
  const subjects: Subject[] = [];
  const uncharged: Uncharged[] = [];
  const ended: Wanted['ended'] = [];
  for (const run of ledger.runs()) {
    const own = subjectsOf(ledger, run);
    subjects.push(...own);
    const events = own.length === 0 ? endOf(run, now) : [];
    if (events.length > 0) ended.push({ run, events });
    if (chargesCredits?.(run.connectionId)) uncharged.push(...unchargedOf(run, now));
  }
  for (const row of store.active()) {
    const batchId = batchIdOf(row.key);
    const isWanted = asked.has(row.key) || (visible && (row.createdAt ?? 0) > now - oldestWatchedMs);
    if (batchId !== undefined && isWanted) subjects.push(new ForeignSubject(store, row, batchId));
  }
  return {
    subjects: subjects.filter(subject => isReady(subject.connectionId)),
    uncharged: uncharged.filter(file => isReady(file.connectionId)),
    ended,
  };
}
