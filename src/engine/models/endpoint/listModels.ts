import * as z from 'zod/mini';
import { hint } from '../../../protocol/wire';
import { type Endpoint, exchange, routeOf } from './exchange';
import { failureOf } from './failures';

/** A model that a server offers. */
export interface ListedModel {
  id: string;
  /** Tokens of its context, where the server tells (vLLM and OpenRouter do, each in its own way). */
  contextTokens: number | null;
}

const listing = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      max_model_len: hint(z.int().check(z.positive())),
      context_length: hint(z.int().check(z.positive())),
    }),
  ),
});

/** Most models that are shown. */
const mostModels = 1000;

/** The models of `GET /models` (OpenAI API reference). Throws ModelFailure, and the signal's reason when aborted. */
export async function listModels(endpoint: Endpoint, signal: AbortSignal): Promise<ListedModel[]> {
  const heard = await exchange(endpoint, 'models', undefined, signal);
  const { data } = listing.safeParse(heard.body);
  if (heard.status !== 200 || !data) throw failureOf(heard, routeOf(endpoint, '').host, 'asked for');
  return data.data.slice(0, mostModels).map(({ id, max_model_len, context_length }) => ({
    id,
    contextTokens: max_model_len ?? context_length,
  }));
}
