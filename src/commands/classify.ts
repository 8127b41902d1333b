import { commands } from '../ids';
import type { Services } from '../services';
import type { Register } from './register';

/** **Batch Classify…** and what is done with the types that it found; the code is loaded when it is first called. */
export function registerClassify(register: Register, services: Services): void {
  register(commands.batchClassify, async (clicked, selected) => {
    const { startRun } = await import('./startRun');
    await startRun(services, { jobType: 'classify_v2', title: 'Batch Classify', clicked, selected });
  });
  register(commands.filterByType, async (...args) =>
    (await import('./classify/filterByType')).filterByType(services, args),
  );
  for (const [id, jobType, title] of [
    [commands.parseType, 'parse_v2', 'Batch Parse'],
    [commands.extractType, 'extract_v2', 'Batch Extract'],
  ] as const) {
    register(id, async (...args) =>
      (await import('./classify/ofType')).startOfType(services, jobType, title, args),
    );
  }
}
