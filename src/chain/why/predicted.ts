import type { Step } from '../model.ts';
import { isException } from './exception.ts';
import type { Expectation } from './expect.ts';

/** What should come next, told before it is sent. */
export interface Prediction extends Expectation {
  /** `pool`: pool, client and user were read. `chain`: only what is known of the chain. */
  readonly from: 'pool' | 'chain';
  /** What could not be read of pool, client and user, and why: sentences. Absent: all of it was, or none was tried. */
  readonly unread?: readonly string[];
}

/** A prediction beside what came. */
export interface Predicted {
  readonly prediction: Prediction;
  /** Challenge name, `TOKENS` or an exception's name. */
  readonly came: string;
  /** `refused`: what was sent was not accepted, so that what would follow never came to be. */
  readonly verdict: 'fits' | 'refused' | 'differs';
  readonly says: string;
}

/** Undefined for a step that came to nothing that can be predicted: still under way, or lost on the wire. */
export function comparePrediction(prediction: Prediction, outcome: Step['outcome']): Predicted | undefined {
  const came = nameOf(outcome);
  if (came === undefined) return undefined;
  const names = prediction.names.join(' or ');
  const compared = (verdict: Predicted['verdict'], says: string): Predicted => ({
    prediction,
    came,
    verdict,
    says,
  });
  if (prediction.names.includes(came)) return compared('fits', prediction.because);
  const beside = prediction.besides?.find((each) => each.names.includes(came));
  const perhaps = beside === undefined ? '' : ` ${beside.says}`;
  // What was wrong with the answer was no part of the prediction.
  if (outcome?.kind === 'error' && !prediction.names.every(isException))
    return compared('refused', `${names} would have followed; the answer was not accepted.${perhaps}`);
  return compared('differs', `Predicted ${names}: ${lowerFirst(prediction.because)} ${came} came.${perhaps}`);
}

/** A sentence inside another one: AWS's names keep their letters. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) && !/^[A-Z]\w*[A-Z]/.test(text.split(' ')[0] ?? '')
    ? text[0]?.toLowerCase() + text.slice(1)
    : text;
}

function nameOf(outcome: Step['outcome']): string | undefined {
  switch (outcome?.kind) {
    case 'challenge':
      return outcome.name;
    case 'tokens':
      return 'TOKENS';
    case 'error':
      return outcome.code;
    default:
      return undefined;
  }
}
