import { commands } from 'vscode';
import type { Connection } from '../../connections/connection';
import { commands as ids } from '../../ids';
import { workspaceIdentity } from '../../platform/workspaceIdentity';
import type { Services } from '../../services';
import { back, pickStep } from '../quickPick';
import { Dismissed } from '../register';

/** Remembers the connection that a workspace used last. */
const memoryKey = () => `lastConnection:${workspaceIdentity()?.key ?? ''}`;

/** Connections that could be used at once. */
export const readyConnections = ({ connections }: Services): Connection[] =>
  connections.list().filter(connection => connection.state === 'ready');

/**
 * The connection for a run: the only usable one, else the one that is chosen, the workspace's last one first. Where
 * documents go is never decided by a folder. One that is signed out asks for its key first.
 */
export async function chooseConnection(services: Services, title: string): Promise<Connection> {
  const ready = readyConnections(services);
  const [only] = ready;
  if (!only) throw new Error('There is no server to send files to. Sign in to LlamaCloud first.');
  if (ready.length === 1) return only;
  const last = services.memory.get<string>(memoryKey());
  const all = [...services.connections.list()].sort((a, b) => Number(b.id === last) - Number(a.id === last));
  const item = await pickStep({
    title,
    placeholder: 'Where should the files be sent?',
    ...{ step: 1, totalSteps: 3 },
    items: async () => all.map(connection => itemOf(connection, connection.id === last)),
  });
  if (item === back) throw new Dismissed();
  const { connection } = item;
  if (connection.state === 'signed_out') await commands.executeCommand(ids.changeKey, connection.id);
  if (services.connections.get(connection.id).state === 'signed_out') throw new Dismissed();
  await services.memory.update(memoryKey(), connection.id);
  return services.connections.get(connection.id);
}

function itemOf(connection: Connection, isLast: boolean) {
  const { name, icon, state, chargesCredits } = connection;
  const facts = [
    chargesCredits ? 'costs credits' : 'costs nothing',
    ...(state === 'signed_out' ? ['signed out'] : []),
    ...(isLast ? ['last used'] : []),
  ];
  return { label: `$(${icon}) ${name}`, description: facts.join(' · '), connection };
}
