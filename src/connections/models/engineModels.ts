import {
  type AskAnswer,
  type EndpointModel,
  type EndpointServer,
  type ModelChoice,
  type ModelListAnswer,
  type ModelTestAnswer,
  modelListAnswer,
  modelTestAnswer,
} from '../../protocol/localModels';
import type { EngineAddress } from '../engine/engineChannel';

const quickMs = 10_000;

/** Tells the engine what does the work. */
export async function tellChoice(engine: EngineAddress, window: string, choice: ModelChoice): Promise<void> {
  await post(engine, '/local/models', { window, choice }, AbortSignal.timeout(quickMs));
}

/** Gives the engine the answer to what it asked; false where it does not want it any more. */
export async function sendAnswer(engine: EngineAddress, id: string, answer: AskAnswer): Promise<boolean> {
  const path = `/local/models/answers/${encodeURIComponent(id)}`;
  const response = await send(engine, path, answer, AbortSignal.timeout(quickMs));
  if (response.status === 404) return false;
  if (!response.ok) throw new Error(`the engine answered with ${response.status}`);
  return true;
}

/** The models that an OpenAI-compatible server lists, asked by the engine. */
export async function listEndpointModels(
  engine: EngineAddress,
  { url, key }: EndpointServer,
  signal: AbortSignal,
): Promise<ModelListAnswer> {
  return modelListAnswer.parse(await post(engine, '/local/models/list', { url, key }, signal));
}

/** Lets the engine ask a model of a server one small question. */
export async function tryEndpointModel(
  engine: EngineAddress,
  model: EndpointModel,
  signal: AbortSignal,
): Promise<ModelTestAnswer> {
  return modelTestAnswer.parse(await post(engine, '/local/models/test', model, signal));
}

async function post(
  engine: EngineAddress,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await send(engine, path, body, signal);
  if (!response.ok) throw new Error(`the engine answered with ${response.status}`);
  return response.json();
}

const send = ({ url, token }: EngineAddress, path: string, body: object, signal: AbortSignal) =>
  fetch(new URL(path, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
