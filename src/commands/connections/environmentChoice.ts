import type { QuickPickItem } from 'vscode';
import { checkKey } from '../../connections/checkKey';
import { environmentKey } from '../../connections/environmentKey';
import type { GivenKey } from '../../connections/keyStore';
import { serverAddress } from '../../connections/serverAddress';
import { withProgress } from '../../platform/progress';
import { back, pickStep } from '../quickPick';
import type { AcceptedKey } from './askKey';
import type { ConnectionServices } from './connectionServices';

/** The environment's key as an item of a list; undefined where it has none. */
export function environmentItem(): (QuickPickItem & { environment: true }) | undefined {
  const found = environmentKey(process.env);
  return (
    found && {
      label: '$(terminal) Use the Key of the Environment',
      description: found.variable,
      detail: found.baseUrl,
      environment: true,
    }
  );
}

interface WayItem extends QuickPickItem {
  copied: boolean;
}

/**
 * Takes the environment's key for a server, its own or another, once that server has accepted it. Rejects where it does
 * not, or where the environment has no key any more.
 */
export async function acceptEnvironmentKey(
  { cloud }: ConnectionServices,
  title: string,
  otherBaseUrl?: string,
): Promise<AcceptedKey | typeof back> {
  const found = environmentKey(process.env);
  if (!found) throw new Error('The environment of VS Code has no key of LlamaCloud any more.');
  const { key } = found;
  const given = await askWhetherToCopy(title, key);
  if (given === back) return back;
  const baseUrl = otherBaseUrl ?? serverAddress(found.baseUrl);
  const { fetch, userAgent } = cloud;
  const projects = await withProgress('Checking the key of the environment', (_, signal) =>
    checkKey({ baseUrl, key, fetch, userAgent, signal }),
  );
  return { baseUrl, given, projects };
}

/** Asks whether the environment's key stays there or is copied. */
async function askWhetherToCopy(title: string, key: string): Promise<GivenKey | typeof back> {
  const chosen = await pickStep<WayItem>({
    title,
    placeholder: 'Where should the key be read from?',
    canGoBack: true,
    items: async () => [
      {
        label: '$(terminal) From the Environment, Each Time',
        detail: 'Nothing is copied. Without the variable, the connection is signed out.',
        copied: false,
      },
      {
        label: '$(lock) From a Copy in the Secret Storage',
        detail: 'Copied once. What the environment says later does not matter.',
        copied: true,
      },
    ],
  });
  if (chosen === back) return back;
  return chosen.copied ? { entered: key } : 'environment';
}
