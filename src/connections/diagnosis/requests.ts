import { count } from '../../base/amounts';
import { messageOf } from '../../base/log';
import { networkFailure } from '../../client/networkFailure';
import { clockSkewMs } from '../../client/serverClock';
import { errorSentence } from '../../protocol/errors';
import { projectList } from '../../protocol/projects';
import { routes } from '../../protocol/routes';
import type { Check } from './check';

/** One request to the server, with the key where there is one; nothing is repeated. */
export type Probe = (path: string, signal: AbortSignal) => Promise<Response>;

/** Beyond this, signed addresses and expiry times go wrong, and certificates may. */
const toleratedSkewMs = 30_000;
const rateHeader = /^(x-)?ratelimit|^retry-after/i;

interface Answer {
  status: number;
  text: string;
  headers: Headers;
  sentAt: number;
  answeredAt: number;
}

/** Asks for the projects and, where the key is accepted, for one batch: two GETs that change nothing. */
export async function checkRequests(
  probe: Probe,
  now: () => number,
  signal: AbortSignal,
  hasKey: boolean,
): Promise<Check[]> {
  const asked = await ask(probe, routes.projects, now, signal);
  if (!('status' in asked)) return [asked];
  const checks = [
    answerCheck(asked),
    clockCheck(asked),
    ...(hasKey ? [keyCheck(asked)] : []),
    ...rateChecks(asked),
  ];
  if (asked.status !== 200 || !hasKey) return checks;
  const batches = await ask(probe, `${routes.batches}?page_size=1`, now, signal);
  return [...checks, 'status' in batches ? batchesCheck(batches) : batches];
}

async function ask(
  probe: Probe,
  path: string,
  now: () => number,
  signal: AbortSignal,
): Promise<Answer | Check> {
  const sentAt = now();
  try {
    const response = await probe(path, signal);
    const text = await response.text();
    return { status: response.status, text, headers: response.headers, sentAt, answeredAt: now() };
  } catch (error) {
    signal.throwIfAborted();
    const { code, sentence } = networkFailure(error);
    const found = `no answer${code ? ` (${code})` : ''}: ${innermost(error)}`;
    return { name: 'Request', verdict: 'problem', found, next: sentence };
  }
}

/** `fetch` says no more than that it failed; why is in the causes. */
function innermost(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? innermost(error.cause) : messageOf(error);
}

function answerCheck({ status, text, sentAt, answeredAt }: Answer): Check {
  const took = `${status} after ${(answeredAt - sentAt).toLocaleString('en')} ms`;
  const isJson = jsonOf(text) !== undefined;
  if (isJson && status !== 404) return { name: 'Answer', verdict: 'ok', found: `HTTP ${took}` };
  return {
    name: 'Answer',
    verdict: 'problem',
    found: `HTTP ${took}, ${isJson ? 'an unknown path' : 'not the JSON of the API'}`,
    next: 'Check the address: it ends before /api, and no sign-in page of a proxy may answer in its place.',
  };
}

function clockCheck({ headers, sentAt, answeredAt }: Answer): Check {
  const skew = clockSkewMs(headers, sentAt, answeredAt);
  if (skew === undefined) return { name: 'Clock', verdict: 'note', found: 'the server tells no time' };
  if (Math.abs(skew) <= toleratedSkewMs)
    return { name: 'Clock', verdict: 'ok', found: 'agrees with the server' };
  const seconds = count(Math.round(Math.abs(skew) / 1000), 'second');
  return {
    name: 'Clock',
    verdict: 'problem',
    found: `this machine is ${seconds} ${skew > 0 ? 'ahead of' : 'behind'} the server`,
    next: 'Set the clock of this machine: certificates and expiry times depend on it.',
  };
}

function keyCheck({ status, text }: Answer): Check {
  const name = 'Key';
  if (status === 200) {
    const projects = projectList.safeParse(jsonOf(text)).data ?? [];
    const words = projects.map(
      ({ name, id, is_default }) => `"${name}" (${id}${is_default ? ', default' : ''})`,
    );
    if (projects.length > 0) return { name, verdict: 'ok', found: `accepted; opens ${words.join(', ')}` };
    return {
      name,
      verdict: 'problem',
      found: 'accepted, but opens no project',
      next: 'Make a project on the website.',
    };
  }
  const found = `HTTP ${status}${said(text)}`;
  if (status === 401)
    return {
      name,
      verdict: 'problem',
      found,
      next: 'Enter another key (Change Key…). A key works in one region only; the website where it was made tells which.',
    };
  return {
    name,
    verdict: 'problem',
    found,
    next: 'Check the role of its owner in the project and the plan.',
  };
}

function batchesCheck({ status, text }: Answer): Check {
  const name = 'Batches';
  if (status === 200)
    return {
      name,
      verdict: 'ok',
      found: 'may be listed; whether the plan allows new ones shows with the first',
    };
  return {
    name,
    verdict: status === 403 || status === 404 ? 'note' : 'problem',
    found: `HTTP ${status}${said(text)}`,
    next: 'Batches need a Pro plan. Without one, each file can be parsed as its own job.',
  };
}

function rateChecks({ headers }: Answer): Check[] {
  const told = [...headers]
    .filter(([name]) => rateHeader.test(name))
    .map(([name, value]) => `${name}: ${value}`);
  return told.length > 0 ? [{ name: 'Rate limit', verdict: 'note', found: told.join('; ') }] : [];
}

function said(text: string): string {
  const sentence = errorSentence(jsonOf(text));
  return sentence ? `: ${sentence}` : '';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
