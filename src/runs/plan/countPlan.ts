import { drain } from '../../base/concurrency';
import type { PlannedFile } from '../run';
import { extensionOf } from './estimate';
import { countPages } from './pages/countPages';
import type { Plan } from './plan';

/** Files that are looked into at a time: as many as libuv has threads for. */
const concurrency = 8;
/** Files that are one piece of work. */
const chunk = 64;

/**
 * The plan with the pages of its files counted, as far as they can be. `onProgress` hears how many files were looked
 * into. Rejects only with the signal's reason.
 */
export async function countPlan(
  plan: Plan,
  signal: AbortSignal,
  onProgress?: (files: number) => void,
): Promise<Plan> {
  const files: PlannedFile[] = [...plan.files];
  let done = 0;
  await drain(
    starts(files.length),
    concurrency,
    async start => {
      for (let i = start; i < Math.min(start + chunk, files.length); i++) {
        const file = files[i] as PlannedFile;
        files[i] = { ...file, estimatedPages: await countPages(file.source, extensionOf(file), signal) };
      }
      done += Math.min(chunk, files.length - start);
      onProgress?.(done);
    },
    signal,
  );
  return { ...plan, files };
}

function* starts(length: number): Generator<number> {
  for (let start = 0; start < length; start += chunk) yield start;
}
