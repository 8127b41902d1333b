import type { QuickPickItem } from 'vscode';
import type { CloudConnection } from '../../connections/cloudConnection';
import type { GivenKey } from '../../connections/keyStore';
import { back, pickStep } from '../quickPick';
import { askKey } from './askKey';
import type { ConnectionServices } from './connectionServices';
import { acceptEnvironmentKey, environmentItem } from './environmentChoice';
import { pickConnection } from './pickConnection';

interface SourceItem extends QuickPickItem {
  environment?: true;
}

/** **Change Key…**: gives a connection another key, or the same again; whatever waited for it goes on. */
export async function changeKey(services: ConnectionServices, clicked: unknown): Promise<void> {
  const connection = await pickConnection(services, clicked, 'Change the key of which connection?');
  const given = await askForKey(services, connection);
  await services.cloud.changeKey(connection, given);
}

async function askForKey(services: ConnectionServices, connection: CloudConnection): Promise<GivenKey> {
  const title = `Key for ${connection.name}`;
  const { baseUrl, name } = connection;
  const environment = environmentItem();
  for (;;) {
    const source = environment && (await askSource(title, environment, baseUrl));
    if (source === back) continue;
    const accepted = source?.environment
      ? await acceptEnvironmentKey(services, title, baseUrl)
      : await askKey(services, { title, server: name, baseUrl, canGoBack: environment !== undefined });
    if (accepted !== back) return accepted.given;
  }
}

function askSource(
  title: string,
  environment: SourceItem,
  baseUrl: string,
): Promise<SourceItem | typeof back> {
  return pickStep<SourceItem>({
    title,
    placeholder: `Which key should be sent to ${baseUrl}?`,
    items: async () => [{ label: '$(key) Enter a Key…' }, { ...environment, detail: `sent to ${baseUrl}` }],
  });
}
