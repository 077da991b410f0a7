import { describe, expect, it } from 'vitest';
import { challenges } from '../../challenges/index.ts';
import { type Chain, chainOf } from '../model.ts';
import { bodyOf, challenge, story, type StoryStep } from '../testing/story.ts';
import type { Surroundings, UserFacts } from './facts.ts';
import { whyRules } from './reasons.ts';
import { whyOf } from './why.ts';

function chain(steps: readonly StoryStep[], flow = 'USER_SRP_AUTH'): Chain {
  const made = chainOf(story(steps, { flow }));
  if (!made) throw new Error('the story did not start a chain');
  return made;
}
const sent = (map: Record<string, string>, key = 'AuthParameters'): StoryStep['request'] & object => ({
  body: bodyOf({ [key]: map }),
});
const user: UserFacts = {
  status: 'CONFIRMED',
  enabled: true,
  hasPassword: true,
  mfa: [],
  hasTotp: false,
  hasPhone: false,
  hasEmail: true,
  phoneVerified: false,
  emailVerified: true,
  passkeys: 0,
  devices: [],
};
const around = (
  over: Partial<Surroundings['pool']>,
  who: Partial<UserFacts> | 'nobody' | 'unread',
): Surroundings => ({
  pool: {
    name: 'Staging',
    mfa: 'OPTIONAL',
    methods: ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'],
    firstFactors: ['PASSWORD', 'EMAIL_OTP'],
    deviceReplacesMfa: false,
    passkeyIsMfa: false,
    triggers: [],
    ...over,
  },
  client: { name: 'web', flows: ['ALLOW_USER_SRP_AUTH'], hidesUsers: true, hasSecret: false },
  user: typeof who === 'string' ? who : { ...user, ...who },
  readLater: false,
});
const proved = (asks: string, parameters: Record<string, string> = {}): Chain =>
  chain([
    {
      id: 'a',
      parent: null,
      answers: 'USER_SRP_AUTH',
      request: sent({ USERNAME: 'ann', SRP_A: '1f' }),
      outcome: challenge('PASSWORD_VERIFIER'),
    },
    {
      id: 'b',
      parent: 'a',
      answers: 'PASSWORD_VERIFIER',
      request: sent({ USERNAME: 'ann' }, 'ChallengeResponses'),
      outcome: asks === 'TOKENS' ? { kind: 'tokens', newDevice: false } : challenge(asks, 's', parameters),
    },
  ]);
const says = (shown: Chain, step: string, surroundings?: Surroundings) =>
  whyOf(shown, step, surroundings)?.reasons.map((reason) => `${reason.verdict}: ${reason.says}`) ?? [];

describe('from the chain alone', () => {
  it('tells what travelled from what it concludes, and what it can’t know', () => {
    const why = whyOf(
      proved('SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' }),
      'b',
    );
    expect(why?.from).toBe('chain');
    const lines = why?.reasons.map((reason) => `${reason.verdict}: ${reason.says}`);
    expect(lines).toContain('known: The password was right: this comes after it.');
    expect(lines).toContain('inferred: SMS_MFA, SOFTWARE_TOKEN_MFA are usable, and none is preferred.');
    expect(lines?.at(-1)).toMatch(/^unknown: Whether the pool requires MFA/);
    expect(why?.expected.verdict).toBe('unknown');
    expect(why?.difference).toBeUndefined();
  });

  it('says what would tell', () => {
    const unknown = whyOf(proved('SMS_MFA'), 'b')?.reasons.filter(({ verdict }) => verdict === 'unknown');
    expect(unknown?.length).toBeGreaterThan(0);
    for (const { evidence } of unknown ?? []) expect(evidence).toMatch(/would tell|decide/);
  });

  it('marks what may be simulated, until a password was proved', () => {
    expect(whyOf(proved('SMS_MFA'), 'a')?.simulated?.verdict).toBe('possible');
    expect(whyOf(proved('EMAIL_OTP'), 'b')).not.toHaveProperty('simulated');
  });

  it('says what it can of a challenge nobody knows, and of one that follows by the reference alone', () => {
    const lines = says(proved('BRAND_NEW'), 'b');
    expect(lines).toContain('unknown: Why BRAND_NEW came.');
    const again = chain([{ id: 'a', parent: null, answers: 'BRAND_NEW', outcome: challenge('SMS_MFA') }]);
    expect(says(again, 'a')).not.toContain('unknown: Why SMS_MFA came.');
  });

  it('is nothing for a step that asked nothing', () => {
    const refused = chain([
      { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: { kind: 'error', code: 'X', message: '' } },
    ]);
    expect(whyOf(refused, 'a')).toBeUndefined();
    expect(whyOf(refused, 'none')).toBeUndefined();
  });

  it.each(challenges.filter(({ answerable }) => answerable).map(({ name }) => name))(
    'has a reason for %s',
    (name) => {
      const flow = name === 'CUSTOM_CHALLENGE' ? 'CUSTOM_AUTH' : 'USER_AUTH';
      const shown = chain(
        [
          {
            id: 'a',
            parent: null,
            answers: flow,
            request: sent({ USERNAME: 'ann' }),
            outcome: challenge(name, 's'),
          },
        ],
        flow,
      );
      expect(says(shown, 'a').length).toBeGreaterThan(0);
    },
  );
});

