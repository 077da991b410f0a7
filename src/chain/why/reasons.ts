import { challengeNamed } from '../../challenges/index.ts';
import { textList } from '../../challenges/parameters.ts';
import { firstFactors } from '../../challenges/select-challenge.ts';
import { canBeSecond, namesWhere, sendsCode } from '../../challenges/traits.ts';
import { flowNamed } from '../../flows/flows.ts';
import { answeredAs } from '../answered.ts';
import { inPolicy, notOffered, usableMethods } from './factors.ts';
import type { PoolFacts, UserFacts, WhyFacts } from './facts.ts';

/** One thing that led to a challenge, or that nobody can tell from here. */
export interface Reason {
  /** `known`: read, or said by Cognito. `inferred`: nothing else leads here. `unknown`: can't be told from here. */
  readonly verdict: 'known' | 'inferred' | 'unknown';
  readonly says: string;
  /** What it is read from; for `unknown`, what would tell. */
  readonly evidence: string;
}

/** A rule of why: what it is about, and what it finds. */
export interface WhyRule {
  readonly id: string;
  /** Challenge names and `TOKENS`; empty: all. */
  readonly about: readonly string[];
  read(facts: WhyFacts): Reason | undefined;
}

const known = (says: string, evidence: string): Reason => ({ verdict: 'known', says, evidence });
const inferred = (says: string, evidence: string): Reason => ({ verdict: 'inferred', says, evidence });
const unknown = (says: string, evidence: string): Reason => ({ verdict: 'unknown', says, evidence });

const DESCRIBE_POOL = 'DescribeUserPool and GetUserPoolMfaConfig would tell; they need AWS credentials.';
const DESCRIBE_CLIENT = 'DescribeUserPoolClient would tell; it needs AWS credentials.';
const GET_USER = 'AdminGetUser would tell; it needs AWS credentials. GetUser tells it once tokens came.';

const SECOND_FACTORS = namesWhere(canBeSecond);
const METHODS = namesWhere((spec) => canBeSecond(spec) && spec.counts?.factor === 'code');
/** First factors that are asked for under their own name once chosen. */
const ASKED_AS_CHOSEN = firstFactors.filter(({ leads }) => leads === undefined).map(({ value }) => value);
/** As a SignInPolicy names them. */
const FIRST_FACTORS = [...new Set(firstFactors.map(({ value }) => inPolicy(value)))];

/** The user, when there is one and it can be read. */
function userOf({ around }: WhyFacts): { pool: PoolFacts; user: UserFacts } | undefined {
  return around === undefined || typeof around.user === 'string'
    ? undefined
    : { pool: around.pool, user: around.user };
}

/** Whether the challenge comes as second factor here: EMAIL_OTP can be both. */
function isSecond({ chain }: WhyFacts): boolean {
  return chain.passwordProved && challengeNamed(chain.asked.name).stage !== 'first';
}

/**
 * In the order a person asks: what was sent, what the client allows, what the user is, what the pool wants. A rule that
 * names one challenge reads what that one alone brings (its parameters, its place beside the pool's settings); what
 * several share is asked of the specs, and `followed` speaks for a challenge that has no rule of its own.
 */
