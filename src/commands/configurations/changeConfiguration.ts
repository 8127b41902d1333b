import { window } from 'vscode';
import { ApiError } from '../../client/errors';
import { maxNameLength } from '../../runs/configurations/configurationFile';
import type { Services } from '../../services';
import { Dismissed } from '../register';
import type { ConfigurationTarget } from './places';

/** Gives a server's configuration another name. */
export async function renameConfiguration(
  { connections, catalog }: Services,
  { place, configuration }: ConfigurationTarget,
): Promise<void> {
  const given = await window.showInputBox({
    title: `Rename “${configuration.name}”`,
    prompt: 'Files that save themselves under the old name will make it anew.',
    value: configuration.name,
    ignoreFocusOut: true,
    validateInput: text =>
      text.trim() && text.trim().length <= maxNameLength
        ? undefined
        : `A name has 1 to ${maxNameLength} characters.`,
  });
  const name = given?.trim();
  if (!name || name === configuration.name) throw new Dismissed();
  const client = await connections.clientFor(place.connectionId);
  await client.updateConfiguration(configuration.id, { name }, { projectId: place.projectId });
  catalog.outdateConfigurations(place);
}

/** Deletes a server's configuration with all its versions, once the person agrees. */
export async function deleteConfiguration(
  { connections, catalog }: Services,
  { place, configuration }: ConfigurationTarget,
): Promise<void> {
  const { name } = connections.get(place.connectionId);
  const button = 'Delete';
  const chosen = await window.showWarningMessage(
    `Delete “${configuration.name}” from ${name}?`,
    {
      modal: true,
      detail:
        'All its versions go, for everybody in the project. Batches and results that it made stay, and so do files in your workspace.',
    },
    button,
  );
  if (chosen !== button) throw new Dismissed();
  const client = await connections.clientFor(place.connectionId);
  try {
    await client.deleteConfiguration(configuration.id, { projectId: place.projectId });
  } catch (error) {
    // One that is gone already is what the person wanted.
    if (!ApiError.is(error, 'not_found')) throw error;
  } finally {
    catalog.outdateConfigurations(place);
  }
}
