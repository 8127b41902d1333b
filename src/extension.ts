import { join } from 'node:path';
import { commands, type ExtensionContext, ExtensionMode, type UriHandler, window, workspace } from 'vscode';
import { DisposableStore } from './base/lifecycle';
import { messageOf } from './base/log';
import { registerActions } from './commands/actions';
import { registerBatchesAndResults } from './commands/batchesAndResults';
import { registerClassify } from './commands/classify';
import { registerConfigurations } from './commands/configurations';
import { registerConnections } from './commands/connections';
import { registerExtract } from './commands/extract';
import { registerLegacy } from './commands/legacy';
import { registerParse } from './commands/parse';
import { registerRareCommands } from './commands/rareCommands';
import { type Register, registerCommand } from './commands/register';
import { registerViewCommands } from './commands/viewCommands';
import { ResultFiles } from './documents/resultFiles';
import { registerResultLanguages } from './documents/resultLanguages';
import { documentScheme } from './ids';
import { type Base, createBase, createServices, type Services } from './services';
import { start } from './start';

/**
 * Builds, registers, then starts. Documents come first, since restored tabs ask for them at once. Nothing asks a server
 * before everything is registered; after that only what runs already, or what a person looks at. Tests in the
 * extension host get the services; other extensions get nothing.
 */
export async function activate(context: ExtensionContext): Promise<Services | undefined> {
  const owned = new DisposableStore();
  context.subscriptions.push(owned);
  const base = createBase(context, owned);
  const options = { isReadonly: true, isCaseSensitive: true };
  const files = new ResultFiles(base.documents);
  owned.add(workspace.registerFileSystemProvider(documentScheme, files, options));
  owned.add(registerResultLanguages());
  const parts = owned.add(new DisposableStore());
  try {
    const services = await createServices(context, base, parts);
    registerCommands(parts, services, context.globalStorageUri.fsPath);
    start(parts, services);
    return context.extensionMode === ExtensionMode.Test ? services : undefined;
  } catch (error) {
    // Results can still be read. The message is not waited for: until this rejects, VS Code holds restored tabs back.
    parts.dispose();
    void reportFailedStart(base, error);
    throw error;
  }
}

function registerCommands(owned: DisposableStore, services: Services, storage: string): void {
  const register: Register = (id, run) => owned.add(registerCommand(services.log, id, run));
  registerParse(register, services);
  registerExtract(register, services);
  registerClassify(register, services);
  registerBatchesAndResults(register, services);
  registerViewCommands(register, services);
  registerActions(register, services);
  registerConnections(register, services);
  registerConfigurations(register, services, join(storage, 'configurations'), owned);
  registerLegacy(register, services);
  owned.add(window.registerUriHandler(laterLinks(services)));
  registerRareCommands(register, services);
}

/** The handler of links to batches; its code is loaded with the first link. */
function laterLinks(services: Services): UriHandler {
  let loading: Promise<UriHandler> | undefined;
  return {
    handleUri: async uri => {
      loading ??= import('./commands/uriHandler').then(({ batchLinks }) => batchLinks(services));
      await (await loading).handleUri(uri);
    },
  };
}

/** VS Code only logs an activation that fails; a person should know what to do. */
async function reportFailedStart({ log, channel }: Base, error: unknown): Promise<void> {
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const again = 'Reload Window';
  const message = `Llama Batches could not start: ${messageOf(error)}`;
  const chosen = await window.showErrorMessage(message, again, 'Show Log');
  if (chosen === again) await commands.executeCommand('workbench.action.reloadWindow');
  else if (chosen) channel.show();
}
