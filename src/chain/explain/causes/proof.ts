import { duration } from '../../durations.ts';
import { cannotTell, found, ruledOut, type Cause, type Finding } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { middleOf, skewRange, TIMESTAMP_LIMIT_MS } from '../../clock-skew.ts';

const INCORRECT = { code: 'NotAuthorizedException', message: /incorrect username or password/i };
/** Worded otherwise, by Cognito one day or by an emulator: the bytes tell all the same. */
const OTHER_WORDS = {
  code: 'NotAuthorizedException',
  unworded: true as const,
  answers: /PASSWORD_VERIFIER$/,
};
const TIMESTAMP_AGAIN = ['TIMESTAMP', 'PASSWORD_CLAIM_SIGNATURE'] as const;

const isProof = ({ step }: Evidence): boolean => /PASSWORD_VERIFIER$/.test(step.answers);

/** A form of TIMESTAMP that is wrong, or why it is not that. */
function formIs(
  evidence: Evidence,
  form: string,
  says: (text: string, canonical: string) => string,
): Finding {
  const { timestamp, proof } = evidence;
  if (timestamp === undefined) {
    return isProof(evidence)
      ? cannotTell('The answer carries no TIMESTAMP.')
      : ruledOut('This step proves nothing by SRP.');
  }
  if (
    timestamp.form === form &&
    proof?.signedTimestamp !== undefined &&
    proof.signedTimestamp === timestamp.canonical
  ) {
    return ruledOut('The signature covers TIMESTAMP as Cognito writes it, so that its form does not matter.');
  }
  if (timestamp.form === form) return found(says(timestamp.text, timestamp.canonical ?? ''));
  return ruledOut(`TIMESTAMP is “${timestamp.text}”.`);
}

/** The server's clock minus ours by this exchange alone: a clock may have been set since those before. */
function serverAhead({ step: { sentAt, endedAt, response } }: Evidence): number | undefined {
  if (response?.serverDate === undefined || endedAt === undefined) return undefined;
  return middleOf(skewRange(response.serverDate, sentAt, endedAt));
}

