import * as z from 'zod/mini';
import { hint } from '../../../protocol/wire';
import { ModelFailure } from '../types';
import { type Endpoint, type Exchanged, routeOf } from './exchange';

const errorBody = z.object({ error: z.object({ code: hint(z.string()), type: hint(z.string()) }) });

const choose = 'Run "Choose Language Model…"';

/**
 * Why an answer is none, with what the person can do. Of the server's words only its code is told: the rest may repeat
 * the question or the key.
 */
export function failureOf({ status, body }: Exchanged, { url, key }: Endpoint, model: string): ModelFailure {
  const { host } = routeOf({ url }, '');
  const told = codeOf(body);
  const code = told === key ? null : told;
  const said = `status ${status}${code ? `, ${code}` : ''}`;
  if (status === 401 || status === 403) {
    return new ModelFailure(
      'auth',
      `The language model at ${host} does not accept the key (${said}). ${choose} and enter it again.`,
    );
  }
  if (status === 429) {
    return new ModelFailure(
      'rate_limited',
      `The language model at ${host} takes no more questions for now (${said}). Try again later, or check what your account there may use.`,
    );
  }
  if (status === 404) {
    return new ModelFailure(
      'unexpected',
      `${host} does not know the model ${model}, or its address is another (${said}). ${choose}; most addresses end in /v1.`,
    );
  }
  if (status >= 500) {
    return new ModelFailure(
      'unavailable',
      `The language model at ${host} is out of order (${said}). Look at its server, or try again later.`,
    );
  }
  if (status >= 300 && status < 400) {
    return new ModelFailure(
      'unexpected',
      `${host} sends questions on to another address (${said}), which is not followed. ${choose} and enter that address.`,
    );
  }
  if (status === 200 && told === null) {
    return new ModelFailure(
      'unexpected',
      `${host} does not answer as a language model does. ${choose} and check the address; most end in /v1.`,
    );
  }
  return new ModelFailure(
    'unexpected',
    `The language model at ${host} refused the question (${said}). ${choose} and try another model.`,
  );
}

/** A code such as `insufficient_quota`; null where there is none that is safe to tell: what has digits may be anything. */
export function codeOf(body: unknown): string | null {
  const { data } = errorBody.safeParse(body);
  const code = data?.error.code ?? data?.error.type ?? '';
  return /^[A-Za-z_]{1,60}$/.test(code) ? code : null;
}
