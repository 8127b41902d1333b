import { lookup } from 'node:dns/promises';
import { messageOf } from '../../base/log';
import { isReadableOnTheWay } from '../serverAddress';
import { shownCertificates } from './certificates';
import type { Check } from './check';
import { chooseProxy, type ProxyFacts } from './proxyChoice';
import { checkRequests, type Probe } from './requests';

/** A connection as a diagnosis sees it. */
export interface Subject {
  baseUrl: string;
  /** Why there is no key to send; null where there is one. */
  signedOutBecause: string | null;
  /** Milliseconds since 1970; null while nothing is held back. */
  throttledUntil: number | null;
  probe: Probe;
}

/**
 * Looks at every part of the way to a server: sign-in, proxy, name, certificates, answer, clock, key, project, batches,
 * rate. Sends two GETs at the most. Rejects only when aborted.
 */
export async function diagnose(
  subject: Subject,
  proxyFacts: ProxyFacts,
  now: () => number,
  signal: AbortSignal,
): Promise<Check[]> {
  const { baseUrl, signedOutBecause, throttledUntil, probe } = subject;
  const proxy = chooseProxy(baseUrl, proxyFacts);
  const [name, certificates, requests] = await Promise.all([
    checkName(baseUrl, proxy.url !== undefined),
    checkCertificates(baseUrl, proxy.url, signal, now),
    checkRequests(probe, now, signal, signedOutBecause === null),
  ]);
  signal.throwIfAborted();
  return [
    signInCheck(signedOutBecause),
    { name: 'Proxy', verdict: 'note', found: proxy.words },
    name,
    certificates,
    ...requests,
    rateCheck(throttledUntil),
  ];
}

function signInCheck(because: string | null): Check {
  if (because === null) return { name: 'Sign-in', verdict: 'ok', found: 'there is a key for this address' };
  return {
    name: 'Sign-in',
    verdict: 'problem',
    found: because.replace(/\.$/, ''),
    next: 'Enter a key (Change Key…).',
  };
}

/** A proxy looks names up itself: then an unknown one here proves nothing. */
async function checkName(baseUrl: string, isProxied: boolean): Promise<Check> {
  const { hostname } = new URL(baseUrl);
  try {
    const addresses = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
    const found = `${hostname} is ${addresses.map(({ address }) => address).join(', ')}`;
    return { name: 'Name (DNS)', verdict: 'ok', found };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : messageOf(error);
    return isProxied
      ? {
          name: 'Name (DNS)',
          verdict: 'note',
          found: `${hostname} is unknown here (${code}); the proxy looks it up`,
        }
      : {
          name: 'Name (DNS)',
          verdict: 'problem',
          found: `${hostname} is unknown to this network (${code})`,
          next: 'Check the address, the network and VPN, or set `http.proxy`.',
        };
  }
}

async function checkCertificates(
  baseUrl: string,
  proxy: URL | undefined,
  signal: AbortSignal,
  now: () => number,
): Promise<Check> {
  const name = 'Certificates (TLS)';
  if (!baseUrl.startsWith('https:')) {
    const found = isReadableOnTheWay(baseUrl)
      ? 'none: plain http; the key and the documents can be read on the way'
      : 'none: plain http on this machine';
    return { name, verdict: 'note', found };
  }
  try {
    const chain = await shownCertificates(baseUrl, proxy, signal);
    const expired = chain.find(({ validTo }) => Date.parse(validTo) < now());
    const found = chain.map(({ subject, issuer }) => `${subject} ← ${issuer}`).join('; ');
    const until = `valid to ${chain[0]?.validTo ?? 'unknown'}`;
    if (!expired) return { name, verdict: 'ok', found: `${found}; ${until}` };
    const next = "Renew it, or set this machine's clock.";
    return { name, verdict: 'problem', found: `${expired.subject} ended at ${expired.validTo}`, next };
  } catch (error) {
    return { name, verdict: 'note', found: `could not be looked at: ${messageOf(error)}` };
  }
}

function rateCheck(throttledUntil: number | null): Check {
  const name = 'Rate';
  if (throttledUntil === null) return { name, verdict: 'ok', found: 'nothing is held back' };
  return { name, verdict: 'note', found: `held back until ${new Date(throttledUntil).toISOString()}` };
}
