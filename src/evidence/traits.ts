import { decodeJwt } from '../chain/jwt.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Exchange } from './exchange.ts';
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

export function traitsOf({ operation, request, response }: Exchange): Traits {
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
    carries: carriedBy(asked),
    brings: broughtBy(told, response?.text !== undefined),
  };
}

function carriedBy(members: JsonObject): Carried {
  const answers = objectOf(members, 'AuthParameters', 'ChallengeResponses');
  const tokens = [
    ...found(members, 'AccessToken', 'RefreshToken', 'Token', 'IdToken'),
    ...found(answers, 'REFRESH_TOKEN', 'ACCESS_TOKEN'),
  ];
  const claims = tokens.flatMap(claimsOf);
  const session = textOf(members, 'Session') ?? textOf(answers, 'SESSION');
  return {
    ...some({
      session: session === undefined || takenOut(session) ? undefined : session,
      secretBlock: found(answers, 'PASSWORD_CLAIM_SECRET_BLOCK')[0],
      deviceKey: [...found(answers, 'DEVICE_KEY'), ...found(members, 'DeviceKey')][0],
    }),
    anySession: session !== undefined,
    tokens,
    anyToken: ['AccessToken', 'RefreshToken', 'Token'].some((name) => textOf(members, name) !== undefined),
    names: lower([...found(answers, 'USERNAME'), ...found(members, 'Username'), ...namesIn(claims)]),
    origins: claims.flatMap((claim) => found(claim, 'origin_jti')),
  };
}

function broughtBy(members: JsonObject, known: boolean): Brought {
  const parameters = objectOf(members, 'ChallengeParameters');
  const result = objectOf(members, 'AuthenticationResult');
  const tokens = found(result, 'AccessToken', 'IdToken', 'RefreshToken');
  const claims = tokens.flatMap(claimsOf);
  return {
    ...some({
      session: found(members, 'Session')[0],
      secretBlock: found(parameters, 'SECRET_BLOCK')[0],
      deviceKey: found(objectOf(result, 'NewDeviceMetadata'), 'DeviceKey')[0],
      asks: textOf(members, 'ChallengeName'),
    }),
    tokens,
    names: lower([
      ...found(parameters, 'USERNAME', 'USER_ID_FOR_SRP'),
      ...found(members, 'UserSub', 'Username'),
      ...namesIn(claims),
    ]),
    origins: claims.flatMap((claim) => found(claim, 'origin_jti')),
    known,
    signedIn: Object.keys(result).length > 0,
  };
}

/** Only what is short enough to be one: a hostile text must not be decoded for nothing. */
const LONGEST_TOKEN = 20_000;

function claimsOf(token: string): JsonObject[] {
  const jwt = token.length > LONGEST_TOKEN ? undefined : decodeJwt(token);
  return jwt === undefined ? [] : [jwt.payload];
}

function namesIn(claims: readonly JsonObject[]): string[] {
  return claims.flatMap((claim) => found(claim, 'username', 'cognito:username', 'sub', 'email'));
}

/** Texts of these members, those left out that say nothing. */
function found(object: JsonObject, ...names: string[]): string[] {
  return names.flatMap((name) => {
    const value = textOf(object, name);
    return value === undefined || takenOut(value) ? [] : [value];
  });
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

function textOf(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
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

type Some<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function some<T extends object>(object: T): Some<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Some<T>;
}
