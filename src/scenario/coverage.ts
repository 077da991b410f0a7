import { chainOf, type Step } from '../chain/model.ts';
import type { ChainEvent } from '../chain/event.ts';
import { challenges } from '../challenges/index.ts';
import { operationNamed } from '../cognito/operations.ts';
import { catalogue } from '../errors/catalogue.ts';
import { wireFailures } from '../errors/wire-failures.ts';
import { flows } from '../flows/flows.ts';

/** One thing that runs may touch, and in how many chains they did. */
export interface Touched {
  readonly name: string;
  readonly chains: number;
}

export interface Transition {
  readonly from: string;
  readonly to: string;
}

export interface Coverage {
  readonly challenges: readonly Touched[];
  readonly transitions: readonly (Transition & { readonly chains: number })[];
  readonly errors: readonly Touched[];
  /** Went, though no table has them: the protocol reference, or the service, has changed. */
  readonly unlisted: readonly (Transition & { readonly chains: number })[];
}

const ARROW = ' → ';

/** Every step from one state of a sign-in to the next that the protocol knows (protocol reference 3.1). */
export const transitions: readonly Transition[] = [...flows, ...challenges].flatMap(({ name, next }) =>
  next.map((to) => ({ from: name, to })),
);

/** What the way to a service may come to, and the fault rules of the sandbox can make. */
const WIRE: ReadonlySet<string> = new Set(wireFailures.map(({ code }) => code));

/** The exceptions and wire failures of the catalogue: what a service, or the way to it, may answer. */
export const answerable: readonly string[] = catalogue
  .map(({ code }) => code)
  .filter((code) => code.endsWith('Exception') || WIRE.has(code));

/** Which challenges were asked, transitions went and errors came in these chains, and which did not. Pure. */
export function coverageOf(logs: readonly (readonly ChainEvent[])[]): Coverage {
  const asked = createCounter();
  const went = createCounter();
  const refused = createCounter();
  for (const events of logs) {
    const steps = chainOf(events)?.steps ?? [];
    for (const { outcome } of steps) {
      if (outcome?.kind === 'challenge') asked.note(outcome.name);
      if (outcome?.kind === 'error' || outcome?.kind === 'failure') refused.note(outcome.code);
    }
    for (const { from, to } of steps.flatMap((step) => wentBy(step))) went.note(keyOf({ from, to }));
    for (const counter of [asked, went, refused]) counter.endOfChain();
  }
  const known = new Set(transitions.map(keyOf));
  return {
    challenges: challenges.map(({ name }) => ({ name, chains: asked.of(name) })),
    transitions: transitions.map((transition) => ({ ...transition, chains: went.of(keyOf(transition)) })),
    errors: answerable.map((name) => ({ name, chains: refused.of(name) })),
    unlisted: went
      .names()
      .filter((key) => !known.has(key))
      .map((key) => {
        const [from = '', to = ''] = key.split(ARROW);
        return { from, to, chains: went.of(key) };
      }),
  };
}

/** What a step went from and to; nothing for one that was refused, or beside the sign-in. */
function wentBy({ operation, answers, outcome }: Step): Transition[] {
  if (outcome?.kind === 'challenge') return [{ from: answers, to: outcome.name }];
  const signsIn = operationNamed(operation)?.signIn === true;
  return outcome?.kind === 'tokens' && signsIn ? [{ from: answers, to: 'TOKENS' }] : [];
}

function keyOf({ from, to }: Transition): string {
  return from + ARROW + to;
}

interface Counter {
  /** In the chain of now. */
  note(name: string): void;
  endOfChain(): void;
  of(name: string): number;
  names(): readonly string[];
}

/** Counts chains in which something was noted at least once. */
function createCounter(): Counter {
  const chains = new Map<string, number>();
  const now = new Set<string>();
  const of = (name: string) => chains.get(name) ?? 0;
  return {
    note: (name) => void now.add(name),
    endOfChain() {
      for (const name of now) chains.set(name, of(name) + 1);
      now.clear();
    },
    of,
    names: () => [...chains.keys()],
  };
}
