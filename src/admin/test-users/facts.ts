import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

/** What of a pool and its client decides how users are made there. What is absent could not be read. */
export interface PoolFacts {
  readonly mfa?: string;
  /** Second factors that are set up: SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP. */
  readonly methods?: readonly string[];
  /** Whether users may register passkeys. */
  readonly passkeys?: boolean;
  /** No app client is named: nobody signs up or in. */
  readonly noClient?: boolean;
  /** ExplicitAuthFlows of the client. */
  readonly flows?: readonly string[];
  /** Whether the client hides who exists, and so who was reset. */
  readonly masks?: boolean;
  /** Names that are addresses: `email`, `phone_number`. */
  readonly usernameAttributes?: readonly string[];
  /** Attributes that a user must have. */
  readonly required?: readonly string[];
  /** All attributes that a user may have, by AWS's names. */
  readonly schema?: readonly string[];
  /** Names of the groups, as far as users are asked for with some. */
  readonly groups?: readonly string[];
  readonly autoVerified?: readonly string[];
  /** Whether nobody may sign up. */
  readonly adminOnly?: boolean;
  /** Of the password policy. */
  readonly minimumLength?: number;
}

/** What a client allows where nothing was said for it. Source: UserPoolClientType, API Reference. */
const USUAL_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** What the three descriptions say; one that could not be had is left out. `none`: no app client is named. */
export function factsIn(replies: {
  readonly pool?: JsonObject | undefined;
  readonly mfa?: JsonObject | undefined;
  readonly client?: JsonObject | 'none' | undefined;
}): PoolFacts {
  return {
    ...(replies.pool === undefined ? {} : poolFacts(objectAt(replies.pool, 'UserPool'))),
    ...(replies.mfa === undefined ? {} : mfaFacts(replies.mfa)),
    ...clientFacts(replies.client),
  };
}

function poolFacts(pool: JsonObject): PoolFacts {
  const policy = objectAt(objectAt(pool, 'Policies'), 'PasswordPolicy');
  const length = policy['MinimumLength'];
  const told = pool['SchemaAttributes'];
  const attributes = (Array.isArray(told) ? told : []).filter((one) => isJsonObject(one));
  const namesOf = (some: readonly JsonObject[]) =>
    some.map((one) => one['Name']).filter((name) => typeof name === 'string');
  return {
    usernameAttributes: textsIn(pool['UsernameAttributes']),
    autoVerified: textsIn(pool['AutoVerifiedAttributes']),
    required: namesOf(attributes.filter((one) => one['Required'] === true)).filter((name) => name !== 'sub'),
    schema: namesOf(attributes),
    adminOnly: objectAt(pool, 'AdminCreateUserConfig')['AllowAdminCreateUserOnly'] === true,
    ...(typeof length === 'number' ? { minimumLength: length } : {}),
  };
}

function mfaFacts(reply: JsonObject): PoolFacts {
  const mfa = reply['MfaConfiguration'];
  const methods = [
    ...(reply['SmsMfaConfiguration'] === undefined ? [] : ['SMS_MFA']),
    ...(objectAt(reply, 'SoftwareTokenMfaConfiguration')['Enabled'] === true ? ['SOFTWARE_TOKEN_MFA'] : []),
    ...(reply['EmailMfaConfiguration'] === undefined ? [] : ['EMAIL_OTP']),
  ];
  return {
    ...(typeof mfa === 'string' ? { mfa } : {}),
    methods,
    passkeys: typeof objectAt(reply, 'WebAuthnConfiguration')['RelyingPartyId'] === 'string',
  };
}

function clientFacts(reply: JsonObject | 'none' | undefined): PoolFacts {
  if (reply === undefined) return {};
  if (reply === 'none') return { noClient: true };
  const client = objectAt(reply, 'UserPoolClient');
  const flows = textsIn(client['ExplicitAuthFlows']);
  return {
    flows: flows.length === 0 ? USUAL_FLOWS : flows,
    masks: client['PreventUserExistenceErrors'] === 'ENABLED',
  };
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const member = value[name];
  return member !== undefined && isJsonObject(member) ? member : {};
}

function textsIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
