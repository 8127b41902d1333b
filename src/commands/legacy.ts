import { commands } from '../ids';
import type { Services } from '../services';
import { registerClassify } from './classify';
import type { Register } from './register';

/** Commands on batches of the older beta route, and what classifies; the code of each is loaded when it is first called. */
export function registerLegacy(register: Register, services: Services): void {
  registerClassify(register, services);
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
