import { sep } from 'node:path';
import { type TextDocument, TextDocumentSaveReason, workspace } from 'vscode';
import type { DisposableStore } from '../base/lifecycle';
import { commands } from '../ids';
import type { Services } from '../services';
import { type Register, tell } from './register';

/**
 * Commands on configurations, each loaded when it is first called. `folder` keeps the drafts; `owned` ends what listens
 * to them being saved.
 */
export function registerConfigurations(
  register: Register,
  services: Services,
  folder: string,
  owned: DisposableStore,
): void {
  const drafts = async () =>
    new (await import('../documents/configurationDrafts')).ConfigurationDrafts(folder);
  const target = async (args: readonly unknown[], presets: boolean) =>
    (await import('./configurations/places')).configurationTarget(services, args, { presets });

  register(commands.openConfiguration, async (...args) => {
    const { openConfiguration } = await import('./configurations/openConfiguration');
    await openConfiguration(services, await drafts(), await target(args, true));
  });
  register(commands.renameConfiguration, async (...args) => {
    const { renameConfiguration } = await import('./configurations/changeConfiguration');
    await renameConfiguration(services, await target(args, false));
  });
  register(commands.deleteConfiguration, async (...args) => {
    const { deleteConfiguration } = await import('./configurations/changeConfiguration');
    await deleteConfiguration(services, await target(args, false));
  });
  register(commands.saveConfiguration, async (...args) => {
    const { saveConfiguration } = await import('./configurations/saveConfiguration');
    await saveConfiguration(services, await drafts(), args);
  });
  register(commands.newConfiguration, async (...args) => {
    const { newConfiguration } = await import('./configurations/newConfiguration');
    await newConfiguration(args);
  });

  // Saving by hand is meant; auto-save only keeps the file.
  const byHand = new WeakSet<TextDocument>();
  owned.add(
    workspace.onWillSaveTextDocument(({ document, reason }) => {
      const isOurs = document.uri.fsPath.startsWith(folder + sep);
      if (isOurs && reason === TextDocumentSaveReason.Manual) byHand.add(document);
    }),
  );
  owned.add(
    workspace.onDidSaveTextDocument(document => {
      if (!byHand.delete(document)) return;
      void import('./configurations/saveDraft')
        .then(async ({ saveDraft }) => saveDraft(services, await drafts(), document.uri))
        .catch(tell);
    }),
  );
}
