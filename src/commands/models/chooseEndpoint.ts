import { type QuickPickItem, window } from 'vscode';
import { endpointAddress } from '../../connections/models/endpointAddress';
import { listEndpointModels, tryEndpointModel } from '../../connections/models/engineModels';
import { endpointKey, keepEndpointKey } from '../../connections/models/modelState';
import { isReadableOnTheWay } from '../../connections/serverAddress';
import { withProgress } from '../../platform/progress';
import type { EndpointServer, ModelListAnswer } from '../../protocol/localModels';
import type { Services } from '../../services';
import { inputStep } from '../connections/inputStep';
import { back, pickStep } from '../quickPick';
import { Dismissed } from '../register';
import { tellChosen, title } from './chooseModel';
import { explainModel } from './explainModel';

/** A server that answered, and the models that it lists: none where it does not say. */
interface Server extends EndpointServer {
  models: readonly string[];
}

interface NameItem extends QuickPickItem {
  model?: string;
  enterKey?: true;
}

/** Where Ollama listens when nothing else was set up (https://docs.ollama.com/openai). */
const ollama = 'http://localhost:11434/v1';

/** Which server, its key where it wants one, and which of its models; asks that one small question and takes it. */
export async function chooseEndpoint(services: Services): Promise<typeof back | undefined> {
  const link = await services.models();
  const now = link.setting.read();
  let typed = now.provider === 'endpoint' ? now.url : ollama;
  for (;;) {
    const server = await askServer(services, typed);
    if (server === back) return back;
    typed = server.url;
    const last = now.provider === 'endpoint' ? now.model : '';
    for (;;) {
      const model = await askModel(services, server, last);
      if (model === back) break;
      const failure = await take(services, server, model);
      if (failure === null) return undefined;
      void window.showWarningMessage(failure);
    }
  }
}

function askServer(services: Services, value: string): Promise<Server | typeof back> {
  return inputStep<Server>({
    title,
    prompt: 'Address of a server that speaks the OpenAI protocol, up to what comes before /chat/completions',
    placeholder: ollama,
    value,
    canGoBack: true,
    accept: async (text, signal) => {
      const url = endpointAddress(text);
      const server = { url, key: await endpointKey(services.keys, url) };
      return listed(server, await list(services, server, signal));
    },
    warning: text =>
      URL.canParse(text) && isReadableOnTheWay(text)
        ? 'Over http, documents and the key can be read by others on the way. Use https where the server has it.'
        : undefined,
  });
}

/** What wants a key, or lists no models, is a model server all the same. Throws the sentence of any other failure. */
function listed(server: EndpointServer, answer: ModelListAnswer): Server {
  if ('models' in answer) return { ...server, models: answer.models };
  const { reason, message } = answer.failure;
  if (reason === 'auth') return { ...server, key: null, models: [] };
  if (reason === 'unexpected') return { ...server, models: [] };
  throw new Error(message);
}

const list = async (services: Services, server: EndpointServer, signal: AbortSignal) =>
  listEndpointModels(await services.engine.connect(), server, signal);

/** Changes `server` where a key is entered for it. */
async function askModel(services: Services, server: Server, last: string): Promise<string | typeof back> {
  for (;;) {
    const item = await pickStep<NameItem>({
      title,
      placeholder: server.models.length > 0 ? 'Which model?' : 'The server lists no models to us.',
      canGoBack: true,
      items: async () => nameItems(server, last),
    });
    if (item === back) return back;
    if (item.model !== undefined) return item.model;
    const chosen = item.enterKey ? await askKey(services, server) : await askName(last);
    if (typeof chosen === 'string') return chosen;
  }
}

function nameItems({ models, key }: Server, last: string): NameItem[] {
  const enterKey: NameItem = {
    label: key === null ? '$(key) Enter a Key…' : '$(key) Enter Another Key…',
    enterKey: true,
  };
  const named = models.map(model => ({
    label: `$(sparkle) ${model}`,
    ...(model === last && { description: 'in use' }),
    model,
  }));
  const others: NameItem[] = [{ label: '$(edit) Another Name…' }, enterKey];
  return named.length > 0 ? [...named, ...others] : others.reverse();
}

function askName(value: string): Promise<string | typeof back> {
  return inputStep({
    title,
    prompt: 'Name of the model, as the server knows it',
    placeholder: 'qwen3:8b',
    value,
    canGoBack: true,
    accept: async text => {
      if (!text.trim()) throw new Error('A model has a name.');
      return text.trim();
    },
  });
}

async function askKey(services: Services, server: Server): Promise<typeof back | undefined> {
  const entered = await inputStep<Server>({
    title,
    prompt: `Key for ${server.url}. It is kept in VS Code's secret storage and sent there only; empty: none is needed.`,
    password: true,
    canGoBack: true,
    accept: async (text, signal) => {
      const key = text.trim() || null;
      if (key !== null && !/^[\x21-\x7e]{1,4096}$/.test(key))
        throw new Error('A key is one line of letters, digits and signs. Copy it again.');
      const answer = await list(services, { ...server, key }, signal);
      if ('failure' in answer && answer.failure.reason === 'auth') throw new Error(answer.failure.message);
      return { ...listed({ url: server.url, key }, answer), key };
    },
  });
  if (entered === back) return back;
  Object.assign(server, entered);
  return undefined;
}

/** Null where the model was taken, else why it could not be asked. */
async function take(services: Services, { url, key }: Server, model: string): Promise<string | null> {
  const link = await services.models();
  const destination = { kind: 'endpoint', url } as const;
  if (!link.consents.isAllowed(destination) && !(await explainModel(destination, model)))
    throw new Dismissed();
  const engine = await services.engine.connect();
  const given = await withProgress(`Asking ${model}`, (_report, signal) =>
    tryEndpointModel(engine, { url, key, model, context_tokens: null }, signal),
  );
  if ('failure' in given) return given.failure.message;
  await keepEndpointKey(services.keys, { url, key });
  await link.consents.allow(destination);
  await link.setting.write({ provider: 'endpoint', url, model });
  await link.tell();
  tellChosen(model, given.follows);
  return null;
}
