import type { Run, RunFile } from '../../src/runs/run';

/** A planned file that nothing has happened to. */
export function runFile(path: string, more: Partial<RunFile> = {}): RunFile {
  return {
    path,
    source: `/w/${path}`,
    bytes: 10,
    modified: 1,
    sha256: null,
    directoryId: null,
    directoryFileId: null,
    fileId: null,
    jobId: null,
    outcome: 'queued',
    error: null,
    pages: null,
    failedPages: 0,
    credits: null,
    creditsBefore: 0,
    tier: null,
    ...more,
  };
}

/** A run that was just planned. */
export function plannedRun(id: string, paths: readonly string[], more: Partial<Run> = {}): Run {
  return {
    id,
    connectionId: 'local',
    projectId: 'project',
    configuration: { id: 'cfg-PARSE_FAST', name: 'Fast', tier: 'fast', fingerprint: null },
    jobType: 'parse_v2',
    mode: 'batches',
    label: 'docs',
    estimatedCredits: null,
    startedAt: 1_000,
    endedAt: null,
    phase: 'uploading',
    error: null,
    pause: null,
    adopted: false,
    cleanedAt: null,
    files: paths.map(path => runFile(path)),
    batches: [],
    notified: false,
    cancelRequested: false,
    ...more,
  };
}
