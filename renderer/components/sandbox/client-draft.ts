import type { SandboxClientRecord } from '@core/contract.ts';
import type { JsonObject, JsonValue } from '@core/json.ts';
import { isJsonObject } from '@core/json.ts';
import { newClientId } from './random-text.ts';

export const AUTH_FLOWS = [
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
] as const;

export const TOKENS = ['AccessToken', 'IdToken', 'RefreshToken'] as const;
export type TokenName = (typeof TOKENS)[number];
export const UNITS = ['seconds', 'minutes', 'hours', 'days'] as const;
/** CreateUserPoolClient's own where TokenValidityUnits says nothing. */
const USUAL_UNITS: Readonly<Record<TokenName, string>> = {
  AccessToken: 'hours',
  IdToken: 'hours',
  RefreshToken: 'days',
};

export interface Validity {
  /** Empty: the service's default. */
  time: string;
  unit: string;
}

/** Members with a field of their own; all others are edited as JSON. */
export const CLIENT_MEMBERS = [
  'ClientId',
  'ClientName',
  'ClientSecrets',
  'ExplicitAuthFlows',
  'AuthSessionValidity',
  'PreventUserExistenceErrors',
  'AccessTokenValidity',
  'IdTokenValidity',
  'RefreshTokenValidity',
  'TokenValidityUnits',
  'EnableTokenRevocation',
  'RefreshTokenRotation',
] as const;

export interface ClientDraft {
  ClientId: string;
  ClientName: string;
  secrets: string[];
  flows: readonly string[];
  AuthSessionValidity: string;
  PreventUserExistenceErrors: string;
  validity: Record<TokenName, Validity>;
  EnableTokenRevocation: boolean;
  rotates: boolean;
  /** RetryGracePeriodSeconds. */
  grace: string;
  rest: JsonObject;
}

export function clientDraft(client?: SandboxClientRecord): ClientDraft {
  const own = new Set<string>(CLIENT_MEMBERS);
  const members: JsonObject = client ?? {};
  const units = objectIn(members, 'TokenValidityUnits');
  const rotation = objectIn(members, 'RefreshTokenRotation');
  const validityOf = (token: TokenName): Validity => ({
    time: textIn(members, `${token}Validity`),
    unit: textIn(units, token) || USUAL_UNITS[token],
  });
  return {
    ClientId: client?.ClientId ?? newClientId(),
    ClientName: client?.ClientName ?? '',
    secrets: textsIn(members, 'ClientSecrets'),
    flows: client
      ? textsIn(members, 'ExplicitAuthFlows')
      : ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    AuthSessionValidity: textIn(members, 'AuthSessionValidity') || '3',
    PreventUserExistenceErrors:
      textIn(members, 'PreventUserExistenceErrors') || (client === undefined ? 'ENABLED' : 'LEGACY'),
    validity: {
      AccessToken: validityOf('AccessToken'),
      IdToken: validityOf('IdToken'),
      RefreshToken: validityOf('RefreshToken'),
    },
    EnableTokenRevocation: members['EnableTokenRevocation'] !== false,
    rotates: textIn(rotation, 'Feature') === 'ENABLED',
    grace: textIn(rotation, 'RetryGracePeriodSeconds') || '0',
    rest: Object.fromEntries(Object.entries(members).filter(([name]) => !own.has(name))),
  };
}

/** The first member whose number is none, with what it must be. */
export function numberProblem(draft: ClientDraft): { field: string; detail: string } | undefined {
  const numbers: [string, string][] = [
    ...TOKENS.map((token): [string, string] => [`${token}Validity`, draft.validity[token].time]),
    ...(draft.rotates ? [['RefreshTokenRotation', draft.grace] satisfies [string, string]] : []),
  ];
  const wrong = numbers.find(([, text]) => text !== '' && !/^\d{1,9}$/.test(text));
  return wrong && { field: wrong[0], detail: `${wrong[0]}: must be a whole number` };
}

/** The draft as a seed file writes an app client. */
export function clientOf(draft: ClientDraft): Record<string, JsonValue> {
  const timed = TOKENS.filter((token) => draft.validity[token].time !== '');
  const validities = timed.map((token) => [`${token}Validity`, Number(draft.validity[token].time)] as const);
  const units = timed.map((token) => [token, draft.validity[token].unit] as const);
  return {
    ...draft.rest,
    ClientId: draft.ClientId,
    ClientName: draft.ClientName,
    ...(draft.secrets.length === 0 ? {} : { ClientSecrets: [...draft.secrets] }),
    ExplicitAuthFlows: [...draft.flows],
    AuthSessionValidity: Number(draft.AuthSessionValidity),
    PreventUserExistenceErrors: draft.PreventUserExistenceErrors,
    ...Object.fromEntries(validities),
    ...(timed.length === 0 ? {} : { TokenValidityUnits: Object.fromEntries(units) }),
    EnableTokenRevocation: draft.EnableTokenRevocation,
    ...(draft.rotates
      ? { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: Number(draft.grace) } }
      : {}),
  };
}

function textIn(members: JsonObject, name: string): string {
  const value = members[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function textsIn(members: JsonObject, name: string): string[] {
  const value = members[name];
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}

function objectIn(members: JsonObject, name: string): JsonObject {
  const value = members[name] ?? null;
  return isJsonObject(value) ? value : {};
}
