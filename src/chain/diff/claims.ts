import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { duration } from '../durations.ts';

/** Claims that are seconds since 1970. */
export const TIME_CLAIMS: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at']);

/** Claims whose order says nothing: lists of names, and scopes between spaces. */
const SETS: ReadonlySet<string> = new Set(['cognito:groups', 'cognito:roles', 'amr', 'scope', 'aud']);

/** What a claim of two tokens shows, where it differs. Source: protocol reference 7.2. */
const TELLS: Readonly<Record<string, string>> = {
  iss: 'Another user pool signed it.',
  aud: 'It is for another app client.',
  client_id: 'Another app client asked for it.',
  token_use: 'One is an ID token, the other an access token.',
  sub: 'Another user.',
  origin_jti: 'Another sign-in: all tokens of one share it, refreshed ones too.',
  auth_time: 'Another sign-in: a refresh keeps it.',
  event_id: 'Another sign-in.',
  device_key: 'One was made for a tracked device: DEVICE_KEY was sent, or NewDeviceMetadata came.',
  'cognito:groups': 'Groups are read anew at every sign-in and refresh.',
  'cognito:roles': 'Roles follow the groups.',
  'cognito:preferred_role': 'It follows the groups.',
  amr: 'Other factors were used.',
  acr: 'Another level of authentication was reached.',
  scope: 'Tokens of this API have one scope; others come from managed login or a trigger.',
  jti: 'Every token has its own.',
  iat: 'Issued at another moment.',
  exp: 'It follows iat; the lifetime below tells whether it was set otherwise.',
};

/** Claims that only one of the two kinds of token has: that one side lacks them tells which kind it is. */
const ONE_KIND: ReadonlySet<string> = new Set(['aud', 'client_id', 'username', 'cognito:username', 'scope']);
const OTHER_KIND = 'ID tokens have aud and cognito:username, access tokens client_id, username and scope.';
/** Claims whose being there at all tells something. */
const BY_PRESENCE: ReadonlySet<string> = new Set([
  'device_key',
  'cognito:groups',
  'cognito:roles',
  'amr',
  'acr',
]);

/** New in every token, so that a difference says nothing by itself. */
const FRESH: ReadonlySet<string> = new Set(['jti', 'iat', 'exp']);

export interface ClaimDiff {
  readonly name: string;
  readonly kind: 'same' | 'added' | 'removed' | 'changed';
  /** Differs in any two tokens. */
  readonly fresh: boolean;
  readonly left?: JsonValue;
  readonly right?: JsonValue;
  /** For times: how much later the right one is, in words. */
  readonly apart?: string;
  /** For sets: what only one side has. */
  readonly members?: { readonly onlyLeft: readonly string[]; readonly onlyRight: readonly string[] };
  readonly tells?: string;
}

/** The lifetime of a token, as a row among its claims. */
export const LIFETIME = 'exp - iat';

/** Two tokens claim by claim, in the order of their names. */
export function diffClaims(left: JsonObject, right: JsonObject): ClaimDiff[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  const rows = names.map((name) => claimDiff(name, left[name], right[name]));
  const [a, b] = [lifetimeOf(left), lifetimeOf(right)];
  return a === undefined && b === undefined ? rows : [...rows, claimDiff(LIFETIME, a, b)];
}

function claimDiff(name: string, left: JsonValue | undefined, right: JsonValue | undefined): ClaimDiff {
  const kind = kindOf(name, left, right);
  const sides = { ...(left === undefined ? {} : { left }), ...(right === undefined ? {} : { right }) };
  if (kind === 'same') return { name, kind, fresh: false, ...sides };
  const tells = tellsOf(name, kind);
  return {
    name,
    kind,
    fresh: FRESH.has(name) && kind === 'changed',
    ...sides,
    ...(TIME_CLAIMS.has(name) && typeof left === 'number' && typeof right === 'number'
      ? { apart: apart((right - left) * 1_000) }
      : {}),
    ...(kind === 'changed' && SETS.has(name) ? { members: membersApart(left, right) } : {}),
    ...(tells === undefined ? {} : { tells }),
  };
}

function tellsOf(name: string, kind: ClaimDiff['kind']): string | undefined {
  if (kind === 'changed' || BY_PRESENCE.has(name))
    return Object.hasOwn(TELLS, name) ? TELLS[name] : undefined;
  return ONE_KIND.has(name) ? OTHER_KIND : undefined;
}

function kindOf(name: string, left: JsonValue | undefined, right: JsonValue | undefined): ClaimDiff['kind'] {
  if (left === undefined) return right === undefined ? 'same' : 'added';
  if (right === undefined) return 'removed';
  if (SETS.has(name)) {
    const { onlyLeft, onlyRight } = membersApart(left, right);
    return onlyLeft.length + onlyRight.length === 0 ? 'same' : 'changed';
  }
  return canonical(left) === canonical(right) ? 'same' : 'changed';
}

function membersApart(left: JsonValue | undefined, right: JsonValue | undefined) {
  const [a, b] = [membersOf(left), membersOf(right)];
  return {
    onlyLeft: a.filter((member) => !b.includes(member)),
    onlyRight: b.filter((member) => !a.includes(member)),
  };
}

function membersOf(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return value.split(' ').filter(Boolean);
  return Array.isArray(value) ? value.map((member) => canonical(member)) : [];
}

/** Equal for values that differ in the order of their members only. */
function canonical(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return JSON.stringify(value.map(canonical));
  if (!isJsonObject(value)) return JSON.stringify(value);
  return JSON.stringify(
    Object.keys(value)
      .sort()
      .map((key) => [key, canonical(value[key] ?? null)]),
  );
}

function lifetimeOf({ exp, iat }: JsonObject): string | undefined {
  return typeof exp === 'number' && typeof iat === 'number' ? duration((exp - iat) * 1_000) : undefined;
}

function apart(ms: number): string {
  return ms >= 0 ? `${duration(ms)} later` : `${duration(-ms)} earlier`;
}
