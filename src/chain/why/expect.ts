import { challengeNamed } from '../../challenges/index.ts';
import { firstFactors, selectChallenge } from '../../challenges/select-challenge.ts';
import { answeredAs } from '../answered.ts';
import { type Beside, withBesides } from './besides.ts';
import { isUnread, offeredFactors, usableMethods } from './factors.ts';
import type { PoolFacts, SendingFacts, Surroundings, UserFacts } from './facts.ts';
import { refusedAtStart, refusedUser } from './refused.ts';
import { temporaryPassword } from './temporary-password.ts';

/** What should come after a step, before looking at what came. */
export interface Expectation {
  /** Challenge names, `TOKENS`, or an exception's name: any one of them. */
  readonly names: readonly string[];
  /** `known`: pool and user say so. `inferred`: the protocol leaves little else. `unknown`: any of these may come. */
  readonly verdict: 'known' | 'inferred' | 'unknown';
  readonly because: string;
  /** What may come instead; absent where nothing of the pool may step in. */
  readonly besides?: readonly Beside[];
}

/** A request, sent or not, and what stands around it. */
export interface ExpectFacts {
  readonly chain: SendingFacts;
  readonly around?: Surroundings;
}

const only = (name: string, because: string, verdict: Expectation['verdict'] = 'known'): Expectation => ({
  names: [name],
  verdict,
  because,
});

/** What may follow, by protocol reference 3.1 and 3.2: flow and challenge say it, pool, client and user narrow it. */
export function expectNext({ chain, around }: ExpectFacts): Expectation {
  const expected = expectUnhindered({ chain, ...(around === undefined ? {} : { around }) });
  return around === undefined ? expected : withBesides(expected, chain, around);
}

/** Before anything that decides each time anew: a trigger, a risk. */
function expectUnhindered({ chain, around }: ExpectFacts): Expectation {
  const { step, sent, flow } = chain;
  const answered = answeredAs(step.answers);
  const refused = around && refusedAtStart(chain, around);
  if (refused !== undefined) return refused;
  const anyNext = (because: string): Expectation => ({ names: answered.next, verdict: 'unknown', because });
  const custom = flow === 'CUSTOM_AUTH';
  const follows = answered.follows?.(sent);
  switch (follows?.by) {
    case 'protocol':
      return follows;
    case 'choice':
      return afterChoice(follows.chosen, chain, around);
    case 'password':
      if (custom) return anyNext('DefineAuthChallenge decides what follows the password.');
      return around === undefined
        ? anyNext('Pool and user can’t be read, and both decide what follows a password.')
        : afterPassword(around, chain.deviceKey, anyNext);
    case 'task':
      return around === undefined || typeof around.user === 'string'
        ? anyNext('Pool and user can’t be read, and both decide what follows.')
        : secondFactor(around.pool, around.user, undefined);
    case 'last factor':
      return custom
        ? anyNext('DefineAuthChallenge decides what follows the second factor.')
        : only('TOKENS', 'The last factor was right.');
    case 'triggers':
    case 'nobody':
      return anyNext(follows.because);
    default:
      return anyNext(`${step.answers} is not in the catalogue.`);
  }
}

function afterChoice(
  chosen: string | undefined,
  chain: SendingFacts,
  around: Surroundings | undefined,
): Expectation {
  const list = selectChallenge.name;
  if (chosen === undefined) return only(list, 'No first factor was named, so Cognito lists what there is.');
  const user = around?.user;
  if (around !== undefined && user !== undefined && typeof user !== 'string') {
    if (!offeredFactors(around.pool, user).includes(chosen))
      return only(list, `${chosen} is not usable for this user, so Cognito lists what is.`);
  }
  const leads = firstFactors.find(({ value }) => value === chosen)?.leads;
  if (typeof leads === 'string')
    return only(
      leads,
      `${chosen} was chosen, so the proof of the password follows.`,
      certainty(chosen, around),
    );
  if (leads === undefined) return only(chosen, 'The chosen factor is asked for.', certainty(chosen, around));
  if (chain.sent[chosen] === undefined)
    return {
      names: [chosen, list],
      verdict: 'inferred',
      because: `${chosen} was chosen, and none was sent.`,
    };
  const anyNext = (because: string): Expectation => ({
    names: challengeNamed(chosen).next,
    verdict: 'unknown',
    because,
  });
  return around === undefined
    ? anyNext('Pool and user can’t be read, and both decide what follows a password.')
    : afterPassword(around, chain.deviceKey, anyNext);
}

/** Known only where the user was read so far that the chosen factor could have been found missing. */
function certainty(chosen: string, around: Surroundings | undefined): Expectation['verdict'] {
  if (around === undefined || around.user === 'unread') return 'inferred';
  return around.user !== 'nobody' && isUnread(chosen, around.user) ? 'inferred' : 'known';
}

// How Cognito itself chooses among what a user has (protocol reference 3.2): one rule over several challenges, so that
// it belongs to none of their specs.

function afterPassword(
  { pool, client, user }: Surroundings,
  deviceKey: string | undefined,
  anyNext: (because: string) => Expectation,
): Expectation {
  if (user === 'nobody')
    return only('NotAuthorizedException', 'Nobody has this name, so no password is right.');
  if (user === 'unread')
    return pool.mfa === 'OFF'
      ? {
          names: ['TOKENS', 'NEW_PASSWORD_REQUIRED'],
          verdict: 'inferred',
          because:
            'The pool has MFA off. Only a temporary password leads elsewhere, and the user can’t be read.',
        }
      : anyNext('The user can’t be read, and decides what follows a password.');
  const refused = refusedUser(user, client);
  return refused ?? temporaryPassword({ pool }, user) ?? secondFactor(pool, user, deviceKey);
}

function secondFactor(pool: PoolFacts, user: UserFacts, deviceKey: string | undefined): Expectation {
  if (pool.deviceReplacesMfa && deviceKey !== undefined && user.devices.includes(deviceKey))
    return only('DEVICE_SRP_AUTH', 'A remembered device was named, and it stands in for MFA.');
  if (pool.mfa === 'OFF') return only('TOKENS', 'The pool has MFA off.');
  const methods = usableMethods(pool, user);
  const preferred = methods.find((method) => method === user.preferred);
  if (preferred !== undefined) return only(preferred, 'The user prefers it.');
  const [first] = methods;
  if (first === undefined)
    return pool.mfa === 'ON'
      ? only('MFA_SETUP', 'MFA is required, and the user has no second factor.')
      : only('TOKENS', 'MFA is optional, and the user has none.');
  if (methods.length > 1)
    return only('SELECT_MFA_TYPE', `${methods.join(' and ')} are usable, and none is preferred.`);
  return only(first, 'It is the only second factor the user has.');
}
