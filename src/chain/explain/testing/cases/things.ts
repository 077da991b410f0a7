import {
  NO_REFRESH,
  NO_DEVICE,
  NO_REGISTRATION,
  refresh,
  device,
  passkey,
  INVALID_PASSKEY,
  registered,
  REGISTERS,
  REFRESH,
  type Case,
} from './words.ts';

export const things = {
  'device-unknown': {
    has: { error: NO_DEVICE, device },
    hasNot: { error: NO_DEVICE },
  },
  'refresh-without-device': {
    has: { ...REFRESH, error: NO_REFRESH, refresh: { ...refresh, tokenDevice: 'd' } },
    hasNot: { ...REFRESH, error: NO_REFRESH, refresh },
  },
  'device-never-confirmed': {
    has: { ...REFRESH, error: NO_REFRESH, refresh: { ...refresh, tokenDevice: 'd', deviceConfirmed: false } },
    hasNot: {
      ...REFRESH,
      error: NO_REFRESH,
      refresh: { ...refresh, tokenDevice: 'd', deviceConfirmed: true },
    },
  },
  'refresh-other-client': {
    has: { ...REFRESH, error: NO_REFRESH, refresh: { ...refresh, otherClient: 'y' } },
    hasNot: { ...REFRESH, error: NO_REFRESH, refresh },
  },
  'tokens-ended': {
    has: {
      ...REFRESH,
      error: ['NotAuthorizedException', 'Refresh Token has been revoked'],
      refresh: { ...refresh, endedBy: 'RevokeToken' },
    },
    hasNot: { ...REFRESH, error: NO_REFRESH, refresh },
  },
  'tokens-expired': {
    has: { ...REFRESH, error: ['NotAuthorizedException', 'Refresh Token has expired'], refresh },
    hasNot: { ...REFRESH, error: NO_REFRESH, refresh },
  },
  'passkey-unreadable': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, unreadable: 'it is not JSON' } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-origin': {
    has: {
      ...INVALID_PASSKEY,
      passkey: { ...passkey, origin: 'https://elsewhere.example', originFits: false },
    },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-relying-party': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, rpFits: false, rpIs: 'elsewhere.example' } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-challenge': {
    has: {
      ...INVALID_PASSKEY,
      passkey: { ...passkey, challengeFits: false, challengeOf: 'step 2 of another chain' },
    },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-signature': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, signatureHolds: false } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-not-listed': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, listed: false } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-user-handle': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, userFits: false } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-counter': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, counter: 7 } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-flags': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, flags: ['UV'] } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'passkey-type': {
    has: { ...INVALID_PASSKEY, passkey: { ...passkey, type: 'webauthn.create' } },
    hasNot: { ...INVALID_PASSKEY, passkey },
  },
  'registration-not-started': {
    has: { ...REGISTERS, error: NO_REGISTRATION, passkey: { ...passkey, ceremony: 'create' } },
    hasNot: { ...REGISTERS, error: NO_REGISTRATION, passkey: registered },
  },
  'registration-over': {
    has: {
      ...REGISTERS,
      error: NO_REGISTRATION,
      passkey: { ...registered, start: { ...registered.start, replacedBy: 'step 3 of another chain' } },
    },
    hasNot: { ...REGISTERS, error: NO_REGISTRATION, passkey: registered },
  },
  'registration-too-old': {
    has: {
      ...REGISTERS,
      error: NO_REGISTRATION,
      passkey: { ...registered, start: { ...registered.start, ageMs: 90_000 } },
    },
    hasNot: { ...REGISTERS, error: NO_REGISTRATION, passkey: registered },
  },
  'registration-other-client': {
    has: {
      ...REGISTERS,
      error: ['WebAuthnClientMismatchException'],
      passkey: { ...registered, start: { ...registered.start, clients: { started: 'x', completed: 'y' } } },
    },
    hasNot: { ...REGISTERS, error: ['WebAuthnClientMismatchException'], passkey: registered },
  },
  'passkey-algorithm': {
    has: {
      ...REGISTERS,
      error: ['WebAuthnCredentialNotSupportedException'],
      passkey: { ...registered, algorithm: -8 },
    },
    hasNot: { ...REGISTERS, error: ['WebAuthnCredentialNotSupportedException'], passkey: registered },
  },
  'passkeys-off': {
    has: { error: ['WebAuthnNotEnabledException'], operation: 'StartWebAuthnRegistration' },
    hasNot: { error: ['WebAuthnConfigurationMissingException'] },
  },
  'relying-party-missing': {
    has: { error: ['WebAuthnConfigurationMissingException'], operation: 'StartWebAuthnRegistration' },
    hasNot: { error: ['WebAuthnNotEnabledException'] },
  },
} as const satisfies Readonly<Record<string, Case>>;
