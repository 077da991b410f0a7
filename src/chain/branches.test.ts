import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchesOf, pendingOfBranch } from './branches.ts';
import { forkKindOf } from './fork.ts';
import { chainOf, type Chain } from './model.ts';
import { PENDING_KEY, pendingKey, pendingNamed, type RailLine, railOf } from './rail.ts';
import { challenge, refused, story, STORY_START, type StoryStep } from './testing/story.ts';

function chain(steps: readonly StoryStep[]): Chain {
  const shown = chainOf(story(steps));
  if (!shown) throw new Error('the story did not start a chain');
  return shown;
}

const TOKENS = { kind: 'tokens', newDevice: false } as const;
const first: StoryStep = {
  id: 'a',
  parent: null,
  answers: 'USER_SRP_AUTH',
  outcome: challenge('PASSWORD_VERIFIER'),
};
const proved: StoryStep = {
  id: 'b',
  parent: 'a',
  answers: 'PASSWORD_VERIFIER',
  outcome: challenge('SOFTWARE_TOKEN_MFA', 's1'),
};
const wrong: StoryStep = {
  id: 'c',
  parent: 'b',
  answers: 'SOFTWARE_TOKEN_MFA',
  outcome: refused('CodeMismatchException'),
};
const right: StoryStep = { id: 'd', parent: 'b', answers: 'SOFTWARE_TOKEN_MFA', outcome: TOKENS };
const replayed: readonly StoryStep[] = [
  { ...first, id: 'a2', replays: 'a' },
  { ...proved, id: 'b2', parent: 'a2', replays: 'b', outcome: challenge('SOFTWARE_TOKEN_MFA', 's2') },
];
const live: StoryStep = { ...right, branch: { kind: 'live', of: 'c' } };

describe('branchesOf', () => {
  const told = (shown: Chain) =>
    branchesOf(shown).map(({ kind, from, of, steps, pending }) => [
      kind,
      from ?? null,
      of ?? null,
      steps.map(({ id }) => id).join(' '),
      pending?.stepId ?? null,
    ]);

  it('keeps failed tries and what follows them on one branch', () => {
    expect(told(chain([first, proved, wrong, right]))).toEqual([['main', null, null, 'a b c d', null]]);
  });

  it('begins a branch where a live fork says so, at the newest node too', () => {
    expect(told(chain([first, proved, wrong, live]))).toEqual([
      ['main', null, null, 'a b c', null],
      ['live', 'b', 'c', 'd', null],
    ]);
  });

  it('keeps the way to a replay fork and the fork on one branch, which waits by itself', () => {
    const before = [first, proved, right, ...replayed];
    expect(told(chain(before))).toEqual([
      ['main', null, null, 'a b d', null],
      ['replay', null, null, 'a2 b2', 'b2'],
    ]);
    const sent: StoryStep = { ...wrong, id: 'e', parent: 'b2', branch: { kind: 'replay', of: 'd' } };
    expect(told(chain([...before, sent]))).toEqual([
      ['main', null, null, 'a b d', null],
      ['replay', null, 'd', 'a2 b2 e', 'b2'],
    ]);
  });
});

describe('a chain with several branches', () => {
  it('waits where its newest branch does, and names the other open challenges', () => {
    const shown = chain([first, proved, wrong, ...replayed]);
    expect(shown.pendings.map(({ stepId }) => stepId)).toEqual(['b', 'b2']);
    expect(shown.pending?.stepId).toBe('b2');
    expect(shown.pendings.map((pending) => pendingKey(shown, pending))).toEqual(['pending-b', PENDING_KEY]);
    expect(pendingNamed(shown, 'pending-b')?.stepId).toBe('b');
    expect(pendingNamed(shown, 'a')).toBeUndefined();
    expect(pendingOfBranch(shown, 'a')?.stepId).toBe('b');
    expect(pendingOfBranch(shown, 'a2')?.stepId).toBe('b2');
  });

  it('has tokens once the newest branch brought them, whatever else is open', () => {
    const shown = chain([
      first,
      proved,
      wrong,
      ...replayed,
      { ...right, id: 'e', parent: 'b2', branch: { kind: 'replay', of: 'c' } },
    ]);
    expect(shown.pending).toBeUndefined();
    expect(shown.pendings.map(({ stepId }) => stepId)).toEqual(['b']);
    expect(shown.status).toBe('tokens');
    expect(shown.failure).toBeUndefined();
  });

  it('keeps its tokens when a later branch is refused', () => {
    const ended = { ...first, id: 'a2', replays: 'a', outcome: refused('NotAuthorizedException') };
    const shown = chain([first, proved, right, ended]);
    expect(shown.status).toBe('tokens');
    expect(shown.failure).toBe('NotAuthorizedException');
    expect(shown.pending).toBeUndefined();
  });

  it('goes back to the branch before when a new beginning is refused', () => {
    const ended = { ...first, id: 'a2', replays: 'a', outcome: refused('TooManyRequestsException') };
    const shown = chain([first, proved, wrong, ended]);
    expect(shown.pending?.stepId).toBe('b');
    expect(shown.status).toBe('waiting');
  });

  it('forgets a challenge that a refusal ended, once another branch is newer', () => {
    const dead = { ...wrong, outcome: refused('NotAuthorizedException', 'Invalid session for the user.') };
    expect(chain([first, proved, dead]).pendings.map(({ spent }) => spent)).toEqual([true]);
    expect(chain([first, proved, dead, ...replayed]).pendings.map(({ stepId }) => stepId)).toEqual(['b2']);
  });
});

