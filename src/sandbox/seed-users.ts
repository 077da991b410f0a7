import { clientIds, poolIds } from './seed.ts';
import type { MfaMethod, UserStatus } from './state.ts';

/** One seeded user: one situation of the protocol, with the path its sign-in takes. */
export interface SeedUser {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  /** Empty: the user has none. */
  readonly password: string;
  readonly flow: 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' | 'USER_AUTH';
  readonly shows: string;
  readonly path: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly status?: UserStatus;
  readonly mfa?: readonly MfaMethod[];
  readonly totpSecret?: string;
  readonly groups?: readonly string[];
  readonly disabled?: true;
  /** The temporary password was set so many days before the seed. */
  readonly passwordAgeDays?: number;
  /** A name that nobody has: shows what the pool says about it. */
  readonly missing?: true;
}

const PASSWORD = 'Correct-horse-1';
const TEMPORARY = 'Temporary-horse-1';

function verifiedEmail(name: string): Record<string, string> {
  return { email: `${name}@example.com`, email_verified: 'true' };
}

function person(username: string, name: string): Pick<SeedUser, 'username' | 'attributes'> {
  return { username, attributes: { ...verifiedEmail(username), name } };
}

/** Numbers of a range kept for fiction (Ofcom, 07700 900000-900999): no message could reach anyone. */
function phone(last: string): Record<string, string> {
  return { phone_number: `+447700900${last}`, phone_number_verified: 'true' };
}

const optional = {
  poolId: poolIds.optional,
  clientId: clientIds.web,
  password: PASSWORD,
  flow: 'USER_SRP_AUTH',
} as const;
const required = { ...optional, poolId: poolIds.required, clientId: clientIds.required } as const;

const choice = {
  ...optional,
  poolId: poolIds.choice,
  clientId: clientIds.choice,
  flow: 'USER_AUTH',
} as const;

const ann = person('ann', 'Ann');
const bob = person('bob', 'Bob');
const cy = person('cy', 'Cy');
const dee = person('dee', 'Dee');
const pam = person('pam', 'Pam');

