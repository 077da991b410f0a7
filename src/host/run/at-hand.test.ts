import { expect, test } from 'vitest';
import type { Asked } from '../../challenges/spec.ts';
import type { InboxMessage, SandboxInfo } from '../../contract.ts';
import type { Remembered } from '../../form/form.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { atHand, type Supplies } from './at-hand.ts';

interface Scene {
  readonly asked: Asked;
  readonly remembers?: readonly Remembered[];
  readonly inbox?: readonly string[];
  readonly path?: readonly string[];
  readonly used?: boolean;
  readonly kind?: 'sandbox' | 'endpoint';
}

/** 59 seconds after the epoch: RFC 6238 gives 287082 for its secret, good for one more second. */
const NOW = 59_000;
const TOTP_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

function answerTo(
  { asked, remembers = [], inbox = [], path = [], used = false, kind = 'sandbox' }: Scene,
  supplies?: Supplies,
) {
  const chain = {
    id: 'c1',
    username: 'bob',
    target: { id: 't1', kind, userPoolId: 'pool' },
    events: [],
    steps: new Map([['s1', { id: 's1', parentId: null, answers: 'USER_SRP_AUTH', asked }]]),
    remembered: new Map(
      remembers.map((key) => [key, { value: key === 'TOTP_SECRET' ? TOTP_SECRET : 'kept', from: 'a test' }]),
    ),
  } as unknown as LiveChain;
  const parts = {
    sandbox: {
      ask: async () => inbox.map((code): Partial<InboxMessage> => ({ username: 'bob', code })),
      info: () => ({ users: [{ userPoolId: 'pool', username: 'bob', path }] }) as unknown as SandboxInfo,
      now: () => NOW,
      ahead: () => 0,
    },
    serverNow: () => NOW,
    following: { wasUsed: (_chain: unknown, _id: string, code: string) => used && code === '287082' },
  } as unknown as Parts;
  return atHand(parts, chain, 's1', supplies);
}

function asked(name: string, more: Partial<Asked> = {}): Asked {
  return { name, parameters: {}, available: [], ...more };
}
function inputsOf(made: Awaited<ReturnType<typeof atHand>>) {
  return made.kind === 'answer' ? made.answer.inputs : made;
}

test.each([
  ['SMS_MFA', 'SMS_MFA_CODE'],
  ['SOFTWARE_TOKEN_MFA', 'SOFTWARE_TOKEN_MFA_CODE'],
  ['CUSTOM_CHALLENGE', 'ANSWER'],
  ['NEW_PASSWORD_REQUIRED', 'NEW_PASSWORD'],
  ['WEB_AUTHN', 'CREDENTIAL'],
])('%s without what answers it says that %s is needed', async (name, field) => {
  expect(await answerTo({ asked: asked(name), remembers: [] })).toEqual({
    kind: 'missing',
    challenge: name,
    field,
    detail: `${field} is needed`,
  });
});

test('a challenge of tomorrow needs a person', async () => {
  const made = await answerTo({ asked: asked('A_CHALLENGE_OF_TOMORROW') });
  expect(made).toEqual({
    kind: 'missing',
    challenge: 'A_CHALLENGE_OF_TOMORROW',
    detail: 'A_CHALLENGE_OF_TOMORROW needs a person',
  });
});

test('what the host remembers is left to it', async () => {
  expect(inputsOf(await answerTo({ asked: asked('PASSWORD_VERIFIER'), remembers: ['PASSWORD'] }))).toEqual(
    {},
  );
  expect(inputsOf(await answerTo({ asked: asked('WEB_AUTHN'), remembers: ['PASSKEY'] }))).toEqual({});
  expect(
    inputsOf(await answerTo({ asked: asked('SOFTWARE_TOKEN_MFA'), remembers: ['TOTP_SECRET'] })),
  ).toEqual({});
});

test('a code that was taken in this TOTP step is waited out', async () => {
  const scene: Scene = { asked: asked('SOFTWARE_TOKEN_MFA'), remembers: ['TOTP_SECRET'], used: true };
  expect(await answerTo(scene)).toEqual({ kind: 'wait', challenge: 'SOFTWARE_TOKEN_MFA', ms: 1_000 });
});

