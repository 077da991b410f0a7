import { broughtChain, readBundle } from '../../evidence/bundle/read.ts';
import type { BundledChain } from '../../evidence/bundle/format.ts';

/**
 * Reads bundles for the import: each chain under a new id, read-only, with what was noted of it.
 * @throws CoreFault as `readBundle`
 */
export function bundleReader(
  uuid: () => string,
): (bytes: Uint8Array, name: string, passphrase?: string) => Promise<readonly Required<BundledChain>[]> {
  return async (bytes, name, passphrase) => {
    const { chains, made } = await readBundle(bytes, { passphrase });
    return chains.map((chain) => broughtChain(chain, { kind: 'bundle', name, version: made.version }, uuid));
  };
}
