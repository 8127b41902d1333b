import type { QuickPickItem } from 'vscode';
import { environmentKey } from '../../connections/environmentKey';
import type { GivenKey } from '../../connections/keyStore';
import { back, pickStep } from '../quickPick';

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

/** Asks whether the environment's key stays there or is copied. */
export async function askWhetherToCopy(title: string, key: string): Promise<GivenKey | typeof back> {
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
