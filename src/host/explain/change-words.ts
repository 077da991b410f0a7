import type { Fix } from '../../chain/explain/cause.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { Asked } from '../../challenges/spec.ts';
import type { Composed } from '../../cognito/composed.ts';
import type { Answer } from '../../contract.ts';
import type { FixOffer } from '../../contract/explain.ts';
import { flowNamed } from '../../flows/flows.ts';

// Two masks beside each other say nothing. These words say what became of a value that is not shown.

/** Where a key's value came from in the request that was refused. */
export function cameFrom(answer: Answer, key: string): string {
  const typed = [answer.responses[key], answer.members[key], answer.inputs[key]];
  return typed.some((value) => value !== undefined && value !== null) ? 'typed' : 'computed then';
}

export interface Mended {
  readonly composed: Composed;
  /** The answer that is composed, with what the sandbox's inbox holds. */
  readonly answer: Answer;
  readonly fix: Fix;
  readonly how: FixOffer['how'];
  /** What the answer is to; absent for a sign-in's first request. */
  readonly asked?: Asked | undefined;
}

/** Where a key's value will come from in the request that a fix sends. */
export function willComeFrom({ composed, answer, fix, how, asked }: Mended, key: string): string {
  const { name, inputs } = answer;
  const fields =
    flowNamed(name)?.fields ?? (asked === undefined ? [] : challengeNamed(name).fields({ ...asked, name }));
  const field = fields.find((one) => one.key === key);
  const emptied = fix.inputs?.[key] === null || fix.compute?.includes(key) === true;
  if (field?.totp === true && inputs[key] === undefined)
    return how === 'resend' ? 'the code of now' : 'the code of that moment';
  if (field?.inbox === true && emptied && inputs[key] !== undefined) return 'the newest code in the inbox';
  const entry = composed.computed.find((one) => one.key === key && !one.overridden);
  if (entry !== undefined) return `computed${how === 'resend' ? '' : ' anew'}: ${entry.from}`;
  return emptied ? 'as it is remembered' : 'typed';
}
