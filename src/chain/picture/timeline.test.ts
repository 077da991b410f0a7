import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chain, chainOf } from '../model.ts';
import { challenge, story, STORY_START, type StoryStep } from '../testing/story.ts';
import { anyChain, longChain } from './testing/any-chain.ts';
import { timelineOf } from './timeline.ts';

const NOW = STORY_START + 60_000;

function chain(steps: readonly StoryStep[]): Chain {
  const made = chainOf(story(steps));
  if (!made) throw new Error('the story did not start a chain');
  return made;
}
const step = (id: string, parent: string | null, took: number, after = 0): StoryStep => ({
  id,
  parent,
  answers: 'SMS_MFA',
  outcome: challenge('SMS_MFA', 's1'),
  took,
  after,
});

describe('the timeline', () => {
  it('keeps the lengths of what the service did and squeezes what lies between', () => {
    const { rows, gaps, totalMs, busyMs } = timelineOf(
      chain([step('a', null, 100), step('b', 'a', 300, 38_000)]),
      NOW,
    );
    const [a, b] = rows;
    expect((b!.end - b!.start) / (a!.end - a!.start)).toBeCloseTo(3);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]!.ms).toBe(38_000);
    expect(gaps[0]!.end - gaps[0]!.start).toBeLessThan(0.2);
    expect([totalMs, busyMs]).toEqual([38_400, 400]);
  });

  it('leaves a gap that is short beside the steps as long as it was', () => {
    expect(timelineOf(chain([step('a', null, 1000), step('b', 'a', 1000, 20)]), NOW).gaps).toEqual([]);
  });

  it('shows what waits as open, to the end of the axis', () => {
    const last = timelineOf(chain([step('a', null, 100)]), NOW).rows.at(-1);
    expect(last).toMatchObject({ key: 'pending', open: true, end: 1 });
  });

  it('gives the steps more than half of the axis also where people thought three hundred times', () => {
    const { rows } = timelineOf(longChain(300), NOW);
    const drawn = rows.filter(({ open }) => !open).reduce((sum, { start, end }) => sum + end - start, 0);
    expect(drawn).toBeGreaterThan(0.5);
  });

  it('never runs backwards and never leaves the axis', () => {
    fc.assert(
      fc.property(anyChain, (made) => {
        const { rows, gaps, marks } = timelineOf(made, NOW);
        for (const { start, end } of [...rows, ...gaps])
          expect(0 <= start && start <= end && end <= 1).toBe(true);
        const steps = rows.flatMap(({ part, start }) => (part.step ? [{ at: part.step.sentAt, start }] : []));
        steps.sort((a, b) => a.at - b.at);
        steps.forEach(({ start }, at) => expect(start).toBeGreaterThanOrEqual(steps[at - 1]?.start ?? 0));
        marks.forEach(({ at: share, ms }, at) => {
          expect(share).toBeGreaterThanOrEqual(marks[at - 1]?.at ?? 0);
          expect(ms).toBeGreaterThanOrEqual(marks[at - 1]?.ms ?? 0);
        });
      }),
    );
  });
});
