import { isReadableOnTheWay, serverAddress } from '../../connections/serverAddress';
import type { back } from '../quickPick';
import { inputStep } from './inputStep';

/** Asks for the address of a company's own server. */
export function askAddress(title: string, value: string): Promise<string | typeof back> {
  return inputStep({
    title,
    prompt: 'Address of the server, up to what comes before /api',
    placeholder: 'https://llamacloud.example.com/prefix',
    value,
    canGoBack: true,
    warning: unencrypted,
    accept: async text => serverAddress(text),
  });
}

function unencrypted(text: string): string | undefined {
  try {
    if (!isReadableOnTheWay(serverAddress(text))) return undefined;
  } catch {
    return undefined; // Told when it is entered: a half-typed address is none yet.
  }
  return 'Over http, the key and the documents can be read by others on the way. Use https where the server has it.';
}
