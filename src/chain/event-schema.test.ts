import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHAIN_EVENT_VERSION } from './event.ts';
import { eventUps, readEvents } from './event-schema.ts';
import type { Up } from './lift.ts';
import { anyLog } from './picture/testing/any-chain.ts';
import { challenge, story } from './testing/story.ts';

const sample = () =>
  story([{ id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1') }]);

/** As it would come from a file. */
const stored = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown[];

describe('stored events', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        expect(readEvents(stored(log))).toEqual(stored(log));
      }),
    );
  });

  it('lose what is not known of them', () => {
    const [started, ...others] = stored(sample());
    const read = readEvents([{ ...(started as object), more: { deep: [1] } }, ...others]);
    expect(read).toEqual(stored(sample()));
  });

  it('of a newer version are refused', () => {
    const [started, ...others] = stored(sample());
    expect(readEvents([{ ...(started as object), v: 2 }, ...others])).toEqual({
      code: 'EVENTS_NEWER',
      detail: 'Event 1 has version 2; this console reads up to 1. Update it to open the chain.',
    });
  });

  it('of an older version are lifted, each by what came since its own', () => {
    // As if `at` had been `when` at first.
    const ups: readonly Up[] = [({ when, ...rest }) => ({ ...rest, at: when })];
    const [first = {}, ...others] = stored(sample()) as Record<string, unknown>[];
    const { at, ...older } = first;
    const now = others.map((event) => ({ ...event, v: 2 }));
    expect(readEvents([{ ...older, when: at }, ...now], ups)).toEqual(stored(sample()));
    expect(readEvents([{ ...first, v: 3 }], ups)).toMatchObject({ code: 'EVENTS_NEWER' });
    // None is lifted twice.
    expect(readEvents([{ ...older, when: at, v: 2 }], ups)).toMatchObject({ code: 'EVENTS_DAMAGED' });
  });

  it('have a step of lifting for each version before this one', () => {
    expect(eventUps).toHaveLength(CHAIN_EVENT_VERSION - 1);
  });

  it('are refused where they are damaged, with the place and without what was read', () => {
    const events = stored(sample());
    const damaged = (change: (event: Record<string, unknown>) => unknown, at = 1) =>
      readEvents(
        events.map((event, index) => (index === at ? change(event as Record<string, unknown>) : event)),
      );
    const says = (result: ReturnType<typeof damaged>) =>
      'code' in result ? `${result.code} ${result.detail}` : 'read';
    expect(says(readEvents([]))).toMatch(/^EVENTS_DAMAGED/);
    expect(says(readEvents(events.slice(1)))).toContain('a chain begins with chain.started, once');
    expect(says(readEvents([...events, ...events]))).toContain('once');
    expect(says(readEvents([events[0], events[2], events[1]]))).toContain('its step was not sent');
    expect(says(readEvents([...events, events[2]]))).toContain('has ended before');
    expect(says(damaged(() => 'hunter22'))).toContain('no object');
    expect(says(damaged((event) => ({ ...event, v: 'x' })))).toContain('it says no version');
    expect(says(damaged((event) => ({ ...event, at: 'hunter22' })))).toBe(
      'EVENTS_DAMAGED Event 2 can’t be read: at is not number.',
    );
    expect(says(damaged((event) => ({ ...event, type: 'step.lost' })))).toContain('type is not');
  });

  it('never bring the reader down', () => {
    fc.assert(
      fc.property(fc.array(fc.anything(), { maxLength: 5 }), (values) => {
        const read = readEvents(values);
        expect('code' in read).toBe(true);
      }),
    );
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    const [started, sent, ended] = stored(sample()) as [object, object, Record<string, unknown>];
    const response = {
      status: 200,
      statusText: '',
      headers: [],
      body: {
        text: '',
        bytes: 0,
        cut: false,
        secrets: [{ pointer: '', kind: 'jwt', mask: '', jwt: { header: deep, payload: {} } }],
      },
    };
    expect(readEvents([started, sent, { ...ended, response }])).toMatchObject({ code: 'EVENTS_DAMAGED' });
  });
});
