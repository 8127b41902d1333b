import * as z from 'zod/mini';
import { type Endpoint, exchange, routeOf } from './endpoint/exchange';
import { failureOf } from './endpoint/failures';
import { ModelFailure } from './types';

/** What a server lists (OpenAI API reference, "List models"). */
const listed = z.object({ data: z.array(z.looseObject({ id: z.string() })) });
/** Gateways list some hundreds; a person picks from them. */
const most = 2000;

/** Names of the models of a server, in alphabetical order. Throws ModelFailure; `unexpected`: it keeps no list. */
export async function endpointModels(endpoint: Endpoint, signal: AbortSignal): Promise<string[]> {
  const heard = await exchange(endpoint, 'models', undefined, signal);
  const { data } = listed.safeParse(heard.body);
  const { host } = routeOf(endpoint, '');
  if (heard.status === 200 && data) {
    const names = data.data.map(({ id }) => id).slice(0, most);
    return [...new Set(names)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }
  if (heard.status === 404) throw new ModelFailure('unexpected', `${host} keeps no list of its models.`);
  throw failureOf(heard, endpoint, '');
}
