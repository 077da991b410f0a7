import { challengeNamed } from '../challenges/index.ts';
import { isJsonObject } from '../json.ts';
import { parseJsonText } from './json-text.ts';
import { lockoutOf, type Lockout, type Try } from './lockout.ts';
import { type ClockMove, movedSince } from './clock-moves.ts';
import type { Chain, Step } from './model.ts';

// The four clocks that run while a person thinks: each a pure function of the chain and of now. Moments are epoch
// milliseconds by this computer's clock.

export interface SessionClock {
  readonly endsAt: number;
  /** `AuthSessionValidity` in minutes, by the target's setting. */
  readonly minutes: number;
}

/** The Session of the waiting challenge; undefined where none came or the sign-in has ended. */
export function sessionClock({ pending, target }: Chain): SessionClock | undefined {
  if (pending?.expiresAt === undefined || pending.spent) return undefined;
  return { endsAt: pending.expiresAt, minutes: target.sessionMinutes };
}

/** A TOTP code changes with every step of this length, by the server's clock (RFC 6238). */
export const TOTP_STEP_MS = 30_000;

export interface TotpClock {
  /** When the code of now is over. */
  readonly endsAt: number;
}

/**
 * The TOTP step of now, while a TOTP code is asked for.
 * @param ahead how far the server's clock is ahead of ours, milliseconds
 */
export function totpClock({ pending }: Chain, now: number, ahead: number): TotpClock | undefined {
  if (pending === undefined || pending.spent) return undefined;
  const asked = { name: pending.name, parameters: pending.parameters, available: pending.available };
  const spec = challengeNamed(pending.name);
  const settingUp = spec.helpers.includes('VerifySoftwareToken');
  if (!settingUp && !spec.fields(asked).some((field) => field.totp === true)) return undefined;
  return { endsAt: now + TOTP_STEP_MS - modulo(now + ahead, TOTP_STEP_MS) };
}

export interface TokenClock {
  /** The token that ends first. */
  readonly name: string;
  readonly endsAt: number;
  /** All whose end is known, the first to end first. */
  readonly all: readonly { readonly name: string; readonly endsAt: number }[];
  /** Those that came and don't tell when they end (the refresh token is encrypted). */
  readonly untold: readonly string[];
}

/** The tokens this chain brought, by their lifetimes; undefined while it brought none whose end is known. */
export function tokenClock(chain: Chain): TokenClock | undefined {
  const step = chain.steps.findLast(({ status }) => status === 'tokens');
  const came = step === undefined ? [] : tokensIn(step, chain.clockMoves);
  const all = came
    .flatMap(({ name, endsAt }) => (endsAt === undefined ? [] : [{ name, endsAt }]))
    .sort((a, b) => a.endsAt - b.endsAt);
  const [first] = all;
  if (first === undefined) return undefined;
  return {
    ...first,
    all,
    untold: came.filter((token) => token.endsAt === undefined).map(({ name }) => name),
  };
}

const RESULT = '/AuthenticationResult/';

/** What a lifetime is counted from is the moment the tokens came: so the server's clock need not be right. */
function tokensIn(step: Step, moves: readonly ClockMove[]): { name: string; endsAt?: number }[] {
  const came = step.endedAt ?? step.sentAt;
  const expiresIn = expiresInOf(step);
  return (step.response?.body.secrets ?? []).flatMap(({ pointer, jwt }) => {
    if (!pointer.startsWith(RESULT)) return [];
    const name = pointer.slice(RESULT.length);
    const { exp, iat } = jwt?.payload ?? {};
    const seconds =
      typeof exp === 'number' && typeof iat === 'number'
        ? exp - iat
        : name === 'RefreshToken'
          ? undefined
          : expiresIn;
    return seconds === undefined
      ? [{ name }]
      : [{ name, endsAt: came + seconds * 1_000 - movedSince(moves, came) }];
  });
}

function expiresInOf(step: Step): number | undefined {
  const parsed = parseJsonText(step.response?.body.text ?? '');
  const result = parsed.ok && isJsonObject(parsed.value) ? parsed.value['AuthenticationResult'] : undefined;
  const seconds = isJsonObject(result) ? result['ExpiresIn'] : undefined;
  return typeof seconds === 'number' ? seconds : undefined;
}

export interface Clocks {
  readonly session?: SessionClock;
  readonly totp?: TotpClock;
  readonly lockout?: Lockout;
  readonly token?: TokenClock;
}

/**
 * All clocks of a chain that matter now.
 * @param tries `failedTries` of the chain's user
 * @param ahead how far the server's clock is ahead of ours, milliseconds
 */
export function clocksOf(chain: Chain, tries: readonly Try[], now: number, ahead: number): Clocks {
  const session = sessionClock(chain);
  const totp = totpClock(chain, now, ahead);
  const lockout = lockoutOf(tries, now);
  const token = tokenClock(chain);
  return {
    ...(session ? { session } : {}),
    ...(totp ? { totp } : {}),
    ...(lockout ? { lockout } : {}),
    ...(token ? { token } : {}),
  };
}

/** Never negative, unlike `%`. */
function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
