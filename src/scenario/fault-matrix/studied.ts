import { answeredAs } from '../../chain/answered.ts';
import { expectsRefusal } from '../checks.ts';
import { editScenario } from '../edit.ts';
import type { Scenario } from '../schema.ts';

/** A step whose rules are broken, and the scenario that comes just so far. */
export interface Studied {
  /** Into the scenario's steps. */
  readonly index: number;
  /** The flow or challenge that it answers. */
  readonly name: string;
  /**
   * The challenge still waits: answered, it would leave the user another than before, and no sign-in would come there
   * any more.
   */
  readonly waits: boolean;
  /** How many of the scenario's steps lead there. */
  readonly steps: number;
}

/** Which steps of a scenario the matrix is made of. */
export interface StudyWish {
  /** Into the scenario's steps. */
  readonly step?: number | undefined;
  /** The flow or challenge, AWS's name. */
  readonly challenge?: string | undefined;
}

/** Every flow and answer that is meant to go through: what is refused on purpose is broken already. */
export function studiedSteps({ steps }: Scenario, { step: only, challenge }: StudyWish = {}): Studied[] {
  return steps.flatMap((step, index): Studied[] => {
    if (!('flow' in step || 'answer' in step) || expectsRefusal(step.expect ?? {})) return [];
    const name = 'flow' in step ? step.flow : step.answer;
    if ((only !== undefined && only !== index) || (challenge !== undefined && challenge !== name)) return [];
    const waits = 'answer' in step && answeredAs(name).changesUser === true;
    return [{ index, name, waits, steps: waits ? index : index + 1 }];
  });
}

/** The text with its first steps alone. @throws CoreFault SCENARIO_YAML */
export function firstSteps(text: string, { steps }: Scenario, count: number): string {
  const removed = steps.map((_, index) => index).filter((index) => index >= count);
  return editScenario(
    text,
    removed.toReversed().map((index) => ({ op: 'remove', at: `/steps/${String(index)}` }) as const),
  );
}
