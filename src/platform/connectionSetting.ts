import { ConfigurationTarget, workspace } from 'vscode';
import type { ConnectionSetting } from '../connections/cloudConnections';
import { settings } from '../ids';

/**
 * The setting of connections as the person wrote it. Read from the person's own settings alone: whatever a workspace
 * or folder says, it cannot send a key or a document anywhere.
 */
export const connectionSetting: ConnectionSetting = {
  read: () => workspace.getConfiguration().inspect(settings.connections)?.globalValue,
  write: async entries => {
    const value = entries.length > 0 ? entries : undefined;
    await workspace.getConfiguration().update(settings.connections, value, ConfigurationTarget.Global);
  },
  onDidChange: listener =>
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(settings.connections)) listener();
    }),
};
