import type { JsonObject } from '../../json.ts';
import type { PoolFacts } from './facts.ts';
import { secondFactorsOf } from './kinds.ts';
import { heldBack, ownSetUpOf, setUpFlow } from './possible.ts';
import { type PreparedUser, verifiedFlags } from './prepared.ts';

/** One call on the way to a user. */
export interface Call {
  readonly operation: string;
  /** What it does, in a few words. */
  readonly says: string;
  readonly body: JsonObject;
  /** Where a message goes by it. */
  readonly sends?: string;
}

/** What only the user can do, signing in: the calls depend on what is answered. */
export interface SetUp {
  readonly setsUp: 'SOFTWARE_TOKEN_MFA' | 'WEB_AUTHN';
  /** How they usually go, with stand-ins for what is answered. */
  readonly calls: readonly Call[];
}

export type Step = Call | SetUp;

/** Where users are made. */
export interface Place {
  readonly userPoolId: string;
  readonly clientId: string;
}

export interface Passwords {
  /** What the user signs in with. */
  readonly password: string;
  /** Good until the user has the one above. */
  readonly first: string;
  /** `SecretHash`, for a client that has a secret. */
  readonly secretHash?: string | undefined;
}

/** Stand-in for what an earlier call answers. */
const ANSWERED = 'from-the-call-before';

/** The calls that make a user, in their order. The first one creates, the last one looks whether it came out so. */
export function stepsOf(
  user: PreparedUser,
  facts: PoolFacts,
  place: Place,
  passwords: Passwords,
): readonly Step[] {
  const who = { UserPoolId: place.userPoolId, Username: user.signsInAs };
  const { state, factor } = user;
  const steps: Step[] = [];
  const call = (operation: string, says: string, body: JsonObject, sends?: string) =>
    steps.push({ operation, says, body, ...(sends === undefined ? {} : { sends }) });
  const setPassword = (Password: string, Permanent: boolean, says: string) =>
    call('AdminSetUserPassword', says, { ...who, Password, Permanent });

  if (state === 'UNCONFIRMED') steps.push(signUp(user, facts, place, passwords));
  else {
    const isTemporary = state === 'FORCE_CHANGE_PASSWORD' && ownSetUpOf(factor) === undefined;
    const later = heldBack(factor, facts);
    const attributes = Object.fromEntries(
      Object.entries(user.attributes).filter(([name]) => !later.some((held) => isOf(held, name))),
    );
    call('AdminCreateUser', 'create the user; no message goes out', {
      ...who,
      UserAttributes: attributeList({ ...attributes, ...verifiedFlags(attributes) }),
      TemporaryPassword: isTemporary ? passwords.password : passwords.first,
      MessageAction: 'SUPPRESS',
    });
    if (state !== 'FORCE_CHANGE_PASSWORD')
      setPassword(passwords.password, true, 'a password that stays: the user is CONFIRMED');
    else if (ownSetUpOf(factor) !== undefined)
      setPassword(setUpPassword(passwords), true, 'a password to sign in with once');
  }
  steps.push(...factorSteps(user, facts, place, passwords));
  if (state === 'FORCE_CHANGE_PASSWORD' && ownSetUpOf(factor) !== undefined)
    setPassword(passwords.password, false, 'a temporary password in its place');
  for (const GroupName of user.groups)
    call('AdminAddUserToGroup', `into the group ${GroupName}`, { ...who, GroupName });
  if (state === 'RESET_REQUIRED')
    call('AdminResetUserPassword', 'the password is good no more', who, 'a recovery code');
  if (state === 'disabled') call('AdminDisableUser', 'no sign-in any more', who);
  call('AdminGetUser', 'look whether it came out so', who);
  return steps;
}

/** What the user signs in with while a factor is set up. */
export function setUpPassword({ first }: Passwords): string {
  return `${first}2`;
}

function signUp(user: PreparedUser, facts: PoolFacts, place: Place, passwords: Passwords): Call {
  // Nobody says of themselves that an address is theirs.
  const attributes = Object.entries(user.attributes).filter(([name]) => !name.endsWith('_verified'));
  const names = attributes.map(([name]) => name);
  const verified = ['phone_number', 'email'].find(
    (name) => names.includes(name) && facts.autoVerified?.includes(name) !== false,
  );
  return {
    operation: 'SignUp',
    says: 'sign up as the user would, and confirm nothing',
    body: {
      ClientId: place.clientId,
      ...(passwords.secretHash === undefined ? {} : { SecretHash: passwords.secretHash }),
      Username: user.signsInAs,
      Password: passwords.password,
      UserAttributes: attributeList(Object.fromEntries(attributes)),
    },
    ...(verified === undefined ? {} : { sends: `a confirmation code to the ${verified}` }),
  };
}