/** Everything about an SRP proof that Cognito calls a wrong password (protocol reference 2.2, 5.4, 5.5). */
export const proofCauses = [
  {
    id: 'timestamp-padded',
    title: 'The day of TIMESTAMP is padded',
    explains: [INCORRECT, OTHER_WORDS],
    test: 'TIMESTAMP is read and written anew as the service does: the day has neither a zero nor a space in front.',
    prior: 0.9,
    check: (evidence) =>
      formIs(
        evidence,
        'padded',
        (text, canonical) =>
          `TIMESTAMP is “${text}”. Cognito writes it anew as “${canonical}” and signs that.`,
      ),
    fix: () => ({ label: 'Send TIMESTAMP as Cognito writes it', compute: [...TIMESTAMP_AGAIN] }),
  },
  {
    id: 'timestamp-weekday',
    title: 'The weekday of TIMESTAMP is not the date’s',
    explains: [INCORRECT, OTHER_WORDS],
    test: 'The weekday is worked out from the date and compared.',
    prior: 0.6,
    check: (evidence) =>
      formIs(
        evidence,
        'weekday',
        (text, canonical) => `TIMESTAMP is “${text}”. That date is “${canonical}”.`,
      ),
    fix: () => ({ label: 'Send TIMESTAMP as Cognito writes it', compute: [...TIMESTAMP_AGAIN] }),
  },
  {
    id: 'timestamp-zone',
    title: 'TIMESTAMP is not in UTC',
    explains: [INCORRECT, OTHER_WORDS, { code: 'InvalidParameterException', message: /timestamp/i }],
    test: 'The zone in TIMESTAMP must be the text UTC.',
    prior: 0.5,
    check: (evidence) => formIs(evidence, 'zone', (text) => `TIMESTAMP is “${text}”: its zone is not UTC.`),
    fix: () => ({ label: 'Send TIMESTAMP in UTC', compute: [...TIMESTAMP_AGAIN] }),
  },
  {
    id: 'timestamp-form',
    title: 'TIMESTAMP can’t be read',
    explains: [INCORRECT, OTHER_WORDS, { code: 'InvalidParameterException', message: /timestamp/i }],
    test: 'TIMESTAMP must be EEE MMM d HH:mm:ss UTC yyyy, with English names.',
    prior: 0.5,
    check: (evidence) =>
      formIs(evidence, 'unreadable', (text) => `“${text}” is not of the form “Tue Sep 8 09:05:07 UTC 2026”.`),
    fix: () => ({ label: 'Send TIMESTAMP as Cognito writes it', compute: [...TIMESTAMP_AGAIN] }),
  },
  {
    id: 'clock-skew',
    title: 'The clock is off',
    explains: [INCORRECT, OTHER_WORDS],
    test: 'TIMESTAMP is compared with the Date header of the answer.',
    prior: 0.3,
    advice: 'Set this computer’s clock, or have the system keep it.',
    check(evidence) {
      const { timestamp, clock } = evidence;
      if (!isProof(evidence)) return ruledOut('This step proves nothing by SRP.');
      if (timestamp?.at === undefined) return cannotTell('The answer carries no TIMESTAMP that can be read.');
      if (timestamp.aheadMs === undefined)
        return cannotTell('The answer brought no Date header to compare with.');
      const by = `${duration(Math.abs(timestamp.aheadMs))} ${timestamp.aheadMs > 0 ? 'ahead of' : 'behind'}`;
      if (Math.abs(timestamp.aheadMs) < TIMESTAMP_LIMIT_MS) {
        return ruledOut(
          Math.abs(timestamp.aheadMs) < 5_000
            ? 'TIMESTAMP and the Date header agree.'
            : `TIMESTAMP is only ${by} the server’s Date.`,
        );
      }
      const ours = Math.abs(serverAhead(evidence) ?? clock?.aheadMs ?? 0) < TIMESTAMP_LIMIT_MS;
      return found(
        `TIMESTAMP is ${by} the server’s Date. ${ours ? 'This computer’s clock is right, so it was typed or kept.' : 'This computer’s clock is off by as much.'}`,
      );
    },
    fix: ({ step }) =>
      step.overridden.includes('TIMESTAMP')
        ? { label: 'Send TIMESTAMP of now', compute: [...TIMESTAMP_AGAIN] }
        : undefined,
  },
  {
    id: 'timestamp-not-signed',
    title: 'The signature covers another TIMESTAMP',
    explains: [INCORRECT, OTHER_WORDS],
    test: 'The signature is computed over the seconds around the sending, and compared.',
    prior: 0.4,
    check(evidence) {
      const { proof } = evidence;
      if (!isProof(evidence)) return ruledOut('This step proves nothing by SRP.');
      if (proof?.signedTimestamp !== undefined && proof.signedTimestamp === evidence.timestamp?.canonical) {
        return ruledOut('The signature covers the same moment as Cognito writes it.');
      }
      if (proof?.signedTimestamp !== undefined) {
        return found(
          `The signature covers “${proof.signedTimestamp}”, and “${evidence.timestamp?.text ?? ''}” was sent.`,
        );
      }
      if (proof?.holds === true) return ruledOut('The signature covers the TIMESTAMP that was sent.');
      return cannotTell('The signature can’t be computed anew here.');
    },
    fix: () => ({ label: 'Compute TIMESTAMP and the signature together', compute: [...TIMESTAMP_AGAIN] }),
  },
  {
    id: 'secret-block-changed',
    title: 'SECRET_BLOCK was changed',
    explains: [INCORRECT, OTHER_WORDS],
    test: 'PASSWORD_CLAIM_SECRET_BLOCK is compared with SECRET_BLOCK of the challenge.',
    prior: 0.5,
    check(evidence) {
      if (!isProof(evidence)) return ruledOut('This step proves nothing by SRP.');
      switch (evidence.proof?.secretBlock) {
        case 'same':
          return ruledOut('SECRET_BLOCK went back as it came.');
        case 'changed':
          return found('PASSWORD_CLAIM_SECRET_BLOCK is not the SECRET_BLOCK of this challenge.');
        case 'missing':
          return found('The answer carries no PASSWORD_CLAIM_SECRET_BLOCK.');
        default:
          return cannotTell('The challenge brought no SECRET_BLOCK to compare with.');
      }
    },
    fix: () => ({
      label: 'Send SECRET_BLOCK unchanged',
      compute: ['PASSWORD_CLAIM_SECRET_BLOCK', 'PASSWORD_CLAIM_SIGNATURE'],
    }),
  },
  {
    id: 'proof-mistake',
    title: 'The proof was computed with a known mistake',
    explains: [INCORRECT, OTHER_WORDS],
    test: 'The signature is computed anew with each known mistake, alias for USER_ID_FOR_SRP among them.',
    prior: 0.5,
    check(evidence) {
      const { proof } = evidence;
      if (!isProof(evidence)) return ruledOut('This step proves nothing by SRP.');
      if (proof === undefined || !proof.known)
        return cannotTell('The secret of this exchange or the password is not known here.');
      if (proof.mistake)
        return found(`The signature is what comes out with this mistake: ${proof.mistake.says}.`);
      return proof.holds === true
        ? ruledOut('The signature is right for the values of this exchange.')
        : cannotTell('The signature fits neither the right values nor a known mistake.');
    },
    fix: () => ({ label: 'Compute the signature', compute: ['PASSWORD_CLAIM_SIGNATURE', 'TIMESTAMP'] }),
  },
  {
    id: 'signature-changed',
    title: 'The signature was typed or changed',
    explains: [INCORRECT, OTHER_WORDS],
    test: 'The signature is computed anew from this exchange and compared.',
    prior: 0.4,
    check(evidence) {
      const { proof, step } = evidence;
      if (!isProof(evidence)) return ruledOut('This step proves nothing by SRP.');
      if (proof?.holds === true) return ruledOut('The signature is the one this exchange gives.');
      if (!step.overridden.includes('PASSWORD_CLAIM_SIGNATURE')) {
        return proof?.known === true
          ? ruledOut('The console computed the signature.')
          : cannotTell('It can’t be computed here.');
      }
      return found('The signature was typed, and this exchange gives another.');
    },
    fix: () => ({ label: 'Compute the signature', compute: ['PASSWORD_CLAIM_SIGNATURE'] }),
  },
] as const satisfies readonly Cause[];
