import type { Configuration } from '../../protocol/configurations';
import type { Place } from '../catalog';
import type { FileConfiguration } from './configurationFile';
import { type Parameters, sameParameters } from './parameters';

/** The configuration of a server as it was when its draft was made, or last saved. */
export interface DraftOrigin extends Place {
  id: string;
  version: string;
  name: string;
  parameters: Parameters;
}

/**
 * What saving a draft would do: nothing, as the server has the same; a change; or a change of what somebody else has
 * changed on the server since (the API has no conditional update, so only looking before tells).
 */
export type DraftState = 'same' | 'changed' | 'conflict';

export function draftState(from: DraftOrigin, edited: FileConfiguration, there: Configuration): DraftState {
  if (isSame(edited, there)) return 'same';
  return there.version === from.version || isSame(from, there) ? 'changed' : 'conflict';
}

export const isSame = (a: FileConfiguration, b: FileConfiguration): boolean =>
  a.name === b.name && sameParameters(a.parameters, b.parameters);
