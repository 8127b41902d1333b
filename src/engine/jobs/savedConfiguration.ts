import { badRequest, notFound } from '../server/httpError';
import type { SavedParameters } from '../store/configurations';
import type { Store } from '../store/store';
import { findPreset } from './presets';

/**
 * The parameters, `product_type` included, of the preset or the project's configuration that a request names. Throws
 * 404 where there is none and 400 where it is one of another product.
 */
export function savedParameters(
  store: Store,
  projectId: string,
  configurationId: string,
  productType: string,
): SavedParameters {
  const saved = store.configurations.get(configurationId);
  const parameters =
    findPreset(configurationId)?.parameters ??
    (saved?.project_id === projectId ? saved.parameters : undefined);
  if (!parameters) throw notFound('Configuration');
  if (parameters.product_type !== productType) {
    throw badRequest(
      `The configuration ${configurationId} is one of ${parameters.product_type}; this needs one of ${productType}.`,
    );
  }
  return parameters;
}
