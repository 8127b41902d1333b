import { maxNameLength } from '../../connections/connectionEntries';
import type { back } from '../quickPick';
import { inputStep } from './inputStep';

/** Asks what to call a connection; no two are called the same. */
export function askName(
  title: string,
  value: string,
  taken: readonly string[],
  canGoBack = false,
): Promise<string | typeof back> {
  return inputStep({
    title,
    prompt: 'Name of the connection, as lists show it',
    value,
    canGoBack,
    accept: async text => {
      const name = text.trim();
      if (!name) throw new Error('A connection needs a name.');
      if (name.length > maxNameLength) throw new Error(`A name has ${maxNameLength} characters at the most.`);
      if (taken.includes(name)) throw new Error('Another connection is called this.');
      return name;
    },
  });
}
