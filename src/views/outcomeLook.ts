import type { FileRow } from '../runs/rows';
import type { FileOutcome } from '../runs/run';

/** How a state looks and reads: an icon, its colour, and a word that says the same without either. */
export interface Look {
  icon: string;
  color?: string;
  word: string;
}

const failedColor = 'problemsErrorIcon.foreground';
const warningColor = 'problemsWarningIcon.foreground';
const doneColor = 'testing.iconPassed';
const runningColor = 'charts.blue';
const waitingColor = 'charts.yellow';
const quietColor = 'disabledForeground';

const outcomes: Record<FileOutcome, Look> = {
  queued: { icon: 'circle-outline', word: 'not sent yet' },
  uploading: { icon: 'cloud-upload', color: runningColor, word: 'sending' },
  waiting: { icon: 'circle-outline', word: 'waiting' },
  running: { icon: 'sync~spin', color: runningColor, word: 'parsing' },
  done: { icon: 'pass', color: doneColor, word: 'done' },
  done_with_failed_pages: { icon: 'warning', color: warningColor, word: 'done, with failed pages' },
  failed: { icon: 'error', color: failedColor, word: 'failed' },
  cancelled: { icon: 'circle-slash', color: quietColor, word: 'cancelled' },
  expired: { icon: 'history', color: quietColor, word: 'no longer kept' },
  unchanged: { icon: 'pass', color: quietColor, word: 'unchanged' },
};

export const outcomeLook = (outcome: FileOutcome): Look => outcomes[outcome];

/** Look of a file; one that is of none of the kinds asked about stands out from those that are. */
export function fileLook({ outcome, classified }: Pick<FileRow, 'outcome' | 'classified'>): Look {
  const look = outcomeLook(outcome);
  return outcome === 'done' && classified?.type === null ? { ...look, icon: 'question' } : look;
}

const statuses: Record<string, Look> = {
  UPLOADING: { icon: 'cloud-upload', color: runningColor, word: 'uploading' },
  STOPPED: { icon: 'debug-pause', color: warningColor, word: 'upload stopped' },
  PENDING: { icon: 'circle-outline', word: 'waiting' },
  THROTTLED: { icon: 'watch', color: waitingColor, word: 'throttled' },
  RUNNING: { icon: 'sync~spin', color: runningColor, word: 'running' },
  CANCELLING: { icon: 'sync~spin', color: quietColor, word: 'cancelling' },
  COMPLETED: { icon: 'pass', color: doneColor, word: 'completed' },
  FAILED: { icon: 'error', color: failedColor, word: 'failed' },
  CANCELLED: { icon: 'circle-slash', color: quietColor, word: 'cancelled' },
};

/** A status of a batch in a word for people; a newer server's own word as it came. */
export const statusWord = (status: string): string => statuses[status]?.word ?? status.toLowerCase();

/**
 * Look of a whole batch. A completed one that holds failed files says so, and one whose files are not all through yet
 * still runs, whatever the server calls it.
 */
export function batchLook(row: { status: string; failed: number; active: boolean }): Look {
  if (row.status === 'COMPLETED' && row.active) return { ...RUNNING };
  if (row.status === 'COMPLETED' && row.failed > 0)
    return { icon: 'warning', color: warningColor, word: 'completed' };
  return statuses[row.status] ?? { icon: 'question', word: statusWord(row.status) };
}

const RUNNING: Look = { icon: 'sync~spin', color: runningColor, word: 'running' };

/** Says where a file was parsed, and charged, under another tier than the one asked for. */
export function otherTier({ tier, askedTier }: FileRow): string | undefined {
  return tier && askedTier && tier !== askedTier ? `${tier} instead of ${askedTier}` : undefined;
}
