import { commands } from '../ids';
import type { Services } from '../services';
import type { Register } from './register';

/** **Batch Parse…**: which files, how, the plan, then the upload; the batch shows up in the tree by itself. */
export function registerParse(register: Register, services: Services): void {
  register(commands.parse, async (clicked, selected) => {
    const { startRun } = await import('./startRun');
    await startRun(services, { jobType: 'parse_v2', title: 'Batch Parse', clicked, selected });
  });
}
