import fc from 'fast-check';
import type { ChainEvent, Outcome } from '../../event.ts';
import { type Chain, chainOf } from '../../model.ts';
import { challenge, refused, story } from '../../testing/story.ts';

/** Texts that try to break out of a picture. */
export const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '"]; click s1 href "javascript:x"',
    '</text><script>x</script>',
    'a\nend\nsubgraph b',
    '`**bold**`',
    'אבגד\u202e"<',
    '%%{init: {}}%%',
    '\u0000\u001b[31m',
    '&#60;#quot;',
    '\ud800',
  ),
);

const outcome: fc.Arbitrary<Outcome | undefined> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('s1', 's2', 's3', undefined).map((session) => challenge('SMS_MFA', session)),
  },
  { weight: 4, arbitrary: fc.constant(refused('CodeMismatchException', 'Invalid code')) },
  {
    weight: 1,
    arbitrary: fc.constant(
      refused('NotAuthorizedException', 'Invalid session for the user, session is expired.'),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Outcome>({ kind: 'failure', code: 'TIMEOUT', detail: '' }) },
  { weight: 1, arbitrary: fc.constant<Outcome>({ kind: 'tokens', newDevice: false }) },
  { weight: 1, arbitrary: fc.constant<Outcome>({ kind: 'done', session: 's2' }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

/**
 * Any log of events: forks, failures, helpers, ways run again, sessions from anywhere, parents that come later or never,
 * clocks set back.
 */
export const anyLog: fc.Arbitrary<readonly ChainEvent[]> = fc
  .array(
    fc.record({
      parent: fc.integer({ min: -3, max: 60 }),
      outcome,
      helper: fc.boolean(),
      took: fc.integer({ min: -20, max: 500 }),
      after: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 90_000 })),
      fork: fc.constantFrom('live', 'replay', undefined, undefined, undefined),
      replays: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
      session: fc.constantFrom('s1', 's2', 's3', undefined),
      summary: nastyText,
      answers: fc.oneof(fc.constantFrom('SMS_MFA', 'DEVICE_PASSWORD_VERIFIER'), nastyText),
    }),
    { maxLength: 60 },
  )
  .map((drawn) => {
    const events = story(
      drawn.map((step, at) => ({
        id: `step-${at}`,
        // Mostly the step before or near it, now and then none at all, itself, or one that comes later.
        parent:
          step.parent < 0
            ? at > 0
              ? `step-${at + step.parent}`
              : null
            : step.parent > 50
              ? null
              : `step-${step.parent}`,
        answers: step.answers,
        summary: step.summary,
        took: step.took,
        after: step.after,
        ...(step.helper ? { operation: 'AssociateSoftwareToken' } : {}),
        ...(step.outcome ? { outcome: step.outcome } : {}),
      })),
      { username: drawn[0]?.summary ?? 'ann', flow: drawn[1]?.answers ?? 'USER_SRP_AUTH' },
    );
    const sent = events.filter((event) => event.type === 'step.sent');
    return events.map((event): ChainEvent => {
      if (event.type !== 'step.sent') return event;
      const { fork, replays, session } = drawn[sent.indexOf(event)] ?? {};
      return {
        ...event,
        ...(session === undefined ? {} : { session }),
        ...(fork === undefined ? {} : { branch: { kind: fork, of: 'step-0' } }),
        ...(replays === undefined ? {} : { replays: `step-${replays}` }),
      };
    });
  });

export const anyChain: fc.Arbitrary<Chain> = anyLog.map((log) => {
  const chain = chainOf(log);
  if (!chain) throw new Error('the log did not start a chain');
  return chain;
});

/** A straight run of answered challenges. @param count steps, the first included */
export function longChain(count: number): Chain {
  const steps = Array.from({ length: count }, (_, at) => ({
    id: `step-${at}`,
    parent: at === 0 ? null : `step-${at - 1}`,
    answers: at === 0 ? 'CUSTOM_AUTH' : 'CUSTOM_CHALLENGE',
    outcome: challenge('CUSTOM_CHALLENGE', `s${at}`),
    after: at % 7 === 0 ? 40_000 : 200,
  }));
  const chain = chainOf(story(steps));
  if (!chain) throw new Error('the story did not start a chain');
  return chain;
}
