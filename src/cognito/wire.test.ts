import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  CognitoIdentityProviderClient,
  ConfirmDeviceCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengeNamed } from '../challenges/index.ts';
import { flowNamed } from '../flows/flows.ts';
import type { Tools } from '../form/form.ts';
import type { JsonObject } from '../json.ts';
import { composeAnswer, composeStart } from './compose.ts';
import type { HttpOutcome } from './http.ts';
import { SIGNATURE_HEADERS, signedHeaders } from './signing.ts';
import { encodeRequest, readReply } from './wire.ts';

const session = `AYABe${'x'.repeat(1_558)}`;
const cases = {
  InitiateAuth: [
    InitiateAuthCommand,
    {
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: '6abc+1',
      AuthParameters: { USERNAME: 'jürgen ✓ "x"', SRP_A: 'feab', SECRET_HASH: 'a/b+c=' },
      ClientMetadata: { ref: 'é' },
      AnalyticsMetadata: { AnalyticsEndpointId: 'e-1' },
      UserContextData: { IpAddress: '203.0.113.9', EncodedData: 'abc' },
      Session: session,
    },
  ],
  RespondToAuthChallenge: [
    RespondToAuthChallengeCommand,
    {
      ClientId: '6abc',
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: session,
      ChallengeResponses: {
        USERNAME: 'u-1',
        NEW_PASSWORD: 'a"\\\u2028b',
        'userAttributes.given_name': 'Zoë',
      },
      ClientMetadata: { a: '1' },
    },
  ],
  AdminInitiateAuth: [
    AdminInitiateAuthCommand,
    {
      UserPoolId: 'eu-west-1_Ab12Cd34E',
      ClientId: '6abc+1',
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'jürgen ✓ "x"', PASSWORD: 'a"\\b', SECRET_HASH: 'a/b+c=' },
      ClientMetadata: { ref: 'é' },
      AnalyticsMetadata: { AnalyticsEndpointId: 'e-1' },
      ContextData: {
        IpAddress: '203.0.113.9',
        ServerName: 'app.example.com',
        ServerPath: '/sign-in',
        HttpHeaders: [{ headerName: 'User-Agent', headerValue: 'a' }],
        EncodedData: 'abc',
      },
      Session: session,
    },
  ],
  AdminRespondToAuthChallenge: [
    AdminRespondToAuthChallengeCommand,
    {
      UserPoolId: 'eu-west-1_Ab12Cd34E',
      ClientId: '6abc',
      ChallengeName: 'SMS_MFA',
      ChallengeResponses: { USERNAME: 'u-1', SMS_MFA_CODE: '123456' },
      Session: session,
      ContextData: {
        ...{ IpAddress: '203.0.113.9', ServerName: 'a', ServerPath: '/' },
        HttpHeaders: [],
      },
      ClientMetadata: { a: '1' },
    },
  ],
  GetTokensFromRefreshToken: [
    GetTokensFromRefreshTokenCommand,
    { RefreshToken: 'eyJ.a.b', ClientId: '6abc', ClientSecret: 'secret', DeviceKey: 'eu-west-1_1-2' },
  ],
  VerifySoftwareToken: [
    VerifySoftwareTokenCommand,
    { UserCode: '123456', Session: session, FriendlyDeviceName: 'phone' },
  ],
  ConfirmDevice: [
    ConfirmDeviceCommand,
    {
      AccessToken: 'a.b.c',
      DeviceKey: 'eu-west-1_1-2',
      DeviceSecretVerifierConfig: { PasswordVerifier: 'AA==', Salt: 'AQ==' },
      DeviceName: 'laptop',
    },
  ],
  RevokeToken: [RevokeTokenCommand, { Token: 'eyJ.a.b', ClientId: '6abc' }],
} as const;

interface Captured {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the SDK would send: its own request, stopped where it would reach the network. */
async function sdkRequest(Command: new (input: never) => unknown, input: unknown): Promise<Captured> {
  let captured: Captured | undefined;
  const client = new CognitoIdentityProviderClient({
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'of-nobody' },
    requestHandler: {
      handle: (request: Captured) => {
        captured = request;
        return Promise.reject(new Error('stop here'));
      },
    },
  });
  const command = new Command(input as never) as Parameters<typeof client.send>[0];
  await expect(client.send(command)).rejects.toThrow('stop here');
  if (!captured) throw new Error('the SDK sent nothing');
  return captured;
}

