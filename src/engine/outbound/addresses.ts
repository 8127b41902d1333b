import { isIP } from 'node:net';
import { IPv4, IPv6, parse } from 'ipaddr.js';

/**
 * Addresses that a request may connect to: those of the internet, also those of a home or office network and of this
 * machine, or of this machine alone.
 */
export type Reach = 'public' | 'private' | 'loopback';

/** Ranges that a setting opens. Link-local addresses, where clouds keep their metadata, stay shut. */
const privateRanges: ReadonlySet<string> = new Set(['private', 'carrierGradeNat', 'uniqueLocal', 'loopback']);

/**
 * Services that tell a virtual machine its credentials, outside the link-local range: Azure's WireServer, Alibaba's,
 * AWS's and Google's metadata server (the providers' documents).
 */
const metadata: ReadonlySet<string> = new Set([
  '168.63.129.16',
  '100.100.100.200',
  'fd00:ec2::254',
  'fd20:ce::254',
]);

/** Global unicast (RFC 4291 §2.4); no other IPv6 address is one of the internet. */
const globalUnicast = IPv6.parseCIDR('2000::/3');
/** The well-known prefix by which IPv6-only networks reach IPv4 (RFC 6052); the address behind it counts. */
const nat64 = IPv6.parseCIDR('64:ff9b::/96');

/** Whether a request of this reach may connect to an address. Text that is none is not allowed. */
export function isAllowed(address: string, reach: Reach): boolean {
  if (isIP(address) === 0) return false;
  const parsed = parse(address);
  const range = parsed.range();
  if (reach === 'loopback') return range === 'loopback';
  if (metadata.has(parsed.toString())) return false;
  return isGlobal(parsed) || (reach === 'private' && privateRanges.has(range));
}

/** Other ways to write an IPv4 address in IPv6 (mapped, 6to4, Teredo) have ranges of their own and are not global. */
function isGlobal(address: IPv4 | IPv6): boolean {
  if (address instanceof IPv6 && address.match(nat64)) {
    const behind = new IPv4(address.toByteArray().slice(-4));
    return isGlobal(behind) && !metadata.has(behind.toString());
  }
  if (address.range() !== 'unicast') return false;
  return address instanceof IPv4 || address.match(globalUnicast);
}
