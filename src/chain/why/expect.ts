import { challengeNamed } from '../../challenges/index.ts';
import { flowNamed } from '../../flows/flows.ts';
import { offeredFactors, usableMethods } from './factors.ts';
import type { PoolFacts, UserFacts, WhyFacts } from './facts.ts';

/** What should come after a step, before looking at what came. */
export interface Expectation {
  /** Challenge names, `TOKENS`, or an exception's name: any one of them. */
  readonly names: readonly string[];
  /** `known`: pool and user say so. `inferred`: the protocol leaves little else. `unknown`: any of these may come. */
  readonly verdict: 'known' | 'inferred' | 'unknown';
  readonly because: string;
}

const only = (name: string, because: string, verdict: Expectation['verdict'] = 'known'): Expectation => ({
  names: [name],
  verdict,
  because,
});

/** What may follow, by protocol reference 3.1 and 3.2. */
export function expectNext({ chain, around }: WhyFacts): Expectation {
  const { step, sent, flow } = chain;
  const byProtocol = (because: string, verdict: Expectation['verdict'] = 'unknown'): Expectation => ({
    names: flowNamed(step.answers)?.next ?? challengeNamed(step.answers).next,
    verdict,
    because,
  });
  const custom = flow === 'CUSTOM_AUTH';
  switch (step.answers) {
    case 'USER_SRP_AUTH':
    case 'PASSWORD_SRP':
      return only('PASSWORD_VERIFIER', 'SRP_A opens an exchange, and the proof of the password follows.');
    case 'CUSTOM_AUTH':
      return sent['CHALLENGE_NAME'] === 'SRP_A'
        ? only(
            'PASSWORD_VERIFIER',
            'The flow began with SRP_A, and triggers usually take that up.',
            'inferred',
          )
        : only(
            'CUSTOM_CHALLENGE',
            'The flow began without SRP_A, and triggers usually ask at once.',
            'inferred',
          );
    case 'USER_AUTH':
      return afterChoice(sent['PREFERRED_CHALLENGE'], { chain, around } as WhyFacts);
    case 'SELECT_CHALLENGE':
      return afterChoice(sent['ANSWER'], { chain, around } as WhyFacts);
    case 'USER_PASSWORD_AUTH':
    case 'PASSWORD':
    case 'PASSWORD_VERIFIER':
      if (custom) return byProtocol('DefineAuthChallenge decides what follows the password.');
      return around === undefined
        ? byProtocol('Pool and user can’t be read, and both decide what follows a password.')
        : afterPassword(around.pool, around.user, chain.deviceKey);
    case 'NEW_PASSWORD_REQUIRED':
      return around === undefined || around.user === 'nobody'
        ? byProtocol('Pool and user can’t be read, and both decide what follows.')
        : secondFactor(around.pool, around.user, undefined);
    case 'SELECT_MFA_TYPE': {
      const answer = sent['ANSWER'] === 'EMAIL_MFA' ? 'EMAIL_OTP' : sent['ANSWER'];
      return answer === undefined
        ? byProtocol('No ANSWER was sent.')
        : only(answer, 'The factor that was chosen is asked for.');
    }
    case 'MFA_SETUP':
      return {
        names: sent['EMAIL'] === undefined ? ['TOKENS', 'SOFTWARE_TOKEN_MFA'] : ['EMAIL_OTP'],
        verdict: 'inferred',
        because: 'Clients expect tokens after a set-up; AWS’s guide describes one more code.',
      };
    case 'DEVICE_SRP_AUTH':
      return only('DEVICE_PASSWORD_VERIFIER', 'The device’s SRP_A opens an exchange, and its proof follows.');
    case 'CUSTOM_CHALLENGE':
      return byProtocol('DefineAuthChallenge decides: tokens, another round, or refusal.');
    case 'SMS_MFA':
    case 'SOFTWARE_TOKEN_MFA':
    case 'EMAIL_OTP':
      return custom
        ? byProtocol('DefineAuthChallenge decides what follows the second factor.')
        : only('TOKENS', 'The last factor was right.');
    case 'SMS_OTP':
    case 'WEB_AUTHN':
    case 'DEVICE_PASSWORD_VERIFIER':
    case 'REFRESH_TOKEN_AUTH':
    case 'GetTokensFromRefreshToken':
      return only('TOKENS', 'Nothing else follows this.');
    default:
      return byProtocol(`${step.answers} is not in the catalogue.`);
  }
}

function afterChoice(chosen: string | undefined, { chain, around }: WhyFacts): Expectation {
  if (chosen === undefined)
    return only('SELECT_CHALLENGE', 'No first factor was named, so Cognito lists what there is.');
  const user = around?.user;
  if (around !== undefined && user !== undefined && user !== 'nobody') {
    if (!offeredFactors(around.pool, user).includes(chosen))
      return only('SELECT_CHALLENGE', `${chosen} is not usable for this user, so Cognito lists what is.`);
  }
  if (chosen === 'PASSWORD_SRP')
    return only(
      'PASSWORD_VERIFIER',
      'SRP was chosen, so the proof of the password follows.',
      certainty(around),
    );
  if (chosen !== 'PASSWORD') return only(chosen, 'The chosen factor is asked for.', certainty(around));
  if (chain.sent['PASSWORD'] === undefined)
    return {
      names: ['PASSWORD', 'SELECT_CHALLENGE'],
      verdict: 'inferred',
      because: 'PASSWORD was chosen, and none was sent.',
    };
  return around === undefined
    ? {
        names: challengeNamed('PASSWORD').next,
        verdict: 'unknown',
        because: 'Pool and user can’t be read, and both decide what follows a password.',
      }
    : afterPassword(around.pool, around.user, chain.deviceKey);
}

function certainty(around: WhyFacts['around']): Expectation['verdict'] {
  return around === undefined ? 'inferred' : 'known';
}

function afterPassword(
  pool: PoolFacts,
  user: UserFacts | 'nobody',
  deviceKey: string | undefined,
): Expectation {
  if (user === 'nobody')
    return only('NotAuthorizedException', 'Nobody has this name, so no password is right.');
  if (user.status === 'FORCE_CHANGE_PASSWORD')
    return only('NEW_PASSWORD_REQUIRED', 'The password is temporary and must be replaced.');
  return secondFactor(pool, user, deviceKey);
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
