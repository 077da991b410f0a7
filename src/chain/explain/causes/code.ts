import { ago, duration } from '../../durations.ts';
import { judgeSkew } from '../../clock-skew.ts';
import { TOTP_STEP_MS } from '../../clocks.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';
import type { Evidence, CodeFacts } from '../evidence.ts';

const MISMATCH = { code: 'CodeMismatchException' };
const EXPIRED = { code: 'ExpiredCodeException' };
const TOTP_SET_UP = { code: 'EnableSoftwareTokenMFAException' };

const totpOf = ({ typedCode }: Evidence): CodeFacts | undefined =>
  typedCode?.kind === 'totp' ? typedCode : undefined;
const messageOf = ({ typedCode }: Evidence): CodeFacts | undefined =>
  typedCode?.kind === 'message' ? typedCode : undefined;

const codeOfNow = ({ typedCode }: Evidence) =>
  typedCode?.seedFrom === undefined
    ? undefined
    : { label: 'Send the code of now', inputs: { [typedCode.key]: null }, compute: [typedCode.key] };
const newestCode = ({ typedCode }: Evidence) =>
  typedCode?.inbox === undefined || typedCode.inbox.count === 0
    ? undefined
    : { label: 'Send the newest code', inputs: { [typedCode.key]: null }, compute: [typedCode.key] };

