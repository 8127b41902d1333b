import * as z from 'zod/mini';
import { classified } from './classify/classified';
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
  'unchanged',
]);
const phase = z.enum(['uploading', 'running', 'finished', 'cancelled', 'failed']);
const text = z.nullable(z.string());
const number = z.nullable(z.number());
const mode = z.enum(['batches', 'jobs']);
const pause = z.object({
  reason: z.enum(['auth', 'payment', 'plan', 'rate_limited', 'offline', 'other']),
  until: number,
});
const maybeClassified = z.exactOptional(z.nullable(classified));
const earlier = z.object({
  connectionId: z.string(),
  projectId: z.string(),
  jobId: z.string(),
  classified: maybeClassified,
});

const run = z.object({
  id: z.string(),
  connectionId: z.string(),
  projectId: z.string(),
  configuration: z.object({
    id: z.string(),
    name: z.string(),
    tier: text,
    fingerprint: text,
    version: z.exactOptional(z.string()),
  }),
  jobType: z.enum(['parse_v2', 'extract_v2', 'classify_v2']),
  mode,
  label: z.string(),
  estimatedCredits: number,
  startedAt: z.number(),
  endedAt: number,
  phase,
  error: text,
  pause: z.nullable(pause),
  adopted: z.boolean(),
  cleanedAt: number,
  files: z.array(
    z.object({
      path: z.string(),
      source: z.string(),
      bytes: z.number(),
      modified: z.number(),
      extension: z.exactOptional(z.string()),
      estimatedPages: z.exactOptional(number),
      earlier: z.exactOptional(z.nullable(earlier)),
      sha256: text,
      directoryId: text,
      directoryFileId: text,
      fileId: text,
      jobId: text,
      outcome,
      error: text,
      pages: number,
      failedPages: z.number(),
      credits: number,
      creditsBefore: z.number(),
      tier: text,
      classified: maybeClassified,
      retriedAt: z.exactOptional(z.number()),
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
    fileId: text,
  }),
  of('submitted', { path: z.string(), sha256: text, fileId: text, jobId: z.string() }),
  of('batch', { directoryId: z.string(), batchId: z.string(), status: z.string() }),
  of('batchStatus', { batchId: z.string(), status: z.string() }),
  of('job', { path: z.string(), jobId: z.string() }),
  of('outcome', {
    path: z.string(),
    outcome,
    error: text,
    pages: number,
    failedPages: z.number(),
  }),
  of('charge', { path: z.string(), credits: number, tier: text }),
  of('classified', { path: z.string(), classified }),
  of('phase', { phase, error: text, at: z.number(), pause: z.exactOptional(pause) }),
  of('mode', { mode }),
  of('reconfigured', {}),
  of('retry', { paths: z.array(z.string()), at: z.number() }),
  of('cleaned', { at: z.number() }),
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
