import { posix } from 'node:path';
import { Uri, window, workspace } from 'vscode';
import { messageOf } from '../../base/log';
import type { ConfigurationDrafts } from '../../documents/configurationDrafts';
import { jobTypeOfFile } from '../../runs/configurations/fileNames';
import type { Services } from '../../services';
import { choosePlace } from './places';
import { saveDraft } from './saveDraft';
import { saveFile } from './saveFile';
import { readConfiguration } from './workspaceFiles';

/** Saves the configuration file that a command was called on, or that is open, to a server; a draft to its own. */
export async function saveConfiguration(
  services: Services,
  drafts: ConfigurationDrafts,
  [clicked]: readonly unknown[],
): Promise<void> {
  const uri = clicked instanceof Uri ? clicked : window.activeTextEditor?.document.uri;
  const name = posix.basename(uri?.path ?? '');
  const jobType = jobTypeOfFile(name);
  if (!uri || !jobType)
    throw new Error(
      'Open a configuration file first: its name ends in .llamaparse.json or .llamaextract.json.',
    );
  const document = workspace.textDocuments.find(open => open.uri.toString() === uri.toString());
  if (document?.isUntitled) throw new Error('Save the file to disk first.');
  if (document?.isDirty) await document.save();
  if (drafts.holds(uri.fsPath)) return saveDraft(services, drafts, uri);
  const file = await readConfiguration(uri, jobType).catch((error: unknown) => {
    throw new Error(`${name} cannot be saved to a server. ${messageOf(error)}`);
  });
  const place = await choosePlace(services);
  const saved = await saveFile(place, uri, file, services);
  services.catalog.outdateConfigurations({ connectionId: place.connection.id, projectId: place.projectId });
  void window.showInformationMessage(`“${saved.name}” is on ${place.connection.name} now.`);
}
