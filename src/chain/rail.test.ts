import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainOf } from './model.ts';
import { laneCount, PENDING_KEY, railOf, type RailLine, type RailRow } from './rail.ts';
import { challenge, refused, story, type StoryStep } from './testing/story.ts';

function rail(steps: readonly StoryStep[]): readonly RailRow[] {
  const chain = chainOf(story(steps));
  if (!chain) throw new Error('the story did not start a chain');
  return railOf(chain);
}

/** `up0` `down0~` `branch0>1` `spur0>1`; `~` leads to the pending challenge, `.` comes from what a replay forks. */
function drawn(row: RailRow | undefined): string[] {
  const name = (line: RailLine): string =>
    `${line.shape}${line.lane}${line.toLane === line.lane ? '' : `>${line.toLane}`}${line.waiting ? '~' : ''}${line.origin ? '.' : ''}`;
  return (row?.lines ?? []).map(name);
}

const first: StoryStep = {
  id: 'a',
  parent: null,
  answers: 'USER_SRP_AUTH',
  outcome: challenge('SOFTWARE_TOKEN_MFA', 's1'),
  took: 100,
};
const wrong: StoryStep = {
  id: 'b',
  parent: 'a',
  answers: 'SOFTWARE_TOKEN_MFA',
  outcome: refused('CodeMismatchException'),
  took: 50,
};
const right: StoryStep = {
  id: 'c',
  parent: 'a',
  answers: 'SOFTWARE_TOKEN_MFA',
  outcome: { kind: 'tokens', newDevice: false },
  took: 25,
};

