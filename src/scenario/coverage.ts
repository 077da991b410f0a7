import { chainOf, type Step } from '../chain/model.ts';
import type { ChainEvent } from '../chain/event.ts';
import { isStart } from '../chain/sign-in-operations.ts';
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
  /** Asked, or answered in place of one that was: PASSWORD stands for SELECT_CHALLENGE. */
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

/** The exceptions and wire failures of the catalogue: what a service, or the way to it, may answer a sign-in or what is done beside it. */
export const answerable: readonly string[] = catalogue
  .map(({ code }) => code)
  .filter((code) => code.endsWith('Exception') || WIRE.has(code));

const NAMES: ReadonlySet<string> = new Set(challenges.map(({ name }) => name));

/** What one chain touched, each once: little enough to keep of a chain that itself is not kept. */
export interface Touches {
  readonly challenges: readonly string[];
  readonly transitions: readonly Transition[];
  readonly errors: readonly string[];
}

/** What a chain touched. Pure. */
export function touchesOf(events: readonly ChainEvent[]): Touches {
  const steps = chainOf(events)?.steps ?? [];
  const went = new Map(steps.flatMap(wentBy).map((transition) => [keyOf(transition), transition]));
  const asked = steps.flatMap(({ outcome }) => (outcome?.kind === 'challenge' ? [outcome.name] : []));
  const answered = steps
    .filter(({ operation }) => !isStart(operation))
    .flatMap(wentBy)
    .map(({ from }) => from)
    .filter((name) => NAMES.has(name));
  const refused = steps.flatMap(({ outcome }) =>
    outcome?.kind === 'error' || outcome?.kind === 'failure' ? [outcome.code] : [],
  );
  return {
    challenges: [...new Set([...asked, ...answered])],
    transitions: [...went.values()],
    errors: [...new Set(refused)],
  };
}

/** Which challenges were asked, transitions went and errors came in these chains, and which did not. Pure. */
export function coverageOf(logs: readonly (readonly ChainEvent[])[]): Coverage {
  const gathering = createCoverage();
  for (const events of logs) gathering.add(touchesOf(events));
  return gathering.coverage();
}

/** Takes chains one after the other: of each no more is kept than a count. */
export function createCoverage(): { add(chain: Touches): void; coverage(): Coverage } {
  const asked = createCounter();
  const went = createCounter();
  const refused = createCounter();
  const known = new Set(transitions.map(keyOf));
  return {
    add(chain) {
      asked.count(chain.challenges);
      went.count(chain.transitions.map(keyOf));
      refused.count(chain.errors);
    },
    coverage: () => ({
      challenges: challenges.map(({ name }) => ({ name, chains: asked.of(name) })),
      transitions: transitions.map((transition) => ({
        ...transition,
        chains: went.of(keyOf(transition)),
      })),
      errors: answerable.map((name) => ({ name, chains: refused.of(name) })),
      unlisted: went
        .names()
        .filter((key) => !known.has(key))
        .map((key) => {
          const [from = '', to = ''] = key.split(ARROW);
          return { from, to, chains: went.of(key) };
        }),
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
  count(names: readonly string[]): void;
  of(name: string): number;
  names(): readonly string[];
}

/** In how many chains something was, each naming it once. */
function createCounter(): Counter {
  const chains = new Map<string, number>();
  const of = (name: string) => chains.get(name) ?? 0;
  return {
    count(names) {
      for (const name of new Set(names)) chains.set(name, of(name) + 1);
    },
    of,
    names: () => [...chains.keys()],
  };
}
