import { beforeEach, describe, expect, test } from 'vitest';
import type { AwsCredentials } from '../../cognito/signing.ts';
import type { HostEvent } from '../../contract.ts';
import type { AwsSource } from '../../contract/aws.ts';
import { coreFault } from '../../form/form.ts';
import type { AwsPort, MfaPrompt } from '../ports.ts';
import { type AwsAccess, createAwsAccess } from './access.ts';

const START = Date.UTC(2026, 8, 8, 9, 5, 7);
const MINUTE = 60_000;

let now: number;
let asked: string[];
let events: HostEvent[];
let source: AwsSource;
/** What a profile gives next; thrown where it is an error. */
let give: (mfa: MfaPrompt) => AwsCredentials | Promise<AwsCredentials>;
let access: AwsAccess;

const keys = (name: string, minutes?: number): AwsCredentials => ({
  ...{ accessKeyId: name, secretAccessKey: `secret of ${name}` },
  ...(minutes === undefined ? {} : { expiresAt: now + minutes * MINUTE }),
});

function open(prompt?: AwsPort['prompt']): AwsAccess {
  let serial = 0;
  const aws: AwsPort = {
    profiles: async () => [],
    source: async () => source,
    credentials: async (profile, mfa) => {
      asked.push(profile);
      return give(mfa);
    },
    ...(prompt === undefined ? {} : { prompt }),
  };
  const clock = { now: () => now, after: () => () => undefined };
  const random = { bytes: (count: number) => new Uint8Array(count), uuid: () => `ask-${++serial}` };
  return createAwsAccess({ aws, clock, random }, (event) => void events.push(event));
}

beforeEach(() => {
  now = START;
  asked = [];
  events = [];
  source = { kind: 'sso', profile: 'p', mfa: false };
  give = () => keys(`key-${asked.length}`, 60);
  access = open();
});

const idOf = async (profile = 'p') => (await access.credentials(profile)).accessKeyId;

describe('credentials are held while they last', () => {
  test('and asked for once, however many want them at once', async () => {
    expect(await Promise.all([idOf(), idOf(), idOf()])).toEqual(['key-1', 'key-1', 'key-1']);
    expect(await idOf()).toBe('key-1');
    expect(asked).toEqual(['p']);
    expect(await idOf('q')).toBe('key-2');
  });

  test('renewed before they end: early without waiting, then with', async () => {
    expect(await idOf()).toBe('key-1');
    now += 54 * MINUTE;
    expect(await idOf()).toBe('key-1');
    expect(asked).toHaveLength(1);
    now += 2 * MINUTE;
    // Four minutes are left: these still serve, and others are on their way.
    expect(await idOf()).toBe('key-1');
    await expect.poll(() => idOf()).toBe('key-2');
    expect(asked).toHaveLength(2);
    now += 59.5 * MINUTE;
    expect(await idOf()).toBe('key-3');
  });

  test('an early renewal that fails harms nobody and is not tried without end', async () => {
    await idOf();
    give = () => Promise.reject(coreFault('AWS_UNREACHED', 'away'));
    now += 56 * MINUTE;
    for (let call = 0; call < 5; call++) expect(await idOf()).toBe('key-1');
    expect(asked).toHaveLength(2);
    expect((await access.state('p')).fault).toBeUndefined();
    now += 3.5 * MINUTE;
    await expect(access.credentials('p')).rejects.toMatchObject({ code: 'AWS_UNREACHED' });
    expect((await access.state('p')).fault).toMatchObject({ code: 'AWS_UNREACHED' });
  });

  test('keys of a file, which don’t end, are read again after a while', async () => {
    source = { kind: 'static', profile: 'p', mfa: false };
    give = () => keys(`key-${asked.length}`);
    expect(await idOf()).toBe('key-1');
    expect(await idOf()).toBe('key-1');
    now += 11_000;
    expect(await idOf()).toBe('key-2');
  });

  test('what a program gives without an end is not asked for again', async () => {
    source = { kind: 'process', profile: 'p', mfa: false };
    give = () => keys(`key-${asked.length}`);
    await idOf();
    now += 24 * 60 * MINUTE;
    expect(await idOf()).toBe('key-1');
    await access.forget('p');
    expect(await idOf()).toBe('key-2');
  });

  test('those that the service takes no more are let go of, and no others', async () => {
    const first = await access.credentials('p');
    access.refused('p', { ...first });
    expect(await idOf()).toBe('key-1');
    access.refused('p', first);
    expect((await access.state('p')).held).toBe(false);
    expect(await idOf()).toBe('key-2');
    access.refused('p', first);
    expect(await idOf()).toBe('key-2');
  });

  test('those that come already ended are refused', async () => {
    give = () => keys('old', -1);
    await expect(access.credentials('p')).rejects.toMatchObject({
      code: 'AWS_CREDENTIALS',
      detail: expect.stringContaining('ended at 2026-09-08T09:04:07.000Z'),
    });
  });
});

