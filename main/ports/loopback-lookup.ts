import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIPv6 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

type Found = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * Node's name lookup that fails with `NOT_LOOPBACK` when a name leads to any other machine: a hosts file or name server
 * may point `localhost` anywhere.
 */
export function loopbackLookup(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    const foreign = addresses.some(
      ({ address }) => !loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'),
    );
    const first = addresses[0];
    if (foreign || !first) {
      return found(Object.assign(new Error('not loopback'), { code: 'NOT_LOOPBACK' }), []);
    }
    if (options.all) found(null, addresses);
    else found(null, first.address, first.family);
  });
}
