import { movedSince } from './clock-moves.ts';
import type { Chain, Step } from './model.ts';

// When Cognito will stop looking at a user's passwords and codes: predicted from the tries this console saw.
// Protocol reference 4.2: after five failures 2^(n-5) seconds, about 15 minutes at most.

export const FREE_TRIES = 5;
export const LONGEST_LOCK_MS = 900_000;
/** After so much quiet the count begins anew. */
export const QUIET_MS = 900_000;

/** Passwords and second-factor codes are counted apart. Custom challenges and device proofs are not counted. */
export type Factor = 'password' | 'code';

/** One thing that changes the count, or shows it. */
export interface Try {
  readonly factor: Factor;
  /**
   * Epoch milliseconds by this computer's clock; earlier by as much as the sandbox's clock was moved since, so that
   * now minus this is the time that passed for the server.
   */
  readonly at: number;
  /** `refused`: not looked at, because a lock was in force. It does not count and does not prolong the lock. */
  readonly result: 'failed' | 'passed' | 'refused';
  readonly chainId: string;
  readonly stepId: string;
}

export interface Lockout {
  readonly factor: Factor;
  /** Failures that count so far. */
  readonly tries: number;
  /** Epoch milliseconds; absent while nothing is locked. */
  readonly lockedUntil?: number;
  /** When the count begins anew if nothing is tried. */
  readonly clearsAt: number;
  /** How long the next failure would lock, milliseconds; 0 while tries are free. */
  readonly nextLockMs: number;
  /** A lock was met that these tries don't explain: somebody else tried as well, and its end is not known. */
  readonly met: boolean;
}

/** How long the nth failure locks, milliseconds. */
export function lockAfter(failures: number): number {
  return failures < FREE_TRIES ? 0 : Math.min(2 ** (failures - FREE_TRIES) * 1_000, LONGEST_LOCK_MS);
}

/** Every try with the user of this chain, on its pool, oldest first: in whichever chain it was made. */
export function failedTries(chain: Chain, all: readonly Chain[]): readonly Try[] {
  const names = namesIn(chain);
  return all
    .filter((other) => poolOf(other) === poolOf(chain) && shares(namesIn(other), names))
    .flatMap((other) => other.steps.flatMap((step) => triesOf(step, other)))
    .sort((a, b) => a.at - b.at);
}

/** The count of one factor as it stands; undefined when nothing counts any more. */
export function countTries(tries: readonly Try[], factor: Factor, now: number): Lockout | undefined {
  let count = 0;
  let lockedUntil = 0;
  let met = false;
  let last = -Infinity;
  for (const { at, result, factor: of } of tries) {
    if (of !== factor) continue;
    if (at >= Math.max(last, lockedUntil) + QUIET_MS) count = 0;
    if (result === 'passed') {
      [count, lockedUntil, met] = [0, 0, false];
    } else if (result === 'refused') {
      met = at >= lockedUntil;
    } else {
      count += 1;
      met = false;
      lockedUntil = at + lockAfter(count);
    }
    last = at;
  }
  const clearsAt = Math.max(last, lockedUntil) + QUIET_MS;
  if ((count === 0 && !met) || now >= clearsAt) return undefined;
  return {
    factor,
    tries: count,
    clearsAt,
    nextLockMs: lockAfter(count + 1),
    met,
    ...(now < lockedUntil ? { lockedUntil } : {}),
  };
}

/** The count that is nearest to harm: a lock in force, else the one with more failures. */
export function lockoutOf(tries: readonly Try[], now: number): Lockout | undefined {
  const counts = (['password', 'code'] as const).flatMap((factor) => countTries(tries, factor, now) ?? []);
  const weight = ({ lockedUntil = 0, met, tries: count }: Lockout) =>
    lockedUntil > 0 ? lockedUntil : met ? FREE_TRIES : count;
  return counts.sort((a, b) => weight(b) - weight(a))[0];
}

