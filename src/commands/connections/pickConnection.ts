import { commands, window } from 'vscode';
import type { CloudConnection } from '../../connections/cloudConnection';
import { localConnectionId } from '../../connections/connection';
import { commands as ids } from '../../ids';
import { Dismissed } from '../register';
import { choose } from '../targets';
import type { ConnectionServices } from './connectionServices';

/**
 * The connection that a command is about: that of the node or id it was called with, else the only one, else one that
 * is chosen. Without any, offers to sign in and rejects with Dismissed.
 */
export async function pickConnection(
  { cloud }: ConnectionServices,
  clicked: unknown,
  question: string,
): Promise<CloudConnection> {
  const id = connectionIdOf(clicked);
  const named = cloud.get(id ?? '');
  if (named) return named;
  // Another one must not take its place: a key would be sent to the wrong server. A button of the view passes whatever
  // row has the focus, also one of this machine.
  if (id !== undefined && id !== localConnectionId)
    throw new Error('This connection is not there any more. Sign in to its server again.');
  const [first, ...others] = cloud.list();
  if (!first) return offerSignIn();
  if (others.length === 0) return first;
  const choices = cloud.list().map(connection => ({
    label: `$(${connection.icon}) ${connection.name}`,
    description: connection.signedOutBecause ? 'signed out' : '',
    detail: connection.baseUrl,
    value: connection,
  }));
  return choose(question, choices, '');
}

/** Of a tree node (its own, or its place's), or given by a key binding. */
function connectionIdOf(clicked: unknown): string | undefined {
  if (typeof clicked === 'string') return clicked;
  if (typeof clicked !== 'object' || clicked === null) return undefined;
  if ('connectionId' in clicked && typeof clicked.connectionId === 'string') return clicked.connectionId;
  return 'place' in clicked ? connectionIdOf(clicked.place) : undefined;
}

async function offerSignIn(): Promise<never> {
  const next = 'Sign In…';
  const chosen = await window.showInformationMessage('There is no connection to LlamaCloud yet.', next);
  if (chosen) await commands.executeCommand(ids.signIn);
  throw new Dismissed();
}
