import { env, ThemeIcon, Uri } from 'vscode';
import { checkKey } from '../../connections/checkKey';
import type { GivenKey } from '../../connections/keyStore';
import { regionOf } from '../../connections/regions';
import type { Project } from '../../protocol/projects';
import type { back } from '../quickPick';
import type { ConnectionServices } from './connectionServices';
import { type InputButton, inputStep } from './inputStep';

/** A key that its server accepts, and the projects that it opens. */
export interface AcceptedKey {
  baseUrl: string;
  given: GivenKey;
  projects: readonly Project[];
}

export interface KeyQuestion {
  title: string;
  /** What the server is called. */
  server: string;
  baseUrl: string;
  canGoBack?: boolean;
  /** What was typed before for another server. */
  value?: string;
  /** Hears what is typed, whether the server accepts it or not. */
  typed?: (key: string) => void;
}

const longestKey = 4096;

/** Asks for the key of a server until it accepts one; it is sent there and nowhere else. */
export function askKey(
  { cloud }: ConnectionServices,
  question: KeyQuestion,
): Promise<AcceptedKey | typeof back> {
  const { title, server, baseUrl, value = '', canGoBack = false, typed } = question;
  const { fetch, userAgent } = cloud;
  return inputStep<AcceptedKey>({
    title,
    prompt: `API key for ${server}. It is checked by one request and kept in VS Code's secret storage.`,
    placeholder: 'llx-…',
    value,
    password: true,
    canGoBack,
    buttons: keyPage(baseUrl),
    accept: async (text, signal) => {
      const key = text.trim();
      typed?.(key);
      if (!/^[\x21-\x7e]+$/.test(key) || key.length > longestKey)
        throw new Error('A key is one line of letters, digits and signs. Copy it again.');
      const projects = await checkKey({ baseUrl, key, fetch, userAgent, signal });
      return { baseUrl, given: { entered: key }, projects };
    },
  });
}

/** Leads to where a person makes keys for a server, where that is known. */
function keyPage(baseUrl: string): InputButton[] {
  const region = regionOf(baseUrl);
  if (!region) return [];
  const button = { iconPath: new ThemeIcon('link-external'), tooltip: `Get a key at ${region.website}` };
  return [{ button, press: () => void env.openExternal(Uri.parse(region.website)) }];
}
