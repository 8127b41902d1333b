import { back } from '../quickPick';
import { askName } from './askName';
import type { ConnectionServices } from './connectionServices';
import { pickConnection } from './pickConnection';

/** **Rename Connection…** */
export async function renameConnection(services: ConnectionServices, clicked: unknown): Promise<void> {
  const connection = await pickConnection(services, clicked, 'Rename which connection?');
  const others = services.cloud.list().filter(other => other !== connection);
  const taken = others.map(({ name }) => name);
  const name = await askName(`Rename ${connection.name}`, connection.name, taken);
  if (name !== back) await services.cloud.rename(connection, name);
}
