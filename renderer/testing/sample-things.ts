import type { Thing, TotpNow } from '@core/contract.ts';
import { FIXED_NOW } from './fixtures.ts';

const common = {
  username: 'ann@example.com',
  aliases: [],
  createdAt: FIXED_NOW,
  where: 'keychain',
} as const;

export const sampleSeed = {
  ...common,
  id: 'seed',
  kind: 'totp',
  name: 'Phone',
  source: 'typed',
  issuer: 'ACME Co',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  warnings: [],
} as const satisfies Thing;

export const sampleDevice = {
  ...common,
  id: 'device',
  kind: 'device',
  name: 'Laptop',
  source: 'ConfirmDevice',
  deviceKey: 'us-east-1_0a1b2c3d',
  deviceGroupKey: '-AbCdEf',
  remembered: true,
} as const satisfies Thing;

export const samplePasskey = {
  ...common,
  id: 'passkey',
  kind: 'passkey',
  name: 'Passkey for localhost',
  source: 'CompleteWebAuthnRegistration',
  credentialId: 'a2V5LW9mLWFubg',
  rpId: 'localhost',
  userHandle: 'c3Vi',
  algorithm: 'ES256',
  counter: 0,
} as const satisfies Thing;

/** The codes around now: the one given, and two others. */
export function totpNow(code: string, remainingMs: number): TotpNow {
  return {
    code,
    remainingMs,
    from: 'sandbox seed',
    period: 30,
    aheadMs: 0,
    steps: [
      { offset: -1, code: '118302', startsInMs: remainingMs - 60_000, endsInMs: remainingMs - 30_000 },
      { offset: 0, code, startsInMs: remainingMs - 30_000, endsInMs: remainingMs },
      { offset: 1, code: '730556', startsInMs: remainingMs, endsInMs: remainingMs + 30_000 },
    ],
  };
}
