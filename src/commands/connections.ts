import { commands } from '../ids';
import type { ConnectionServices } from './connections/connectionServices';
import type { Register } from './register';

/** Commands on connections to LlamaCloud: the code of each is loaded when it is first called. */
export function registerConnections(register: Register, services: ConnectionServices): void {
  register(commands.signIn, async () => (await import('./connections/signIn')).signIn(services));
  register(commands.changeKey, async clicked =>
    (await import('./connections/changeKey')).changeKey(services, clicked),
  );
  register(commands.renameConnection, async clicked =>
    (await import('./connections/rename')).renameConnection(services, clicked),
  );
  register(commands.signOut, async clicked =>
    (await import('./connections/signOut')).signOut(services, clicked),
  );
  register(commands.diagnoseConnection, async clicked =>
    (await import('./connections/diagnose')).diagnoseConnection(services, clicked),
  );
  register(commands.chooseWebhooks, async clicked =>
    (await import('./connections/webhooks')).chooseWebhooks(services, clicked),
  );
}
