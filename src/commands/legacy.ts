import { commands } from '../ids';
import type { Services } from '../services';
import type { Register } from './register';

/** Commands on batches of the older beta route; the code of each is loaded when it is first called. */
export function registerLegacy(register: Register, services: Services): void {
  register(commands.openLegacyResult, async (...args) =>
    (await import('./legacy/openLegacyResult')).openLegacyResult(services, args),
  );
  register(commands.cancelLegacy, async (...args) =>
    (await import('./legacy/cancelLegacy')).cancelLegacy(services, args),
  );
  register(commands.classify, async (...args) =>
    (await import('./legacy/classify')).classify(services, args),
  );
}