/** One-time codes: which message, which moment, which secret (protocol reference 2.3 to 2.5). */
export const codeCauses = [
  {
    id: 'code-of-earlier-message',
    title: 'The code is from an earlier message',
    explains: [MISMATCH, EXPIRED],
    test: 'The code is looked up in the messages that this user was sent; without an inbox the sends are counted.',
    prior: 0.8,
    advice: 'Send the newest code.',
    check(evidence) {
      const code = messageOf(evidence);
      if (code === undefined) return ruledOut('The code is not one that was sent.');
      const { inbox, sends, sentAgain } = code;
      if (inbox?.match !== undefined && inbox.match > 0) {
        return found(
          `The code stands in message ${inbox.match + 1} of ${inbox.count}, counted from the newest: ${inbox.match === 1 ? 'a newer one was' : `${inbox.match} newer ones were`} sent since.`,
          'Read from the sandbox’s inbox.',
        );
      }
      if (inbox?.match === 0)
        return ruledOut('It is the code of the newest message.', 'Read from the sandbox’s inbox.');
      if (inbox !== undefined && inbox.count > 0) {
        return ruledOut('No message to this user holds this code.', 'Read from the sandbox’s inbox.');
      }
      if (sentAgain)
        return cannotTell('A new code was sent after this challenge was asked: only the newest counts.');
      return sends > 1
        ? cannotTell(
            `${sends} codes were sent to this user in this run: each sign-in sends a new one, and only it counts.`,
          )
        : cannotTell('One code was sent to this user in this run. Sends from elsewhere are not seen here.');
    },
    fix: newestCode,
  },
  {
    id: 'code-typed-wrong',
    title: 'The code was mistyped',
    explains: [MISMATCH, TOTP_SET_UP],
    test: 'The code is compared with the right one digit by digit, where that is known.',
    prior: 0.7,
    advice: 'Type the code again.',
    check({ typedCode }) {
      if (typedCode === undefined) return ruledOut('No code was sent.');
      if (!typedCode.digits) return found('The code is not all digits, or not of the usual length.');
      if (typedCode.slip === 'digit') return found('The code differs from the right one in a single digit.');
      if (typedCode.slip === 'swap') return found('Two neighbouring digits of the code are swapped.');
      if (typedCode.totpStep !== undefined || typedCode.inbox?.match !== undefined) {
        return ruledOut('It is a right code, of another moment or message.');
      }
      return cannotTell(
        typedCode.seedFrom === undefined && typedCode.inbox === undefined
          ? 'The right code is not known here.'
          : 'It differs from the right code in more than one digit or two swapped ones: no usual slip.',
      );
    },
    fix: (evidence) => codeOfNow(evidence) ?? newestCode(evidence),
  },
  {
    id: 'totp-other-moment',
    title: 'The code belongs to another 30 seconds',
    explains: [MISMATCH, TOTP_SET_UP],
    test: 'The code is looked for in the ten 30-second steps before and after the sending.',
    prior: 0.6,
    advice: 'Send the code of now.',
    check(evidence) {
      const code = totpOf(evidence);
      if (code === undefined) return ruledOut('The code is no TOTP code.');
      if (code.seedFrom === undefined) return cannotTell('The TOTP secret is not known here.');
      if (code.totpStep === undefined)
        return ruledOut('The secret gives this code at no moment near the sending.');
      if (Math.abs(code.totpStep) <= 1) return ruledOut('It is the code of now, or of the step beside it.');
      const by = duration(Math.abs(code.totpStep) * TOTP_STEP_MS);
      return found(
        `It is the secret’s code of ${by} ${code.totpStep < 0 ? 'earlier' : 'later'}: a clock is off, or it was typed late.`,
      );
    },
    fix: codeOfNow,
  },
  {
    id: 'totp-clock',
    title: 'This computer’s clock is off',
    explains: [MISMATCH, TOTP_SET_UP],
    test: 'Our clock is compared with the Date headers of the answers.',
    prior: 0.3,
    advice: 'Set this computer’s clock, or have the system keep it.',
    check(evidence) {
      const { clock, chain } = evidence;
      if (totpOf(evidence) === undefined) return ruledOut('The code does not follow a clock.');
      if (clock === undefined) return cannotTell('No answer brought a Date header.');
      const { level } = judgeSkew(clock);
      const by = `${duration(Math.abs(clock.aheadMs))} ${clock.aheadMs > 0 ? 'behind' : 'ahead of'} the server`;
      if (level === 'good') return ruledOut('Our clock and the server’s agree.');
      if (chain.target.kind === 'sandbox') {
        return evidence.typedCode?.totpStep === undefined
          ? cannotTell(`This computer is ${by}: a code of an authenticator app would be as far off.`)
          : ruledOut('Codes for the sandbox are made by its own clock.');
      }
      return level === 'bad' ? found(`This computer is ${by}.`) : cannotTell(`This computer is ${by}.`);
    },
  },
  {
    id: 'totp-other-secret',
    title: 'It is no code of the known secret',
    explains: [MISMATCH, TOTP_SET_UP],
    test: 'The code is looked for among those of the known secret, ten steps each way.',
    prior: 0.5,
    advice: 'Use the authenticator that this user set up last.',
    check(evidence) {
      const code = totpOf(evidence);
      if (code === undefined) return ruledOut('The code is no TOTP code.');
      if (code.seedFrom === undefined) return cannotTell('The TOTP secret is not known here.');
      if (code.totpStep !== undefined)
        return ruledOut(`The known secret (${code.seedFrom}) gives this code.`);
      return code.slip === undefined
        ? found(`The known secret (${code.seedFrom}) gives this code at no moment within five minutes.`)
        : ruledOut('It is the known secret’s code but for a slip.');
    },
    fix: codeOfNow,
  },
  {
    id: 'totp-used-before',
    title: 'This TOTP code was accepted once already',
    explains: [EXPIRED],
    test: 'The steps of this run that were accepted are searched for the same code.',
    prior: 0.9,
    advice: 'Send the next code.',
    check(evidence) {
      const code = totpOf(evidence);
      if (code === undefined) return ruledOut('The code is no TOTP code.');
      if (code.acceptedBy !== undefined) {
        return found(
          code.acceptedBy === 0
            ? 'Another chain of this run was let in by it.'
            : `Step ${code.acceptedBy} was let in by it.`,
        );
      }
      return /already been used/i.test(evidence.message)
        ? found('Cognito says so itself; it was used from elsewhere.')
        : cannotTell('No step of this run was let in by this code.');
    },
    fix: (evidence) => {
      const fix = codeOfNow(evidence);
      return fix && { ...fix, label: 'Send the next code', waitMs: waitForNext(evidence) };
    },
  },
  {
    id: 'code-too-old',
    title: 'The message is too old',
    explains: [EXPIRED],
    test: 'The time since the message is compared with how long its code lives: a Session, an hour or a day.',
    prior: 0.4,
    advice: 'Have a new code sent.',
    check(evidence) {
      const code = messageOf(evidence);
      if (code === undefined) return ruledOut('The code is not one that was sent.');
      const at = code.inbox?.matchAt ?? code.inbox?.newestAt;
      if (at === undefined) return cannotTell('When the code was sent is not known here.');
      const age = evidence.step.sentAt - at;
      return age > (code.livesMs ?? evidence.session.limitMs)
        ? found(`The code was sent ${ago(age)}.`, 'Read from the sandbox’s inbox.')
        : ruledOut(`The code was sent ${ago(age)}.`, 'Read from the sandbox’s inbox.');
    },
    fix: () => ({ label: 'Start again for a new code', from: 'start' }),
  },
  {
    id: 'factor-not-set-up',
    title: 'The user has no such second factor',
    explains: [{ code: 'SoftwareTokenMFANotFoundException' }, { code: 'MFAMethodNotFoundException' }],
    test: 'The exception says it.',
    prior: 0.9,
    advice: 'Answer with a factor the user has, or set this one up first.',
    check({ sandbox, code, message }) {
      if (/not been enabled by the userpool/i.test(message))
        return ruledOut('It is the pool that has it switched off.');
      const has = code === 'SoftwareTokenMFANotFoundException' ? sandbox?.hasTotp : sandbox?.hasPhone;
      if (has === true) return ruledOut('The exception says so.', 'The user has it set up by now.');
      return found('Cognito says so itself.', has === false ? 'The user has none.' : undefined);
    },
  },
] as const satisfies readonly Cause[];

/** Until the code changes: each is good once, whoever asks. By the target's clock, which makes the codes. */
function waitForNext({ step, now, targetAheadMs }: Evidence): number {
  const sent = step.sentAt + targetAheadMs;
  return Math.max(0, sent - (sent % TOTP_STEP_MS) + TOTP_STEP_MS - (now + targetAheadMs));
}
