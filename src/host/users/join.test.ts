import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chain, Step } from '../../chain/model.ts';
import type { SignInEvent, UserSession } from '../../contract/users.ts';
import { joinEvents, joinSessions } from './join.ts';

interface Made {
  readonly id: string;
  readonly sentAt: number;
  readonly operation?: string;
  readonly requestId?: string;
  readonly claims?: Readonly<Record<string, string>>;
  readonly serverDate?: number;
}

/** A chain of one step, as far as joining looks at it. */
function chain({ id, sentAt, operation = 'InitiateAuth', requestId, claims, serverDate }: Made): Chain {
  const jwt = claims === undefined ? {} : { jwt: { header: {}, payload: claims } };
  const response = {
    body: { secrets: [{ pointer: '/AuthenticationResult/AccessToken', ...jwt }] },
    ...(requestId === undefined ? {} : { requestId }),
    ...(serverDate === undefined ? {} : { serverDate }),
  };
  const step = { id: `${id}-1`, operation, sentAt, response } as unknown as Step;
  return { id, steps: [step] } as unknown as Chain;
}

function event(id: string, at: number, type = 'SignIn'): SignInEvent {
  return { id, at, type, response: 'Pass', challenges: [], compromised: false };
}

describe('sign-in events and chains', () => {
  it('are the same where the tokens carry the event, whatever the clocks say', () => {
    const chains = [
      chain({ id: 'far', sentAt: 9_000_000, claims: { event_id: 'e1' } }),
      chain({ id: 'near', sentAt: 1_000 }),
    ];
    expect(joinEvents([event('e1', 1_000)], chains)[0]?.chain).toEqual({
      chainId: 'far',
      stepId: 'far-1',
      by: 'token',
    });
  });

  it('are the same where the event is AWS’s request id of a step', () => {
    const chains = [chain({ id: 'c', sentAt: 9_000_000, requestId: 'r1' })];
    expect(joinEvents([event('r1', 1_000)], chains)[0]?.chain).toMatchObject({ by: 'request-id' });
  });

  it('are likely the same within seconds, and it is said how far they are apart', () => {
    const chains = [chain({ id: 'c', sentAt: 3_200 })];
    expect(joinEvents([event('e', 1_000)], chains)[0]?.chain).toEqual({
      ...{ chainId: 'c', stepId: 'c-1' },
      ...{ by: 'time', apartMs: 2_200 },
    });
    expect(joinEvents([event('e', 20_000)], chains)[0]?.chain).toBeUndefined();
  });

  it('are compared by the service’s clock where its Date header told it', () => {
    const moved = chain({ id: 'c', sentAt: 99_000_000, serverDate: 7_000 });
    expect(joinEvents([event('e', 7_400)], [moved])[0]?.chain).toMatchObject({ by: 'time', apartMs: 0 });
  });

  it('are only compared with what begins such an event', () => {
    const chains = [chain({ id: 'c', sentAt: 1_000, operation: 'RespondToAuthChallenge' })];
    expect(joinEvents([event('e', 1_000)], chains)[0]?.chain).toBeUndefined();
    const forgot = [chain({ id: 'c', sentAt: 1_000, operation: 'ForgotPassword' })];
    expect(joinEvents([event('e', 1_000, 'ForgotPassword')], forgot)[0]?.chain).toMatchObject({ by: 'time' });
  });

  it('are one to one, and as near as that allows, whatever their order', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 60_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(times, times, (told, sent) => {
        const events = told.map((at, index) => event(`e${index}`, at));
        const chains = sent.map((sentAt, index) => chain({ id: `c${index}`, sentAt }));
        const joined = joinEvents(events, chains);
        expect(joined.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
        const steps = joined.flatMap((one) => one.chain?.stepId ?? []);
        expect(new Set(steps).size).toBe(steps.length);
        for (const one of joined) {
          const apart = Math.abs(one.chain?.apartMs ?? 0);
          expect(apart).toBeLessThanOrEqual(5_000);
          // What was left over has nobody left over within reach.
          if (one.chain === undefined)
            for (const free of chains.filter(({ steps: [step] }) => !steps.includes(step?.id ?? '')))
              expect(Math.abs((free.steps[0]?.sentAt ?? 0) - (one.at ?? 0))).toBeGreaterThan(5_000);
        }
      }),
    );
  });
});

describe('sessions and chains', () => {
  it('are likely the same where tokens came as the session began', () => {
    const came = chain({ id: 'c', sentAt: 1_000 });
    const [step] = came.steps;
    const brought = { ...came, steps: [{ ...step, outcome: { kind: 'tokens', newDevice: false } }] } as Chain;
    const session: UserSession = { id: 'tkn1', type: 'TOKEN', createdAt: 1_400 };
    expect(joinSessions([session], [brought])[0]?.chain).toMatchObject({ chainId: 'c', by: 'time' });
    expect(joinSessions([session], [came])[0]?.chain).toBeUndefined();
  });

  it('are the same where the tokens come from the session', () => {
    const session: UserSession = { id: 's1', type: 'TOKEN' };
    const chains = [chain({ id: 'c', sentAt: 0, claims: { origin_jti: 's1' } })];
    expect(joinSessions([session, { ...session, id: 's2' }], chains)).toEqual([
      { ...session, chain: { chainId: 'c', stepId: 'c-1', by: 'token' } },
      { ...session, id: 's2' },
    ]);
  });
});
