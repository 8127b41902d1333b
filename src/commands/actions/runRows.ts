import { runKey } from '../../runs/keys';
import type { BatchRow } from '../../runs/rows';
import type { Services } from '../../services';

/** The rows of all runs of this machine, newest first; nothing is asked of a server. */
export const runRows = ({ ledger, rows }: Services): BatchRow[] =>
  ledger.runs().flatMap(run => rows.get(runKey(run.id)) ?? []);
