import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { invalidSession, refusal } from '../refusal.ts';
import { openSession, spendSession, type Pending } from '../sessions.ts';
import { beginFirstFactor } from '../sign-in/begin-first-factor.ts';
import type { FirstFactor } from '../pool/pool-settings.ts';
import { sessionChallenge, type Reply, type SessionAnswer, type SessionChallenge } from './spec.ts';

/** The choices stand beside ChallengeParameters, which is empty. */
export function askSelectChallenge(
  context: Context,
  subject: Subject,
  choices: readonly FirstFactor[],
): JsonObject {
  return {
    ChallengeName: 'SELECT_CHALLENGE',
    Session: openSession(context, subject, { challenge: 'SELECT_CHALLENGE', choices }),
    ChallengeParameters: {},
    AvailableChallenges: [...choices],
  };
}

type Selecting = Extract<Pending, { challenge: 'SELECT_CHALLENGE' }>;

/** ANSWER alone or with the input it needs. Protocol reference 2.10, ways 1 and 2. */
export const selectChallenge = sessionChallenge('SELECT_CHALLENGE', (given) =>
  choose(given, need(given.responses, 'ANSWER')),
);

/** The choice itself as ChallengeName, way 3. */
export const password = named('PASSWORD');
export const passwordSrp = named('PASSWORD_SRP');
/** No pool here has passkeys, so it is never among the choices. */
export const webAuthn = named('WEB_AUTHN');

function named(name: string): SessionChallenge {
  return {
    name,
    answer: (given) => {
      const { pending } = given;
      if (pending.challenge !== 'SELECT_CHALLENGE') throw invalidSession();
      return choose({ ...given, pending }, name);
    },
  };
}

/** A wrong password leaves the Session as it is: only an accepted answer uses it up. */
function choose(given: SessionAnswer<Selecting>, wanted: string): Reply {
  const { context, subject, session, pending, responses } = given;
  const factor = pending.choices.find((choice) => choice === wanted);
  if (factor === undefined) {
    const message = context.settings.unavailableChoiceMessage;
    throw refusal('InvalidParameterException', message.replaceAll('{choices}', pending.choices.join(', ')));
  }
  const goOn = beginFirstFactor(context, subject, factor, responses);
  spendSession(context, session);
  return goOn();
}
