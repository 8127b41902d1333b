import { count } from '../base/amounts';
import type { BatchRow } from './rows';

/** How far the active rows are, for the status bar. */
export interface Progress {
  /** Files that came to their end, and files in all, over the rows whose total is known. */
  through: number;
  total: number;
  /** "7/14", or "2 batches" while no total is known. */
  text: string;
  /** "7 of 14 files through, 2 active batches". */
  label: string;
  rows: readonly { key: string; label: string; status: string; files: string; note: string | null }[];
}

/** Files of a row that came to their end. */
export const throughOf = (row: BatchRow): number => row.done + row.failed + row.cancelled;

/** Progress over rows; null when there are none, which is when nothing should be shown. */
export function progressOf(active: readonly BatchRow[]): Progress | null {
  if (active.length === 0) return null;
  const counted = active.filter(row => row.total !== null);
  const through = counted.reduce((sum, row) => sum + throughOf(row), 0);
  const total = counted.reduce((sum, row) => sum + (row.total ?? 0), 0);
  const batches = count(active.length, 'active batch', 'active batches');
  return {
    through,
    total,
    text: total > 0 ? `${through}/${total}` : count(active.length, 'batch', 'batches'),
    label: total > 0 ? `${through} of ${count(total, 'file')} through, ${batches}` : batches,
    rows: active.map(row => ({
      key: row.key,
      label: row.label,
      status: row.status,
      files: row.total === null ? '' : `${throughOf(row)}/${row.total}`,
      note: row.note,
    })),
  };
}
