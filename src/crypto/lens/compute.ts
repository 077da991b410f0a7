import { createHash, createHmac } from 'node:crypto';
import { g, k, mod, modPow, N } from '../group.ts';
import { pad } from '../pad.ts';
import { powerOfG } from '../power-of-g.ts';
import { type Line, type LineId, lineSpecs } from './line.ts';

/** What an exchange starts from, as texts; any of it may be unknown. Numbers are hex. */
export type LensInput = {
  readonly [
    K in 'group' | 'identity' | 'password' | 'a' | 'A' | 'B' | 'salt' | 'timestamp' | 'secretBlock'
  ]?: string;
};

/** Every place where an implementation can go another way; the right way by default. */
export interface Ways {
  readonly k: bigint;
  readonly signedGroup?: string;
  saltBytes(salt: string): Uint8Array;
  padForU(integer: bigint): Uint8Array;
  hkdfSalt(u: bigint): Uint8Array;
  hkdfInput(S: bigint): Uint8Array;
  readonly info: string;
  readonly keyBytes: number;
  blockBytes(block: string): Uint8Array;
}

const RIGHT: Ways = {
  k,
  saltBytes: (salt) => pad(BigInt(`0x${salt}`)),
  padForU: pad,
  hkdfSalt: pad,
  hkdfInput: pad,
  info: 'Caldera Derived Key\u0001',
  keyBytes: 16,
  blockBytes: (block) => Buffer.from(block, 'base64'),
};

interface Made {
  readonly value: string;
  readonly bytes: number;
}

/**
 * Every value of the exchange that can be computed from what is known, in order. Protocol reference 5.3 to 5.6. Written
 * apart from `computeSrp`, so that each step shows and can be bent.
 * @param ways what to do another way than Cognito does
 */
export function srpLines(input: LensInput, ways: Partial<Ways> = {}): Line[] {
  const way = { ...RIGHT, ...ways };
  const made = new Map<LineId, Made>();
  const lacks = new Map<LineId, string>();
  const numbers = new Map<LineId, bigint>();

  const text = (id: LineId, value: string | undefined) => {
    if (value === undefined || value === '') lacks.set(id, 'not known');
    else made.set(id, { value, bytes: Buffer.byteLength(value) });
  };
  const bytes = (id: LineId, value: Uint8Array) =>
    void made.set(id, { value: Buffer.from(value).toString('hex'), bytes: value.length });
  const number = (id: LineId, value: bigint, digits = 0) => {
    numbers.set(id, value);
    made.set(id, { value: value.toString(16).padStart(digits, '0'), bytes: pad(value).length });
  };
  const read = (id: LineId, value: string | undefined) => {
    if (value === undefined || value === '') lacks.set(id, 'not known');
    else if (!/^[0-9a-f]{1,1024}$/i.test(value)) lacks.set(id, 'not hex');
    else number(id, BigInt(`0x${value}`));
  };
  /** Computes a line once all it needs is there; says what is missing otherwise. */
  const when = (id: LineId, needs: readonly LineId[], make: () => void) => {
    const [gap] = needs.filter((need) => !made.has(need));
    if (gap === undefined) make();
    else lacks.set(id, `needs ${lineSpecs.find((spec) => spec.id === gap)?.name ?? gap}`);
  };
  const int = (id: LineId) => numbers.get(id) ?? 0n;
  const valueOf = (id: LineId) => made.get(id)?.value ?? '';
  const raw = (id: LineId) => Buffer.from(valueOf(id), 'hex');

  text('group', input.group);
  text('identity', input.identity);
  text('password', input.password);
  number('N', N);
  number('g', g);
  number('k', way.k);
  read('a', input.a);
  if (input.A === undefined && numbers.has('a')) number('A', powerOfG(int('a')));
  else read('A', input.A);
  read('B', input.B);
  when('u', ['A', 'B'], () =>
    number('u', toInteger(sha256(way.padForU(int('A')), way.padForU(int('B')))), 64),
  );
  read('salt', input.salt);
  when('saltBytes', ['salt'], () => bytes('saltBytes', way.saltBytes(input.salt ?? '')));
  when('inner', ['group', 'identity', 'password'], () =>
    bytes('inner', sha256(`${valueOf('group')}${valueOf('identity')}:${valueOf('password')}`)),
  );
  when('x', ['saltBytes', 'inner'], () => number('x', toInteger(sha256(raw('saltBytes'), raw('inner'))), 64));
  when('v', ['x'], () => number('v', powerOfG(int('x'))));
  when('S', ['a', 'B', 'u', 'v'], () =>
    number('S', modPow(mod(int('B') - way.k * int('v'), N), int('a') + int('u') * int('x'))),
  );
  when('hkdfSalt', ['u'], () => bytes('hkdfSalt', way.hkdfSalt(int('u'))));
  when('hkdfInput', ['S'], () => bytes('hkdfInput', way.hkdfInput(int('S'))));
  bytes('info', Buffer.from(way.info));
  when('prk', ['hkdfSalt', 'hkdfInput'], () => bytes('prk', hmac(raw('hkdfSalt'), raw('hkdfInput'))));
  when('key', ['prk'], () => bytes('key', hmac(raw('prk'), raw('info')).subarray(0, way.keyBytes)));
  text('timestamp', input.timestamp);
  text('secretBlock', input.secretBlock);
  when('message', ['group', 'identity', 'secretBlock', 'timestamp'], () =>
    bytes(
      'message',
      Buffer.concat([
        Buffer.from(way.signedGroup ?? valueOf('group')),
        Buffer.from(valueOf('identity')),
        way.blockBytes(valueOf('secretBlock')),
        Buffer.from(valueOf('timestamp')),
      ]),
    ),
  );
  when('signature', ['key', 'message'], () =>
    made.set('signature', { value: hmac(raw('key'), raw('message')).toString('base64'), bytes: 32 }),
  );

  return lineSpecs.map((spec) => {
    const value = made.get(spec.id);
    const missing = lacks.get(spec.id);
    return { spec, ...value, ...(value === undefined && missing !== undefined ? { missing } : {}) };
  });
}

/** The value of one line; undefined where it could not be computed. */
export function lineValue(lines: readonly Line[], id: LineId): string | undefined {
  return lines.find(({ spec }) => spec.id === id)?.value;
}

function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function hmac(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function toInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}
