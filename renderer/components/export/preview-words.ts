import type { ExportPreview } from '@core/contract/handover.ts';

/** Kinds as they are said of one and of several. */
const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  person: ['person', 'people'],
  phone: ['phone number', 'phone numbers'],
  sub: ['sub', 'subs'],
  attribute: ['attribute', 'attributes'],
  destination: ['destination', 'destinations'],
  device: ['device key', 'device keys'],
  'device-name': ['device name', 'device names'],
  ip: ['address', 'addresses'],
  'token-id': ['token ID', 'token IDs'],
  session: ['Session', 'Sessions'],
  password: ['password', 'passwords'],
  code: ['code', 'codes'],
  answer: ['answer', 'answers'],
  'access-token': ['access token', 'access tokens'],
  'id-token': ['ID token', 'ID tokens'],
  'refresh-token': ['refresh token', 'refresh tokens'],
  'secret-hash': ['secret hash', 'secret hashes'],
  'secret-block': ['secret block', 'secret blocks'],
  'totp-seed': ['TOTP seed', 'TOTP seeds'],
  'client-secret': ['client secret', 'client secrets'],
  'private-key': ['private key', 'private keys'],
  credential: ['credential', 'credentials'],
  signature: ['signature', 'signatures'],
  verifier: ['verifier', 'verifiers'],
  secret: ['other secret', 'other secrets'],
};

/** `2 Sessions`, what is most of first, what has no name of its own last. No line breaks behind the number. */
export function pseudonymWords({ pseudonyms }: ExportPreview): readonly string[] {
  return [...pseudonyms]
    .sort((a, b) => Number(a.kind === 'secret') - Number(b.kind === 'secret') || b.count - a.count)
    .map(({ kind, count }) => `${String(count)}\u00A0${(KINDS[kind] ?? [kind, kind])[count === 1 ? 0 : 1]}`);
}
