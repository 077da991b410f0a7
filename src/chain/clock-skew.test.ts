import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateSkew, judgeSkew, type SkewSample, skewSamples } from './clock-skew.ts';
import type { ChainEvent } from './event.ts';
import { chainOf } from './model.ts';
import { challenge, story, STORY_START, type StoryStep } from './testing/story.ts';

const sample = (at: number, from: number, to: number): SkewSample => ({
  chainId: 'c',
  stepId: String(at),
  number: 1,
  at,
  from,
  to,
});

describe('skew', () => {
  it('of one exchange is as uncertain as the Date header and the exchange are long', () => {
    const events = story([
      {
        id: 'a',
        parent: null,
        answers: 'USER_SRP_AUTH',
        took: 80,
        outcome: challenge('SMS_MFA', 's'),
        response: { serverDate: STORY_START + 5_000 },
      },
    ]);
    const chain = chainOf(events);
    const samples = skewSamples(chain ? [chain] : []);
    expect(samples).toMatchObject([{ from: 4_920, to: 6_000 }]);
    expect(estimateSkew(samples)).toEqual({ aheadMs: 5_460, uncertaintyMs: 540, samples: 1 });
  });

  it('is narrowed by what several exchanges agree on', () => {
    expect(estimateSkew([sample(1, 0, 1_000), sample(2, 600, 1_600)])).toEqual({
      aheadMs: 800,
      uncertaintyMs: 200,
      samples: 2,
    });
  });

  it('is now’s: what the sandbox’s clock was moved since is added, and both agree', () => {
    const exchange = (id: string, serverDate: number): StoryStep => ({
      id,
      parent: null,
      answers: 'USER_SRP_AUTH',
      took: 80,
      outcome: challenge('PASSWORD_VERIFIER'),
      response: { serverDate },
      ...(id === 'b' ? { after: 10_000 } : {}),
    });
    const steps = [exchange('a', STORY_START), exchange('b', STORY_START + 100_000)];
    const moved: ChainEvent = { v: 1, type: 'clock.moved', at: STORY_START + 1_000, ms: 90_000 };
    const chain = chainOf([...story(steps), moved]);
    const samples = skewSamples(chain ? [chain] : []);
    expect(samples.map(({ from }) => from)).toEqual([89_920, 89_840]);
    expect(estimateSkew(samples)).toMatchObject({ samples: 2 });
    expect(estimateSkew(skewSamples([]))).toBeUndefined();
  });

  it('forgets what was before a clock was set', () => {
    const moved = [sample(1, 0, 1_000), sample(2, 180_000, 181_000), sample(3, 180_300, 181_300)];
    expect(estimateSkew(moved)).toMatchObject({ aheadMs: 180_650, samples: 2 });
  });

  it('holds the true difference whatever the exchanges were', () => {
    const exchange = fc.record({
      start: fc.integer({ min: 0, max: 500_000 }),
      there: fc.integer({ min: 0, max: 900 }),
      back: fc.integer({ min: 0, max: 900 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: -90_000, max: 90_000 }),
        fc.array(exchange, { minLength: 1, maxLength: 12 }),
        (skew, exchanges) => {
          const samples = exchanges
            .toSorted((a, b) => a.start - b.start)
            .map(({ start, there, back }) => {
              const date = Math.floor((start + there + skew) / 1_000) * 1_000;
              const end = start + there + back;
              return sample(end, date - end, date + 1_000 - start);
            });
          const found = estimateSkew(samples);
          expect(Math.abs((found?.aheadMs ?? Infinity) - skew)).toBeLessThanOrEqual(
            (found?.uncertaintyMs ?? 0) + 1,
          );
        },
      ),
    );
  });

  it.each([
    [200, 600, 'good'],
    [12_000, 600, 'watch'],
    [-40_000, 600, 'bad'],
    [600_000, 600, 'bad'],
  ] as const)('%i ms ± %i is %s', (aheadMs, uncertaintyMs, level) => {
    expect(judgeSkew({ aheadMs, uncertaintyMs, samples: 1 }).level).toBe(level);
  });
});
