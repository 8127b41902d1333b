import { type Clock, delay } from '../../../base/clock';
import type { Outbound } from '../../outbound/outbound';
import { OutboundError, outboundError, RefusedAddress } from '../../outbound/outboundError';
import { ModelFailure } from '../types';

/** Where a model is asked, and by whom. */
export interface Endpoint {
  /** Base address such as `http://localhost:11434/v1`. */
  url: string;
  key: string | null;
  outbound: Pick<Outbound, 'send'>;
  clock: Clock;
}

export interface Exchanged {
  status: number;
  text: string;
  /** As JSON; undefined where it is none. */
  body: unknown;
}

/** Ours: an answer of a hundred thousand tokens has half of it. */
const mostAnswerBytes = 4 * 1024 * 1024;
/** Five tries, 1 s, 2 s, 4 s, 8 s apart: a local server takes that long to load a model. */
const mostTries = 5;
const backOffMs = (failed: number): number => 1000 * 2 ** (failed - 1);
/** Longest wait that a server may ask for. */
const longestWaitMs = 60_000;

/** Too many requests, overloaded or starting, and what gateways answer for a server that broke off. */
const passing: ReadonlySet<number> = new Set([429, 500, 502, 503, 504, 529]);
/** A quota that is used up does not come back by waiting (OpenAI API reference, "Error codes"). */
const usedUp = /insufficient_quota|billing|"credits?"/i;

/** The address of a route of the endpoint; keeps a query that the address has. Throws ModelFailure. */
export function routeOf(endpoint: Pick<Endpoint, 'url'>, route: string): URL {
  const url = URL.parse(endpoint.url);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ModelFailure(
      'unavailable',
      'The address of the language model is not a valid http or https URL. Run "Choose Language Model…" and enter it again.',
    );
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}/${route}`;
  url.hash = '';
  return url;
}

/**
 * Sends a request and reads the answer, whatever its status; tries again what passes. A redirect is an answer, so that
 * the key goes nowhere else. Throws ModelFailure where there is no answer, and the signal's reason when aborted.
 */
export async function exchange(
  endpoint: Endpoint,
  route: string,
  json: unknown,
  signal: AbortSignal,
): Promise<Exchanged> {
  const url = routeOf(endpoint, route);
  if (endpoint.key !== null && !sendable.test(endpoint.key)) throw unsendable(url);
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(endpoint, url, json, signal);
    const wait = waitAfter(outcome, tries, endpoint.clock.now());
    if (wait === null) {
      if (outcome instanceof OutboundError) throw unreachable(url, outcome);
      return outcome;
    }
    await delay(endpoint.clock, wait, signal);
  }
}

/** What a header takes. */
const sendable = /^[\x20-\x7e]*$/;

const unsendable = ({ host }: URL): ModelFailure =>
  new ModelFailure(
    'auth',
    `The key for the language model at ${host} has characters that cannot be sent. Run "Choose Language Model…" and enter it again.`,
  );

/** An answer with what it says about waiting. */
interface Heard extends Exchanged {
  retryAfter: string | undefined;
}

/** Milliseconds until the next try; null where another would be no better. */
function waitAfter(outcome: Heard | OutboundError, tries: number, now: number): number | null {
  if (tries >= mostTries) return null;
  if (outcome instanceof OutboundError) return isCut(outcome) ? backOffMs(tries) : null;
  const { status, text, retryAfter } = outcome;
  if (!passing.has(status) || (status === 429 && usedUp.test(text))) return null;
  const asked = retryAfterMs(retryAfter, now) ?? backOffMs(tries);
  return asked <= longestWaitMs ? asked : null;
}

/** A connection that was there and broke off; one that is refused or not found stays so. */
const isCut = ({ cause }: OutboundError): boolean =>
  /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|HPE_\w+|ERR_STREAM_PREMATURE_CLOSE)$/.test(
    String((cause as NodeJS.ErrnoException | undefined)?.code),
  );

/** Milliseconds of a `Retry-After`: seconds or a date (RFC 9110 §10.2.3). */
function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(ms, 0);
}

async function attempt(
  { outbound, key }: Endpoint,
  url: URL,
  json: unknown,
  signal: AbortSignal,
): Promise<Heard | OutboundError> {
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'llama-batches-engine',
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key ? { authorization: `Bearer ${key}` } : {}),
  };
  const sent =
    json === undefined ? { method: 'GET' as const } : { method: 'POST' as const, body: JSON.stringify(json) };
  try {
    const answer = await outbound.send(url, { ...sent, headers, signal, loopback: true });
    const text = await bounded(answer.body, url.host);
    const retryAfter = [answer.headers['retry-after']].flat()[0];
    return { status: answer.statusCode, text, body: parsed(text), retryAfter };
  } catch (error) {
    if (error instanceof ModelFailure) throw error;
    const failure = outboundError(error, url.hostname, signal);
    if (failure instanceof OutboundError) return failure;
    throw failure;
  }
}

async function bounded(body: AsyncIterable<Buffer>, host: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostAnswerBytes) {
      throw new ModelFailure(
        'unexpected',
        `The language model at ${host} sent more than ${mostAnswerBytes / 1024 / 1024} MB. Check the address with "Choose Language Model…".`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable({ host }: URL, error: OutboundError): ModelFailure {
  // Private networks are open here: what is refused is so whatever the settings say.
  const why =
    error instanceof RefusedAddress
      ? 'It is at an address that is kept for other uses:'
      : `${error.message} Start its server, or`;
  return new ModelFailure(
    'unavailable',
    `The language model at ${host} cannot be asked: ${why} choose another model with "Choose Language Model…".`,
  );
}
