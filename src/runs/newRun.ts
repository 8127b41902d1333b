import { randomUUID } from 'node:crypto';
import type { PlannedFile, Run, RunTarget } from './run';

/** A run over planned files that nothing has happened to; `startedAt` in milliseconds since 1970. */
export function newRun(files: readonly PlannedFile[], target: RunTarget, startedAt: number): Run {
  const untouched = {
    sha256: null,
    directoryId: null,
    directoryFileId: null,
    fileId: null,
    jobId: null,
    error: null,
    pages: null,
    failedPages: 0,
    credits: null,
    creditsBefore: 0,
    tier: null,
  };
  return {
    id: randomUUID(),
    connectionId: target.connectionId,
    projectId: target.projectId,
    configuration: target.configuration,
    jobType: target.jobType,
    mode: target.mode,
    label: target.label,
    estimatedCredits: target.estimatedCredits,
    startedAt,
    endedAt: null,
    phase: 'uploading',
    error: null,
    pause: null,
    adopted: false,
    cleanedAt: null,
    files: files.map(file => ({
      ...{ ...file, ...untouched },
      classified: file.earlier?.classified ?? null,
      outcome: file.earlier ? 'unchanged' : 'queued',
    })),
    batches: [],
    notified: false,
    cancelRequested: false,
  };
}
