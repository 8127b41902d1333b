import { finalOutcomes, type RunJobType } from '../run';
import { countOutcomes } from '../runRow';
import { checkConfiguration } from './checkConfiguration';
import { fillDirectories } from './fillDirectories';
import { submitFiles } from './submitFiles';
import { hasWork, openBatches } from './unsent';
import type { UploadContext } from './uploadContext';

/**
 * Takes a run from where the ledger says it is to `running` (every file is in a batch or a job), or to its end where
 * nothing of it is left open. Rejects, with everything done so far written down, when the run has to stop and can go on
 * later: no key, no credits, no network, or aborted.
 */
export async function uploadRun(context: UploadContext): Promise<void> {
  if (context.run().mode === 'jobs') await submitFiles(context);
  else await fillDirectories(context);
  if (hasWork(context.run())) await checkConfiguration(context);
  await conclude(context);
}

const workWords: Readonly<Record<RunJobType, string>> = {
  parse_v2: 'parsed',
  extract_v2: 'extracted from',
  classify_v2: 'classified',
};

async function conclude({ run, append, clock }: UploadContext): Promise<void> {
  const { files, jobType } = run();
  const at = clock.now();
  const open = files.some(file => !finalOutcomes.has(file.outcome)) || openBatches(run()).length > 0;
  if (open) return append({ type: 'phase', phase: 'running', error: null, at });
  if (countOutcomes(files).done > 0) return append({ type: 'phase', phase: 'finished', error: null, at });
  const reason = files.find(file => file.error !== null)?.error ?? 'there was nothing to send.';
  await append({
    type: 'phase',
    phase: 'failed',
    error: `No file could be ${workWords[jobType]}: ${reason}`,
    at,
  });
}
