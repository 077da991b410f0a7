import type { Expectation } from './expect.ts';
import type { Surroundings, UserFacts } from './facts.ts';

const NEXT = 'NEW_PASSWORD_REQUIRED';
/** As a wrong password is told (protocol reference 2.8, 4.3). */
const EXPIRED = 'NotAuthorizedException';

/** What a right temporary password comes to; undefined for a user who has none. */
export function temporaryPassword(
  { pool }: Pick<Surroundings, 'pool'>,
  { status, temporaryAge: age }: UserFacts,
): Expectation | undefined {
  if (status !== 'FORCE_CHANGE_PASSWORD') return undefined;
  const { temporaryDays: days } = pool;
  if (days === undefined || age === undefined)
    return {
      names: [NEXT],
      verdict: 'inferred',
      because:
        'The password is temporary and must be replaced; whether it has expired can’t be told from what was read.',
    };
  const lives = `TemporaryPasswordValidityDays is ${String(days)}`;
  if (age.least >= days)
    return {
      names: [EXPIRED],
      verdict: 'known',
      because: `The temporary password has expired: ${lives}, and it is at least ${daysText(age.least)} old.`,
    };
  if (age.most < days)
    return { names: [NEXT], verdict: 'known', because: 'The password is temporary and must be replaced.' };
  return {
    names: [NEXT, EXPIRED],
    verdict: 'inferred',
    because: `The password is temporary: ${lives}. The user is ${daysText(age.most)} old, so it has expired unless it was set anew since.`,
  };
}

function daysText(days: number): string {
  const whole = Math.floor(days);
  return whole === 1 ? '1 day' : `${String(whole)} days`;
}
