import { isIP } from 'node:net';
import { isAllowed, type Reach } from './addresses';
import { OutboundError, refusedAddress } from './outboundError';

/** Throws OutboundError for a URL that is not fetched at all. */
export function checkUrl({ protocol, username, password }: URL): void {
  if (!/^https?:$/.test(protocol)) throw new OutboundError('Only http and https URLs can be fetched.');
  if (username || password) throw new OutboundError('The URL holds a user name or password. Leave them out.');
}

/** The host as a socket takes it: an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** An address in a URL is never looked up: it is checked here. Throws OutboundError. */
export function checkLiteral(url: URL, reach: Reach): void {
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isAllowed(host, reach)) throw refusedAddress();
}

/** The URL names this machine, by a loopback address or as `localhost`. */
export function isLoopbackHost(url: URL): boolean {
  const host = hostOf(url);
  return host === 'localhost' || (isIP(host) !== 0 && isAllowed(host, 'loopback'));
}
