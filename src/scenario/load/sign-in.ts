import { challengeNamed } from '../../challenges/index.ts';
import type { Asked } from '../../challenges/spec.ts';
import type { Remembered } from '../../form/form.ts';
import type { JsonValue } from '../../json.ts';
import type { AuthenticationResult } from '../../cognito/reply.ts';
import type { SrpExchange } from './ports.ts';

/** One exchange of a sign-in, and what later ones need of it. */
export interface LoadStep {
  readonly parent?: LoadStep;
  readonly operation: string;
  readonly srp?: SrpExchange;
  readonly body: JsonValue | undefined;
  readonly asked?: Asked;
  readonly session?: string;
  readonly tokens?: AuthenticationResult;
  readonly refused: boolean;
}

/** A sign-in of an iteration: the tree of its steps, and what was typed for them. */
export interface SignIn {
  readonly username: string;
  readonly remembered: Map<Remembered, string>;
  readonly steps: LoadStep[];
}

/** From a step back to the first, nearest first. */
export function lineage(step: LoadStep | undefined): LoadStep[] {
  const path: LoadStep[] = [];
  for (let next = step; next !== undefined; next = next.parent) path.push(next);
  return path;
}

/** The Session that an answer carries: the newest of an operation on the same challenge, else the challenge’s own. */
export function sessionFor({ steps }: SignIn, parent: LoadStep): string | undefined {
  const beside = steps.filter(
    (step) => step.parent === parent && step.asked === undefined && step.session !== undefined,
  );
  return beside.at(-1)?.session ?? parent.session;
}

/** USER_ID_FOR_SRP, else USERNAME, nearest first; else what was typed. */
export function canonicalName({ username }: SignIn, step: LoadStep | undefined): string {
  for (const { asked } of lineage(step)) {
    const name = asked?.parameters['USER_ID_FOR_SRP'] ?? asked?.parameters['USERNAME'];
    if (name !== undefined) return name;
  }
  return username;
}

/** Whether what a step asked is answered under a name: some are under another's, too. */
export function asksFor({ asked }: LoadStep, name: string): boolean {
  if (asked === undefined) return false;
  return asked.name === name || challengeNamed(asked.name).alternatives?.includes(name) === true;
}

/** The newest challenge that stands open under a name: nothing answered it, or what did was refused. */
export function openChallenge({ steps }: SignIn, name: string): LoadStep | undefined {
  return steps.findLast(
    (step) =>
      asksFor(step, name) &&
      !steps.some(
        (next) =>
          next.parent === step && !next.refused && (next.asked !== undefined || next.tokens !== undefined),
      ),
  );
}
