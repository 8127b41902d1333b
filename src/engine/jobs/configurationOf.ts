import { badRequest, notFound } from '../server/httpError';
import type { Store } from '../store/store';
import { findPreset } from './presets';

/** A configuration as a batch or job takes it when it is created. */
export interface UsedConfiguration {
  id: string;
  product_type: string;
  /** `product_type` included. */
  parameters: Record<string, unknown>;
}

/**
 * A preset, or the newest version of a configuration that the project has saved. Throws 404, and 400 where it is one of
 * another product.
 */
export function configurationOf(
  store: Store,
  projectId: string,
  id: string,
  productType: string,
): UsedConfiguration {
  const saved = store.configurations.get(id);
  const found = findPreset(id) ?? (saved?.project_id === projectId ? saved : undefined);
  if (!found) throw notFound('Configuration');
  if (found.product_type !== productType) {
    throw badRequest(`The configuration is one of ${found.product_type}, not of ${productType}.`);
  }
  return found;
}