describe('encodeRequest', () => {
  it.each(Object.entries(cases))(
    '%s goes out as the AWS SDK sends it, byte for byte',
    async (operation, [Command, input]) => {
      const expected = await sdkRequest(Command as never, input);
      const url = 'https://cognito-idp.eu-west-1.amazonaws.com/';
      const ours = encodeRequest({ url, operation, body: input as unknown as JsonObject });
      expect(ours.method).toBe(expected.method);
      expect(new URL(ours.url).pathname).toBe(expected.path);
      const headers = new Headers(ours.headers.map(([name, value]): [string, string] => [name, value]));
      expect(headers.get('content-type')).toBe(expected.headers['content-type']);
      expect(headers.get('x-amz-target')).toBe(expected.headers['x-amz-target']);
      expect([...ours.body]).toEqual([...expected.body]);
    },
  );
});

describe('a request that the core composes', () => {
  const target = { clientId: '6abc', userPoolId: 'eu-west-1_Ab12Cd34E' };
  const tools: Tools = {
    ...{ poolName: () => 'Ab12Cd34E', srpA: () => 'feab', timestamp: () => '', totp: () => '492017' },
    ...{ srpClaim: () => '', credential: () => '', secretHash: (name) => `hash of ${name}` },
  };
  const context = { IpAddress: '203.0.113.9', ServerName: 'a', ServerPath: '/', HttpHeaders: [] };
  const typed = (name: string, inputs: Record<string, string>) => ({
    ...{ name, admin: true, inputs, responses: {}, members: { ContextData: context } },
  });

  it('as administrator is the one the AWS SDK makes of the same, its members in the same order', async () => {
    const flow = flowNamed('USER_SRP_AUTH');
    if (flow === undefined) throw new Error('no flow');
    const asked = { name: 'SMS_MFA', parameters: { USER_ID_FOR_SRP: 'u-1' }, available: [] };
    const start = composeStart(flow, { target, tools, answer: typed(flow.name, { USERNAME: 'ann' }) });
    const sms = challengeNamed('SMS_MFA');
    const given = typed('SMS_MFA', { SMS_MFA_CODE: '123456' });
    const answered = composeAnswer(sms, { target, tools, answer: given, asked, session });
    const same = [
      [
        start,
        AdminInitiateAuthCommand,
        {
          ...{ AuthFlow: 'USER_SRP_AUTH', UserPoolId: target.userPoolId, ClientId: target.clientId },
          AuthParameters: { USERNAME: 'ann', SRP_A: 'feab', SECRET_HASH: 'hash of ann' },
          ContextData: context,
        },
      ],
      [
        answered,
        AdminRespondToAuthChallengeCommand,
        {
          ...{ Session: session, ChallengeName: 'SMS_MFA', ContextData: context },
          ...{ ClientId: target.clientId, UserPoolId: target.userPoolId },
          ChallengeResponses: { USERNAME: 'u-1', SMS_MFA_CODE: '123456', SECRET_HASH: 'hash of u-1' },
        },
      ],
    ] as const;
    for (const [{ operation, body }, Command, input] of same) {
      const expected = await sdkRequest(Command as never, input);
      const ours = encodeRequest({ url: 'https://cognito-idp.eu-west-1.amazonaws.com/', operation, body });
      const headers = new Headers(ours.headers.map(([name, value]): [string, string] => [name, value]));
      expect(headers.get('x-amz-target')).toBe(expected.headers['x-amz-target']);
      expect(JSON.parse(new TextDecoder().decode(ours.body))).toEqual(
        JSON.parse(new TextDecoder().decode(expected.body)),
      );
      // Both are signed; the SDK signs headers of its own, too.
      const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'of-nobody' };
      const signed = await signedHeaders(ours, { credentials, region: 'eu-west-1', now: Date.now() });
      for (const name of SIGNATURE_HEADERS) {
        expect(Object.keys(expected.headers)).toContain(name);
        expect(signed.map(([known]) => known)).toContain(name);
      }
    }
  });
});

