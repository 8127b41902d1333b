import { posix } from 'node:path';
import { commands, type Memento, type Uri, window } from 'vscode';
import * as z from 'zod/mini';
import type { Connection } from '../../connections/connection';
import { configurationUri } from '../../documents/configurationUri';
import type { Configuration } from '../../protocol/configurations';
import type { FileConfiguration } from '../../runs/configurations/configurationFile';
import { distrust, runsSending, sendingSentence } from '../../runs/configurations/runsSending';
import { saveByName } from '../../runs/configurations/saveByName';
import type { Services } from '../../services';
import { Dismissed } from '../register';

/** Where a configuration is kept on a server. */
export interface ConfigurationPlace {
  connection: Connection;
  projectId: string;
}

const memoryKey = 'savedConfigurationFiles';
/** By connection, project and file: what the file was when it was last saved from this machine. */
const remembered = z.record(z.string(), z.object({ id: z.string(), version: z.string() }));

/**
 * Saves a configuration file to the server under its name and gives the server's configuration. What the file itself
 * has put there is replaced without asking; what somebody else has made or changed, or what runs are being sent with,
 * only with the person's consent. Rejects with Dismissed without it.
 */
export async function saveFile(
  place: ConfigurationPlace,
  uri: Uri,
  file: FileConfiguration,
  { memory, ledger }: Pick<Services, 'memory' | 'ledger'>,
  signal?: AbortSignal,
): Promise<Configuration> {
  const { connection, projectId } = place;
  const key = [connection.id, projectId, uri.toString()].join(' ');
  const last = readMemory(memory)[key];
  const options = { projectId, ...(signal && { signal }) };
  const client = await connection.client();
  const saved = await saveByName(client, file, options, async there => {
    const isOurs = there.id === last?.id && there.version === last.version;
    const sending = await runsSending(ledger, there.id);
    const reasons = [isOurs ? '' : 'Somebody made or changed it there.', sendingSentence(sending)];
    const why = reasons.filter(Boolean).join(' ');
    const mayReplace = why === '' || (await askToReplace(place, there, uri, why));
    if (mayReplace) await distrust(ledger, sending);
    return mayReplace;
  });
  if (!saved) throw new Dismissed();
  const { id, version } = saved.configuration;
  // What only happens to be the same is not ours to replace later.
  if (saved.isNew) await memory.update(memoryKey, { ...readMemory(memory), [key]: { id, version } });
  return saved.configuration;
}

const readMemory = (memory: Memento) => {
  const read = remembered.safeParse(memory.get(memoryKey));
  return read.success ? read.data : {};
};

/** The answer is the person's; looking at the difference is none. `why` is what it is about, in sentences. */
async function askToReplace(
  place: ConfigurationPlace,
  there: Configuration,
  uri: Uri,
  why: string,
): Promise<boolean> {
  const file = posix.basename(uri.path);
  const replace = 'Replace';
  const compare = 'Compare';
  const message = `“${there.name}” on ${place.connection.name} is not what ${file} says.`;
  const detail = `${why} Replace it with the file, or compare both first. Batches that run keep what they began with.`;
  const chosen = await window.showWarningMessage(message, { modal: true, detail }, replace, compare);
  if (chosen === compare) {
    const server = configurationUri({ ...place, connectionId: place.connection.id }, there);
    await commands.executeCommand('vscode.diff', server, uri, `${there.name}: server ↔ ${file}`);
  }
  return chosen === replace;
}