describe('railOf', () => {
  it('draws one step alone without a line', () => {
    const rows = rail([{ ...first, outcome: refused('NotAuthorizedException') }]);
    expect(rows.map((row) => row.key)).toEqual(['a']);
    expect(rows[0]).toMatchObject({ lane: 0, spur: false });
    expect(drawn(rows[0])).toEqual([]);
  });

  it('leads to the pending challenge with a waiting line', () => {
    const rows = rail([first]);
    expect(rows.map((row) => row.kind)).toEqual(['step', 'pending']);
    expect(drawn(rows[0])).toEqual(['down0~']);
    expect(drawn(rows[1])).toEqual(['up0~']);
  });

  it('puts a failed try on a spur beside its rail, which goes on below', () => {
    const rows = rail([first, wrong, right]);
    expect(rows.map((row) => row.key)).toEqual(['a', 'b', 'c']);
    expect(rows[1]).toMatchObject({ lane: 1, spur: true });
    expect(drawn(rows[0])).toEqual(['down0']);
    expect(drawn(rows[1])).toEqual(['up0', 'down0', 'spur0>1']);
    expect(drawn(rows[2])).toEqual(['up0']);
    expect(laneCount(rows)).toBe(2);
  });

  it('shows a gap for time spent thinking, told apart from service time', () => {
    const rows = rail([first, { ...right, after: 38_000 }]);
    expect(rows.map((row) => row.kind)).toEqual(['step', 'gap', 'step']);
    expect(rows[1]).toMatchObject({ kind: 'gap', ms: 38_000 });
    expect(drawn(rows[1])).toEqual(['up0', 'down0']);
    expect(rail([first, { ...right, after: 999 }]).map((row) => row.kind)).toEqual(['step', 'step']);
  });

  it('measures each step against the slowest', () => {
    const shares = rail([first, wrong, right]).map((row) => (row.kind === 'step' ? row.share : undefined));
    expect(shares).toEqual([1, 0.5, 0.25]);
  });

  it('lets the answer under way stand for the challenge', () => {
    const { outcome: _, ...sending } = right;
    expect(rail([first, sending]).map((row) => row.key)).toEqual(['a', 'c']);
  });

  it('keeps operations beside the chain on its rail', () => {
    const associate = { ...right, id: 'h', operation: 'AssociateSoftwareToken' };
    const rows = rail([first, { ...associate, outcome: { kind: 'done', session: 's2' } }]);
    expect(rows.map((row) => row.key)).toEqual(['a', 'h', PENDING_KEY]);
    expect(rows[1]).toMatchObject({ lane: 0, aside: true, spur: false });
    expect(drawn(rows[1])).toEqual(['up0', 'down0~']);
  });

  it('gives a fork a rail of its own, from the step it leaves', () => {
    const rows = rail([
      first,
      { ...right, outcome: challenge('EMAIL_OTP', 's2') },
      { ...right, id: 'd', outcome: challenge('SMS_OTP', 's3') },
    ]);
    expect(rows.map((row) => [row.key, row.kind === 'gap' ? -1 : row.lane])).toEqual([
      ['a', 0],
      ['c', 0],
      ['d', 1],
      ['pending-c', 0],
      [PENDING_KEY, 1],
    ]);
    expect(drawn(rows[0])).toEqual(['down0', 'branch0>1']);
    expect(drawn(rows[1])).toEqual(['up0', 'down0~', 'up1', 'down1']);
    expect(drawn(rows[2])).toEqual(['up0~', 'down0~', 'up1', 'down1~']);
    expect(drawn(rows[3])).toEqual(['up0~', 'up1~', 'down1~']);
    expect(drawn(rows[4])).toEqual(['up1~']);
  });

  it('draws a replay from the step it stands in place of, and straight down from a failed one', () => {
    const tokens = { ...right, outcome: { kind: 'tokens', newDevice: false } } as const;
    const again = { ...first, id: 'r', replays: 'a' };
    const fork = { ...tokens, id: 'f', parent: 'r', branch: { kind: 'replay', of: 'c' } } as const;
    const rows = rail([first, tokens, again, fork]);
    expect(rows.map(drawn)).toEqual([['down0'], ['up0', 'branch0>1.'], ['up1.', 'down1'], ['up1']]);
    const refusedOnce = rail([
      first,
      wrong,
      { ...tokens },
      again,
      { ...fork, branch: { kind: 'replay', of: 'b' } },
    ]);
    expect(refusedOnce.map(drawn)).toEqual([
      ['down0'],
      ['up0', 'down0', 'down1.', 'spur0>1'],
      ['up0', 'up1.', 'down1.'],
      ['up1.', 'down1'],
      ['up1'],
    ]);
    // On the way there already: to the step that is run again.
    expect(rail([first, tokens, again]).map(drawn).slice(0, 3)).toEqual([
      ['down0', 'branch0>1.'],
      ['up0', 'up1.', 'down1.'],
      ['up1.', 'down1~'],
    ]);
  });

  it('never draws two nodes on one spot, and joins every line to its neighbour', () => {
    const trial = fc.array(
      fc.record({ parent: fc.nat({ max: 30 }), failed: fc.boolean(), aside: fc.boolean() }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(trial, (choices) => {
        const open: string[] = ['a'];
        const steps: StoryStep[] = [first];
        choices.forEach((choice, index) => {
          const id = `s${index}`;
          const parent = open[choice.parent % open.length] ?? 'a';
          const operation = choice.aside ? 'VerifySoftwareToken' : 'RespondToAuthChallenge';
          const went = choice.aside
            ? ({ kind: 'done', session: id } as const)
            : challenge('CUSTOM_CHALLENGE', id);
          steps.push({ ...right, id, parent, operation, outcome: choice.failed ? refused('E') : went });
          if (!choice.failed && !choice.aside) open.push(id);
        });
        const rows = rail(steps);
        rows.forEach((row, index) => {
          const below = rows[index + 1];
          const leaving = row.lines.filter((l) => l.shape === 'down' || l.shape === 'branch');
          const arriving = (below?.lines ?? []).filter((l) => l.shape === 'up');
          expect(leaving.map((l) => l.toLane).sort()).toEqual(arriving.map((l) => l.lane).sort());
          if (row.kind !== 'step' || !row.spur) return;
          const crossing = row.lines.filter((l) => l.shape !== 'spur').map((l) => l.toLane);
          expect(crossing).not.toContain(row.lane);
        });
      }),
    );
  });
});
