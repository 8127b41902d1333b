import { commands } from '../ids';
import type { Services } from '../services';
import type { Register } from './register';

/** What a person does with a batch now and then; the code of each is loaded when it is first called. */
export function registerActions(register: Register, services: Services): void {
  register(commands.addBatch, async () => (await import('./actions/addBatch')).addBatch(services));
  register(commands.retry, async (...args) => (await import('./actions/retry')).retryFailed(services, args));
  register(commands.cleanUp, async (...args) => (await import('./actions/cleanUp')).cleanUp(services, args));
  register(commands.openReport, async (...args) =>
    (await import('./actions/report')).openReport(services, args),
  );
  register(commands.copyReport, async (...args) =>
    (await import('./actions/report')).copyReport(services, args),
  );
}