function answer(status: number, body: string, headers: Record<string, string> = {}): HttpOutcome {
  const all = { 'Content-Type': 'application/x-amz-json-1.1', ...headers };
  return {
    ok: true,
    sentHeaders: [],
    status,
    statusText: '',
    headers: Object.entries(all).filter(([, value]) => value !== ''),
    body: new TextEncoder().encode(body),
    timing: { total: 1 },
  };
}

const read = (status: number, body: unknown, headers?: Record<string, string>, operation = 'InitiateAuth') =>
  readReply(operation, answer(status, typeof body === 'string' ? body : JSON.stringify(body), headers));

describe('readReply, successes', () => {
  it('reads a challenge without a Session, and one with', () => {
    const parameters = { SALT: '81ee', SECRET_BLOCK: 'tZq1' };
    expect(read(200, { ChallengeName: 'PASSWORD_VERIFIER', ChallengeParameters: parameters })).toMatchObject({
      kind: 'challenge',
      asked: { name: 'PASSWORD_VERIFIER', parameters, available: [] },
    });
    const choice = read(200, {
      AvailableChallenges: ['PASSWORD', 'EMAIL_OTP'],
      ChallengeName: 'SELECT_CHALLENGE',
      ChallengeParameters: {},
      Session: session,
    });
    expect(choice).toMatchObject({ session, asked: { available: ['PASSWORD', 'EMAIL_OTP'] } });
    expect(read(200, { ChallengeName: 'X', ChallengeParameters: {} })).not.toHaveProperty('session');
  });

  it('reads tokens and a new device, with the request id and the server’s clock', () => {
    const tokens = {
      AccessToken: 'a',
      ExpiresIn: 3600,
      IdToken: 'i',
      RefreshToken: 'r',
      TokenType: 'Bearer',
      NewDeviceMetadata: { DeviceKey: 'k', DeviceGroupKey: 'g' },
    };
    const reply = read(
      200,
      { AuthenticationResult: tokens, ChallengeParameters: {} },
      { 'x-amzn-RequestId': 'r-1', Date: 'Tue, 08 Sep 2026 09:05:07 GMT' },
    );
    expect(reply).toEqual({
      kind: 'tokens',
      tokens,
      bodyText: expect.stringContaining('AuthenticationResult') as string,
      requestId: 'r-1',
      serverDate: Date.UTC(2026, 8, 8, 9, 5, 7),
    });
  });

  it('keeps parameters that are not texts as JSON text', () => {
    const reply = read(200, { ChallengeName: 'X', ChallengeParameters: { a: 1, b: ['c'], d: null, e: 'f' } });
    expect(reply).toMatchObject({ asked: { parameters: { a: '1', b: '["c"]', e: 'f' } } });
  });

  it.each(['', '{}'])('takes %j as the answer of an operation that returns nothing', (body) => {
    expect(read(200, body, {}, 'GlobalSignOut')).toMatchObject({ kind: 'done', result: {} });
  });

  it('reads the Session and result of a helper', () => {
    const result = { SecretCode: 'ABCD', Session: session };
    expect(read(200, result, {}, 'AssociateSoftwareToken')).toMatchObject({ kind: 'done', session, result });
  });

  it('says so when a sign-in answer holds nothing', () => {
    expect(read(200, {})).toMatchObject({ kind: 'error', code: 'UnknownError', source: 'none' });
  });
});

