import { challengeNamed } from '../challenges/index.ts';
import type { CountedFactor } from '../challenges/spec.ts';
import { answeredAs, provesPassword } from './answered.ts';
import { movedSince } from './clock-moves.ts';
import type { Chain, Step } from './model.ts';

// When Cognito will stop looking at a user's passwords and codes: predicted from the tries this console saw. The one
// home of the rule of protocol reference 4.2: after five failures 2^(n-5) seconds, about 15 minutes at most.

/** From the fifth failure on each one locks. */
export const FREE_TRIES = 5;
export const LONGEST_LOCK_MS = 900_000;
/** After so much quiet the count begins anew. */
export const QUIET_MS = 900_000;

/** Passwords and second-factor codes are counted apart. Custom challenges are not counted. */
export type Factor = CountedFactor;

/** A user goes by a typed and a canonical name; who it is on the service is told by any of them, within one pool. */
export interface Who {
  readonly pool: string;
  /** In lower case. */
  readonly names: ReadonlySet<string>;
}

/** What the sandbox knows nothing of any more, by this computer's clock, epoch milliseconds. */
export interface SandboxPast {
  /** When it began at its seed. */
  readonly seededAt: number;
  /** Between a snapshot and its return. */
  readonly forgot: readonly { readonly from: number; readonly to: number }[];
}

/** One thing that changes the count, or shows it. */
export interface Try extends Who {
  readonly factor: Factor;
  /**
   * Epoch milliseconds by this computer's clock; earlier by as much as the sandbox's clock was moved since, so that
   * now minus this is the time that passed for the server.
   */
  readonly at: number;
  /** `refused`: not looked at, because a lock was in force. It does not count and does not prolong the lock. */
  readonly result: 'failed' | 'passed' | 'refused';
  /** The protocol does not say that such a failure counts, nor that it never does. */
  readonly perhaps?: true;
  readonly chainId: string;
  readonly stepId: string;
}

