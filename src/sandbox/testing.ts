import { createHash, hkdfSync } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../json.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from './engine.ts';
import { modularPower } from './modular-power.ts';
import type { Random } from './random.ts';
import {
  bytesToInteger,
  expectedClaim,
  GENERATOR,
  integerBytes,
  MULTIPLIER,
  passwordVerifier,
  PRIME,
} from './srp-server.ts';
import { formatTimestamp } from './srp-timestamp.ts';
import { stableUuid } from './stable-uuid.ts';
import { createKeyRing } from './tokens/keys.ts';

/** A sandbox with a clock that stands still and a caller that speaks the wire, for tests of the engine. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  /** Epoch milliseconds; tests move it. */
  readonly clock: { ms: number };
  call(operation: string, body: JsonObject): Promise<Answer>;
  raw(request: {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
  }): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** `__type: message` of an error, else empty. */
  readonly error: string;
}

/** One ring for a whole test file: keys cost more than everything else. */
const keys = createKeyRing();

export function testSandbox(options: Partial<SandboxOptions> = {}): TestSandbox {
  const clock = { ms: Date.UTC(2026, 8, 8, 9, 5, 7) };
  const sandbox = createSandbox({
    clock: { now: () => clock.ms },
    random: countingRandom(),
    endpoint: 'http://127.0.0.1:9',
    keys,
    onFailure: (error) => {
      throw error;
    },
    ...options,
  });
  const raw: TestSandbox['raw'] = async ({ method = 'POST', path = '/', headers = {}, body = '' }) => {
    const reply = await sandbox.handle({ method, path, headers, body: new TextEncoder().encode(body) });
    const text = new TextDecoder().decode(reply.body);
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    const object = isJsonObject(parsed as JsonObject) ? (parsed as JsonObject) : {};
    const error = '__type' in object ? `${String(object['__type'])}: ${String(object['message'])}` : '';
    return { status: reply.status, headers: reply.headers, body: object, error };
  };
  return {
    sandbox,
    clock,
    raw,
    call: (operation, body) =>
      raw({
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
        },
        body: JSON.stringify(body),
      }),
  };
}

/** Repeatable, and no two values alike. */
export function countingRandom(): Random {
  let count = 0;
  const block = () =>
    createHash('sha256')
      .update(`random ${String(count++)}`)
      .digest();
  return {
    bytes: (length) => {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, block);
      return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
    },
    uuid: () => stableUuid(block()),
  };
}

/** The client's side of one SRP exchange. */
export interface SrpClient {
  readonly srpA: string;
  /** ChallengeResponses for the PASSWORD_VERIFIER reply. `at`: epoch milliseconds, or the TIMESTAMP text itself. */
  answer(
    parameters: JsonObject,
    poolId: string,
    password: string,
    at: number | string,
  ): Record<string, string>;
  /** The three claim values for any identity: a user of a pool, or a device of a group. */
  prove(parameters: JsonObject, secret: Identity, at: number | string): Record<string, string>;
}

export interface Identity {
  readonly group: string;
  readonly identity: string;
  readonly password: string;
}

export function srpClient(): SrpClient {
  const a = bytesToInteger(createHash('sha512').update('a client secret').digest());
  const A = modularPower(GENERATOR, a, PRIME);
  const prove: SrpClient['prove'] = (parameters, { group, identity, password }, at) => {
    const read = (name: string) => String(parameters[name]);
    const B = BigInt(`0x${read('SRP_B')}`);
    const key = clientKey({ a, A, B, group, identity, password, salt: BigInt(`0x${read('SALT')}`) });
    const timestamp = typeof at === 'string' ? at : formatTimestamp(at);
    const block = Buffer.from(read('SECRET_BLOCK'), 'base64');
    return {
      PASSWORD_CLAIM_SECRET_BLOCK: read('SECRET_BLOCK'),
      PASSWORD_CLAIM_SIGNATURE: expectedClaim(key, group, identity, block, timestamp).toString('base64'),
      TIMESTAMP: timestamp,
    };
  };
  return {
    srpA: A.toString(16),
    prove,
    answer: (parameters, poolId, password, at) => {
      const group = poolId.slice(poolId.indexOf('_') + 1);
      const identity = String(parameters['USER_ID_FOR_SRP']);
      return { USERNAME: identity, ...prove(parameters, { group, identity, password }, at) };
    },
  };
}

interface ClientValues {
  readonly a: bigint;
  readonly A: bigint;
  readonly B: bigint;
  readonly group: string;
  readonly identity: string;
  readonly password: string;
  readonly salt: bigint;
}

/** S = (B − k·g^x)^(a + u·x), protocol reference 5.3. */
function clientKey({ a, A, B, group, identity, password, salt }: ClientValues): Buffer {
  const hash = (...parts: (Uint8Array | string)[]) => {
    const digest = createHash('sha256');
    for (const part of parts) digest.update(part);
    return digest.digest();
  };
  const u = bytesToInteger(hash(integerBytes(A), integerBytes(B)));
  const x = bytesToInteger(hash(integerBytes(salt), hash(group, identity, ':', password)));
  const verifier = passwordVerifier(group, identity, password, salt);
  const base = (((B - MULTIPLIER * verifier) % PRIME) + PRIME) % PRIME;
  const secret = modularPower(base, a + u * x, PRIME);
  return Buffer.from(hkdfSync('sha256', integerBytes(secret), integerBytes(u), 'Caldera Derived Key', 16));
}
