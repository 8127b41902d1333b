import type { Uri } from 'vscode';
import { type Configuration, parseTiers } from '../../protocol/configurations';
import type { Parameters } from '../../runs/configurations/parameters';
import { saveByName } from '../../runs/configurations/saveByName';
import { type TierChoice, tierChoices, tierNames } from '../../runs/configurations/tiers';
import type { RunJobType } from '../../runs/run';
import type { Services } from '../../services';
import { type ConfigurationPlace, saveFile } from './saveFile';
import type { WorkspaceFile } from './workspaceFiles';

/** A configuration that a person may choose, wherever it is kept. */
export interface ConfigurationChoice {
  /** Stays the same from one time to the next: the server's id, `tier:<tier>` or `file:<address>`. */
  readonly key: string;
  readonly name: string;
  readonly parameters: Parameters;
  /** The file that it comes from; null where it is the server's. */
  readonly file: { uri: Uri; path: string } | null;
  /** The configuration on the server; null where it is not kept there yet. */
  readonly there: Configuration | null;
  /**
   * Gives the server's configuration, which a file's or a tier's becomes only now: nothing is changed on the server
   * before a person has confirmed the run. Rejects with an ApiError, and with Dismissed where the person keeps another
   * configuration of the same name.
   */
  save(signal?: AbortSignal): Promise<Configuration>;
}

/** Configurations that one question offers at the most, newest first. */
const pageSize = 100;

/** What the server offers for one kind of job, and for a parse the tiers that it does not offer by itself. */
export async function serverChoices(
  place: ConfigurationPlace,
  jobType: RunJobType,
  signal: AbortSignal,
): Promise<ConfigurationChoice[]> {
  const client = await place.connection.client();
  const filter = { product_type: [jobType], latest_only: true, page_size: pageSize };
  const options = { projectId: place.projectId, signal };
  const { items } = await client.listConfigurations(filter, options);
  const tiers = jobType === 'parse_v2' ? tierChoices(items) : [];
  const own = new Set(tiers.map(({ ownName }) => ownName));
  return [
    ...tiers.map(tier => tierChoice(place, tier)),
    ...items.filter(({ name }) => !own.has(name)).map(savedChoice),
  ].sort(cheapestFirst);
}

const savedChoice = (configuration: Configuration): ConfigurationChoice => ({
  key: configuration.id,
  name: configuration.name,
  parameters: configuration.parameters,
  file: null,
  there: configuration,
  save: async () => configuration,
});

function tierChoice(
  { connection, projectId }: ConfigurationPlace,
  { tier, ownName, parameters, there }: TierChoice,
): ConfigurationChoice {
  const save = async (signal?: AbortSignal) => {
    const options = { projectId, ...(signal && { signal }) };
    const client = await connection.client();
    // Another one of our name was made since the list was read: a person's own, which stays.
    const saved = await saveByName(client, { name: ownName, parameters }, options, async () => false);
    if (!saved) throw new Error(`“${ownName}” was changed on the server. Choose how to parse once more.`);
    return saved.configuration;
  };
  return {
    key: `tier:${tier}`,
    name: tierNames[tier],
    parameters,
    file: null,
    there,
    save: async signal => there ?? save(signal),
  };
}

/** A usable file of the workspace as a choice. */
export function fileChoice(
  place: ConfigurationPlace,
  { uri, path, configuration }: WorkspaceFile & { error: null },
  services: Pick<Services, 'memory' | 'ledger'>,
): ConfigurationChoice {
  return {
    key: `file:${uri.toString()}`,
    name: configuration.name,
    parameters: configuration.parameters,
    file: { uri, path },
    there: null,
    save: signal => saveFile(place, uri, configuration, services, signal),
  };
}

/** Tiers from the cheapest on; what names none, or one that is not known here, comes last. */
const order: readonly string[] = parseTiers;
function rank({ parameters }: ConfigurationChoice): number {
  const tier = order.indexOf(parameters.tier ?? '');
  return tier < 0 ? order.length : tier;
}
const cheapestFirst = (a: ConfigurationChoice, b: ConfigurationChoice): number =>
  rank(a) - rank(b) || a.name.localeCompare(b.name);