export interface Lockout {
  readonly factor: Factor;
  /** Failures seen here that count so far. */
  readonly tries: number;
  /** Failures the service has counted at least: more than `tries` once it met us with a lock these don't explain. */
  readonly atLeast: number;
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

/**
 * Every try with the user of this chain, on its pool, oldest first: in whichever chain it was made.
 * @param past as `triesIn`
 */
export function failedTries(chain: Chain, all: readonly Chain[], past?: SandboxPast): readonly Try[] {
  return ofUser(
    all.flatMap((one) => triesIn(one, past)),
    whoIn(chain),
  );
}

/**
 * The same for a user who is about to sign in, by any of the user's names.
 * @param past as `triesIn`
 */
export function triesWith(
  target: PoolOf,
  username: string,
  all: readonly Chain[],
  past?: SandboxPast,
): readonly Try[] {
  const names = new Set([username.trim().toLowerCase()]);
  return ofUser(
    all.flatMap((one) => triesIn(one, past)),
    { pool: poolOf(target), names },
  );
}

/** The tries with one user, oldest first. */
export function ofUser(tries: Iterable<Try>, { pool, names }: Who): readonly Try[] {
  return [...tries]
    .filter((made) => made.pool === pool && [...made.names].some((name) => names.has(name)))
    .sort((a, b) => a.at - b.at);
}

/**
 * The count of one factor as it stands; undefined when nothing counts any more.
 * @param tries of one user, oldest first
 * @param now epoch milliseconds
 */
export function countTries(tries: readonly Try[], factor: Factor, now: number): Lockout | undefined {
  return count(
    tries.filter(({ perhaps }) => perhaps !== true),
    factor,
    now,
  );
}

/**
 * How many failures in a row the service may have counted, as far as this console saw them: with those of which the
 * protocol says nothing. For whoever must not lock a person out; the prediction leaves them aside.
 * @param tries of one user, oldest first
 * @param now epoch milliseconds
 */
export function countedAtWorst(tries: readonly Try[], factor: Factor, now: number): number {
  return count(tries, factor, now)?.atLeast ?? 0;
}

function count(tries: readonly Try[], factor: Factor, now: number): Lockout | undefined {
  let own = 0;
  let atLeast = 0;
  let lockedUntil = 0;
  let met = false;
  let last = -Infinity;
  for (const { at, result, factor: of } of tries) {
    if (of !== factor) continue;
    if (at >= Math.max(last, lockedUntil) + QUIET_MS) own = atLeast = 0;
    if (result === 'passed') {
      [own, atLeast, lockedUntil, met] = [0, 0, 0, false];
    } else if (result === 'refused') {
      met = at >= lockedUntil;
      // Nobody is locked before the fifth failure, whoever made them.
      atLeast = Math.max(atLeast, FREE_TRIES);
    } else {
      own += 1;
      atLeast += 1;
      met = false;
      lockedUntil = at + lockAfter(atLeast);
    }
    last = at;
  }
  const clearsAt = Math.max(last, lockedUntil) + QUIET_MS;
  if (atLeast === 0 || now >= clearsAt) return undefined;
  return {
    factor,
    tries: own,
    atLeast,
    clearsAt,
    nextLockMs: lockAfter(atLeast + 1),
    met,
    ...(now < lockedUntil ? { lockedUntil } : {}),
  };
}

/** The count that is nearest to harm: a lock in force, else the one with more failures. */
export function lockoutOf(tries: readonly Try[], now: number): Lockout | undefined {
  const counts = (['password', 'code'] as const).flatMap((factor) => countTries(tries, factor, now) ?? []);
  const weight = ({ lockedUntil = 0, atLeast }: Lockout) => (lockedUntil > 0 ? lockedUntil : atLeast);
  return counts.sort((a, b) => weight(b) - weight(a))[0];
}

const WRONG: Readonly<Record<Factor, (code: string, message: string) => boolean>> = {
  password: (code, message) =>
    code === 'NotAuthorizedException' && /^incorrect username or password/i.test(message),
  code: (code) => code === 'CodeMismatchException',
};
const LOCKED = /^password attempts exceeded/i;

/**
 * The tries of a chain, as far as they were answered.
 * @param past what the sandbox has forgotten since
 */
export function triesIn(chain: Chain, past?: SandboxPast): readonly Try[] {
  const who = whoIn(chain);
  const isForgotten = (at: number) =>
    chain.target.kind === 'sandbox' && past !== undefined && forgets(past, at);
  return chain.steps.flatMap((step) =>
    isForgotten(step.endedAt ?? step.sentAt) ? [] : triesOf(step, chain, who),
  );
}

/** Whether the sandbox has forgotten what was answered then. */
export function forgets({ seededAt, forgot }: SandboxPast, at: number): boolean {
  return at < seededAt || forgot.some(({ from, to }) => at > from && at < to);
}

function triesOf(step: Step, chain: Chain, who: Who): Try[] {
  const { answers, outcome } = step;
  const at = serverTime(chain, step.endedAt ?? step.sentAt);
  const made = (factor: Factor, result: Try['result']): Try => ({
    ...who,
    factor,
    at,
    result,
    chainId: chain.id,
    stepId: step.id,
  });
  const factor = surely(answers);
  // Tokens are a successful sign-in: both counts begin anew. A refresh is none, nor is one without either factor.
  if (outcome?.kind === 'tokens')
    return factor === undefined && !chain.steps.some((other) => surely(other.answers) !== undefined)
      ? []
      : [made('password', 'passed'), made('code', 'passed')];
  const perhaps = isPerhaps(step, chain) ? answeredAs(answers).counts?.factor : undefined;
  const counted = perhaps ?? factor;
  if (outcome?.kind === 'error') {
    // A lock is a lock, whatever it kept from being looked at.
    if (LOCKED.test(outcome.message)) return [made(counted ?? 'password', 'refused')];
    if (counted === undefined || !WRONG[counted](outcome.code, outcome.message)) return [];
    return [{ ...made(counted, 'failed'), ...(perhaps === undefined ? {} : { perhaps: true }) }];
  }
  // AWS counts until the sign-in is complete; the sandbox until the factor itself was right.
  if (chain.target.kind !== 'sandbox' || perhaps !== undefined) return [];
  if (factor === 'code' && outcome?.kind === 'challenge') return [made('code', 'passed')];
  return provedPassword(step) ? [made('password', 'passed')] : [];
}

/** The moment as `Try.at` has it: now minus this is the time that passed for the chain's service. */
export function serverTime({ clockMoves }: Pick<Chain, 'clockMoves'>, at: number): number {
  return at - movedSince(clockMoves, at);
}

/**
 * Whether the service found the user's password right in this step. SRP_A alone proves nothing, nor does a choice that
 * only asks for a factor.
 */
export function provedPassword(step: Step): boolean {
  const { answers, outcome } = step;
  if (surely(answers) !== 'password') return false;
  if (outcome?.kind !== 'tokens' && outcome?.kind !== 'challenge') return false;
  if (provesPassword(answers)) return true;
  // What is asked before anything is proved says that the password was not looked at.
  const asksOn = outcome.kind === 'challenge' && challengeNamed(outcome.name).stage === 'first';
  return carriesFactor(step) && !asksOn;
}

/** The factor whose count a wrong answer surely raises. */
function surely(answers: string): Factor | undefined {
  const { counts } = answeredAs(answers);
  return counts?.perhaps === true ? undefined : counts?.factor;
}

/**
 * Whether nobody says that a wrong answer counts. A code that is a first factor as often as a second one: six wrong
 * ones in a row as first were measured to lock nobody (protocol reference 4.1).
 */
function isPerhaps(step: Step, chain: Chain): boolean {
  if (answeredAs(step.answers).counts?.perhaps === true) return true;
  if (challengeNamed(step.answers).stage !== 'either') return false;
  const parent = chain.steps.find(({ id }) => id === step.parentId);
  const chose = parent !== undefined && answeredAs(parent.answers).counts?.carriedBy !== undefined;
  return chose && !carriesFactor(parent);
}

/** Whether the request has the key that carries the factor of what it answers. */
function carriesFactor({ answers, request }: Step): boolean {
  const key = answeredAs(answers).counts?.carriedBy;
  return key === undefined || new RegExp(`"${key}"\\s*:`).test(request.body.text);
}

/** Whose sign-in it is: as typed, and as Cognito named the user. */
export function whoIn({ target, username, steps }: Chain): Who {
  const names = new Set([username.toLowerCase()]);
  for (const { outcome } of steps) {
    if (outcome?.kind !== 'challenge') continue;
    for (const key of ['USER_ID_FOR_SRP', 'USERNAME']) {
      const name = outcome.parameters[key];
      if (name !== undefined) names.add(name.toLowerCase());
    }
  }
  names.delete('');
  return { pool: poolOf(target), names };
}

type PoolOf = Pick<Chain['target'], 'endpoint' | 'clientId' | 'userPoolId'>;

/** A user is counted by the pool, whichever of its app clients they come through. */
function poolOf({ endpoint, userPoolId = '', clientId }: PoolOf): string {
  return `${endpoint} ${userPoolId === '' ? clientId : userPoolId}`;
}