const FACTORS: Readonly<Record<string, Factor>> = {
  USER_PASSWORD_AUTH: 'password',
  USER_AUTH: 'password',
  SELECT_CHALLENGE: 'password',
  PASSWORD: 'password',
  PASSWORD_VERIFIER: 'password',
  SMS_MFA: 'code',
  EMAIL_OTP: 'code',
  SOFTWARE_TOKEN_MFA: 'code',
};
const WRONG: Readonly<Record<Factor, (code: string, message: string) => boolean>> = {
  password: (code, message) =>
    code === 'NotAuthorizedException' && /^incorrect username or password/i.test(message),
  code: (code) => code === 'CodeMismatchException',
};
const LOCKED = /^password attempts exceeded/i;

function triesOf(step: Step, chain: Chain): Try[] {
  const { outcome } = step;
  const at = (step.endedAt ?? step.sentAt) - movedSince(chain.clockMoves, step.endedAt ?? step.sentAt);
  const made = (factor: Factor, result: Try['result']): Try => ({
    factor,
    at,
    result,
    chainId: chain.id,
    stepId: step.id,
  });
  const factor = Object.hasOwn(FACTORS, step.answers) ? FACTORS[step.answers] : undefined;
  // Tokens are a successful sign-in: both counts begin anew. A refresh is none.
  if (outcome?.kind === 'tokens')
    return factor === undefined && !chain.steps.some(({ answers }) => Object.hasOwn(FACTORS, answers))
      ? []
      : [made('password', 'passed'), made('code', 'passed')];
  if (factor === undefined || isFirstFactorCode(step, chain)) return [];
  if (outcome?.kind === 'error') {
    if (LOCKED.test(outcome.message)) return [made(factor, 'refused')];
    return WRONG[factor](outcome.code, outcome.message) ? [made(factor, 'failed')] : [];
  }
  // AWS counts until the sign-in is complete; the sandbox until the factor itself was right.
  return outcome?.kind === 'challenge' && chain.target.kind === 'sandbox' && provesMore(step)
    ? [made(factor, 'passed')]
    : [];
}

/** Six wrong codes in a row as first factor were measured to lock nobody (protocol reference 4.1). */
function isFirstFactorCode(step: Step, chain: Chain): boolean {
  if (step.answers !== 'EMAIL_OTP') return false;
  const parent = chain.steps.find(({ id }) => id === step.parentId);
  return (
    ['USER_AUTH', 'SELECT_CHALLENGE'].includes(parent?.answers ?? '') &&
    !/"PASSWORD"\s*:/.test(parent?.request.body.text ?? '')
  );
}

/** False for a start or a choice that only asks for the factor: nothing was proved yet. */
function provesMore({ answers, outcome }: Step): boolean {
  const next = outcome?.kind === 'challenge' ? outcome.name : '';
  const asksFirst = ['PASSWORD_VERIFIER', 'SELECT_CHALLENGE', 'WEB_AUTHN', 'SMS_OTP', 'PASSWORD'];
  if (answers === 'USER_AUTH' || answers === 'SELECT_CHALLENGE') return false;
  return !asksFirst.includes(next);
}

/** Chains of one pool, whichever of its app clients they use. */
function poolOf({ target }: Chain): string {
  return `${target.endpoint} ${target.userPoolId ?? target.clientId}`;
}

/** What the chain calls its user: as typed, and as Cognito named them. */
function namesIn(chain: Chain): ReadonlySet<string> {
  const names = new Set([chain.username.toLowerCase()]);
  for (const { outcome } of chain.steps) {
    if (outcome?.kind !== 'challenge') continue;
    for (const key of ['USER_ID_FOR_SRP', 'USERNAME']) {
      const name = outcome.parameters[key];
      if (name !== undefined) names.add(name.toLowerCase());
    }
  }
  names.delete('');
  return names;
}

function shares(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((name) => others.has(name));
}
