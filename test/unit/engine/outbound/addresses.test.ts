import assert from 'node:assert/strict';
import { isAllowed } from '../../../../src/engine/outbound/addresses';

/** Addresses that a home or office network uses, and this machine. */
const own = [
  ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '127.0.0.1', '127.255.0.3'],
  ...['::1', 'fc00::1', 'fd12:3456::1'],
];

/** Addresses that nothing opens. */
const never = [
  // unspecified, "this network", broadcast, multicast, reserved, benchmarks, documentation, relays
  ...['0.0.0.0', '0.1.2.3', '255.255.255.255', '224.0.0.1', '239.255.255.250', '240.0.0.1', '198.18.0.1'],
  ...['192.0.0.8', '192.0.2.1', '198.51.100.1', '203.0.113.1', '192.88.99.1', '192.31.196.1', '192.175.48.1'],
  // link-local and metadata
  ...['169.254.169.254', '169.254.0.1', '168.63.129.16', '100.100.100.200', 'fd00:ec2::254', 'fd20:ce::254'],
  ...['fe80::1', 'febf::1', '192.0.0.192'],
  // IPv6: unspecified, multicast, discard, documentation, benchmarks, ORCHID, site-local, not yet given out
  ...['::', 'ff02::1', '100::1', '2001:db8::1', '3fff::1', '2001:2::1', '2001:20::1', 'fec0::1', '4000::1'],
  ...['::2', '5f00::1', 'e000::1'],
  // IPv4 in IPv6: mapped, compatible, translated, 6to4, Teredo, NAT64 of a private address, local NAT64, ISATAP
  ...[
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '::8.8.8.8',
    '::ffff:0:8.8.8.8',
  ],
  ...['2002:7f00:1::', '2002:808:808::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '64:ff9b::7f00:1'],
  ...[
    '64:ff9b::a00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::a83f:8110',
    '64:ff9b:1::808:808',
    'fe80::5efe:7f00:1',
  ],
  // no addresses
  ...['', 'localhost', '1.2.3', '::g', '8.8.8.8:80', 'example.com', ' 8.8.8.8'],
];

const open = [
  ...['8.8.8.8', '1.1.1.1', '93.184.215.14', '172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1'],
  ...['2606:4700::1111', '2a00:1450:4001::1', '64:ff9b::808:808', '168.63.129.17', '223.255.255.255'],
];

describe('an address', () => {
  const allowed = (reach: 'public' | 'private' | 'loopback', addresses: string[]) =>
    addresses.filter(address => isAllowed(address, reach));

  it('is reached where it is one of the internet, and no other', () => {
    assert.deepEqual(allowed('public', open), open);
    assert.deepEqual(allowed('public', [...own, ...never]), []);
  });

  it('of a private network is reached where a setting allows it; metadata services and odd forms never are', () => {
    assert.deepEqual(allowed('private', [...open, ...own]), [...open, ...own]);
    assert.deepEqual(allowed('private', never), []);
  });

  it('of this machine is told from all others', () => {
    assert.deepEqual(allowed('loopback', [...own, ...open, ...never]), ['127.0.0.1', '127.255.0.3', '::1']);
  });
});
