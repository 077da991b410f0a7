import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { type ClaimsOf, claimsReader } from './claims.ts';
import type { Exchange } from './exchange.ts';
import { masksOf, said, saidOf, textOf } from './said.ts';
import { takenOut } from './taken-out.ts';

/**
 * By what an exchange belongs to others: what its request carries and what its reply brings. Texts that were taken out
 * of the source are not among them.
 */
export interface Traits {
  readonly host: string;
  /** At which host, and whose app client (else which pool); the host alone where neither is told. */
  readonly place: string;
  /** The flow or challenge that is answered, else the operation. */
  readonly answers: string;
  /** It begins a sign-in: InitiateAuth and AdminInitiateAuth. */
  readonly begins: boolean;
  /** It is part of the sign-in itself, not an operation beside it. */
  readonly signsIn: boolean;
  readonly carries: Carried;
  readonly brings: Brought;
}

export interface Carried {
  readonly session?: string;
  /** Whether there is a Session at all, also one that was taken out. */
  readonly anySession: boolean;
  readonly secretBlock?: string;
  readonly tokens: readonly string[];
  /** What stands in place of tokens that were taken out. */
  readonly masks: readonly string[];
  /** Whether there is a token at all, also one that was taken out. */
  readonly anyToken: boolean;
  readonly deviceKey?: string;
  /** Lower case. */
  readonly names: readonly string[];
  /** Of the sign-in that an access token goes back to: `origin_jti`. */
  readonly origins: readonly string[];
}

export interface Brought {
  readonly session?: string;
  readonly secretBlock?: string;
  readonly tokens: readonly string[];
  /** What stands in place of tokens that were taken out. */
  readonly masks: readonly string[];
  readonly deviceKey?: string;
  readonly names: readonly string[];
  readonly origins: readonly string[];
  /** The challenge that is asked next. */
  readonly asks?: string;
  /** Something was answered, and it can be read. */
  readonly known: boolean;
  /** The sign-in is at its end. */
  readonly signedIn: boolean;
}

const BEGINS: ReadonlySet<string> = new Set(['InitiateAuth', 'AdminInitiateAuth']);
const ANSWERS: ReadonlySet<string> = new Set(['RespondToAuthChallenge', 'AdminRespondToAuthChallenge']);

/** Reads one exchange after the other; what one token says is remembered from one to the next. */
export function traitsReader(): (exchange: Exchange) => Traits {
  const claimsOf = claimsReader();
  return (exchange) => traitsOf(exchange, claimsOf);
}

function traitsOf({ operation, request, response }: Exchange, claimsOf: ClaimsOf): Traits {
  const asked = membersOf(request.text);
  const told = membersOf(response?.text);
  const begins = BEGINS.has(operation);
  const host = hostOf(request.url);
  const client = textOf(asked, 'ClientId') ?? textOf(asked, 'UserPoolId');
  return {
    host,
    place: client === undefined ? host : `${host} ${client}`,
    answers: textOf(asked, 'AuthFlow') ?? textOf(asked, 'ChallengeName') ?? operation,
    begins,
    signsIn: begins || ANSWERS.has(operation),
    carries: carriedBy(asked, claimsOf),
    brings: broughtBy(told, response?.text !== undefined, claimsOf),
  };
}

function carriedBy(members: JsonObject, claimsOf: ClaimsOf): Carried {
  const answers = objectOf(members, 'AuthParameters', 'ChallengeResponses');
  const tokens = [...saidOf(members, ...CARRIED_TOKENS), ...saidOf(answers, 'REFRESH_TOKEN', 'ACCESS_TOKEN')];
  const claims = tokens.flatMap(claimsOf);
  const session = textOf(members, 'Session') ?? textOf(answers, 'SESSION');
  const secretBlock = said(answers, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const deviceKey = said(answers, 'DEVICE_KEY') ?? said(members, 'DeviceKey');
  return {
    ...(session === undefined || takenOut(session) ? {} : { session }),
    ...(secretBlock === undefined ? {} : { secretBlock }),
    ...(deviceKey === undefined ? {} : { deviceKey }),
    anySession: session !== undefined,
    tokens,
    masks: [...masksOf(members, ...CARRIED_TOKENS), ...masksOf(answers, 'REFRESH_TOKEN', 'ACCESS_TOKEN')],
    anyToken: ['AccessToken', 'RefreshToken', 'Token'].some((name) => textOf(members, name) !== undefined),
    names: lower([
      ...saidOf(answers, 'USERNAME'),
      ...saidOf(members, 'Username'),
      ...claims.flatMap(({ names }) => names),
    ]),
    origins: claims.flatMap(({ origins }) => origins),
  };
}
const CARRIED_TOKENS = ['AccessToken', 'RefreshToken', 'Token', 'IdToken'] as const;

function broughtBy(members: JsonObject, known: boolean, claimsOf: ClaimsOf): Brought {
  const parameters = objectOf(members, 'ChallengeParameters');
  const result = objectOf(members, 'AuthenticationResult');
  const tokens = saidOf(result, 'AccessToken', 'IdToken', 'RefreshToken');
  const claims = tokens.flatMap(claimsOf);
  const session = said(members, 'Session');
  const secretBlock = said(parameters, 'SECRET_BLOCK');
  const deviceKey = said(objectOf(result, 'NewDeviceMetadata'), 'DeviceKey');
  const asks = textOf(members, 'ChallengeName');
  return {
    ...(session === undefined ? {} : { session }),
    ...(secretBlock === undefined ? {} : { secretBlock }),
    ...(deviceKey === undefined ? {} : { deviceKey }),
    ...(asks === undefined ? {} : { asks }),
    tokens,
    masks: masksOf(result, 'AccessToken', 'IdToken', 'RefreshToken'),
    names: lower([
      ...saidOf(parameters, 'USERNAME', 'USER_ID_FOR_SRP'),
      ...saidOf(members, 'UserSub', 'Username'),
      ...claims.flatMap(({ names }) => names),
    ]),
    origins: claims.flatMap(({ origins }) => origins),
    known,
    signedIn: Object.keys(result).length > 0,
  };
}

function lower(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

function objectOf(object: JsonObject, ...names: string[]): JsonObject {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (isJsonObject(value)) return value;
  }
  return {};
}

function membersOf(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
