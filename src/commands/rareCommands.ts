import { commands } from '../ids';
import type { Services } from '../services';
import type { Register } from './register';

/** Commands that few people use on a day: the code of each is loaded when it is first called. */
export function registerRareCommands(register: Register, services: Services): void {
  register(commands.copyEngineAddress, async label =>
    (await import('./engineAddress')).copyEngineAddress(services, label),
  );
  register(commands.chooseModel, async () => (await import('./models/chooseModel')).chooseModel(services));
}
