import type { Random } from '../random.ts';
import { createCounts, type Counts } from './fault-counts.ts';
import { matchesGlob } from './glob.ts';
import type { FaultRule, FaultRuleDraft } from './rule.ts';
import { writeFaultRule } from './rule-text.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** A call as rules look at it. */
export interface FaultCall {
  readonly operation: string;
  /** ChallengeName of the answer. */
  readonly challenge?: string;
  /** Every name of the user the call is about, the canonical one first; empty when nobody can tell. */
  userNames(): readonly string[];
}

/** A rule in force, as faces show it. */
export interface FaultInForce extends FaultRule {
  /** Its one-line form. */
  readonly text: string;
  /** How often it answered. */
  readonly fired: number;
}

/** The fault rules in force, with what they counted. */
export interface Faults {
  list(): readonly FaultInForce[];
  /** Puts these in place of all rules; counts start over. */
  replace(drafts: readonly FaultRuleDraft[]): void;
  /** Adds a rule at the end, or puts it in place of the one with its id. */
  add(draft: FaultRuleDraft): FaultRule;
  /** @returns false when there is no such rule. */
  remove(id: string): boolean;
  /** Counts the call, and says which rule answers it. */
  pick(call: FaultCall): FaultRule | undefined;
}

interface Entry {
  readonly rule: FaultRule;
  readonly calls: Counts;
  readonly throttle?: Throttle;
  fired: number;
}

const NOBODY = '';

export function createFaults({ random, now }: { random: Random; now: () => number }): Faults {
  let entries: readonly Entry[] = [];
  return {
    list: () => entries.map(({ rule, fired }) => ({ ...rule, text: writeFaultRule(rule), fired })),
    replace: (drafts) => {
      const taken = new Set(drafts.flatMap(({ id }) => id ?? []));
      entries = drafts.map((draft) => entryFor(draft, taken));
    },
    add: (draft) => {
      const entry = entryFor(draft, new Set(entries.map(({ rule }) => rule.id)));
      const at = entries.findIndex(({ rule }) => rule.id === entry.rule.id);
      entries = at < 0 ? [...entries, entry] : entries.with(at, entry);
      return entry.rule;
    },
    remove: (id) => {
      const kept = entries.filter(({ rule }) => rule.id !== id);
      const found = kept.length < entries.length;
      entries = kept;
      return found;
    },
    pick: (call) => {
      let names: readonly string[] | undefined;
      const userNames = () => (names ??= call.userNames().map((name) => name.toLowerCase()));
      // All of them count the call, also those that come after the one that answers.
      const due = entries.filter((entry) => isDue(entry, call, userNames));
      const fired = due.find((entry) => fires(entry, random, now));
      if (fired !== undefined) fired.fired += 1;
      return fired?.rule;
    },
  };
}

/** @param taken ids that a rule without one may not get; its own is added */
function entryFor(draft: FaultRuleDraft, taken: Set<string>): Entry {
  const rule = { ...draft, id: draft.id ?? freeId(taken) };
  taken.add(rule.id);
  const { throttle } = rule.answer;
  return {
    rule,
    calls: createCounts(),
    ...(throttle === undefined ? {} : { throttle: createThrottle(throttle.perSecond) }),
    fired: 0,
  };
}

function freeId(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`fault-${String(number)}`)) number += 1;
  return `fault-${String(number)}`;
}

function isDue({ rule, calls }: Entry, call: FaultCall, userNames: () => readonly string[]): boolean {
  const { operation, challenge, user, step } = rule.match;
  if (operation !== undefined && !matchesGlob(operation, call.operation)) return false;
  if (challenge !== undefined && challenge !== call.challenge) return false;
  if (user !== undefined && !userNames().includes(user.toLowerCase())) return false;
  return step === undefined || calls.add(userNames()[0] ?? NOBODY) === step;
}

function fires({ rule, fired, throttle }: Entry, random: Random, now: () => number): boolean {
  if (rule.times !== undefined && fired >= rule.times) return false;
  if (rule.match.chance !== undefined && share(random) >= rule.match.chance) return false;
  return throttle === undefined || !throttle.allows(now());
}

/** From 0 up to, but not, 1. */
function share(random: Random): number {
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
  return (((a * 256 + b) * 256 + c) * 256 + d) / 2 ** 32;
}
