import { commands, window } from 'vscode';
import type { Disposable } from '../../base/lifecycle';
import { DisposableStore } from '../../base/lifecycle';
import type { CloudConnection } from '../../connections/cloudConnection';
import type { CloudConnections } from '../../connections/cloudConnections';
import type { Connections } from '../../connections/connections';
import { type CommandId, commands as ids } from '../../ids';

/**
 * Asks for another key when one is lost: one message for each loss, however many requests met it. A refused key is
 * asked for by the window that heard of it first; a missing one when something that runs needs it (`ask`).
 */
export class AuthPrompts implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly asked = new Set<string>();

  constructor(
    connections: Connections,
    private readonly cloud: CloudConnections,
  ) {
    this.owned.add(cloud.onDidRefuse(connection => void this.show(connection)));
    this.owned.add(
      connections.onDidChange(id => {
        if (cloud.get(id)?.state !== 'signed_out') this.asked.delete(id);
      }),
    );
  }

  /**
   * Something that runs on a connection waits for a sign-in. Says nothing where the key was refused: whoever heard of
   * that first has asked.
   */
  ask(connectionId: string): void {
    const connection = this.cloud.get(connectionId);
    if (connection?.state === 'signed_out' && !connection.isRefused) void this.show(connection);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async show(connection: CloudConnection): Promise<void> {
    const { id, name, signedOutBecause } = connection;
    if (this.asked.has(id)) return;
    this.asked.add(id);
    const actions: Record<string, CommandId> = {
      'Enter a Key…': ids.changeKey,
      Diagnose: ids.diagnoseConnection,
      'Sign Out…': ids.signOut,
    };
    const message = `${name} needs a key. ${signedOutBecause ?? ''} What is under way waits and goes on by itself after that.`;
    const chosen = await window.showWarningMessage(message, ...Object.keys(actions));
    const next = chosen && actions[chosen];
    if (next) await commands.executeCommand(next, id);
  }
}