describe('what is told of them', () => {
  test('is source, account and end, and no key', async () => {
    give = () => ({ ...keys('key-1', 60), account: '111122223333', sessionToken: 'token-1' });
    expect(await access.state('p')).toEqual({ profile: 'p', source, held: false });
    await idOf();
    const state = await access.state('p');
    expect(state).toEqual({
      ...{ profile: 'p', source, held: true, account: '111122223333', expiresAt: START + 60 * MINUTE },
    });
    expect(JSON.stringify([state, events])).not.toMatch(/key-1|secret of|token-1/);
    expect(events).toContainEqual({ type: 'aws.changed' });
    now += 61 * MINUTE;
    expect(await access.state('p')).toEqual({ profile: 'p', source, held: false });
  });

  test('why there are none, until there are', async () => {
    give = () => Promise.reject(coreFault('AWS_SSO_EXPIRED', 'sign in', 'profile'));
    await expect(access.credentials('p')).rejects.toMatchObject({ code: 'AWS_SSO_EXPIRED' });
    const fault = { code: 'AWS_SSO_EXPIRED', detail: 'sign in', field: 'profile' };
    expect(await access.state('p')).toEqual({ profile: 'p', source, held: false, fault });
    give = () => keys('key-2', 60);
    expect(await access.renew('p')).toMatchObject({ held: true });
    expect((await access.state('p')).fault).toBeUndefined();
  });

  test('that a profile is unknown is a state, too', async () => {
    const port: AwsPort = {
      profiles: async () => [],
      source: () => Promise.reject(coreFault('AWS_PROFILE_UNKNOWN', 'unknown', 'profile')),
      credentials: () => Promise.reject(new Error('not asked')),
    };
    const clock = { now: () => now, after: () => () => undefined };
    const random = { bytes: (count: number) => new Uint8Array(count), uuid: () => 'ask' };
    const other = createAwsAccess({ aws: port, clock, random }, () => undefined);
    expect(await other.state('p')).toEqual({
      ...{ profile: 'p', source: { kind: 'none', mfa: false }, held: false },
      fault: { code: 'AWS_PROFILE_UNKNOWN', detail: 'unknown', field: 'profile' },
    });
  });

  test('what is let go of while it is on its way is not held', async () => {
    let arrive = (_: AwsCredentials): void => undefined;
    give = () => new Promise((resolve) => (arrive = resolve));
    const first = access.credentials('p');
    await expect.poll(() => asked).toHaveLength(1);
    await access.forget('p');
    arrive(keys('key-1', 60));
    expect((await first).accessKeyId).toBe('key-1');
    expect((await access.state('p')).held).toBe(false);
  });
});

describe('an MFA code', () => {
  beforeEach(() => {
    source = { kind: 'assume-role', profile: 'p', mfa: true };
    give = async (mfa) => {
      const code = await mfa('arn:aws:iam::111122223333:mfa/kim');
      if (code !== '492017') throw coreFault('AWS_MFA_WRONG', 'wrong', 'profile');
      return keys('key-of-a-role', 60);
    };
  });

  test('is asked for once for all who wait, and again where AWS refuses it', async () => {
    const both = Promise.all([idOf(), idOf()]);
    await expect.poll(() => access.asked()).toHaveLength(1);
    const [ask] = access.asked();
    expect(ask).toEqual({
      ...{ askId: 'ask-1', profile: 'p', serial: 'arn:aws:iam::111122223333:mfa/kim', again: false },
    });
    access.tell('ask-1', '000000');
    await expect.poll(() => access.asked()[0]).toMatchObject({ askId: 'ask-2', again: true });
    access.tell('ask-2', '492017');
    expect(await both).toEqual(['key-of-a-role', 'key-of-a-role']);
    expect(access.asked()).toEqual([]);
    expect(events.filter(({ type }) => type === 'aws.asks')).toHaveLength(4);
    expect(() => access.tell('ask-2', '492017')).toThrow(
      expect.objectContaining({ code: 'AWS_ASK_UNKNOWN' }),
    );
  });

  test('is wrong three times at most', async () => {
    const refused = expect(access.credentials('p')).rejects.toMatchObject({ code: 'AWS_MFA_WRONG' });
    for (const askId of ['ask-1', 'ask-2', 'ask-3']) {
      await expect.poll(() => access.asked()[0]?.askId).toBe(askId);
      access.tell(askId, '000000');
    }
    await refused;
  });

  test.each([
    ['dismissed', () => access.tell('ask-1', null)],
    ['let go of', () => access.forget('p')],
    ['closed', () => access.close()],
  ])('%s is an error that says so', async (_, end) => {
    const refused = expect(access.credentials('p')).rejects.toMatchObject({ code: 'AWS_MFA_NEEDED' });
    await expect.poll(() => access.asked()).toHaveLength(1);
    void end();
    await refused;
    expect(access.asked()).toEqual([]);
  });

  test('is not asked for early', async () => {
    const first = idOf();
    await expect.poll(() => access.asked()).toHaveLength(1);
    access.tell('ask-1', '492017');
    await first;
    now += 56 * MINUTE;
    expect(await idOf()).toBe('key-of-a-role');
    expect(access.asked()).toEqual([]);
  });

  test('is asked for at a terminal, where there is one', async () => {
    const questions: string[] = [];
    const answers = ['000000', '492017 '];
    access = open(async (question) => {
      questions.push(question);
      return answers.shift();
    });
    expect(await idOf()).toBe('key-of-a-role');
    expect(questions[0]).toBe('MFA code of arn:aws:iam::111122223333:mfa/kim: ');
    expect(questions[1]).toContain('AWS refused that code.');
    access = open(async () => undefined);
    await expect(access.credentials('p')).rejects.toMatchObject({ code: 'AWS_MFA_NEEDED' });
  });
});
