import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../../chain/event.ts';
import { valueAt } from '../../chain/redact.ts';
import { story } from '../../chain/testing/story.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import { exportFormats } from '../export/formats.ts';
import { unpack } from './pack.ts';
import { redactedChains } from './redacted-chains.ts';
import { scanFile } from './scan.ts';
import { anySignIn, chainOfSignIn, peopleOf, secretsOf } from './testing/any-sign-ins.ts';
import { naiveForms } from './testing/naive-forms.ts';

const ABOUT = { exportedAt: 1_788_000_100_000, version: '1.0.0' };

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  const inside = await unpack(bytes, 100_000_000);
  return inside.ok ? inside.bytes : bytes;
}

describe('redacted chains', () => {
  it('hold no secret and no person in any form, whatever they are written as', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySignIn, { minLength: 1, maxLength: 2 }), async (signIns) => {
        const { chains } = redactedChains(signIns.map(chainOfSignIn));
        const secrets = signIns.flatMap(secretsOf);
        for (const format of exportFormats) {
          const written = format.single ? chains.slice(0, 1) : chains;
          const file = await format.write({ chains: written, ...ABOUT });
          const inside = Buffer.from(await unpacked(file)).toString('latin1');
          for (const value of [...secrets, ...signIns.flatMap(peopleOf)]) {
            for (const [form, bytes] of naiveForms(value))
              if (inside.includes(bytes)) throw new Error(`${format.id} holds ${value} as ${form}`);
          }
          expect(
            await scanFile(
              file,
              secrets.map((value) => ({ value, kind: 'x' })),
            ),
          ).toBeUndefined();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('call the same value the same everywhere, and no two alike', () => {
    fc.assert(
      fc.property(fc.array(anySignIn, { minLength: 1, maxLength: 3 }), (signIns) => {
        const before = signIns.map(chainOfSignIn);
        const { chains } = redactedChains(before);
        const names = new Map<string, Set<string>>();
        const values = new Map<string, string>();
        const note = (value: string | undefined, name: string | undefined) => {
          if (value === undefined || name === undefined) return;
          names.set(value, (names.get(value) ?? new Set()).add(name));
          if (values.has(name)) expect(values.get(name)).toBe(value);
          values.set(name, value);
        };
        for (const [index, { events, secrets }] of before.entries()) {
          const after = chains[index]?.events ?? [];
          for (const event of events) {
            const kept = secrets.find(({ stepId }) => 'stepId' in event && stepId === event.stepId);
            for (const pointer of POINTERS) {
              const [real = '', shown] = textsOf(event, after, kept);
              note(valueAt(real, pointer), shown === undefined ? undefined : valueAt(shown, pointer));
            }
          }
        }
        for (const [, given] of names) expect(given.size).toBe(1);
        expect(names.size).toBeGreaterThan(signIns.length * 8);
      }),
      { numRuns: 60 },
    );
  });

  it('hold no name of two letters where it stands alone, in the line of a step', async () => {
    const [signIn] = fc.sample(anySignIn, { numRuns: 1, seed: 5 });
    if (!signIn) throw new Error('there is no sample');
    const { chains } = redactedChains([
      { ...chainOfSignIn({ ...signIn, username: 'cy', echoes: false, noted: false }), secrets: [] },
    ]);
    for (const format of exportFormats) {
      const file = await format.write({ chains, ...ABOUT });
      expect(Buffer.from(await unpacked(file)).toString(), format.id).not.toMatch(/\bcy\b/);
    }
  });

  it('keep what a ticket is about', () => {
    const [signIn] = fc.sample(anySignIn, { numRuns: 1, seed: 5 });
    if (!signIn) throw new Error('there is no sample');
    const chain = chainOfSignIn({ ...signIn, username: 'Ann', echoes: true, noted: true });
    const [redacted] = redactedChains([chain]).chains;
    const started = redacted?.events[0];
    expect(started).toMatchObject({
      username: 'person-1',
      target: { endpoint: 'https://cognito-idp.eu-west-1.amazonaws.com/', clientId: '1example23456789' },
    });
    const sent = redacted?.events.flatMap((event) => (event.type === 'step.sent' ? [event] : [])) ?? [];
    expect(sent.map(({ summary }) => summary)).toEqual([
      'person-1 · PASSWORD password-1 · DEVICE_KEY device-1',
      'sub-1 · NEW_PASSWORD password-1 · userAttributes.email person-2@example.invalid',
      'sub-1 · SMS_MFA_CODE code-1',
      'sub-1 · SMS_MFA_CODE code-1',
      'AccessToken access-token-1',
    ]);
    const ended = redacted?.events.flatMap((event) => (event.type === 'step.ended' ? [event] : [])) ?? [];
    expect(ended.map(({ outcome }) => outcome)).toMatchObject([
      {
        name: 'NEW_PASSWORD_REQUIRED',
        parameters: {
          USER_ID_FOR_SRP: 'sub-1',
          userAttributes:
            '{"email":"person-2@example.invalid","phone_number":"phone-1","email_verified":"true"}',
        },
      },
      { name: 'SMS_MFA', parameters: { CODE_DELIVERY_DESTINATION: 'destination-1' } },
      {
        code: 'InvalidParameterException',
        message: "Value 'password-1' at 'password' failed for person-1",
      },
      { kind: 'tokens' },
      { kind: 'done' },
    ]);
    const tokens = ended[3]?.response?.body;
    expect(valueAt(tokens?.text ?? '', '/AuthenticationResult/IdToken')).toBe('id-token-1');
    expect(tokens?.secrets.find(({ pointer }) => pointer.endsWith('/IdToken'))?.jwt).toEqual({
      header: { alg: 'RS256', kid: 'k1' },
      payload: {
        sub: 'sub-1',
        // The token was made for the name before it was changed: another person.
        'cognito:username': 'person-3',
        email: 'person-2@example.invalid',
        phone_number: 'phone-1',
        token_use: 'id',
      },
    });
    expect(redacted?.annotations.notes).toBe(
      'person-2@example.invalid said: my password password-1 and code-1',
    );
    expect(sent[0]?.request.headers).toContainEqual(['authorization', 'Bearer access-token-1']);
    expect(sent[0]?.request.headers).toContainEqual(['referer', 'https://app.example/sign-in?…']);
  });

  it('leave masks as they are where the values are not known', () => {
    const [signIn] = fc.sample(anySignIn, { numRuns: 1, seed: 9 });
    if (!signIn) throw new Error('there is no sample');
    const chain = { ...chainOfSignIn(signIn), secrets: [], known: [] };
    const [redacted] = redactedChains([chain]).chains;
    const sent = redacted?.events.find((event) => event.type === 'step.sent');
    const text = sent?.type === 'step.sent' ? sent.request.body.text : '';
    expect(valueAt(text, '/AuthParameters/PASSWORD')).toBe('••••••');
    expect(valueAt(text, '/AuthParameters/USERNAME')).toBe('person-1');
  });

  it('tell nothing of passkeys, devices, addresses and names, in whatever they are wrapped', () => {
    const options = {
      challenge: 'c29tZS1jaGFsbGVuZ2U',
      allowCredentials: [{ type: 'public-key', id: 'cGFzc2tleS1vbmU' }],
      user: { id: 'dXNlci1vbmU', name: 'Ann Example', displayName: 'Ann E.' },
    };
    const after = bodyAfter({
      ChallengeParameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
      Credentials: [{ CredentialId: 'cGFzc2tleS1vbmU', FriendlyCredentialName: 'Ann’s phone' }],
      DeviceAttributes: [
        { Name: 'device_name', Value: 'Ann’s laptop' },
        { Name: 'last_ip_used', Value: '203.0.113.7' },
        { Name: 'device_status', Value: 'valid' },
      ],
      ContextData: { IpAddress: '203.0.113.7', HttpHeaders: [{ headerName: 'cookie', headerValue: 'a=b' }] },
      Message: 'Ann Example at 203.0.113.7',
    });
    expect(after).toEqual({
      ChallengeParameters: {
        CREDENTIAL_REQUEST_OPTIONS: JSON.stringify({
          challenge: 'c29tZS1jaGFsbGVuZ2U',
          allowCredentials: [{ type: 'public-key', id: 'passkey-1' }],
          user: { id: 'passkey-2', name: 'person-2', displayName: 'person-3' },
        }),
      },
      Credentials: [{ CredentialId: 'passkey-1', FriendlyCredentialName: 'device-name-1' }],
      DeviceAttributes: [
        { Name: 'device_name', Value: 'device-name-2' },
        { Name: 'last_ip_used', Value: 'ip-1' },
        { Name: 'device_status', Value: 'valid' },
      ],
      ContextData: { IpAddress: 'ip-1', HttpHeaders: [{ headerName: 'cookie', headerValue: 'attribute-1' }] },
      Message: 'person-2 at ip-1',
    });
  });

  it('find a name whatever the case it is written in, and beside letters that have no lower case', () => {
    expect(bodyAfter({ Username: 'Ann.Example', message: 'İ ANN.EXAMPLE, ann.example' })).toEqual({
      Username: 'person-2',
      message: 'İ person-2, person-2',
    });
  });

  it('take no name that is a value, and none that holds one', () => {
    expect(bodyAfter({ Username: 'person-2', message: 'person-2' })).toEqual({
      Username: 'person-3',
      message: 'person-3',
    });
  });
});

/** What becomes of an answer's body that nothing was masked in. */
function bodyAfter(body: object): unknown {
  const text = JSON.stringify(body);
  const events = story([
    {
      id: 'a',
      parent: null,
      answers: 'GetUser',
      outcome: { kind: 'done' },
      response: { body: { text, bytes: text.length, secrets: [], cut: false } },
    },
  ]);
  const [chain] = redactedChains([{ events, annotations: NO_ANNOTATIONS, secrets: [], known: [] }]).chains;
  const ended = chain?.events.find((event) => event.type === 'step.ended');
  return JSON.parse(ended?.type === 'step.ended' ? (ended.response?.body.text ?? '') : '');
}

const POINTERS = [
  '/AuthParameters/USERNAME',
  '/AuthParameters/PASSWORD',
  '/AuthParameters/SECRET_HASH',
  '/AuthParameters/DEVICE_KEY',
  '/ClientMetadata/captcha',
  '/ChallengeResponses/USERNAME',
  '/ChallengeResponses/NEW_PASSWORD',
  '/ChallengeResponses/SMS_MFA_CODE',
  '/ChallengeResponses/SECRET_HASH',
  '/Session',
  '/AccessToken',
  '/Username',
  '/AuthenticationResult/AccessToken',
  '/AuthenticationResult/IdToken',
  '/AuthenticationResult/RefreshToken',
  '/ChallengeParameters/USER_ID_FOR_SRP',
  '/UserAttributes/0/Value',
  '/UserAttributes/1/Value',
  '/UserAttributes/2/Value',
];

/** A body as it travelled, and as it is handed over. */
function textsOf(
  event: ChainEvent,
  after: readonly ChainEvent[],
  kept: { readonly requestText: string; readonly responseText: string } | undefined,
): readonly [string | undefined, string | undefined] | readonly [] {
  const same = after.find(
    (other) =>
      'stepId' in other && 'stepId' in event && other.stepId === event.stepId && other.type === event.type,
  );
  if (same?.type === 'step.sent') return [kept?.requestText, same.request.body.text];
  return same?.type === 'step.ended' ? [kept?.responseText, same.response?.body.text] : [];
}
