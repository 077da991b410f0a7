import fc from 'fast-check';
import type { ChainEvent, Outcome } from '../../chain/event.ts';
import { bodyOf, challenge, refused, story, STORY_START, storyTarget } from '../../chain/testing/story.ts';
import type { Annotations } from '../history.ts';
import type { Query, Term } from '../query/query.ts';

// Chains and queries made of so few words that they meet: what the homes of the history are held against each other by.

const WORDS = ['ann', 'annabel', 'code', 'invalid', 'sms_mfa', 'renée', 'ωmega', 'a', '3f0c-77'] as const;
const CODES = ['CodeMismatchException', 'NotAuthorizedException', 'Code'] as const;

export interface AnyChain {
  readonly events: readonly ChainEvent[];
  readonly annotations: Annotations;
}

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constantFrom<Outcome>(challenge('SMS_MFA', 's1'), challenge('SOFTWARE_TOKEN_MFA', 's2')),
  fc
    .tuple(fc.constantFrom(...CODES), fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }))
    .map(([code, words]) => refused(code, words.join(' '))),
  fc.constant<Outcome>({ kind: 'tokens', newDevice: false }),
);

const oneChain = (chainId: string): fc.Arbitrary<AnyChain> =>
  fc
    .record({
      username: fc.constantFrom('ann@example.com', 'annabel', 'bob', ''),
      target: fc.constantFrom('staging', 'sandbox · main', 'stage'),
      outcomes: fc.array(fc.tuple(outcome, fc.constantFrom(80, 300, 2_500)), { minLength: 1, maxLength: 4 }),
      member: fc.constantFrom('USERNAME', 'Code'),
      tags: fc.subarray(['release', 're', 'late']),
      notes: fc.constantFrom('', '', 'invalid code of ann', 'Renée'),
      ticket: fc.constantFrom('', 'SUP-1', 'SUP-12'),
      pinned: fc.boolean(),
    })
    .map(({ username, target, outcomes, member, ...annotations }) => ({
      annotations,
      events: story(
        outcomes.map(([result, took], at) => ({
          id: `${chainId}-${at}`,
          parent: at === 0 ? null : `${chainId}-${at - 1}`,
          answers: 'SMS_MFA',
          outcome: result,
          took,
          request: { body: bodyOf({ [member]: 'never-a-word' }) },
        })),
        { chainId, username, target: { ...storyTarget, id: `id-${target}`, name: target } },
      ),
    }));

/** Up to eight chains, in the order they came. */
export const anyChains: fc.Arbitrary<readonly AnyChain[]> = fc
  .nat(8)
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => oneChain(`chain-${at}`))));

const anyTerm: fc.Arbitrary<Term> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc.record({
        kind: fc.constant('text' as const),
        words: fc.uniqueArray(
          fc.constantFrom(
            'ann',
            'an',
            'code',
            'co',
            'c',
            'renee',
            'ωm',
            'ωmega',
            '3f0c',
            'respond',
            'example',
            'a',
          ),
          { minLength: 1, maxLength: 2 },
        ),
        prefix: fc.boolean(),
      }),
      fc
        .constantFrom(
          ['error', 'codemismatchexception'],
          ['error', 'code'],
          ['user', 'ann'],
          ['user', 'annabel'],
          ['target', 'sta'],
          ['target', 'sandbox · main'],
          ['status', 'failed'],
          ['status', 'tokens'],
          ['tag', 're'],
          ['tag', ''],
          ['ticket', 'sup-1'],
          ['request-id', 'request-chain-1-0'],
          ['challenge', 'sms_mfa'],
        )
        .chain(([key, value]) =>
          fc.boolean().map((prefix) => ({ kind: 'facet', key, value, prefix }) as Omit<Term, 'not'>),
        ),
      fc
        .tuple(fc.constantFrom('since', 'before'), fc.constantFrom(-1, 0, 1))
        .map(([side, off]) => ({ kind: 'began', side, at: STORY_START + off }) as Omit<Term, 'not'>),
      fc
        .tuple(fc.constantFrom('over', 'under'), fc.constantFrom(80, 299, 300, 2_000))
        .map(([side, ms]) => ({ kind: 'took', side, ms }) as Omit<Term, 'not'>),
      fc.constant({ kind: 'pinned' } as Omit<Term, 'not'>),
    ),
  )
  .map(([not, term]) => ({ ...term, not }) as Term);

export const anyQuery: fc.Arbitrary<Query> = fc.record({ terms: fc.array(anyTerm, { maxLength: 3 }) });