describe('readReply, exceptions', () => {
  it.each([
    ['__type', 400, { __type: 'CodeMismatchException', message: 'no' }, {}, 'CodeMismatchException', 'body'],
    [
      'a namespace',
      400,
      { __type: 'com.amazonaws.cognito#NotAuthorizedException', Message: 'no' },
      {},
      'NotAuthorizedException',
      'body',
    ],
    [
      'the header',
      400,
      { message: 'no' },
      { 'x-amzn-ErrorType': 'InvalidParameterException:http://x/' },
      'InvalidParameterException',
      'header',
    ],
    [
      'the header without a body',
      400,
      '',
      { 'x-amzn-errortype': 'ForbiddenException:', 'x-amzn-ErrorMessage': 'no' },
      'ForbiddenException',
      'header',
    ],
    ['a documented number', 483, { message: 'no' }, {}, 'CodeMismatchException', 'status'],
    [
      'a documented number without a body',
      480,
      '',
      { 'x-amzn-errormessage': 'no' },
      'ResourceNotFoundException',
      'status',
    ],
    ['nothing', 400, { message: 'no' }, {}, 'UnknownError', 'none'],
    [
      'a body that contradicts the status',
      493,
      { __type: 'NotAuthorizedException', message: 'no' },
      {},
      'NotAuthorizedException',
      'body',
    ],
    [
      '__type under 200',
      200,
      { __type: 'NotAuthorizedException', message: 'no' },
      {},
      'NotAuthorizedException',
      'body',
    ],
  ])('named by %s', (_, status, body, headers, code, source) => {
    expect(read(status, body, headers as Record<string, string>)).toMatchObject({
      kind: 'error',
      code,
      source,
      message: 'no',
    });
  });

  it('keeps reasonCode', () => {
    const body = { __type: 'InvalidParameterException', message: 'm', reasonCode: 'R' };
    expect(read(400, body)).toMatchObject({ reasonCode: 'R' });
  });
});

describe('readReply, no usable answer', () => {
  it.each([
    ['REDIRECT', 302, '', { Location: 'https://login.example/?code=topsecret' }],
    ['NOT_JSON', 502, '<html><body>Bad gateway</body></html>', { 'Content-Type': 'text/html' }],
    ['NOT_JSON', 200, '<!DOCTYPE html><p>Sign in to the Wi-Fi', {}],
    ['NOT_JSON', 200, 'nonsense', {}],
    ['NOT_JSON', 200, '[1]', {}],
    ['NOT_JSON', 503, '', {}],
    ['NOT_JSON', 200, '\u001f\u008b', { 'Content-Encoding': 'gzip' }],
    ['CONTENT_TYPE', 200, '{"ChallengeName":"X"}', { 'Content-Type': 'text/plain' }],
    ['CONTENT_TYPE', 200, 'hello', { 'Content-Type': 'text/plain; charset=utf-8' }],
    ['TRUNCATED', 200, '{"ChallengeName":"SMS', {}],
    ['TRUNCATED', 200, '{"ChallengeName":"SMS_MFA"', {}],
    ['TRUNCATED', 200, '', { 'Content-Length': '100' }],
  ])('%s for HTTP %i %j', (code, status, body, headers) => {
    const reply = read(status, body, headers as Record<string, string>);
    expect(reply).toMatchObject({ kind: 'failure', code, bodyText: body });
    expect(reply.kind === 'failure' ? reply.detail : '').not.toContain('topsecret');
  });

  it.each(['application/json; charset=utf-8', 'application/x-amz-json-1.0', ''])(
    'takes JSON announced as %j',
    (type) => {
      expect(read(200, { ChallengeName: 'X' }, { 'Content-Type': type })).toMatchObject({
        kind: 'challenge',
      });
    },
  );

  it('passes the port’s failures on, with what came', () => {
    const partial = {
      status: 200,
      statusText: 'OK',
      headers: [['x-amzn-requestid', 'r']] as const,
      body: new TextEncoder().encode('{"a'),
    };
    const reply = readReply('InitiateAuth', {
      ok: false,
      code: 'TIMEOUT',
      detail: 'slow',
      timing: { total: 1 },
      sentHeaders: [],
      partial,
    });
    expect(reply).toEqual({
      kind: 'failure',
      code: 'TIMEOUT',
      detail: 'slow',
      bodyText: '{"a',
      requestId: 'r',
    });
  });

  it('gives an outcome for any answer whatever', () => {
    const kinds = ['challenge', 'tokens', 'done', 'error', 'failure'];
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        fc.string(),
        (status, body, type) => {
          expect(kinds).toContain(read(status, body, { 'Content-Type': type }).kind);
        },
      ),
    );
  });
});
