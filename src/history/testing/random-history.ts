import fc from 'fast-check';
import type { ChainEvent } from '../../chain/event.ts';
import { chainOf } from '../../chain/model.ts';
import { challenge, refused, story, STORY_START, storyTarget } from '../../chain/testing/story.ts';
import type { Annotations, ChainLine, KeptEvent } from '../history.ts';
import { lineOf } from '../line.ts';
import { FACET_KEYS, type Query, type Term } from '../query/query.ts';

/** Small on purpose, so that what is asked for is often there; with what a database's own language would read otherwise. */
const WORDS = [
  'ann',
  'anna',
  'bob',
  'it’s',
  "o'neil",
  'the',
  'running',
  'ß',
  'é',
  '50%',
  'a_b',
  'a\\b',
  '\0',
  '日本',
];
const CODES = ['CodeMismatchException', 'NotAuthorizedException', 'CodeDeliveryFailureException'];
const CHALLENGES = ['SMS_MFA', 'SMS_OTP', 'SOFTWARE_TOKEN_MFA'];

const word = fc.constantFrom(...WORDS);
const text = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '));

export interface RandomChain {
  readonly line: ChainLine;
  readonly events: readonly KeptEvent[];
  readonly annotations: Annotations;
}

const step = fc.oneof(
  fc.constantFrom(...CHALLENGES).map((name) => challenge(name, 's')),
  fc.tuple(fc.constantFrom(...CODES), text).map(([code, said]) => refused(code, said)),
  fc.constant({ kind: 'tokens', newDevice: false } as const),
  // Under way, or broken off with the console.
  fc.constant(undefined),
);

/** Chains with what people note of them, each under an id of its own. */
export const randomChains: fc.Arbitrary<readonly RandomChain[]> = fc
  .array(
    fc.record({
      username: word,
      target: word,
      steps: fc.array(fc.tuple(step, fc.integer({ min: 1, max: 5_000 })), { maxLength: 3 }),
      notes: text,
      tags: fc.uniqueArray(fc.constantFrom('release', 'red', 'flaky'), { maxLength: 2 }),
      ticket: fc.constantFrom('', 'ABC-1', 'abc-12'),
      pinned: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((chains) =>
    chains.map(({ username, target, steps, tags, ...noted }, at) => {
      const events = story(
        steps.map(([outcome, took], place) => ({
          id: `${at}-${place}`,
          parent: place === 0 ? null : `${at}-${place - 1}`,
          answers: 'USER_SRP_AUTH',
          ...(outcome === undefined ? {} : { outcome }),
          took,
        })),
        { chainId: `chain-${at}`, username, target: { ...storyTarget, name: target } },
      );
      return { ...keptOf(events), annotations: { ...noted, tags: [...tags].sort() } };
    }),
  );

/** A chain's events as a history takes them. */
export function keptOf(events: readonly ChainEvent[]): {
  readonly line: ChainLine;
  readonly events: readonly KeptEvent[];
} {
  const chain = chainOf(events);
  if (chain === undefined) throw new Error('these events begin no chain');
  return { line: lineOf(chain), events: events.map((event, seq) => ({ seq, event })) };
}

const values: readonly string[] = [
  ...WORDS,
  ...CODES,
  ...CHALLENGES,
  'red',
  'release',
  'abc-1',
  'failed',
  'tokens',
];
const term: fc.Arbitrary<Term> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc.record({
        kind: fc.constant('text' as const),
        words: fc.array(
          fc.constantFrom('ann', 'an', 'bob', 'the', 'run', 'ss', 'e', 'a_b', 'sms_mfa', 'abc-1', '日'),
          {
            minLength: 1,
            maxLength: 2,
          },
        ),
        prefix: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('facet' as const),
        key: fc.constantFrom(...FACET_KEYS),
        value: fc.constantFrom(...values).map((value) => value.toLowerCase()),
        prefix: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('took' as const),
        side: fc.constantFrom('over' as const, 'under' as const),
        ms: fc.integer({ min: 0, max: 5_000 }),
      }),
      fc.record({
        kind: fc.constant('began' as const),
        side: fc.constantFrom('since' as const, 'before' as const),
        at: fc.integer({ min: Date.UTC(2026, 8, 8), max: Date.UTC(2026, 8, 9) }),
      }),
      fc.record({
        kind: fc.constant('waits' as const),
        side: fc.constantFrom('live' as const, 'expired' as const),
        // About when the Sessions of these chains run out.
        at: fc.integer({ min: STORY_START, max: STORY_START + 600_000 }),
      }),
      fc.record({
        kind: fc.constant('ended' as const),
        side: fc.constantFrom('failed' as const, 'sending' as const),
        // About when what these chains sent can't be under way any more.
        at: fc.integer({ min: STORY_START, max: STORY_START + 90_000 }),
      }),
      fc.constant({ kind: 'pinned' } as const),
      fc.record({
        kind: fc.constant('id' as const),
        beginning: fc.constantFrom('chain-', 'chain-0', 'chain-1', 'chain-12', 'hain', 'chain-1\u{10ffff}'),
      }),
    ),
  )
  .map(([not, rest]) => ({ ...rest, not }));

export const randomQuery: fc.Arbitrary<Query> = fc.array(term, { maxLength: 3 }).map((terms) => ({ terms }));