test('what is frozen or written by hand goes as it is', async () => {
  const name = 'SOFTWARE_TOKEN_MFA';
  const scene: Scene = { asked: asked(name), remembers: ['TOTP_SECRET'], used: true };
  const plain = { name, inputs: {}, responses: {}, members: {} };
  const frozen = { ...plain, frozen: { '/ChallengeResponses/SOFTWARE_TOKEN_MFA_CODE': 'code-1' } };
  expect(await answerTo(scene, { answer: frozen })).toEqual({ kind: 'answer', answer: frozen });
  const raw = { ...plain, rawBody: 'no JSON' };
  expect(await answerTo(scene, { answer: raw })).toEqual({ kind: 'answer', answer: raw });
});

test('the newest code of the inbox is taken, on a sandbox only', async () => {
  const scene: Scene = { asked: asked('SMS_MFA'), inbox: ['111111', '222222'] };
  expect(inputsOf(await answerTo(scene))).toEqual({ SMS_MFA_CODE: '222222' });
  expect((await answerTo({ ...scene, kind: 'endpoint' })).kind).toBe('missing');
});

test('what was given comes first, and last what stands in', async () => {
  const scene: Scene = { asked: asked('SMS_MFA'), inbox: ['222222'] };
  const answer = { name: 'SMS_MFA', inputs: { SMS_MFA_CODE: '000000' }, responses: {}, members: {} };
  expect(inputsOf(await answerTo(scene, { answer }))).toEqual({ SMS_MFA_CODE: '000000' });
  const given = { SMS_MFA_CODE: '333333' };
  expect(inputsOf(await answerTo(scene, { given }))).toEqual({ SMS_MFA_CODE: '222222' });
  expect(inputsOf(await answerTo({ ...scene, inbox: [] }, { given }))).toEqual(given);
  // A key that was set by hand, or left out on purpose, asks for nothing.
  const bent = { ...answer, inputs: {}, responses: { SMS_MFA_CODE: null } };
  expect(inputsOf(await answerTo({ ...scene, inbox: [] }, { answer: bent }))).toEqual({});
});

test('a code comes from a secret that was given, and one that was taken already is waited out', async () => {
  const scene: Scene = { asked: asked('SOFTWARE_TOKEN_MFA'), kind: 'endpoint' };
  const given = { TOTP_SECRET };
  expect(inputsOf(await answerTo(scene, { given }))).toEqual(given);
  expect((await answerTo({ ...scene, used: true }, { given })).kind).toBe('wait');
});

test('a choice follows the path of the seed, else what can be answered', async () => {
  const parameters = { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' };
  const mfa = asked('SELECT_MFA_TYPE', { parameters });
  const path = ['PASSWORD_VERIFIER', 'SELECT_MFA_TYPE', 'SOFTWARE_TOKEN_MFA', 'TOKENS'];
  expect(inputsOf(await answerTo({ asked: mfa, path }))).toEqual({ ANSWER: 'SOFTWARE_TOKEN_MFA' });
  expect(inputsOf(await answerTo({ asked: mfa }))).toEqual({ ANSWER: 'SMS_MFA' });
  const elsewhere: Scene = { asked: mfa, kind: 'endpoint', remembers: ['TOTP_SECRET'] };
  expect(inputsOf(await answerTo(elsewhere))).toEqual({ ANSWER: 'SOFTWARE_TOKEN_MFA' });
});

test('a first factor is one that is at hand, with what it needs', async () => {
  const available = ['WEB_AUTHN', 'PASSWORD_SRP', 'PASSWORD'];
  const first = asked('SELECT_CHALLENGE', { available });
  const choice = async (scene: Omit<Scene, 'asked'>) => inputsOf(await answerTo({ asked: first, ...scene }));
  expect(await choice({ remembers: ['PASSWORD'] })).toEqual({ ANSWER: 'PASSWORD_SRP' });
  expect(await choice({ remembers: ['PASSWORD', 'PASSKEY'] })).toEqual({ ANSWER: 'WEB_AUTHN' });
  expect(await choice({ remembers: ['PASSWORD'], path: ['SELECT_CHALLENGE', 'SMS_MFA', 'TOKENS'] })).toEqual({
    ANSWER: 'PASSWORD',
  });
  expect(await choice({ remembers: ['PASSWORD'], path: ['SELECT_CHALLENGE', 'PASSWORD_VERIFIER'] })).toEqual({
    ANSWER: 'PASSWORD_SRP',
  });
  const byPassword = asked('SELECT_CHALLENGE', { available: ['PASSWORD'] });
  expect(await answerTo({ asked: byPassword })).toMatchObject({ kind: 'missing', field: 'PASSWORD' });
});
