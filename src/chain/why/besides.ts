import { flowNamed } from '../../flows/flows.ts';
import { provesPassword } from '../answered.ts';
import type { Expectation } from './expect.ts';
import { isException } from './exception.ts';
import type { PoolFacts, SendingFacts, Surroundings } from './facts.ts';

/** What may come instead, by something of the pool that decides each time anew. */
export interface Beside {
  /** Never more than that: neither the code of a trigger nor a risk can be read. */
  readonly verdict: 'inferred';
  readonly says: string;
  /** What then comes: challenge names, or exceptions' names. */
  readonly names: readonly string[];
}

interface Facts {
  readonly expected: Expectation;
  readonly chain: SendingFacts;
  readonly pool: PoolFacts;
}

/** What a trigger throws, and what a broken one comes to (protocol reference 4.3, 8). */
const THROWS = ['UserLambdaValidationException', 'UnexpectedLambdaException'];

const rules: readonly ((facts: Facts) => Beside | undefined)[] = [
  // It runs before the password is looked at, and by SRP before there is any (protocol reference 3.1).
  ({ chain, pool }) =>
    pool.triggers.includes('PreAuthentication') && chain.path.length === 1
      ? {
          verdict: 'inferred',
          says: 'The pool’s PreAuthentication trigger runs first, and may refuse the sign-in.',
          names: THROWS,
        }
      : undefined,
  ({ expected, pool }) =>
    pool.triggers.includes('PostAuthentication') && expected.names.includes('TOKENS')
      ? {
          verdict: 'inferred',
          says: 'The pool’s PostAuthentication trigger runs before the tokens are given, and may refuse them.',
          names: THROWS,
        }
      : undefined,
  // AWS, “Working with adaptive authentication”: who has a second factor on is asked for it anyway.
  ({ expected, chain, pool }) => {
    const kind = chain.flow === 'CUSTOM_AUTH' ? 'custom' : 'standard';
    if (pool.threatProtection?.includes(kind) !== true || !provesNow(chain)) return undefined;
    return expected.names.includes('TOKENS')
      ? {
          verdict: 'inferred',
          says: 'Threat protection is enforced: a sign-in that looks risky is asked for a second factor, or refused.',
          names: [...pool.methods, 'SELECT_MFA_TYPE', 'MFA_SETUP', 'NotAuthorizedException'],
        }
      : {
          verdict: 'inferred',
          says: 'Threat protection is enforced: a sign-in that looks risky may be refused.',
          names: ['NotAuthorizedException'],
        };
  },
  // AWS, “Working with compromised-credentials detection”: by SRP no password is sent that could be looked up.
  ({ chain, pool }) =>
    pool.threatProtection?.includes('standard') === true && chain.sent['PASSWORD'] !== undefined
      ? {
          verdict: 'inferred',
          says: 'Threat protection may find the password among those that leaked elsewhere: then it refuses it and has it reset.',
          names: ['PasswordResetRequiredException', 'NotAuthorizedException'],
        }
      : undefined,
];

/** What is expected, no surer than pool and triggers let it be, with what may come instead. */
export function withBesides(expected: Expectation, chain: SendingFacts, around: Surroundings): Expectation {
  // Who is refused is refused before any of it; a refresh is no sign-in, and runs none of it.
  const isSignIn = flowNamed(chain.flow)?.fields.some(({ key, required }) => key === 'USERNAME' && required);
  if (!isSignIn || expected.names.every(isException)) return expected;
  const besides = rules.flatMap((rule) => rule({ expected, chain, pool: around.pool }) ?? []);
  if (besides.length === 0) return expected;
  const verdict = expected.verdict === 'known' ? 'inferred' : expected.verdict;
  return { ...expected, verdict, besides };
}

/** Whether the request proves the password, which is when a risk is weighed. */
function provesNow({ step, sent }: SendingFacts): boolean {
  return provesPassword(step.answers) || sent['PASSWORD'] !== undefined;
}
