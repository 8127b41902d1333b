import { commands, type ExtensionContext, ExtensionMode, window, workspace } from 'vscode';
import { DisposableStore } from './base/lifecycle';
import { messageOf } from './base/log';
import { registerBatchCommands } from './commands/batchCommands';
import { registerParse } from './commands/parse';
import { registerRareCommands } from './commands/rareCommands';
import { type Register, registerCommand, tell } from './commands/register';
import { registerResultCommands } from './commands/resultCommands';
import { registerViewCommands } from './commands/viewCommands';
import type { EngineStatus } from './connections/engine/engineHost';
import { registerPageOutline } from './documents/pageOutline';
import { ResultFiles } from './documents/resultFiles';
import { documentScheme } from './ids';
import { type Base, createBase, createServices, type Services } from './services';

/** An engine that stops again and again is told of once in this time. */
const toldForMs = 30 * 60_000;

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
  owned.add(registerPageOutline());
  const parts = owned.add(new DisposableStore());
  try {
    const services = await createServices(context, base, parts);
    registerCommands(parts, services);
    start(parts, services);
    return context.extensionMode === ExtensionMode.Test ? services : undefined;
  } catch (error) {
    // Results can still be read. The message is not waited for: until this rejects, VS Code holds restored tabs back.
    parts.dispose();
    void reportFailedStart(base, error);
    throw error;
  }
}

function registerCommands(owned: DisposableStore, services: Services): void {
  const register: Register = (id, run) => owned.add(registerCommand(services.log, id, run));
  registerParse(register, services);
  registerResultCommands(register, services);
  registerBatchCommands(register, services);
  registerViewCommands(register, services);
  registerRareCommands(register, services);
}

/** Takes up what was running when this window was last open. */
function start(owned: DisposableStore, services: Services): void {
  const { poller, notices, runner, view, tree, engine, ledger, log } = services;
  const noted = (work: Promise<unknown>) =>
    work.catch((error: unknown) => log.error(`an upload could not go on: ${messageOf(error)}`));
  /** An upload whose window has closed goes on in the next window that a person turns to. */
  const adopt = async () => {
    if (!window.state.focused || !workspace.isTrusted) return;
    await ledger.refresh();
    const left = ledger.runs().filter(({ phase, error }) => phase === 'uploading' && error === null);
    await Promise.all(left.map(run => runner.resume(run.id)));
  };
  const follow = () => {
    poller.setVisible(view.visible);
    notices.setSeeing(view.visible && window.state.focused);
    poller.setFocused(window.state.focused);
  };
  const showUnseen = (unseen: number) => {
    view.badge = unseen ? { value: unseen, tooltip: `${unseen} finished and not yet looked at` } : undefined;
  };
  let toldAt = 0;
  const followEngine = (status: EngineStatus) => {
    if (status.state === 'running') {
      poller.resume('local');
      tree.recover();
    }
    if (status.state !== 'failed' || status.failure.reason !== 'keeps-stopping') return;
    if (Date.now() - toldAt > toldForMs) void tell(status.failure);
    toldAt = Date.now();
  };
  owned.add(view.onDidChangeVisibility(follow));
  owned.add(window.onDidChangeWindowState(follow));
  owned.add(window.onDidChangeWindowState(() => void noted(adopt())));
  owned.add(workspace.onDidGrantWorkspaceTrust(() => void noted(runner.resumeAll())));
  owned.add(notices.onDidChangeUnseen(showUnseen));
  owned.add(engine.onDidChangeStatus(followEngine));
  follow();
  notices.start();
  poller.start();
  if (workspace.isTrusted) void noted(runner.resumeAll());
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
