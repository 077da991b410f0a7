import type { Field } from '../form/form.ts';
import { challengeNamed, challenges } from './index.ts';
import type { ChallengeSpec } from './spec.ts';

// What specs say together, so that whoever asks knows no challenge by name.

/** The names of the challenges of which something holds, in the order of the list. */
export function namesWhere(holds: (spec: ChallengeSpec) => boolean): readonly string[] {
  return challenges.filter(holds).map(({ name }) => name);
}

/** The field of a challenge that takes a one-time code; undefined where it asks for none. */
export function codeField(name: string): Field | undefined {
  return challengeNamed(name)
    .fields({ name, parameters: {}, available: [] })
    .find(({ kind }) => kind === 'code');
}

/** Whether a message with a code goes out as this is asked. */
export function sendsCode(name: string): boolean {
  return codeField(name)?.inbox === true;
}

/** Whether it can be asked for after a password. */
export function canBeSecond({ stage }: ChallengeSpec): boolean {
  return stage === 'second' || stage === 'either';
}
