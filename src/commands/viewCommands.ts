import { window } from 'vscode';
import { commands, treeView } from '../ids';
import type { Services } from '../services';
import { isNode } from './isNode';
import type { Register } from './register';

/** Commands on the view itself, the log and the engine. */
export function registerViewCommands(register: Register, services: Services): void {
  register(commands.refresh, (...args) => {
    const refusals = services.poller.pokeNow();
    // VS Code also passes the row that has the focus when the view's own button is pressed; only a message means itself.
    const [node] = args;
    services.tree.refresh(isNode(node) && node.kind === 'message' ? node : undefined);
    if (refusals.length) void window.showInformationMessage(refusals.join(' '));
  });
  register(commands.loadMore, async (...args) => {
    if (isNode(args[0])) await services.tree.loadMore(args[0]);
  });
  register(commands.showLog, () => services.channel.show());
  register(commands.restartEngine, async () => {
    const options = { location: { viewId: treeView }, title: 'Restarting the engine' };
    try {
      await window.withProgress(options, () => services.engine.restart());
    } finally {
      services.tree.refresh();
    }
    services.poller.pokeNow();
  });
}
