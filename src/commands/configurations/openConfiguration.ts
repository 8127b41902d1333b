import { Uri, window, workspace } from 'vscode';
import type { ConfigurationDrafts } from '../../documents/configurationDrafts';
import { configurationUri } from '../../documents/configurationUri';
import { fileEndings } from '../../runs/configurations/fileNames';
import { isPreset } from '../../runs/configurations/presets';
import type { Services } from '../../services';
import type { ConfigurationTarget } from './places';

/**
 * Opens a configuration of a server: one of the project's own as a draft that can be changed and saved back, a built-in
 * one, and one of another product, read-only. It is read anew, as lists grow old.
 */
export async function openConfiguration(
  { connections }: Services,
  drafts: ConfigurationDrafts,
  { place, configuration: { id } }: ConfigurationTarget,
): Promise<void> {
  const client = await connections.clientFor(place.connectionId);
  const configuration = await client.getConfiguration(id, { projectId: place.projectId });
  const isOwn = !isPreset(id) && configuration.product_type in fileEndings;
  const uri = isOwn
    ? Uri.file(await drafts.open(place, configuration))
    : configurationUri(place, configuration);
  await window.showTextDocument(await workspace.openTextDocument(uri));
}
