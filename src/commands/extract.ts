import { commands } from '../ids';
import type { Services } from '../services';
import type { Register } from './register';

/** **Batch Extract…**: as Batch Parse…, with a configuration that says what to extract. */
export function registerExtract(register: Register, services: Services): void {
  register(commands.extract, async (clicked, selected) => {
    const { startRun } = await import('./startRun');
    await startRun(services, { jobType: 'extract_v2', title: 'Batch Extract', clicked, selected });
  });
}
