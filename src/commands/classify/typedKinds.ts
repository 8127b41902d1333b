import type { Memento } from 'vscode';
import type { Configuration } from '../../protocol/configurations';
import { type ClassifyRule, nameOfRules } from '../../runs/classify/rules';
import type { Parameters } from '../../runs/configurations/parameters';
import { saveByName } from '../../runs/configurations/saveByName';
import type { ConfigurationChoice } from '../configurations/choices';
import type { ConfigurationPlace } from '../configurations/saveFile';
import { askKinds } from './askKinds';

/** Has a person type the kinds of documents, as a configuration that is saved when the run is confirmed. */
export async function typeKinds(
  place: ConfigurationPlace,
  memory: Memento,
  title: string,
): Promise<ConfigurationChoice> {
  return typedChoice(place, await askKinds(memory, title));
}

function typedChoice(
  { connection, projectId }: ConfigurationPlace,
  rules: readonly ClassifyRule[],
): ConfigurationChoice {
  const name = nameOfRules(rules);
  const parameters: Parameters = { product_type: 'classify_v2', tier: null, version: null, rules };
  let saved: Configuration | undefined;
  return {
    // Once it is saved, the server's lists have it under its id.
    get key() {
      return saved?.id ?? name;
    },
    ...{ name, parameters, file: null, there: null },
    save: async signal => {
      const client = await connection.client();
      const options = { projectId, ...(signal && { signal }) };
      const found = await saveByName(client, { name, parameters }, options, async () => false);
      if (!found) throw new Error(`“${name}” was changed on the server. Choose it from the list instead.`);
      saved = found.configuration;
      return saved;
    },
  };
}
