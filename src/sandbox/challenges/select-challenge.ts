import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { need } from '../read-members.ts';
import { invalidSession, refusal } from '../refusal.ts';
import { openSession, spendSession } from '../sessions.ts';
import { beginFirstFactor } from '../sign-in/begin-first-factor.ts';
import type { FirstFactor } from '../pool/pool-settings.ts';
import { refuseUnoffered } from '../sign-in/first-factors.ts';
import type { PendingOf, Reply, SessionAnswer, SessionChallenge } from './spec.ts';
import { answerWebAuthn, refuseUnasked } from './web-authn.ts';

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

const chosen = whileChoosing((given) => choose(given, need(given.responses, 'ANSWER')));

/** ANSWER alone or with the input it needs. Protocol reference 2.10, ways 1 and 2. */
export const selectChallenge: SessionChallenge = {
  name: 'SELECT_CHALLENGE',
  answer: (given) =>
    isAsked(given) && given.responses.get('ANSWER') === 'WEB_AUTHN' ? answerWebAuthn(given) : chosen(given),
};

/** The choice itself as ChallengeName, way 3. */
export const password = named('PASSWORD');
export const passwordSrp = named('PASSWORD_SRP');

const unasked = named('WEB_AUTHN', 'CREDENTIAL');
/** The answer to WEB_AUTHN itself, too. */
export const webAuthn: SessionChallenge = {
  name: 'WEB_AUTHN',
  answer: (given) => (isAsked(given) ? answerWebAuthn(given) : unasked.answer(given)),
};

function named(name: string, needs?: string): SessionChallenge {
  return {
    name,
    answer: whileChoosing((given) => {
      if (needs !== undefined) need(given.responses, needs);
      return choose(given, name);
    }),
  };
}

type Choosing = SessionAnswer<PendingOf<'SELECT_CHALLENGE'>>;

function whileChoosing(answer: (given: Choosing) => Reply): SessionChallenge['answer'] {
  return (given) => {
    const { pending } = given;
    if (pending.challenge !== 'SELECT_CHALLENGE') throw invalidSession();
    return answer({ ...given, pending });
  };
}

function isAsked(given: SessionAnswer): given is SessionAnswer<PendingOf<'WEB_AUTHN'>> {
  return given.pending.challenge === 'WEB_AUTHN';
}

/** A wrong password leaves the Session as it is: only an accepted answer uses it up. */
function choose(given: Choosing, wanted: string): Reply {
  const { context, subject, session, pending, responses } = given;
  const factor = pending.choices.find((choice) => choice === wanted);
  if (factor === undefined) {
    const message = context.settings.unavailableChoiceMessage;
    throw refusal('InvalidParameterException', message.replaceAll('{choices}', pending.choices.join(', ')));
  }
  refuseUnoffered(subject.pool, subject.user, factor);
  const credential = responses.get('CREDENTIAL');
  if (factor === 'WEB_AUTHN' && credential !== undefined) refuseUnasked(credential);
  const goOn = beginFirstFactor(context, subject, factor, responses);
  spendSession(context, session);
  return goOn();
}
