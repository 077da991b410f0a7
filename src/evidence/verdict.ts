import type { Chain, Step } from '../chain/model.ts';
import { explainError } from '../errors/catalogue.ts';

/** What a reproduction came to, beside the chain it runs again. */
export interface Verdict {
  readonly kind:
    | 'same'
    | 'different'
    /** run to its end, and the source holds no answer of any step to compare with */
    | 'unknown'
    | 'running'
    /** before it could be told: something is missing, or it was stopped by hand */
    | 'stopped';
  /** One or two sentences, for a person. */
  readonly because: string;
  /** Steps that were run again so far, of how many. */
  readonly done: number;
  readonly of: number;
  /** The step of the reproduction that came out otherwise, and its number. */
  readonly stepId?: string;
  readonly number?: number;
  /** What came then and now: a ChallengeName, `TOKENS`, `DONE` or an error's code. For `different`. */
  readonly then?: string;
  readonly now?: string;
}

/** How the running of it stands. */
export interface Going {
  readonly running: boolean;
  /** Why it stopped, in words, where it did before its end. */
  readonly stopped?: string | undefined;
}

/**
 * Whether a chain came out as the one it runs again: step by step what was done and what it brought, by AWS's names.
 * Times, ids and what is new at every exchange do not count. A step whose answer the source does not hold is not
 * compared; where that is every step, it can't be told. Pure: nothing secret is read.
 */
export function verdictOf(then: Chain, now: Chain, { running, stopped }: Going): Verdict {
  const of = then.steps.length;
  let unknown = 0;
  for (const [index, before] of then.steps.entries()) {
    const after = now.steps[index];
    const counts = { done: index, of };
    if (after === undefined || after.status === 'sending')
      return running
        ? { kind: 'running', because: `Step ${index + 1} of ${of} is run again.`, ...counts }
        : {
            kind: 'stopped',
            because: `${stopped === undefined ? 'It was not run on' : stopped} at step ${index + 1} of ${of}.`,
            ...counts,
          };
    if (!isRecorded(before)) {
      unknown += 1;
      continue;
    }
    const why = differenceOf(before, after);
    if (why !== undefined)
      return {
        kind: 'different',
        because: why,
        ...counts,
        stepId: after.id,
        number: index + 1,
        then: cameTo(before),
        now: cameTo(after),
      };
  }
  const compared = of - unknown;
  if (compared === 0) {
    const ended = now.steps.at(-1);
    const came = ended === undefined ? '' : ` It ended in ${cameTo(ended)} now.`;
    const because = `Nothing could be compared: the source holds no answer${of === 1 ? '' : ' of any step'}.${came}`;
    return { kind: 'unknown', because, done: of, of };
  }
  return { kind: 'same', because: `${asThen(compared, of)}${endOf(then, now)}`, done: of, of };
}

function asThen(compared: number, of: number): string {
  if (compared === of) return `${of === 1 ? 'The one step' : `All ${of} steps`} came out as then.`;
  const left = of - compared === 1 ? 'The other one' : `The other ${of - compared}`;
  return `${compared} of ${of} steps came out as then. ${left} can’t be compared: the source holds no answer.`;
}

/** What both came to; where the source does not hold how it ended, what this one came to. */
function endOf(then: Chain, now: Chain): string {
  const last = then.steps.at(-1);
  const ended = now.steps.at(-1);
  if (last === undefined || ended === undefined) return '';
  return isRecorded(last) ? ` It ended in ${cameTo(last)} both times.` : ` It ended in ${cameTo(ended)} now.`;
}

/** Why two steps did not come to the same; undefined where they did. */
export function differenceOf(before: Step, after: Step): string | undefined {
  if (before.operation !== after.operation || before.answers !== after.answers)
    return `${before.operation} for ${before.answers} then, ${after.operation} for ${after.answers} now.`;
  const [then, now] = [cameTo(before), cameTo(after)];
  if (then === now) return otherWords(before, after);
  const [failed, fails] = [errorOf(before), errorOf(after)];
  if (fails !== undefined) {
    const said = fails.message === '' ? '' : ` “${fails.message}”`;
    const meaning = explainError(fails.code, fails.message)?.meaning ?? '';
    return `${then} then, ${now} now:${said} ${meaning}`.trim();
  }
  if (failed !== undefined)
    return `${then} then, ${now} now: what was answered then was refused, what this console knows of the user is right here.`;
  return `${then} then, ${now} now: the pool, the app client or the user is set up otherwise here.`;
}

/** One code may have several causes: its known messages tell them apart. */
function otherWords(before: Step, after: Step): string | undefined {
  const [failed, fails] = [errorOf(before), errorOf(after)];
  if (failed === undefined || fails === undefined) return undefined;
  const [a, b] = [failed, fails].map(({ code, message }) => explainError(code, message));
  if (a?.message === undefined || b?.message === undefined || a.message === b.message) return undefined;
  return `${failed.code} both times, for another reason: “${failed.message}” then, “${fails.message}” now. ${b.meaning}`;
}

function errorOf({ outcome }: Step): { code: string; message: string } | undefined {
  if (outcome?.kind === 'error') return { code: outcome.code, message: outcome.message };
  return outcome?.kind === 'failure' ? { code: outcome.code, message: outcome.detail } : undefined;
}

/** What a step brought, by AWS's name. */
export function cameTo({ outcome }: Step): string {
  switch (outcome?.kind) {
    case 'challenge':
      return outcome.name;
    case 'tokens':
      return 'TOKENS';
    case 'done':
      return 'DONE';
    case 'error':
    case 'failure':
      return outcome.code;
    case undefined:
      return 'nothing yet';
  }
}

export function isRecorded({ outcome }: Step): boolean {
  return !(outcome?.kind === 'failure' && outcome.code === 'NOT_RECORDED');
}
