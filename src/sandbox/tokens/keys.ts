import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
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
 * The pools' RSA keys. They are made off the main thread when first asked for, so that the sandbox listens long before
 * they exist, and they outlive a reset.
 */
export interface KeyRing {
  of(poolId: string): Promise<PoolKeys>;
  /** Makes one pool's keys ahead, and does so again whenever they were taken: no new pool has to wait for its own. */
  prepare(): Promise<void>;
  /** The keys made so far, for a snapshot. */
  kept(): Promise<KeptKeys>;
  /** Takes keys from a snapshot in place of those of the same pools. */
  keep(keys: KeptKeys): void;
}

/** Private keys by pool id: PKCS #8, Base64. */
export type KeptKeys = Readonly<Record<string, { readonly id: string; readonly access: string }>>;

export function createKeyRing(): KeyRing {
  const rings = new Map<string, Promise<PoolKeys>>();
  let spare: Promise<PoolKeys> | undefined;
  const of = (poolId: string): Promise<PoolKeys> => {
    const known = rings.get(poolId);
    if (known !== undefined) return known;
    const taken = spare ?? createPoolKeys();
    rings.set(poolId, taken);
    if (spare !== undefined) spare = taken.then(createPoolKeys);
    return taken;
  };
  return {
    of,
    prepare: async () => {
      await (spare ??= createPoolKeys());
    },
    kept: async () => {
      const made = await Promise.all([...rings].map(async ([poolId, keys]) => [poolId, await keys] as const));
      return Object.fromEntries(
        made.map(([poolId, { id, access }]) => [poolId, { id: exportKey(id), access: exportKey(access) }]),
      );
    },
    keep: (kept) => {
      for (const [poolId, { id, access }] of Object.entries(kept)) {
        rings.set(poolId, Promise.resolve({ id: importKey(id), access: importKey(access) }));
      }
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
  return signingKey(publicKey, privateKey);
}

function signingKey(publicKey: KeyObject, privateKey: KeyObject): SigningKey {
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(n).digest('base64');
  return { kid, publicKey, privateKey, jwk: { alg: 'RS256', e, kid, kty: 'RSA', n, use: 'sig' } };
}

function exportKey({ privateKey }: SigningKey): string {
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

function importKey(text: string): SigningKey {
  const key = Buffer.from(text, 'base64');
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return signingKey(createPublicKey(privateKey), privateKey);
}
