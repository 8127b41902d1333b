import { type ExtensionContext, ExtensionMode, window, workspace } from 'vscode';
import { messageOf } from './base/log';
import { registerBatchCommands } from './commands/batchCommands';
import { registerParse } from './commands/parse';
import { type Register, registerCommand } from './commands/register';
import { registerResultCommands } from './commands/resultCommands';
import { registerViewCommands } from './commands/viewCommands';
import { registerPageOutline } from './documents/pageOutline';
import { ResultFiles } from './documents/resultFiles';
import { documentScheme } from './ids';
import { type Base, createBase, createServices, type Services } from './services';

/**
 * Builds, registers, then starts. Documents come first, since restored tabs ask for them at once. Nothing asks a server
 * before everything is registered; after that only what runs already, or what a person looks at. Tests in the
 * extension host get the services; other extensions get nothing.
 */
export async function activate(context: ExtensionContext): Promise<Services | undefined> {
  const base = createBase(context);
  const options = { isReadonly: true, isCaseSensitive: true };
  const files = new ResultFiles(base.documents);
  context.subscriptions.push(workspace.registerFileSystemProvider(documentScheme, files, options));
  registerPageOutline(context);
  try {
    const services = await createServices(context, base);
    registerCommands(context, services);
    start(context, services);
    return context.extensionMode === ExtensionMode.Test ? services : undefined;
  } catch (error) {
    await reportFailedStart(base, error);
    throw error;
  }
}

function registerCommands(context: ExtensionContext, services: Services): void {
  const register: Register = (id, run) => context.subscriptions.push(registerCommand(services.log, id, run));
  registerParse(register, services);
  registerResultCommands(register, services);
  registerBatchCommands(register, services);
  registerViewCommands(register, services);
}

/** Takes up what was running when this window was last open. */
function start(context: ExtensionContext, services: Services): void {
  const { poller, notices, runner, view, engine, ledger, log } = services;
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
  context.subscriptions.push(
    view.onDidChangeVisibility(follow),
    window.onDidChangeWindowState(follow),
    window.onDidChangeWindowState(() => void noted(adopt())),
    notices.onDidChangeUnseen(showUnseen),
    engine.onDidChangeStatus(status => status.state === 'running' && poller.resume('local')),
  );
  follow();
  notices.start();
  poller.start();
  if (workspace.isTrusted) void noted(runner.resumeAll());
}

/** VS Code only logs an activation that fails; a person should know what to do. */
async function reportFailedStart({ log, channel }: Base, error: unknown): Promise<void> {
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const chosen = await window.showErrorMessage(
    `Llama Batches could not start: ${messageOf(error)}`,
    'Show Log',
  );
  if (chosen) channel.show();
}
