import { workspaceIdentity } from '../../platform/workspaceIdentity';
import type { Configuration } from '../../protocol/configurations';
import type { Place } from '../../runs/catalog';
import { isPreset } from '../../runs/configurations/presets';
import type { Services } from '../../services';
import { choose } from '../targets';
import type { ConfigurationPlace } from './saveFile';

/** A configuration of a server, as nodes of the tree and other commands name it. */
export interface ConfigurationTarget {
  place: Place;
  configuration: Configuration;
}

/** Configurations that one list offers at the most. */
const pageSize = 100;

/** The server and the project of this workspace there; asks where there are several servers. */
export async function choosePlace({ connections }: Services): Promise<ConfigurationPlace> {
  const ready = connections.list().filter(({ state }) => state === 'ready');
  const choices = ready.map(connection => ({
    label: connection.name,
    value: connection,
  }));
  const [only] = ready;
  const connection =
    only && ready.length === 1
      ? only
      : await choose('On which server?', choices, 'There is no server to ask. Sign in first.');
  return { connection, projectId: await connection.projectFor(workspaceIdentity()) };
}

/** The configuration that a command was called on, or one that is chosen from those that a person made. */
export async function configurationTarget(
  services: Services,
  [clicked]: readonly unknown[],
  { presets }: { presets: boolean },
): Promise<ConfigurationTarget> {
  if (isTarget(clicked)) {
    if (presets || !isPreset(clicked.configuration.id)) return clicked;
    throw new Error(`“${clicked.configuration.name}” is built in and cannot be changed.`);
  }
  const { connection, projectId } = await choosePlace(services);
  const client = await connection.client();
  const { items } = await client.listConfigurations(
    { latest_only: true, page_size: pageSize },
    { projectId },
  );
  const place = { connectionId: connection.id, projectId };
  const choices = items
    .filter(({ id }) => presets || !isPreset(id))
    .map(configuration => ({
      label: configuration.name,
      description: [configuration.product_type, configuration.parameters.tier].filter(Boolean).join(' · '),
      value: { place, configuration },
    }));
  const none = `There are no configurations of your own on ${connection.name} yet.`;
  return choose('Which configuration?', choices, none);
}

const isTarget = (value: unknown): value is ConfigurationTarget =>
  typeof value === 'object' && value !== null && 'place' in value && 'configuration' in value;
