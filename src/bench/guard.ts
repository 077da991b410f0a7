import type { Chain, Step } from '../chain/model.ts';
import type { Count } from './fault.ts';

/** The try that locks a user: protocol reference 4.2. */
export const LOCKING_TRY = 5;
/** After so long without a failed try the count begins anew. Milliseconds. */
const QUIET = 15 * 60_000;

/** Failed tries in a row of one user, as far as this console saw them. */
export type Attempts = Readonly<Record<Count, number>>;

/** Whose tries: a user of a target goes by a typed and a canonical name. */
export interface Who {
  readonly targetId: string;
  readonly names: ReadonlySet<string>;
}

const PROVED_BY: Readonly<Record<string, Count>> = {
  USER_PASSWORD_AUTH: 'password',
  USER_AUTH: 'password',
  SELECT_CHALLENGE: 'password',
  PASSWORD: 'password',
  PASSWORD_VERIFIER: 'password',
  DEVICE_PASSWORD_VERIFIER: 'password',
  SMS_MFA: 'code',
  SMS_OTP: 'code',
  EMAIL_OTP: 'code',
  SOFTWARE_TOKEN_MFA: 'code',
};

/** What a step did to the count: one more, all forgotten, or nothing. */
function effect(step: Step): Count | 'locked' | 'cleared' | undefined {
  const { outcome, answers } = step;
  if (outcome?.kind === 'tokens') return 'cleared';
  if (outcome?.kind !== 'error') return undefined;
  if (/^Password attempts exceeded/.test(outcome.message)) return 'locked';
  const proof = PROVED_BY[answers];
  if (proof === 'password')
    return /^Incorrect username or password/.test(outcome.message) ? 'password' : undefined;
  return proof === 'code' && outcome.code === 'CodeMismatchException' ? 'code' : undefined;
}

/** One step that had an effect on a user's count. */
export interface Try {
  readonly stepId: string;
  readonly chainId: string;
  readonly targetId: string;
  /** Typed and canonical, in lower case. */
  readonly names: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly did: Count | 'locked' | 'cleared';
}

/** The tries of a chain, as far as they were answered. */
export function triesIn(chain: Chain): Try[] {
  const names = namesOf(chain);
  return chain.steps.flatMap((step) => {
    const did = effect(step);
    if (did === undefined || step.endedAt === undefined) return [];
    return [{ stepId: step.id, chainId: chain.id, targetId: chain.target.id, names, at: step.endedAt, did }];
  });
}

/**
 * Failed tries in a row of one user. What others sent is not seen, so this is the least there can be.
 * @param now epoch milliseconds
 */
export function attemptsOf(tries: readonly Try[], who: Who, now: number): Attempts {
  const own = tries
    .filter(({ targetId, names }) => targetId === who.targetId && names.some((name) => who.names.has(name)))
    .sort((a, b) => a.at - b.at);
  const counted: Record<Count, number> = { password: 0, code: 0 };
  let last = 0;
  for (const { at, did } of own) {
    if (at - last > QUIET) counted.password = counted.code = 0;
    last = at;
    if (did === 'cleared') counted.password = counted.code = 0;
    else if (did === 'locked') counted.password = LOCKING_TRY;
    else counted[did]++;
  }
  return now - last > QUIET ? { password: 0, code: 0 } : counted;
}

function namesOf({ username, steps }: Chain): string[] {
  const canonical = steps.flatMap(({ outcome }) =>
    outcome?.kind === 'challenge'
      ? [outcome.parameters['USER_ID_FOR_SRP'] ?? outcome.parameters['USERNAME'] ?? '']
      : [],
  );
  return [...new Set([username, ...canonical].map((name) => name.toLowerCase()))].filter(
    (name) => name !== '',
  );
}

/** Whether one more failed try of this kind still does not lock the user. */
export function staysOpen(attempts: Attempts, count: Count): boolean {
  return attempts[count] + 1 < LOCKING_TRY;
}

/** What requests that are about to be sent do to a real person. */
export interface Harm {
  /** Tries that count as failed. */
  readonly tries: number;
  /** Messages with a code that go out. */
  readonly messages: number;
}

/** Harm on a production target is asked for first, with a typed confirmation. */
export function asksFirst(target: { readonly production: boolean }, { tries, messages }: Harm): boolean {
  return target.production && (tries > 0 || messages > 0);
}