export const seedUsers: readonly SeedUser[] = [
  {
    ...optional,
    ...ann,
    shows: 'Password by SRP, then a TOTP code',
    path: ['PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
    mfa: ['SOFTWARE_TOKEN_MFA'],
    totpSecret: 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ',
  },
  {
    ...optional,
    ...bob,
    shows: 'Password by SRP, nothing else',
    path: ['PASSWORD_VERIFIER', 'TOKENS'],
    groups: ['testers'],
  },
  {
    ...optional,
    ...cy,
    attributes: { ...cy.attributes, ...phone('123') },
    shows: 'A code by SMS; it arrives in the inbox',
    path: ['PASSWORD_VERIFIER', 'SMS_MFA', 'TOKENS'],
    mfa: ['SMS_MFA'],
  },
  {
    ...optional,
    ...dee,
    attributes: { ...dee.attributes, ...phone('456') },
    shows: 'Two second factors to choose from',
    path: ['PASSWORD_VERIFIER', 'SELECT_MFA_TYPE', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
    mfa: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
    totpSecret: 'KRSXG5CTMVRXEZLUGIZDGNBVGY3TQOJR',
  },
  {
    ...optional,
    ...person('eli', 'Eli'),
    password: TEMPORARY,
    status: 'FORCE_CHANGE_PASSWORD',
    shows: 'A temporary password that must be replaced',
    path: ['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'TOKENS'],
  },
  {
    ...optional,
    username: 'fay',
    attributes: verifiedEmail('fay'),
    password: TEMPORARY,
    status: 'FORCE_CHANGE_PASSWORD',
    shows: 'A new password and a missing required attribute: name',
    path: ['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'TOKENS'],
  },
  {
    ...required,
    ...person('gus', 'Gus'),
    shows: 'TOTP must be set up during the sign-in',
    path: ['PASSWORD_VERIFIER', 'MFA_SETUP', 'TOKENS'],
  },
  {
    ...optional,
    ...person('hal', 'Hal'),
    clientId: clientIds.server,
    shows: 'An app client with a secret: SECRET_HASH',
    path: ['PASSWORD_VERIFIER', 'TOKENS'],
  },
  {
    ...optional,
    ...person('ivy', 'Ivy'),
    flow: 'USER_PASSWORD_AUTH',
    shows: 'The password itself is sent: tokens at once',
    path: ['TOKENS'],
  },
  {
    ...required,
    ...pam,
    attributes: { ...pam.attributes, ...phone('789') },
    flow: 'USER_PASSWORD_AUTH',
    shows: 'Password sent, SMS because MFA is required',
    path: ['SMS_MFA', 'TOKENS'],
  },
  {
    ...required,
    ...person('max', 'Max'),
    password: TEMPORARY,
    status: 'FORCE_CHANGE_PASSWORD',
    shows: 'First sign-in: a new password, then TOTP set-up',
    path: ['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'MFA_SETUP', 'TOKENS'],
  },
  {
    ...optional,
    poolId: poolIds.mail,
    clientId: clientIds.mail,
    username: 'nia@example.com',
    attributes: { ...verifiedEmail('nia'), name: 'Nia' },
    shows: 'Sign-in by email: the real user name is a UUID',
    path: ['PASSWORD_VERIFIER', 'TOKENS'],
  },
  {
    ...optional,
    ...person('ray', 'Ray'),
    clientId: clientIds.rotating,
    shows: 'Every refresh replaces the refresh token',
    path: ['PASSWORD_VERIFIER', 'TOKENS'],
  },
  {
    ...optional,
    ...person('jon', 'Jon'),
    status: 'UNCONFIRMED',
    shows: 'Signed up, never confirmed',
    path: ['PASSWORD_VERIFIER', 'UserNotConfirmedException'],
  },
  {
    ...optional,
    ...person('kim', 'Kim'),
    disabled: true,
    shows: 'A disabled user',
    path: ['PASSWORD_VERIFIER', 'NotAuthorizedException'],
  },
  {
    ...optional,
    ...person('lea', 'Lea'),
    clientId: clientIds.legacy,
    status: 'RESET_REQUIRED',
    shows: 'An administrator reset the password',
    path: ['PASSWORD_VERIFIER', 'PasswordResetRequiredException'],
  },
  {
    ...optional,
    ...person('tess', 'Tess'),
    password: TEMPORARY,
    status: 'FORCE_CHANGE_PASSWORD',
    passwordAgeDays: 8,
    shows: 'A temporary password that has expired',
    path: ['PASSWORD_VERIFIER', 'NotAuthorizedException'],
  },
  {
    ...optional,
    username: 'zoe',
    attributes: {},
    missing: true,
    shows: 'Nobody has this name; the pool hides it',
    path: ['PASSWORD_VERIFIER', 'NotAuthorizedException'],
  },
  {
    ...optional,
    ...person('ada', 'Ada'),
    poolId: poolIds.devices,
    clientId: clientIds.devices,
    shows: 'A confirmed device stands in for the TOTP code next time',
    path: ['PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
    mfa: ['SOFTWARE_TOKEN_MFA'],
    totpSecret: 'MFRGGZDFMZTWQ2LKGEZDGNBVGY3TQOJS',
  },
  {
    ...optional,
    ...person('ben', 'Ben'),
    poolId: poolIds.prompted,
    clientId: clientIds.prompted,
    shows: 'A device is remembered only when the user agrees',
    path: ['PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
    mfa: ['SOFTWARE_TOKEN_MFA'],
    totpSecret: 'NBSWY3DPO5XXE3DEGEZDGNBVGY3TQOJT',
  },
  {
    ...choice,
    ...person('eva', 'Eva'),
    attributes: { ...verifiedEmail('eva'), ...phone('234') },
    shows: 'A choice of first factors; a code by email is one',
    path: ['SELECT_CHALLENGE', 'EMAIL_OTP', 'TOKENS'],
  },
  {
    ...choice,
    ...person('gil', 'Gil'),
    attributes: { ...verifiedEmail('gil'), ...phone('345') },
    shows: 'A choice of first factors; a code by SMS is one',
    path: ['SELECT_CHALLENGE', 'SMS_OTP', 'TOKENS'],
  },
  {
    ...choice,
    ...person('ian', 'Ian'),
    shows: 'A choice of first factors; the password by SRP is one',
    path: ['SELECT_CHALLENGE', 'PASSWORD_VERIFIER', 'TOKENS'],
  },
  {
    ...choice,
    ...person('joy', 'Joy'),
    password: '',
    shows: 'No password at all: only a code by email',
    path: ['SELECT_CHALLENGE', 'EMAIL_OTP', 'TOKENS'],
  },
  {
    ...choice,
    ...person('kit', 'Kit'),
    shows: 'MFA is on, so only the password is a first factor',
    path: ['SELECT_CHALLENGE', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
    mfa: ['SOFTWARE_TOKEN_MFA'],
    totpSecret: 'ONSWG4TFORZWK5DLGEZDGNBVGY3TQOJU',
  },
  {
    ...choice,
    ...person('liz', 'Liz'),
    flow: 'USER_SRP_AUTH',
    shows: 'A code by email as second factor',
    path: ['PASSWORD_VERIFIER', 'EMAIL_OTP', 'TOKENS'],
    mfa: ['EMAIL_OTP'],
  },
  {
    ...choice,
    ...person('mel', 'Mel'),
    attributes: { ...verifiedEmail('mel'), ...phone('567') },
    flow: 'USER_SRP_AUTH',
    shows: 'Second factors to choose from, email among them',
    path: ['PASSWORD_VERIFIER', 'SELECT_MFA_TYPE', 'EMAIL_OTP', 'TOKENS'],
    mfa: ['SMS_MFA', 'EMAIL_OTP'],
  },
  {
    ...choice,
    username: 'yan',
    attributes: {},
    missing: true,
    shows: 'Nobody has this name; a code is asked for all the same',
    path: ['SELECT_CHALLENGE', 'EMAIL_OTP', 'CodeMismatchException'],
  },
];
