import { createHash } from 'node:crypto';
import { newUser, type Device, type Passkey, type User } from '../pool/user.ts';
import { stableUuid } from '../stable-uuid.ts';
import type { Pool } from '../state.ts';
import type { SeedUser } from './schema.ts';

const DAY_MS = 86_400_000;

/** A user as the seed describes one. `sub` follows from pool and name, so that it stays the same over resets. */
export function buildUser(pool: Pick<Pool, 'id' | 'usernameAttributes'>, seed: SeedUser, now: number): User {
  // A user is as old as the password, or the dates of AdminGetUser would deny that it has expired.
  const since = now - (seed.PasswordAgeDays ?? 0) * DAY_MS;
  const sub = stableUuid(createHash('sha256').update(`${pool.id} ${seed.Username}`).digest());
  return newUser({
    username: pool.usernameAttributes.length > 0 ? sub : seed.Username,
    sub,
    status: seed.UserStatus ?? 'CONFIRMED',
    enabled: seed.Enabled ?? true,
    attributes: new Map(Object.entries(seed.UserAttributes ?? {})),
    groups: new Set(seed.Groups),
    ...(seed.Password === undefined ? {} : { password: seed.Password }),
    passwordSetAt: since,
    ...(seed.TotpSecret === undefined ? {} : { totp: { secret: seed.TotpSecret, lastStep: 0 } }),
    mfaEnabled: new Set(seed.UserMFASettingList),
    ...(seed.PreferredMfaSetting === undefined ? {} : { mfaPreferred: seed.PreferredMfaSetting }),
    devices: new Map((seed.Devices ?? []).map((device) => [device.DeviceKey, buildDevice(device, now)])),
    passkeys: new Map(
      (seed.Passkeys ?? []).map((passkey) => [passkey.CredentialId, buildPasskey(passkey, now)]),
    ),
    passkeyMfa: seed.PasskeyMfa ?? false,
    createdAt: since,
  });
}

function buildDevice(seed: NonNullable<SeedUser['Devices']>[number], now: number): Device {
  return {
    key: seed.DeviceKey,
    ...(seed.DeviceName === undefined ? {} : { name: seed.DeviceName }),
    salt: BigInt(`0x${seed.Salt}`),
    verifier: BigInt(`0x${seed.PasswordVerifier}`),
    remembered: seed.Remembered ?? true,
    createdAt: now,
    modifiedAt: now,
    authenticatedAt: now,
  };
}

function buildPasskey(seed: NonNullable<SeedUser['Passkeys']>[number], now: number): Passkey {
  return {
    credentialId: seed.CredentialId,
    publicKey: seed.PublicKey,
    relyingPartyId: seed.RelyingPartyId,
    ...(seed.PrivateKey === undefined ? {} : { privateKey: seed.PrivateKey }),
    transports: ['internal'],
    attachment: 'platform',
    friendlyName: seed.FriendlyCredentialName ?? 'Passkey',
    createdAt: now,
    counter: 0,
  };
}
