import { window } from 'vscode';
import { Dismissed } from '../register';
import type { ConnectionServices } from './connectionServices';
import { pickConnection } from './pickConnection';

/** **Sign Out…**: forgets a connection and its key, after saying what stays. */
export async function signOut(services: ConnectionServices, clicked: unknown): Promise<void> {
  const connection = await pickConnection(services, clicked, 'Sign out of which connection?');
  const yes = 'Sign Out';
  const kept =
    connection.keySource === 'environment'
      ? 'The key in the environment stays.'
      : 'The key is removed from this computer; it stays valid until it is deleted on the website.';
  const detail = `${kept} Batches, documents and results on the server stay, and what runs there goes on and is charged. What is still to be sent waits until you sign in to the same server again.`;
  const chosen = await window.showWarningMessage(
    `Sign out of ${connection.name}?`,
    { modal: true, detail },
    yes,
  );
  if (chosen !== yes) throw new Dismissed();
  await services.cloud.signOut(connection);
}
