import { notFound } from '../server/httpError';
import type { Store } from '../store/store';
import { findPreset } from './presets';

/** A configuration as a batch or job takes it when it is created. */
export interface UsedConfiguration {
  id: string;
  product_type: string;
  parameters: Record<string, unknown>;
}

/** A preset, or the newest version of a configuration that the project has saved. Throws 404. */
export function configurationOf(_store: Store, _projectId: string, id: string): UsedConfiguration {
  const found = findPreset(id);
  if (!found) throw notFound('Configuration');
  return found;
}
