import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { withRound, type CustomFlow } from '../custom-flow.ts';
import { need } from '../read-members.ts';
import { invalidSession } from '../refusal.ts';
import { openSession, spendSession } from '../sessions.ts';
import { decideCustom } from '../sign-in/decide-custom.ts';
import { runCreate, runVerify } from '../triggers/custom-auth-triggers.ts';
import { sessionChallenge } from './spec.ts';

/** What CreateAuthChallenge made: its public part is the question, the rest waits for the answer. */
export async function askCustomChallenge(
  context: Context,
  subject: Subject,
  flow: CustomFlow,
): Promise<JsonObject> {
  const created = await runCreate(context, subject, flow);
  const asked = { private: created.private, metadata: created.metadata };
  const asking = { ...subject, custom: { ...flow, asked } };
  return {
    ChallengeName: 'CUSTOM_CHALLENGE',
    Session: openSession(context, asking, { challenge: 'CUSTOM_CHALLENGE' }),
    ChallengeParameters: { ...Object.fromEntries(created.public), USERNAME: subject.user.username },
  };
}

/**
 * A wrong answer is no error: the define trigger decides. Right or wrong, it uses the Session up (protocol reference
 * 4.1), and at once, so that of several answers at the same time one counts.
 */
export const customChallenge = sessionChallenge(
  'CUSTOM_CHALLENGE',
  async ({ context, subject, session, responses }) => {
    const answer = need(responses, 'ANSWER');
    const { custom } = subject;
    if (custom === undefined) throw invalidSession();
    spendSession(context, session);
    const right = await runVerify(context, subject, custom.asked?.private ?? new Map(), answer);
    const next = withRound(subject, custom, 'CUSTOM_CHALLENGE', right);
    return decideCustom(context, next, next.custom);
  },
);
