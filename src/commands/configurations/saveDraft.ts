import { basename } from 'node:path';
import { commands, type Uri, window } from 'vscode';
import { messageOf } from '../../base/log';
import type { LlamaCloud } from '../../client/api';
import { ApiError } from '../../client/errors';
import type { ConfigurationDrafts } from '../../documents/configurationDrafts';
import { configurationUri } from '../../documents/configurationUri';
import type { Configuration } from '../../protocol/configurations';
import type { FileConfiguration } from '../../runs/configurations/configurationFile';
import { type DraftOrigin, draftState, isSame } from '../../runs/configurations/draft';
import { jobTypeOfFile } from '../../runs/configurations/fileNames';
import { sameParameters } from '../../runs/configurations/parameters';
import { distrust, runsSending, sendingSentence } from '../../runs/configurations/runsSending';
import type { Services } from '../../services';
import { readConfiguration } from './workspaceFiles';

/** Drafts that a person is being asked about: saving one again changes what the answer is about, and asks nothing new. */
const asking = new Set<string>();

/**
 * Saves a draft back to the server it came from: shows what would change there, asks, and sends it. What somebody else
 * changed on the server meanwhile is said. Rejects with a sentence.
 */
export async function saveDraft(services: Services, drafts: ConfigurationDrafts, uri: Uri): Promise<void> {
  const path = uri.fsPath;
  if (asking.has(path)) return;
  asking.add(path);
  try {
    await save(services, drafts, uri);
  } finally {
    asking.delete(path);
  }
}

async function save(services: Services, drafts: ConfigurationDrafts, uri: Uri): Promise<void> {
  const path = uri.fsPath;
  const from = await drafts.originOf(path);
  const { connections, catalog, ledger } = services;
  const connection = connections.get(from.connectionId);
  const client = await connection.client();
  for (;;) {
    const edited = await readDraft(uri, from);
    const there = await readServer(client, from);
    const state = there ? draftState(from, edited, there) : 'gone';
    if (state === 'same') {
      if (there) await drafts.keepOrigin(path, { ...from, ...there });
      window.setStatusBarMessage(`${connection.name} has this configuration already.`, 5000);
      return;
    }
    if (there) await showDifference(from, there, uri);
    const changesWork = there && !sameParameters(edited.parameters, there.parameters);
    const sending = changesWork ? await runsSending(ledger, from.id) : [];
    if (!(await ask(edited.name, connection.name, state, sendingSentence(sending)))) return;
    // The answer was about what was shown: what has changed since is shown again.
    const [editedNow, thereNow] = [await readDraft(uri, from), await readServer(client, from)];
    if (!isSame(edited, editedNow) || there?.version !== thereNow?.version) continue;
    const options = { projectId: from.projectId };
    await distrust(ledger, sending);
    const saved = there
      ? await client.updateConfiguration(from.id, edited, options)
      : await client.saveConfiguration(edited, options);
    await drafts.keepOrigin(path, { ...from, ...saved });
    catalog.outdateConfigurations(from);
    window.setStatusBarMessage(`Saved “${saved.name}” to ${connection.name}.`, 5000);
    return;
  }
}

async function readDraft(uri: Uri, from: DraftOrigin): Promise<FileConfiguration> {
  const name = basename(uri.fsPath);
  const jobType = jobTypeOfFile(name);
  try {
    if (!jobType) throw new Error('Its name says no kind of configuration.');
    return await readConfiguration(uri, jobType, from.parameters);
  } catch (error) {
    throw new Error(`${name} cannot be saved to the server. ${messageOf(error)}`);
  }
}

/** Undefined where it was deleted. */
async function readServer(
  client: LlamaCloud,
  { id, projectId }: DraftOrigin,
): Promise<Configuration | undefined> {
  try {
    return await client.getConfiguration(id, { projectId });
  } catch (error) {
    if (ApiError.is(error, 'not_found')) return undefined;
    throw error;
  }
}

async function showDifference(from: DraftOrigin, there: Configuration, draft: Uri): Promise<void> {
  const title = `${there.name}: server ↔ your change`;
  await commands.executeCommand('vscode.diff', configurationUri(from, there), draft, title, {
    preview: true,
  });
}

/** Beside the difference rather than over it: a modal question would hide what it is about. */
async function ask(
  name: string,
  server: string,
  state: 'changed' | 'conflict' | 'gone',
  sending: string,
): Promise<boolean> {
  const questions = {
    changed: `Save this change of “${name}” to ${server}? Batches that run keep what they began with.`,
    conflict: `“${name}” was changed on ${server} since you opened it. Saving yours replaces that change; the editor shows both.`,
    gone: `“${name}” was deleted on ${server}. Make it anew from your draft?`,
  };
  const buttons = { changed: 'Save to the Server', conflict: 'Replace on the Server', gone: 'Make Anew' };
  const button = buttons[state];
  const isHarmless = state === 'changed' && sending === '';
  const show = isHarmless ? window.showInformationMessage : window.showWarningMessage;
  const question = [questions[state], sending].filter(Boolean).join(' ');
  return (await show(question, button, 'Keep as Draft')) === button;
}