describe('forkKindOf', () => {
  const kind = (steps: readonly StoryStep[], id: string, after = 0) =>
    forkKindOf(chain(steps), id, STORY_START + after);

  it('is live after a wrong code: the Session was kept', () => {
    expect(kind([first, proved, wrong], 'c')).toMatchObject({ kind: 'live' });
  });
  it('is a replay once the Session expired', () => {
    const found = kind([first, proved, wrong], 'c', 10 * 60_000);
    expect(found).toMatchObject({ kind: 'replay', liveIsPossible: true });
    expect(found?.why).toContain('expired');
  });
  it('is a replay once the Session was taken', () => {
    expect(kind([first, proved, wrong, right], 'c')?.why).toContain('only be used once');
  });
  it('is a replay for a proof, which carries no Session', () => {
    expect(kind([first, proved], 'b')).toMatchObject({ kind: 'replay' });
  });
  it.each([
    ['an error that ends the Session', refused('NotAuthorizedException', 'Invalid session for the user.')],
    ['an error nobody measured', refused('BrandNewException')],
    ['an answer that got lost', { kind: 'failure', code: 'TIMEOUT', detail: '' } as const],
  ])('is a replay after %s', (_what, outcome) => {
    expect(kind([first, proved, { ...wrong, outcome }], 'c')).toMatchObject({ kind: 'replay' });
  });
  it('is a sign-in of its own for the first step', () => {
    expect(kind([first, proved], 'a')).toMatchObject({ kind: 'replay', liveIsPossible: false });
  });
  it('is nothing for operations beside the chain, and for what is under way', () => {
    const helper = { ...right, id: 'h', operation: 'AssociateSoftwareToken' };
    expect(kind([first, proved, helper], 'h')).toBeUndefined();
    const { outcome: _, ...sending } = right;
    expect(kind([first, proved, sending], 'd')).toBeUndefined();
  });
});

describe('any log with forks', () => {
  /** How a step stands to what is there: what it answers, what it came to, and whether it says it is a fork. */
  const move = fc.record({
    parent: fc.nat({ max: 40 }),
    root: fc.boolean(),
    came: fc.constantFrom('challenge', 'error', 'tokens', 'done', 'sending'),
    fork: fc.constantFrom('none', 'live', 'replay'),
    after: fc.nat({ max: 3_000 }),
  });

  it('has every step in one branch and in one row, and never two rails on one lane', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const open = ['a'];
        const steps: StoryStep[] = [{ ...first, outcome: challenge('CUSTOM_CHALLENGE', 's') }];
        moves.forEach(({ parent, root, came, fork, after }, at) => {
          const id = `m${at}`;
          const of = steps[parent % steps.length]?.id ?? 'a';
          steps.push({
            id,
            parent: root ? null : (open[parent % open.length] ?? 'a'),
            answers: 'CUSTOM_CHALLENGE',
            after,
            ...(came === 'done' ? { operation: 'VerifySoftwareToken' } : {}),
            ...(fork === 'none' ? {} : { branch: { kind: fork, of } }),
            ...(root ? { replays: of } : {}),
            ...(came === 'sending' ? {} : { outcome: outcomes[came] }),
          });
          if (came === 'challenge') open.push(id);
        });
        const shown = chain(steps);
        const inBranches = branchesOf(shown).flatMap((branch) => branch.steps.map(({ id }) => id));
        expect([...inBranches].sort()).toEqual(steps.map(({ id }) => id).sort());

        const rows = railOf(shown);
        expect(rows.flatMap((row) => (row.kind === 'step' ? [row.key] : []))).toEqual(
          steps.map(({ id }) => id),
        );
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        for (const row of rows) {
          for (const shape of ['up', 'down'] as const) {
            const lanes = row.lines.filter((line) => line.shape === shape).map((line) => line.lane);
            expect(new Set(lanes).size).toBe(lanes.length);
          }
          if (row.kind !== 'step' || !row.spur) continue;
          // A rail that stands in place of a failed try begins at it; none passes it.
          const begins = ({ shape, origin }: RailLine) => shape === 'down' && origin === true;
          const rails = row.lines
            .filter((line) => line.shape !== 'spur' && !begins(line))
            .map((line) => line.toLane);
          expect(rails).not.toContain(row.lane);
        }
        // Every open challenge can be named and found again.
        for (const pending of shown.pendings)
          expect(pendingNamed(shown, pendingKey(shown, pending))).toBe(pending);
      }),
    );
  });
});

const outcomes = {
  challenge: challenge('CUSTOM_CHALLENGE', 's'),
  error: refused('CodeMismatchException'),
  tokens: TOKENS,
  done: { kind: 'done', session: 's' },
} as const;
