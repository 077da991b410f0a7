import type { Chain } from '../model.ts';
import { expectNext, type Expectation } from './expect.ts';
import { lowerFirst } from './predicted.ts';
import { chainFacts, type Surroundings, type WhyFacts } from './facts.ts';
import { type Reason, whyRules } from './reasons.ts';
import { simulation, type Simulation } from './simulated.ts';

/** Why Cognito asked what it asked, as far as it can be told. */
export interface Why {
  /** The challenge, or `TOKENS`. */
  readonly name: string;
  /** `pool`: pool, client and user were read. `chain`: only what travelled. */
  readonly from: 'pool' | 'chain';
  /** What is known first, then inferred, then what nobody can tell from here. */
  readonly reasons: readonly Reason[];
  readonly expected: Expectation;
  /** Why something else came than was expected; absent where it fits. */
  readonly difference?: string;
  readonly simulated?: Simulation;
  /** What could not be read of pool, client and user, and why. */
  readonly unread?: readonly string[];
  /** They can be read once somebody wants it: it takes AWS credentials that nobody chose, or that want a code first. */
  readonly readable?: true;
}

/** What decides beside pool, client and user, by kind of target. */
const ELSEWHERE: Readonly<Record<Chain['target']['kind'], string>> = {
  sandbox: 'fault rules, settings and triggers of the sandbox',
  endpoint:
    'the pool’s Lambda triggers and threat protection, and at what the endpoint does otherwise than Cognito',
};

const ORDER: readonly Reason['verdict'][] = ['known', 'inferred', 'unknown'];

/** Undefined for a step that asked nothing and brought no tokens. */
export function whyOf(chain: Chain, stepId: string, around?: Surroundings): Why | undefined {
  const facts = chainFacts(chain, stepId);
  if (facts === undefined) return undefined;
  const all: WhyFacts = around === undefined ? { chain: facts } : { chain: facts, around };
  const { name } = facts.asked;
  const reasons = whyRules
    .filter(({ about }) => about.length === 0 || about.includes(name))
    .flatMap((rule) => rule.read(all) ?? [])
    .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const expected = expectNext(all);
  const difference = differenceOf(name, expected, around, chain.target.kind);
  const simulated = simulation(all);
  return {
    name,
    from: around === undefined ? 'chain' : 'pool',
    reasons,
    expected,
    ...(difference === undefined ? {} : { difference }),
    ...(simulated === undefined ? {} : { simulated }),
  };
}

function differenceOf(
  came: string,
  { names, verdict, because, besides = [] }: Expectation,
  around: Surroundings | undefined,
  kind: Chain['target']['kind'],
): string | undefined {
  if (names.includes(came)) return undefined;
  const expected = `Expected ${names.join(' or ')}: ${lowerFirst(because)} ${came} came.`;
  if (around?.readLater === true)
    return `${expected} Pool and user were read after later steps, which may have changed what was so then.`;
  const beside = besides.find((each) => each.names.includes(came));
  if (beside !== undefined) return `${expected} ${beside.says}`;
  if ((verdict === 'known' || besides.length > 0) && around !== undefined)
    return `${expected} So pool and user are not what decided: look at ${ELSEWHERE[kind]}.`;
  return `${expected} The pool may differ from what the chain shows, or the endpoint from Cognito.`;
}