const SETTINGS = {
  SMS_MFA: 'SMSMfaSettings',
  EMAIL_OTP: 'EmailMfaSettings',
  SOFTWARE_TOKEN_MFA: 'SoftwareTokenMfaSettings',
} as const;

function factorSteps(user: PreparedUser, facts: PoolFacts, place: Place, passwords: Passwords): Step[] {
  const { factor } = user;
  if (factor === 'none') return [];
  const who = { UserPoolId: place.userPoolId, Username: user.signsInAs };
  const steps: Step[] = [];
  const verified = signedUpFlags(user);
  if (user.state === 'UNCONFIRMED' && Object.keys(verified).length > 0)
    steps.push({
      operation: 'AdminUpdateUserAttributes',
      says: 'the address counts as theirs',
      body: { ...who, UserAttributes: attributeList(verified) },
    });
  const setsUp = ownSetUpOf(factor);
  if (setsUp !== undefined) steps.push(setUp(user, setsUp, facts, place, passwords));
  if (setsUp === 'WEB_AUTHN') return steps;
  const later = Object.entries({ ...user.attributes, ...verifiedFlags(user.attributes) }).filter(([name]) =>
    heldBack(factor, facts).some((held) => isOf(held, name)),
  );
  if (later.length > 0)
    steps.push({
      operation: 'AdminUpdateUserAttributes',
      says: 'the address for codes, which a sign-in would have asked for before',
      body: { ...who, UserAttributes: attributeList(Object.fromEntries(later)) },
    });
  const factors = secondFactorsOf(factor);
  const PreferredMfa = factors.length === 1;
  steps.push({
    operation: 'AdminSetUserMFAPreference',
    says: PreferredMfa ? `${factor} is the preferred factor` : 'both factors are on, and none is preferred',
    body: {
      ...who,
      ...Object.fromEntries(factors.map((each) => [SETTINGS[each], { Enabled: true, PreferredMfa }])),
    },
  });
  return steps;
}

/** Whether an attribute is an address or says that it is verified. */
function isOf(address: string, name: string): boolean {
  return name === address || name === `${address}_verified`;
}

/** What SignUp could not say: which addresses count as theirs. Nobody's does until then, so a `false` is no news. */
function signedUpFlags({ attributes }: PreparedUser): Readonly<Record<string, string>> {
  const given = Object.entries(attributes).filter(
    ([name, is]) => name.endsWith('_verified') && is === 'true',
  );
  return { ...verifiedFlags(attributes), ...Object.fromEntries(given) };
}

function setUp(
  user: PreparedUser,
  factor: SetUp['setsUp'],
  facts: PoolFacts,
  { userPoolId, clientId }: Place,
  { password, secretHash, ...passwords }: Passwords,
): SetUp {
  const flow = setUpFlow(facts) ?? 'USER_SRP_AUTH';
  const isAdmin = flow === 'ADMIN_USER_PASSWORD_AUTH';
  const now = user.state === 'FORCE_CHANGE_PASSWORD' ? setUpPassword({ password, ...passwords }) : password;
  const hash = secretHash === undefined ? {} : { SECRET_HASH: secretHash };
  const AuthParameters =
    flow === 'USER_SRP_AUTH'
      ? { USERNAME: user.signsInAs, SRP_A: ANSWERED, ...hash }
      : {
          USERNAME: user.signsInAs,
          ...(flow === 'USER_AUTH' ? { PREFERRED_CHALLENGE: 'PASSWORD' } : {}),
          ...{ PASSWORD: now, ...hash },
        };
  const signIn: Call = {
    operation: isAdmin ? 'AdminInitiateAuth' : 'InitiateAuth',
    says: 'sign in once as the user',
    body: {
      ...(isAdmin ? { UserPoolId: userPoolId } : {}),
      ...{ ClientId: clientId, AuthFlow: flow, AuthParameters },
    },
  };
  const asUser = (operation: string, says: string, body: JsonObject = {}): Call => ({
    operation,
    says,
    body: { AccessToken: ANSWERED, ...body },
  });
  const calls =
    factor === 'WEB_AUTHN'
      ? [
          asUser('StartWebAuthnRegistration', 'ask for what a passkey is made with'),
          asUser('CompleteWebAuthnRegistration', 'register a passkey; its key goes to the vault', {
            Credential: {},
          }),
        ]
      : [
          asUser('AssociateSoftwareToken', 'get a TOTP secret; it goes to the vault'),
          asUser('VerifySoftwareToken', 'prove it with a code', { UserCode: '000000' }),
        ];
  return { setsUp: factor, calls: [signIn, ...calls] };
}

function attributeList(attributes: Readonly<Record<string, string>>): JsonObject[] {
  return Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
}
