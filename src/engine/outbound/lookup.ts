import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isAllowed, type Reach } from './addresses';
import { refusedAddress } from './outboundError';

/**
 * A lookup that passes on only the addresses that a request of this reach may connect to. The socket connects to what
 * comes out of it, so that a name which resolves differently from one time to the next (DNS rebinding) gains nothing.
 */
export function checkedLookup(lookup: LookupFunction, reach: Reach): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const allowed = (found as LookupAddress[]).filter(({ address }) => isAllowed(address, reach));
      const [first] = allowed;
      if (!first) return callback(refusedAddress(), []);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
}

/** All addresses of a name; none where it does not resolve here. Rejects when the signal is aborted first. */
export function addressesOf(
  lookup: LookupFunction,
  hostname: string,
  signal: AbortSignal,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    lookup(hostname, { all: true }, (error, found) => {
      signal.removeEventListener('abort', abort);
      resolve(error ? [] : (found as LookupAddress[]).map(({ address }) => address));
    });
  });
}
