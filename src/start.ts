import { window, workspace } from 'vscode';
import type { DisposableStore } from './base/lifecycle';
import { messageOf } from './base/log';
import { timeOfDay } from './base/timeOfDay';
import { AuthPrompts } from './commands/connections/authPrompts';
import { tell } from './commands/register';
import { localConnectionId } from './connections/connection';
import type { EngineStatus } from './connections/engine/engineHost';
import type { Services } from './services';

/** An engine that stops again and again is told of once in this time. */
const toldForMs = 30 * 60_000;

/** Takes up what was running when this window was last open. */
export function start(owned: DisposableStore, services: Services): void {
  const { connections, poller, notices, runner, view, engine, ledger, log } = services;
  const noted = (work: Promise<unknown>) =>
    work.catch((error: unknown) => log.error(`an upload could not go on: ${messageOf(error)}`));
  /** An upload whose window has closed goes on in the next window that a person turns to. */
  const adopt = async () => {
    if (!window.state.focused || !workspace.isTrusted) return;
    await ledger.refresh();
    await runner.adopt();
  };
  const follow = () => {
    poller.setVisible(view.visible);
    notices.setSeeing(view.visible && window.state.focused);
    notices.setFocused(window.state.focused);
    poller.setFocused(window.state.focused);
  };
  const showUnseen = (unseen: number) => {
    view.badge = unseen ? { value: unseen, tooltip: `${unseen} finished and not yet looked at` } : undefined;
  };
  const prompts = owned.add(new AuthPrompts(connections, services.cloud));
  owned.add(connections.onDidChange(connectionFollower(services, noted)));
  owned.add(poller.onAuthLost(({ connectionId }) => prompts.ask(connectionId)));
  owned.add(
    runner.onDidPause(async paused =>
      (await import('./views/pausePrompt')).showPause(paused, services, prompts),
    ),
  );
  owned.add(view.onDidChangeVisibility(follow));
  owned.add(window.onDidChangeWindowState(follow));
  owned.add(window.onDidChangeWindowState(() => void noted(adopt())));
  owned.add(workspace.onDidGrantWorkspaceTrust(() => void noted(runner.resumeAll())));
  owned.add(notices.onDidChangeUnseen(showUnseen));
  owned.add(engine.onDidChangeStatus(engineFollower(services, noted)));
  follow();
  notices.start();
  poller.start();
  if (workspace.isTrusted) void noted(runner.resumeAll());
}

/** A server that can be asked again, after a sign-in here or in another window, takes up what waited for it. */
function connectionFollower(
  { connections, poller, rows, runner }: Services,
  noted: (work: Promise<unknown>) => Promise<unknown>,
): (id: string) => void {
  const states = new Map<string, string>(connections.list().map(({ id, state }) => [id, state]));
  return id => {
    const connection = connections.has(id) ? connections.get(id) : undefined;
    const until = connection?.throttledUntil ?? null;
    rows.setNote(id, until === null ? null : `rate limited, next try ${timeOfDay(until)}`, 'upload');
    poller.connectionChanged(id);
    const state = connection?.state ?? 'signed_out';
    if (states.get(id) === state) return;
    states.set(id, state);
    if (state === 'ready' && workspace.isTrusted) void noted(runner.wake(id));
  };
}

/** An engine that runs (again) is asked for what waited for it; one that keeps stopping is told of. */
function engineFollower(
  { poller, runner, tree }: Services,
  noted: (work: Promise<unknown>) => Promise<unknown>,
): (status: EngineStatus) => void {
  let toldAt = 0;
  return status => {
    if (status.state === 'running') {
      poller.resume(localConnectionId);
      tree.recover();
      if (workspace.isTrusted) void noted(runner.wake(localConnectionId));
    }
    if (status.state !== 'failed' || status.failure.reason !== 'keeps-stopping') return;
    if (Date.now() - toldAt > toldForMs) void tell(status.failure);
    toldAt = Date.now();
  };
}
