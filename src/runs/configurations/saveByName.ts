import type { ConfigurationBody, LlamaCloud, RequestOptions } from '../../client/api';
import type { Configuration } from '../../protocol/configurations';
import { type Parameters, sameParameters } from './parameters';

/** The latest version of the configuration that has this name and product type; undefined where there is none. */
export async function findByName(
  client: LlamaCloud,
  name: string,
  productType: string,
  options: RequestOptions,
): Promise<Configuration | undefined> {
  const filter = { name, product_type: [productType], latest_only: true };
  const { items } = await client.listConfigurations(filter, options);
  return items.find(item => item.name === name && item.product_type === productType);
}

/**
 * Saves parameters under a name and gives the server's configuration, with whether it was saved now: one that has the
 * same parameters already is used as it is. `mayReplace` is asked before another one of this name is replaced; undefined
 * where it says no.
 */
export async function saveByName(
  client: LlamaCloud,
  body: ConfigurationBody & { parameters: Parameters },
  options: RequestOptions,
  mayReplace: (there: Configuration) => Promise<boolean>,
): Promise<{ configuration: Configuration; isNew: boolean } | undefined> {
  const there = await findByName(client, body.name, body.parameters.product_type, options);
  if (there && sameParameters(there.parameters, body.parameters))
    return { configuration: there, isNew: false };
  if (there && !(await mayReplace(there))) return undefined;
  return { configuration: await client.saveConfiguration(body, options), isNew: true };
}
