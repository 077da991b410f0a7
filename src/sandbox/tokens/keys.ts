import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import type { JsonObject } from '../../json.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** As the pool's jwks.json lists it. */
  readonly jwk: JsonObject;
}

/** A pool signs ID and access tokens with different keys. */
export interface PoolKeys {
  readonly id: SigningKey;
  readonly access: SigningKey;
}

/**
 * The pools' RSA keys. They are made off the main thread when first asked for or by `prepare`, so that the sandbox
 * listens long before they exist, and they outlive a reset.
 */
export interface KeyRing {
  of(poolId: string): Promise<PoolKeys>;
  prepare(poolIds: Iterable<string>): Promise<void>;
}

export function createKeyRing(): KeyRing {
  const rings = new Map<string, Promise<PoolKeys>>();
  const of = (poolId: string): Promise<PoolKeys> => {
    const known = rings.get(poolId);
    if (known !== undefined) return known;
    const made = createPoolKeys();
    rings.set(poolId, made);
    return made;
  };
  return {
    of,
    prepare: async (poolIds) => {
      // One pool after the other: a request that comes early then waits for its own pool's keys alone.
      for (const poolId of poolIds) await of(poolId);
    },
  };
}

async function createPoolKeys(): Promise<PoolKeys> {
  const [id, access] = await Promise.all([createSigningKey(), createSigningKey()]);
  return { id, access };
}

function generateRsa(): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  return new Promise((resolve, reject) => {
    generateKeyPair('rsa', { modulusLength: 2048 }, (error, publicKey, privateKey) => {
      if (error === null) resolve({ publicKey, privateKey });
      else reject(error);
    });
  });
}

async function createSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateRsa();
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(n).digest('base64');
  return { kid, publicKey, privateKey, jwk: { alg: 'RS256', e, kid, kty: 'RSA', n, use: 'sig' } };
}
