import { describe, expect, it } from 'vitest';
import { clocksOf, sessionClock, TOTP_STEP_MS, tokenClock, totpClock } from './clocks.ts';
import type { ChainEvent } from './event.ts';
import { type Chain, chainOf } from './model.ts';
import { bodyOf, challenge, refused, story, STORY_START, type StoryStep } from './testing/story.ts';

const toTotp: readonly StoryStep[] = [
  { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('PASSWORD_VERIFIER') },
  { id: 'b', parent: 'a', answers: 'PASSWORD_VERIFIER', outcome: challenge('SOFTWARE_TOKEN_MFA', 's1') },
];
const ASKED = STORY_START + 160;

function chain(steps: readonly StoryStep[], more: readonly ChainEvent[] = []): Chain {
  const made = chainOf([...story(steps), ...more]);
  if (!made) throw new Error('the story did not start a chain');
  return made;
}

describe('sessionClock', () => {
  it('runs for the waiting challenge, and jumps with the sandbox’s clock', () => {
    expect(sessionClock(chain(toTotp))).toEqual({ endsAt: ASKED + 180_000, minutes: 3 });
    const moved = chain(toTotp, [{ v: 1, type: 'clock.moved', at: ASKED + 1, ms: 170_000 }]);
    expect(sessionClock(moved)?.endsAt).toBe(ASKED + 10_000);
  });

  it('is none where no Session came or the sign-in has ended', () => {
    expect(sessionClock(chain(toTotp.slice(0, 1)))).toBeUndefined();
    const dead = refused('NotAuthorizedException', 'Invalid session for the user.');
    expect(
      sessionClock(
        chain([...toTotp, { id: 'c', parent: 'b', answers: 'SOFTWARE_TOKEN_MFA', outcome: dead }]),
      ),
    ).toBeUndefined();
  });
});

describe('totpClock', () => {
  it('counts the step by the server’s clock while a TOTP code is asked for', () => {
    const waiting = chain(toTotp);
    const whole = Math.ceil(STORY_START / TOTP_STEP_MS) * TOTP_STEP_MS;
    expect(totpClock(waiting, whole, 0)?.endsAt).toBe(whole + TOTP_STEP_MS);
    expect(totpClock(waiting, whole, 7_000)?.endsAt).toBe(whole + 23_000);
    expect(totpClock(waiting, whole, -7_000)?.endsAt).toBe(whole + 7_000);
    expect(totpClock(chain(toTotp.slice(0, 1)), whole, 0)).toBeUndefined();
  });

  it('runs while TOTP is set up', () => {
    const setUp = chain([
      { id: 'a', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: challenge('MFA_SETUP', 's') },
    ]);
    expect(totpClock(setUp, STORY_START, 0)).toBeDefined();
  });
});

describe('tokenClock', () => {
  const jwt = (exp: number) => ({ header: {}, payload: { iat: 1_000, exp } });
  const brought = (payload: object, secrets: Parameters<typeof bodyOf>[1]): StoryStep => ({
    id: 't',
    parent: null,
    answers: 'USER_PASSWORD_AUTH',
    outcome: { kind: 'tokens', newDevice: false },
    took: 80,
    response: { body: bodyOf({ AuthenticationResult: payload }, secrets) },
  });

  it('takes the token that ends first, by its lifetime from when it came', () => {
    const clock = tokenClock(
      chain([
        brought({ ExpiresIn: 3_600 }, [
          { pointer: '/AuthenticationResult/AccessToken', kind: 'jwt', mask: 'eyJr…', jwt: jwt(1_000 + 600) },
          { pointer: '/AuthenticationResult/IdToken', kind: 'jwt', mask: 'eyJr…', jwt: jwt(1_000 + 300) },
          { pointer: '/AuthenticationResult/RefreshToken', kind: 'jwt', mask: 'eyJj…' },
        ]),
      ]),
    );
    expect(clock).toMatchObject({
      name: 'IdToken',
      endsAt: STORY_START + 80 + 300_000,
      untold: ['RefreshToken'],
    });
    expect(clock?.all.map(({ name }) => name)).toEqual(['IdToken', 'AccessToken']);
  });

  it('takes ExpiresIn where the token can’t be read', () => {
    const clock = tokenClock(
      chain([
        brought({ ExpiresIn: 60 }, [
          { pointer: '/AuthenticationResult/AccessToken', kind: 'jwt', mask: 'abcd…' },
        ]),
      ]),
    );
    expect(clock?.endsAt).toBe(STORY_START + 80 + 60_000);
  });
});

describe('clocksOf', () => {
  it('has only the clocks that matter', () => {
    expect(Object.keys(clocksOf(chain(toTotp), [], ASKED, 0))).toEqual(['session', 'totp']);
    expect(clocksOf(chain([]), [], ASKED, 0)).toEqual({});
  });
});
