import { finalOutcomes, type PlannedFile, type Run } from '../run';
import type { Sought } from './earlierIndex';

/** Files that another run is about to have results of. */
export interface UnderWay {
  files: number;
  /** Of the latest of those runs. */
  label: string;
}

/**
 * The files of a plan that runs which have not ended yet parse in the same way, as they are on disk at present: sent
 * again, they would be charged again. Null where there are none.
 *
 * @param runs newest first
 */
export function filesUnderWay(
  files: readonly PlannedFile[],
  runs: readonly Run[],
  serverKeyOf: (connectionId: string) => string | undefined,
  sought: Sought,
): UnderWay | null {
  const versionOf = ({ source, bytes, modified }: PlannedFile) => JSON.stringify([source, bytes, modified]);
  const open = new Map<string, string>();
  for (const run of runs) {
    const fits =
      run.configuration.fingerprint === sought.fingerprint &&
      run.jobType === sought.jobType &&
      (run.phase === 'uploading' || run.phase === 'running') &&
      serverKeyOf(run.connectionId) === sought.serverKey;
    if (!fits) continue;
    for (const file of run.files) {
      const version = versionOf(file);
      if (!finalOutcomes.has(file.outcome) && !open.has(version)) open.set(version, run.label);
    }
  }
  if (open.size === 0) return null;
  const labels = files.flatMap(file => open.get(versionOf(file)) ?? []);
  const [label] = labels;
  return label === undefined ? null : { files: labels.length, label };
}