describe('from pool, client and user', () => {
  it('knows why each second factor comes, and expects it', () => {
    const cases: [string, Surroundings][] = [
      ['SOFTWARE_TOKEN_MFA', around({}, { hasTotp: true, mfa: ['SOFTWARE_TOKEN_MFA'] })],
      [
        'EMAIL_OTP',
        around({}, { hasTotp: true, mfa: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'], preferred: 'EMAIL_OTP' }),
      ],
      ['SELECT_MFA_TYPE', around({}, { hasPhone: true, mfa: ['SMS_MFA', 'EMAIL_OTP'] })],
      ['MFA_SETUP', around({ mfa: 'ON', methods: ['SOFTWARE_TOKEN_MFA'] }, {})],
      [
        'NEW_PASSWORD_REQUIRED',
        around(
          { temporaryDays: 7 },
          { status: 'FORCE_CHANGE_PASSWORD', temporaryAge: { least: 1, most: 2 } },
        ),
      ],
      ['TOKENS', around({ mfa: 'OFF' }, {})],
      ['TOKENS', around({}, {})],
    ];
    for (const [name, surroundings] of cases) {
      const why = whyOf(proved(name), 'b', surroundings);
      expect(why?.expected, name).toMatchObject({ names: [name], verdict: 'known' });
      expect(why, name).not.toHaveProperty('difference');
      expect(
        why?.reasons.some(({ verdict }) => verdict === 'unknown'),
        name,
      ).toBe(false);
    }
  });

  it('expects the device’s proof where a remembered device was named', () => {
    const named = chain([
      {
        id: 'a',
        parent: null,
        answers: 'USER_PASSWORD_AUTH',
        request: sent({ USERNAME: 'ann', PASSWORD: '••••••', DEVICE_KEY: 'k_1' }),
        outcome: challenge('DEVICE_SRP_AUTH', 's'),
      },
    ]);
    const remembered = around(
      { deviceReplacesMfa: true },
      { devices: ['k_1'], hasTotp: true, mfa: ['SOFTWARE_TOKEN_MFA'] },
    );
    expect(whyOf(named, 'a', remembered)).not.toHaveProperty('difference');
    const forgotten = around({ deviceReplacesMfa: true }, { hasTotp: true, mfa: ['SOFTWARE_TOKEN_MFA'] });
    expect(whyOf(named, 'a', forgotten)?.difference).toMatch(/^Expected SOFTWARE_TOKEN_MFA/);
  });

  it('claims no factor of a user who has none on', () => {
    const shown = proved('SMS_MFA');
    const lines = (over: Partial<Surroundings['pool']>) => says(shown, 'b', around(over, {}));
    expect(lines({})).toContain(
      'unknown: Why a second factor is asked for: MFA is optional in the pool, and this user has none on.',
    );
    expect(lines({ threatProtection: ['standard'] }).join()).toMatch(/inferred: Threat protection held/);
    for (const all of [lines({}), lines({ threatProtection: ['standard'] })]) {
      expect(all.join()).not.toContain('this user has it on');
      expect(all.join()).not.toContain('the only second factor');
    }
    const on = { hasPhone: true, mfa: ['SMS_MFA'] };
    expect(says(shown, 'b', around({}, on)).join()).toContain('the only second factor');
  });

  it('explains a difference: read later, or decided by something else', () => {
    const surroundings = around({}, { hasTotp: true, mfa: ['SOFTWARE_TOKEN_MFA'] });
    const shown = proved('SMS_MFA');
    const at = (kind: Chain['target']['kind']) =>
      whyOf({ ...shown, target: { ...shown.target, kind } }, 'b', surroundings)?.difference;
    expect(at('sandbox')).toContain('fault rules');
    expect(at('endpoint')).toContain('Lambda triggers');
    expect(at('endpoint')).not.toContain('sandbox');
    const risky = { ...surroundings, pool: { ...surroundings.pool, mfa: 'OFF' as const } };
    const protectedPool = { ...risky.pool, threatProtection: ['standard' as const] };
    const protectedWhy = whyOf(shown, 'b', { ...risky, pool: protectedPool });
    expect(protectedWhy?.difference).toContain('Threat protection is enforced');
    expect(protectedWhy?.expected).toMatchObject({ names: ['TOKENS'], verdict: 'inferred' });
    expect(whyOf(shown, 'b', risky)?.difference).not.toContain('is enforced');
    expect(whyOf(proved('SMS_MFA'), 'b', { ...surroundings, readLater: true })?.difference).toContain(
      'later steps',
    );
  });

  it('says for each first factor that is not offered what is missing', () => {
    const choice = chain(
      [
        {
          id: 'a',
          parent: null,
          answers: 'USER_AUTH',
          request: sent({ USERNAME: 'ann' }),
          outcome: {
            ...challenge('SELECT_CHALLENGE', 's'),
            available: ['PASSWORD', 'PASSWORD_SRP'],
          } as StoryStep['outcome'] & object,
        },
      ],
      'USER_AUTH',
    );
    const line = says(choice, 'a', around({}, { emailVerified: false })).find((text) =>
      text.includes('Not offered'),
    );
    expect(line).toContain('EMAIL_OTP: the user has no verified email');
    expect(line).toContain('WEB_AUTHN: the pool’s SignInPolicy does not allow it');
    const factors = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'];
    const fits = around({ firstFactors: factors, mfa: 'OFF' }, { passkeys: 1, phoneVerified: true });
    expect(says(choice, 'a', fits)).toContain('unknown: Why EMAIL_OTP, SMS_OTP, WEB_AUTHN is not offered.');
  });

  it('knows that nobody has the name', () => {
    expect(whyOf(proved('SMS_MFA'), 'a', around({}, 'nobody'))?.simulated?.verdict).toBe('certain');
    expect(whyOf(proved('SMS_MFA'), 'a', around({}, {}))).not.toHaveProperty('simulated');
  });
});

it('has every rule under a name of its own', () => {
  expect(new Set(whyRules.map(({ id }) => id)).size).toBe(whyRules.length);
});
