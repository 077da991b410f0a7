import { duration } from '../../durations.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';

const NOT_AUTHORIZED = 'NotAuthorizedException';
const EXPIRED = { code: NOT_AUTHORIZED, message: /session is expired/i };
const ONCE = { code: NOT_AUTHORIZED, message: /session can only be used once/i };
const FOREIGN = { code: NOT_AUTHORIZED, message: /^invalid session for the user\.?$/i };
/** Worded otherwise, by Cognito one day or by an emulator: the request tells all the same. */
const OTHER_WORDS = { code: NOT_AUTHORIZED, unworded: true as const };
const OLD_CODE = { code: 'ExpiredCodeException' };

/** What became of the Session (protocol reference 4.1, 4.4). */
export const sessionCauses = [
  {
    id: 'session-expired',
    title: 'The Session is older than its validity',
    explains: [EXPIRED, FOREIGN, OLD_CODE, OTHER_WORDS],
    test: 'The time from the Session’s coming to the answer is compared with AuthSessionValidity of the target.',
    prior: 0.8,
    check({ session, message, chain }) {
      const says = /session is expired/i.test(message);
      if (!session.sent && !says) return ruledOut('No Session was sent.');
      if (session.ageMs === undefined) {
        return says
          ? found('Cognito says so itself; this chain did not bring the Session.')
          : cannotTell('This chain did not bring the Session.');
      }
      const age = duration(session.ageMs);
      const limit = `${chain.target.sessionMinutes} min`;
      if (session.ageMs > session.limitMs) {
        return found(`The Session was ${age} old when it was sent; this client’s live ${limit}.`);
      }
      return says
        ? found(
            `The Session was ${age} old. Cognito says it is expired: the client’s are shorter than the target’s ${limit}, or its clock moved.`,
          )
        : ruledOut(`The Session was ${age} old, of ${limit}.`);
    },
    fix: () => ({ label: 'Start again and answer this step', from: 'start' }),
  },
  {
    id: 'session-used',
    title: 'The Session was accepted before',
    explains: [ONCE, FOREIGN, OTHER_WORDS],
    test: 'Earlier steps of the chain are searched for the same Session.',
    prior: 0.8,
    check({ session, message }) {
      if (session.usedBy !== undefined && session.usedPerhaps === true) {
        return found(
          `Step ${session.usedBy} carried the same Session and got no answer: Cognito had taken it.`,
        );
      }
      if (session.usedBy !== undefined)
        return found(`Step ${session.usedBy} carried the same Session and was accepted.`);
      return /only be used once/i.test(message)
        ? found('Cognito says so itself. No step of this chain used it, so it was used elsewhere.')
        : ruledOut('No earlier step of this chain was accepted with this Session.');
    },
    fix: ({ session }) =>
      session.newerFrom === undefined
        ? { label: 'Start again and answer this step', from: 'start' }
        : { label: 'Answer with the newest Session', compute: ['Session'] },
  },
  {
    id: 'session-replaced',
    title: 'A newer Session took its place',
    explains: [FOREIGN, ONCE, OTHER_WORDS],
    test: 'The chain is searched for a newer Session of the same challenge.',
    prior: 0.6,
    check: ({ session }) =>
      session.newerFrom === undefined
        ? ruledOut('No newer Session came for this challenge.')
        : found(`Step ${session.newerFrom} brought a newer Session for this challenge.`),
    fix: () => ({ label: 'Answer with the newest Session', compute: ['Session'] }),
  },
  {
    id: 'session-foreign',
    title: 'The Session belongs elsewhere',
    explains: [FOREIGN, OTHER_WORDS],
    test: 'The Session’s fingerprint is looked up in this chain and in all others of this run.',
    prior: 0.7,
    advice: 'Start the sign-in again.',
    check({ session }) {
      if (!session.sent) return ruledOut('No Session was sent.');
      if (session.fromOtherChain === true) return found('Another chain of this run brought this Session.');
      if (session.fromStep === undefined)
        return found('No step of this run brought this Session: it was typed, cut or changed.');
      return session.fromAsker === false
        ? found(`Step ${session.fromStep} brought it, for another challenge than the one answered.`)
        : ruledOut(`Step ${session.fromStep} brought it, for this very challenge.`);
    },
    fix: ({ session }) =>
      session.came ? { label: 'Send the Session of the step before', compute: ['Session'] } : undefined,
  },
  {
    id: 'session-left-out',
    title: 'Session was left out',
    explains: [
      { code: 'InvalidParameterException', message: /missing required parameter:? session/i },
      { code: 'InvalidParameterException', message: /'session'/i },
    ],
    test: 'The request is looked through for Session, and the challenge for one to send.',
    prior: 0.9,
    advice: 'Start the sign-in again.',
    check({ session }) {
      if (session.sent) return ruledOut('The request carries a Session.');
      return session.came
        ? found('The challenge came with a Session, and the answer carries none.')
        : cannotTell('The challenge came without a Session.');
    },
    fix: ({ session }) =>
      session.came ? { label: 'Send the Session of the step before', compute: ['Session'] } : undefined,
  },
  {
    id: 'challenge-changed',
    title: 'ChallengeName is not the one that was asked',
    explains: [
      FOREIGN,
      OTHER_WORDS,
      { code: 'InvalidParameterException', message: /challenge|missing required/i },
      { code: 'CodeMismatchException' },
      { code: 'SoftwareTokenMFANotFoundException' },
      { code: 'MFAMethodNotFoundException' },
      { code: NOT_AUTHORIZED, message: /incorrect username or password/i },
    ],
    test: 'ChallengeName of the request is compared with the challenge’s.',
    prior: 0.4,
    advice: 'Answer under the name that was asked.',
    check({ sent, step }) {
      if (step.parentId === null || sent.challengeName === undefined)
        return ruledOut('This step answers no challenge.');
      if (sent.asked === undefined) return cannotTell('What was asked is not known.');
      return sent.asked === sent.challengeName
        ? ruledOut(`${sent.asked} was asked and answered.`)
        : found(`${sent.asked} was asked, and ${sent.challengeName} answered.`);
    },
  },
] as const satisfies readonly Cause[];
