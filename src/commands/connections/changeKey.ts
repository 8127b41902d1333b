import type { QuickPickItem } from 'vscode';
import { checkKey } from '../../connections/checkKey';
import type { CloudConnection } from '../../connections/cloudConnection';
import { environmentKey } from '../../connections/environmentKey';
import type { GivenKey } from '../../connections/keyStore';
import { withProgress } from '../../platform/progress';
import { back, pickStep } from '../quickPick';
import { askKey } from './askKey';
import type { ConnectionServices } from './connectionServices';
import { askWhetherToCopy, environmentItem } from './environmentChoice';
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
    const given = source?.environment
      ? await fromEnvironment(services, title, baseUrl)
      : await askKey(services, { title, server: name, baseUrl, canGoBack: environment !== undefined });
    if (given === back) continue;
    return typeof given === 'object' && 'key' in given ? { entered: given.key } : given;
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

async function fromEnvironment(
  { cloud }: ConnectionServices,
  title: string,
  baseUrl: string,
): Promise<GivenKey | typeof back> {
  const key = environmentKey(process.env)?.key;
  if (!key) throw new Error('The environment of VS Code has no key of LlamaCloud any more.');
  const given = await askWhetherToCopy(title, key);
  if (given === back) return back;
  const { fetch, userAgent } = cloud;
  await withProgress('Checking the key of the environment', (_, signal) =>
    checkKey({ baseUrl, key, fetch, userAgent, signal }),
  );
  return given;
}