export const whyRules: readonly WhyRule[] = [
  {
    id: 'srp-opened',
    about: ['PASSWORD_VERIFIER'],
    read: ({ chain: { step, sent } }) =>
      sent['SRP_A'] === undefined
        ? inferred(
            'Cognito opened an SRP exchange although no SRP_A was sent.',
            `the request of step ${step.number}`,
          )
        : known('SRP_A opened an exchange, so the password is to be proved.', `SRP_A in step ${step.number}`),
  },
  {
    id: 'verifier-without-session',
    about: ['PASSWORD_VERIFIER'],
    read: ({ chain: { hasSession } }) =>
      hasSession
        ? known(
            'A Session came, to be sent back with the proof.',
            'the reply; so it is in CUSTOM_AUTH and USER_AUTH',
          )
        : known(
            'No Session came: Cognito finds its state by SECRET_BLOCK.',
            'the reply; so it is after USER_SRP_AUTH',
          ),
  },
  {
    id: 'no-preference',
    about: ['SELECT_CHALLENGE'],
    read: ({ chain: { sent, step } }) => {
      const preferred = sent['PREFERRED_CHALLENGE'];
      return preferred === undefined
        ? known(
            'No preferred factor was named, so Cognito lists what the user may choose.',
            `no PREFERRED_CHALLENGE in step ${step.number}`,
          )
        : inferred(
            `${preferred} was preferred and can’t be used here.`,
            `PREFERRED_CHALLENGE in step ${step.number}`,
          );
    },
  },
  {
    id: 'offered',
    about: ['SELECT_CHALLENGE'],
    read: ({ chain: { asked } }) =>
      known(
        `Cognito offers ${asked.available.join(', ') || 'nothing by name'}.`,
        'AvailableChallenges of the reply',
      ),
  },
  {
    id: 'not-offered',
    about: ['SELECT_CHALLENGE'],
    read: (facts) => {
      const absent = FIRST_FACTORS.filter((factor) => !facts.chain.asked.available.includes(factor));
      if (absent.length === 0) return undefined;
      if (facts.around?.user === 'nobody')
        return known('For a name nobody has, the offer is made up.', 'the users of the pool');
      const read = userOf(facts);
      if (read === undefined)
        return unknown(
          `Why ${absent.join(', ')} is not offered.`,
          `The pool’s SignInPolicy and what the user has decide. ${DESCRIBE_POOL}`,
        );
      const words = absent.flatMap((factor) => {
        const why = notOffered(factor, read.pool, read.user);
        return why === undefined ? [] : [`${factor}: ${why}`];
      });
      return words.length === 0
        ? unknown(
            `Why ${absent.join(', ')} is not offered.`,
            'Nothing that was read of pool and user speaks against it. AdminGetUserAuthFactors tells what the user has.',
          )
        : known(`Not offered: ${words.join('; ')}.`, 'the pool’s SignInPolicy and the user');
    },
  },
  {
    id: 'first-factor',
    about: ASKED_AS_CHOSEN,
    read: (facts) => {
      const { sent, step, asked } = facts.chain;
      if (isSecond(facts)) return undefined;
      if (sent['ANSWER'] === asked.name || sent['PREFERRED_CHALLENGE'] === asked.name)
        return known(
          `${asked.name} was chosen as first factor, so no second one follows.`,
          `${sent['ANSWER'] === asked.name ? 'ANSWER' : 'PREFERRED_CHALLENGE'} in step ${step.number}`,
        );
      return inferred('It comes as first factor: no password was proved before.', 'the chain');
    },
  },
  {
    id: 'temporary-password',
    about: ['NEW_PASSWORD_REQUIRED'],
    read: (facts) => {
      const read = userOf(facts);
      return read?.user.status === 'FORCE_CHANGE_PASSWORD'
        ? known(
            'The user’s status is FORCE_CHANGE_PASSWORD: the password is temporary.',
            'the user in the pool',
          )
        : inferred(
            'The user’s status is FORCE_CHANGE_PASSWORD: nothing else leads here.',
            'the challenge itself',
          );
    },
  },
  {
    id: 'password-right',
    about: ['NEW_PASSWORD_REQUIRED', ...SECOND_FACTORS, 'DEVICE_SRP_AUTH'],
    read: (facts) =>
      isSecond(facts)
        ? known(
            'The password was right: this comes after it.',
            `step ${facts.chain.step.number} was accepted`,
          )
        : undefined,
  },
  {
    id: 'required-attributes',
    about: ['NEW_PASSWORD_REQUIRED'],
    read: ({ chain: { asked } }) => {
      const names = textList(asked.parameters, 'requiredAttributes') ?? [];
      return names.length === 0
        ? undefined
        : known(
            `The pool requires ${names.join(', ')}, and the user has no value there.`,
            'requiredAttributes of the reply',
          );
    },
  },
  {
    id: 'pool-wants-mfa',
    about: SECOND_FACTORS,
    read: (facts) => {
      if (!isSecond(facts)) return undefined;
      const pool = facts.around?.pool;
      if (pool?.mfa === 'ON')
        return known('The pool requires MFA.', `MfaConfiguration of “${pool.name}” is ON`);
      if (pool?.mfa === 'OPTIONAL' && !hasFactorOn(facts)) return unwanted(pool);
      if (pool?.mfa === 'OPTIONAL')
        return known(
          'MFA is optional in the pool, and this user has it on.',
          `MfaConfiguration of “${pool.name}” is OPTIONAL`,
        );
      if (facts.chain.asked.name === 'MFA_SETUP')
        return inferred('The pool requires MFA: only then a set-up is demanded.', 'the challenge itself');
      return unknown('Whether the pool requires MFA or the user switched it on.', DESCRIBE_POOL);
    },
  },
  {
    id: 'several-none-preferred',
    about: ['SELECT_MFA_TYPE'],
    read: (facts) => {
      const read = userOf(facts);
      const methods = read ? usableMethods(read.pool, read.user) : choices(facts);
      const words = `${methods.join(', ') || 'Several second factors'} are usable, and none is preferred.`;
      return read
        ? known(words, 'the user’s UserMFASettingList, without PreferredMfaSetting')
        : inferred(words, 'MFAS_CAN_CHOOSE of the reply');
    },
  },
  {
    id: 'none-set-up',
    about: ['MFA_SETUP'],
    read: (facts) => {
      const can = textList(facts.chain.asked.parameters, 'MFAS_CAN_SETUP')?.join(', ');
      const may = can === undefined ? '' : ` These can be set up: ${can}.`;
      return userOf(facts)
        ? known(`The user has no second factor that works.${may}`, 'the user in the pool')
        : inferred(`The user has no second factor that works.${may}`, 'the challenge itself');
    },
  },
  {
    id: 'which-method',
    about: METHODS,
    read: (facts) => {
      if (!isSecond(facts)) return undefined;
      const { asked, step, sent } = facts.chain;
      if (step.answers === 'SELECT_MFA_TYPE')
        return known(`${asked.name} was chosen.`, `ANSWER ${sent['ANSWER'] ?? ''} in step ${step.number}`);
      const read = userOf(facts);
      if (read === undefined)
        return unknown(`Whether the user prefers ${asked.name} or has nothing else.`, GET_USER);
      if (read.user.preferred === asked.name)
        return known(`The user prefers ${asked.name}.`, 'PreferredMfaSetting of the user');
      if (!usableMethods(read.pool, read.user).includes(asked.name))
        return unknown(
          `Why ${asked.name} in particular: as far as it was read, this user has it not on.`,
          'The user as they were when it was asked would tell.',
        );
      return known(
        `${asked.name} is the only second factor of this user.`,
        'UserMFASettingList of the user, and the pool’s methods',
      );
    },
  },
  {
    id: 'sent-to',
    about: namesWhere(({ name }) => sendsCode(name)),
    read: ({ chain: { asked } }) => {
      const to = asked.parameters['CODE_DELIVERY_DESTINATION'];
      return to === undefined
        ? undefined
        : known(`A code was sent to ${to} when this was asked.`, 'CODE_DELIVERY_DESTINATION of the reply');
    },
  },
  {
    id: 'no-device',
    about: SECOND_FACTORS,
    read: (facts) => {
      if (!isSecond(facts)) return undefined;
      const { deviceKey } = facts.chain;
      const read = userOf(facts);
      if (facts.around?.pool.deviceReplacesMfa === false) return undefined;
      if (deviceKey === undefined)
        return known(
          'No remembered device was named, which could stand in for MFA.',
          'no DEVICE_KEY in the chain',
        );
      return read === undefined
        ? inferred(
            'The device that was named does not stand in for MFA here.',
            'DEVICE_KEY in the chain; the pool’s DeviceConfiguration decides',
          )
        : known('The device that was named is not remembered.', 'the user’s devices');
    },
  },
  {
    id: 'device-remembered',
    about: ['DEVICE_SRP_AUTH'],
    read: (facts) =>
      facts.around?.pool.deviceReplacesMfa === true
        ? known(
            'A remembered device was named, and it proves itself in place of MFA.',
            'DEVICE_KEY in the chain; ChallengeRequiredOnNewDevice of the pool',
          )
        : inferred(
            'A remembered device was named, and the pool lets it stand in for MFA.',
            'DEVICE_KEY in the chain',
          ),
  },
  {
    id: 'device-srp',
    about: ['DEVICE_PASSWORD_VERIFIER'],
    read: ({ chain: { step } }) =>
      known(
        'The device’s SRP_A opened an exchange, so its password is to be proved.',
        `SRP_A in step ${step.number}`,
      ),
  },
  {
    id: 'trigger-asks',
    about: ['CUSTOM_CHALLENGE'],
    read: ({ chain: { rounds }, around }) => {
      const round = rounds === 0 ? '' : ` It was answered ${rounds} times before in this sign-in.`;
      const says = `DefineAuthChallenge returned CUSTOM_CHALLENGE, and CreateAuthChallenge made the question.${round}`;
      return around?.pool.triggers.includes('DefineAuthChallenge') === true
        ? known(says, 'LambdaConfig of the pool; the log of the sandbox shows each run')
        : inferred(says, 'the challenge itself');
    },
  },
  {
    id: 'trigger-logic',
    about: ['CUSTOM_CHALLENGE'],
    read: ({ around }) =>
      around === undefined
        ? unknown('By which rule the trigger asks.', 'The function’s code and its CloudWatch log would tell.')
        : undefined,
  },
  {
    id: 'no-second-factor',
    about: ['TOKENS'],
    read: (facts) => {
      const { chain, around } = facts;
      const last = chain.step.answers;
      if (METHODS.includes(last) && isSecond(facts))
        return known(
          'The second factor was right: nothing is left.',
          `step ${chain.step.number} was accepted`,
        );
      if (last === 'DEVICE_PASSWORD_VERIFIER')
        return known('The device proved itself in place of MFA.', `step ${chain.step.number} was accepted`);
      if (!chain.passwordProved && chain.flow === 'USER_AUTH')
        return known('A code or a passkey was the first factor: no second one follows.', 'the chain');
      if (chain.flow === 'CUSTOM_AUTH') return inferred('DefineAuthChallenge set issueTokens.', 'the chain');
      if (last === 'MFA_SETUP')
        return known(
          'The second factor is set up: nothing is left.',
          `step ${chain.step.number} was accepted`,
        );
      if (!chain.passwordProved) return undefined;
      if (around?.pool.mfa === 'OFF')
        return known('The pool has MFA off.', `MfaConfiguration of “${around.pool.name}”`);
      if (around?.pool.mfa === 'OPTIONAL')
        return known(
          'MFA is optional in the pool, and this user has none on.',
          `MfaConfiguration of “${around.pool.name}”, and the user’s UserMFASettingList`,
        );
      return unknown(
        'Why no second factor was asked for: MFA off, optional and unset, or a device remembered.',
        DESCRIBE_POOL,
      );
    },
  },
  {
    id: 'followed',
    about: [],
    read({ chain: { asked, step } }) {
      if (whyRules.some(({ about }) => about.includes(asked.name))) return undefined;
      return answeredAs(step.answers).next.includes(asked.name)
        ? known(`${asked.name} is among what may follow ${step.answers}.`, 'the reference')
        : unknown(
            `Why ${asked.name} came.`,
            'This console does not know the way there. AWS’s page would tell.',
          );
    },
  },
  {
    id: 'flow-allowed',
    about: [],
    read: ({ chain: { flow, path }, around }) => {
      const allowedBy = flowNamed(flow)?.allowedBy;
      if (allowedBy === undefined || path.length > 1) return undefined;
      return around?.client?.flows.includes(allowedBy) === true
        ? known(
            `The app client allows ${flow}.`,
            `${allowedBy} in ExplicitAuthFlows of “${around.client.name}”`,
          )
        : inferred(`The app client allows ${flow}: else it had been refused.`, 'the reply');
    },
  },
  {
    id: 'user-exists',
    about: namesWhere(({ simulated }) => simulated !== undefined),
    read: (facts) => {
      const { chain, around } = facts;
      if (chain.passwordProved) return undefined;
      if (around === undefined || around.user === 'unread')
        return unknown(
          'Whether the user exists: the app client may hide that and ask all the same.',
          DESCRIBE_CLIENT,
        );
      return around.user === 'nobody'
        ? known(
            'Nobody has this name. The app client hides that, so Cognito asks for what it would ask anybody.',
            `PreventUserExistenceErrors of ${around.client ? `“${around.client.name}”` : 'the client'}; the users of “${around.pool.name}”`,
          )
        : known('The user exists.', `the users of “${around.pool.name}”`);
    },
  },
];

/** True as well where the user can't be read. */
function hasFactorOn(facts: WhyFacts): boolean {
  const read = userOf(facts);
  return read === undefined || usableMethods(read.pool, read.user).length > 0;
}

/** A second factor of somebody who has none on, in a pool that leaves it to them. */
function unwanted({ name, threatProtection }: PoolFacts): Reason {
  return threatProtection?.includes('standard') === true
    ? inferred(
        'Threat protection held the sign-in to be risky: MFA is optional in the pool, and this user has none on.',
        `AdvancedSecurityMode of “${name}” is ENFORCED; the user’s sign-in events would tell the risk`,
      )
    : unknown(
        'Why a second factor is asked for: MFA is optional in the pool, and this user has none on.',
        'The user as they were when it was asked would tell.',
      );
}

function choices({ chain: { asked } }: WhyFacts): readonly string[] {
  return textList(asked.parameters, 'MFAS_CAN_CHOOSE') ?? textList(asked.parameters, 'MFAS_CAN_SELECT') ?? [];
}
