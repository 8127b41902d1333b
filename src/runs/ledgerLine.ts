import * as z from 'zod/mini';
import type { RunEvent } from './ledgerEvents';

const outcome = z.enum([
  'queued',
  'uploading',
  'waiting',
  'running',
  'done',
  'done_with_failed_pages',
  'failed',
  'cancelled',
  'expired',
]);
const phase = z.enum(['uploading', 'running', 'finished', 'cancelled', 'failed']);
const text = z.nullable(z.string());

const run = z.object({
  id: z.string(),
  connectionId: z.string(),
  projectId: z.string(),
  configuration: z.object({ id: z.string(), name: z.string() }),
  label: z.string(),
  startedAt: z.number(),
  endedAt: z.nullable(z.number()),
  phase,
  error: text,
  files: z.array(
    z.object({
      path: z.string(),
      source: z.string(),
      bytes: z.number(),
      modified: z.number(),
      extension: z.exactOptional(z.string()),
      sha256: text,
      directoryId: text,
      directoryFileId: text,
      jobId: text,
      outcome,
      error: text,
      pages: z.nullable(z.number()),
      failedPages: z.number(),
    }),
  ),
  batches: z.array(z.object({ directoryId: z.string(), batchId: text, status: text })),
  notified: z.boolean(),
  cancelRequested: z.boolean(),
});

const of = <Type extends string, Shape extends Record<string, z.ZodMiniType>>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });

const event = z.discriminatedUnion('type', [
  of('planned', { run }),
  of('directory', { directoryId: z.string() }),
  of('directoryRemoved', { directoryId: z.string() }),
  of('uploading', { path: z.string() }),
  of('uploaded', {
    path: z.string(),
    sha256: text,
    directoryId: z.string(),
    directoryFileId: z.string(),
  }),
  of('batch', { directoryId: z.string(), batchId: z.string(), status: z.string() }),
  of('batchStatus', { batchId: z.string(), status: z.string() }),
  of('job', { path: z.string(), jobId: z.string() }),
  of('outcome', {
    path: z.string(),
    outcome,
    error: text,
    pages: z.nullable(z.number()),
    failedPages: z.number(),
  }),
  of('phase', { phase, error: text, at: z.number() }),
  of('cancelRequested', {}),
  of('cancelWithdrawn', {}),
  of('notified', {}),
]) satisfies z.ZodMiniType<RunEvent>;

const line = z.object({ by: z.string(), event });

/** One line of a run's file: an event and the window that wrote it. */
export interface LedgerLine {
  /** Random id of the ledger instance that wrote the line; an instance does not fold its own lines a second time. */
  by: string;
  event: RunEvent;
}

/** The line as text, with its end. JSON has no raw line breaks, so a line is an event. */
export function formatLine(ledgerLine: LedgerLine): string {
  return `${JSON.stringify(ledgerLine)}\n`;
}

/** The line, or undefined where it is torn, not ours, or of a kind that a newer version writes. */
export function parseLine(source: string): LedgerLine | undefined {
  try {
    return line.parse(JSON.parse(source));
  } catch {
    return undefined;
  }
}
