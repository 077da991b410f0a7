import { describe, expect, it } from 'vitest';
import { createDeviceVerifier, deviceVerifier } from './device-verifier.ts';
import { g, k, modPow, N } from './group.ts';
import { computeSrp, createSrpSecret, srpA } from './srp.ts';
import published from './vectors/srp-vectors.json';

const D1 = published.vectors.D1;
const keys = { deviceGroupKey: D1.group, deviceKey: D1.ident };
const counting = (n: number) => Uint8Array.from({ length: n }, (_, at) => at + 0xf0);
const integer = (base64: string) => BigInt(`0x${Buffer.from(base64, 'base64').toString('hex')}`);

describe('deviceVerifier', () => {
  it('matches vector D1', () => {
    expect(deviceVerifier({ ...keys, devicePassword: D1.password, salt: D1.salt })).toEqual({
      devicePassword: D1.password,
      salt: D1.confirm_salt,
      passwordVerifier: D1.confirm_verifier,
    });
  });

  it('refuses a salt that is not hex', () => {
    expect(() => deviceVerifier({ ...keys, devicePassword: 'p', salt: D1.confirm_salt })).toThrow(
      expect.objectContaining({ code: 'SALT_INVALID' }),
    );
  });
});

describe('createDeviceVerifier', () => {
  it('makes the password text from 40 bytes and the salt from 16, with the sign byte where needed', () => {
    const made = createDeviceVerifier(keys, counting);
    expect(made.devicePassword).toBe(Buffer.from(counting(40)).toString('base64'));
    expect(Buffer.from(made.salt, 'base64').toString('hex')).toBe(
      `00${Buffer.from(counting(16)).toString('hex')}`,
    );
    expect(made).toEqual(
      deviceVerifier({
        ...keys,
        devicePassword: made.devicePassword,
        salt: Buffer.from(counting(16)).toString('hex'),
      }),
    );
  });

  it('signs in: a server that holds only salt and verifier reaches the same S', () => {
    const made = createDeviceVerifier(keys, counting);
    const [v, b] = [integer(made.passwordVerifier), 0x1234_5678_9abc_def0n];
    const a = createSrpSecret(counting);
    const values = computeSrp({
      group: keys.deviceGroupKey,
      identity: keys.deviceKey,
      password: made.devicePassword,
      salt: integer(made.salt).toString(16),
      a,
      srpA: srpA(a),
      srpB: ((k * v + modPow(g, b)) % N).toString(16),
    });
    const serverS = modPow(modPow(g, a) * modPow(v, BigInt(`0x${values.u}`)), b);
    expect(values.S).toBe(serverS.toString(16));
  });

  it.each([
    ['short', (n: number) => new Uint8Array(n - 1)],
    ['all zeros', (n: number) => new Uint8Array(n)],
  ])('refuses a random source that is %s', (_, source) => {
    expect(() => createDeviceVerifier(keys, source)).toThrow(
      expect.objectContaining({ code: 'RANDOM_INVALID' }),
    );
  });
});
