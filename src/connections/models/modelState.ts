import type { EndpointModel, ModelChoice } from '../../protocol/localModels';
import type { KeyStore } from '../keyStore';
import type { ChatModels } from './chatModels';
import { endpointAddress } from './endpointAddress';
import type { ModelSetting } from './modelChoice';
import type { Destination, ModelConsents } from './modelConsents';

/** What does the work as things stand in this window. `model` is its name for people, `id` that of the settings. */
export type ModelState =
  | { kind: 'rules' }
  /** The person has not yet allowed that documents go there. */
  | { kind: 'unasked'; destination: Destination; id: string; model: string }
  /** `message` is a sentence with a next step. */
  | { kind: 'blocked'; message: string }
  | { kind: 'ready'; destination: Destination; model: string; choice: ModelChoice };

/** No id of a connection has a full stop in it. */
const endpointKeyId = 'model.endpoint';

const chooseNext = 'Run “Llama Batches: Choose Language Model…”.';

export interface StateParts {
  keys: KeyStore;
  consents: ModelConsents;
  chat: ChatModels;
}

/** Finds out whether the model that the settings name may be asked and is there. Asks no model and no person. */
export async function modelState(setting: ModelSetting, parts: StateParts): Promise<ModelState> {
  if (setting.provider === 'rules') return { kind: 'rules' };
  return setting.provider === 'vscode' ? chatModelState(setting, parts) : endpointState(setting, parts);
}

async function chatModelState(
  { model: id, contextTokens, budget }: ModelSetting & { provider: 'vscode' },
  { chat, consents }: StateParts,
): Promise<ModelState> {
  if (!id) return { kind: 'blocked', message: `No language model of VS Code is chosen. ${chooseNext}` };
  const found = await chat.find(id);
  if (!found) {
    const message = `VS Code has no language model “${id}” at present. Install, sign in to or start the extension that provides it, or choose another: ${chooseNext}`;
    return { kind: 'blocked', message };
  }
  const destination = { kind: 'vscode', vendor: found.vendor } as const;
  if (!consents.isAllowed(destination)) return { kind: 'unasked', destination, id, model: found.name };
  const context_tokens =
    contextTokens ?? (found.maxInputTokens > 0 ? Math.floor(found.maxInputTokens) : null);
  const choice = { provider: 'vscode', model: id, context_tokens, budget } as const;
  return { kind: 'ready', destination, model: found.name, choice };
}

async function endpointState(
  { url: typed, model, contextTokens, budget }: ModelSetting & { provider: 'endpoint' },
  { keys, consents }: StateParts,
): Promise<ModelState> {
  if (!typed || !model) {
    const missing = typed ? 'No model of the server' : 'No address of a model server';
    return { kind: 'blocked', message: `${missing} is set. ${chooseNext}` };
  }
  let url: string;
  try {
    url = endpointAddress(typed);
  } catch {
    const message = `The address of the model server in the settings is not usable. ${chooseNext}`;
    return { kind: 'blocked', message };
  }
  const destination = { kind: 'endpoint', url } as const;
  if (!consents.isAllowed(destination)) return { kind: 'unasked', destination, id: model, model };
  const key = await endpointKey(keys, url);
  const choice = { provider: 'endpoint', url, key, model, context_tokens: contextTokens, budget } as const;
  return { kind: 'ready', destination, model, choice };
}

/** The key that was given for this address; null where none was. */
export async function endpointKey(keys: KeyStore, url: string): Promise<string | null> {
  const found = await keys.read(endpointKeyId, url);
  return 'key' in found ? found.key : null;
}

/** Keeps the key of an address, for it alone; null: it needs none. Rejects with a sentence where the system keeps no secrets. */
export async function keepEndpointKey(keys: KeyStore, { url, key }: Pick<EndpointModel, 'url' | 'key'>) {
  if (key === null) return keys.forget(endpointKeyId);
  try {
    await keys.keep(endpointKeyId, url, { entered: key });
  } catch (cause) {
    const message =
      'This system does not keep secrets for VS Code. Set up a keyring, or use a server that needs no key.';
    throw new Error(message, { cause });
  }
}

/** Whether a change of the key store is one of the endpoint's key. */
export const isEndpointKey = (id: string): boolean => id === endpointKeyId;

/** What the engine is told. */
export function choiceOf(state: ModelState): ModelChoice {
  switch (state.kind) {
    case 'rules':
      return { provider: 'rules' };
    case 'ready':
      return state.choice;
    case 'blocked':
      return { provider: 'blocked', reason: 'unavailable', message: state.message };
    case 'unasked': {
      const message = `You have not yet allowed that documents go to ${whereTo(state.destination)}. Start the run from VS Code, which asks, or use “Llama Batches: Choose Language Model…”.`;
      return { provider: 'blocked', reason: 'consent', message };
    }
  }
}

/** Where documents go, in words: the host of a server, or the extension's own name for itself. */
export function whereTo(destination: Destination): string {
  return destination.kind === 'endpoint'
    ? new URL(destination.url).host
    : `“${destination.vendor}” in VS Code`;
}
