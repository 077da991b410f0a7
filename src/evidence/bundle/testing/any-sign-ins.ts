import fc from 'fast-check';
import type { LinkedExchange } from '../../exchange.ts';
import { importedChain } from '../../imported.ts';
import { NO_ANNOTATIONS } from '../../../history/history.ts';
import type { ChainToRedact } from '../redacted-chains.ts';

/** A sign-in with values nobody else has, and everywhere they were put. */
export interface AnySignIn {
  readonly password: string;
  readonly code: string;
  readonly username: string;
  readonly email: string;
  readonly phone: string;
  readonly sub: string;
  readonly sessions: readonly string[];
  readonly secretHash: string;
  readonly metadata: string;
  readonly deviceKey: string;
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Puts the password into an error's message, as Cognito's validation does. */
  readonly echoes: boolean;
  /** Puts secrets and people into what someone noted. */
  readonly noted: boolean;
}

const alnum = [...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'];
const word = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...alnum), minLength: least, maxLength: most });
/** Signs that JSON, URLs, HTML and Base64 write otherwise, and none at all. */
const nasty = fc.oneof(
  fc.constant(''),
  fc.string({ unit: fc.constantFrom(...'"\\/&<>\'%+ #;=ü€😀\t'), maxLength: 6 }),
);
/** Ten letters and digits that are nowhere else, among signs that are hard to find. */
const secret = fc.tuple(nasty, word(10, 14), nasty).map((parts) => parts.join(''));
const base64ish = (least: number) =>
  fc.string({ unit: fc.constantFrom(...alnum, '+', '/', '-', '_'), minLength: least, maxLength: least + 60 });

const base64url = (value: unknown) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const anySignIn: fc.Arbitrary<AnySignIn> = fc
  .record({
    password: secret,
    code: word(6, 8),
    username: fc.tuple(word(8, 12), nasty).map((parts) => parts.join('')),
    email: word(8, 12).map((name) => `${name}@mail.example`),
    phone: fc.integer({ min: 10_000_000, max: 99_999_999 }).map((number) => `+44${String(number)}`),
    sub: fc.uuid(),
    sessions: fc.array(base64ish(40), { minLength: 3, maxLength: 3 }),
    secretHash: base64ish(43).map((text) => `${text.slice(0, 43)}=`),
    metadata: secret,
    deviceKey: fc.uuid().map((id) => `eu-west-1_${id}`),
    signature: base64ish(86).map((text) => text.replace(/[+/]/g, '_')),
    refreshToken: base64ish(90),
    echoes: fc.boolean(),
    noted: fc.boolean(),
  })
  .map(({ signature, ...drawn }) => {
    const { sub, username, email, phone, deviceKey } = drawn;
    const token = (claims: object) =>
      `${base64url({ alg: 'RS256', kid: 'k1' })}.${base64url(claims)}.${signature}`;
    return {
      ...drawn,
      accessToken: token({ sub, username, device_key: deviceKey, token_use: 'access', exp: 1_789_000_000 }),
      idToken: token({ sub, 'cognito:username': username, email, phone_number: phone, token_use: 'id' }),
    };
  });

const ENDPOINT = 'https://cognito-idp.eu-west-1.amazonaws.com/';

/** The sign-in as it would have been seen on the wire: password, code, tokens, and a look at the user's attributes. */
export function exchangesOf(signIn: AnySignIn): readonly LinkedExchange[] {
  const { username, password, sessions, sub, email, phone, secretHash, deviceKey } = signIn;
  const [first = '', second = '', third = ''] = sessions;
  const ClientId = '1example23456789';
  const userAttributes = JSON.stringify({ email, phone_number: phone, email_verified: 'true' });
  const refused = signIn.echoes
    ? {
        __type: 'InvalidParameterException',
        message: `Value '${password}' at 'password' failed for ${username}`,
      }
    : { __type: 'CodeMismatchException', message: 'Invalid code' };
  const answer = {
    ChallengeName: 'SMS_MFA',
    ClientId,
    Session: second,
    ChallengeResponses: { USERNAME: sub, SMS_MFA_CODE: signIn.code, SECRET_HASH: secretHash },
  };
  const steps: readonly (readonly [string, object, number, object])[] = [
    [
      'InitiateAuth',
      {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId,
        AuthParameters: {
          USERNAME: username,
          PASSWORD: password,
          SECRET_HASH: secretHash,
          DEVICE_KEY: deviceKey,
        },
        ClientMetadata: { captcha: signIn.metadata },
      },
      200,
      {
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: first,
        ChallengeParameters: { USER_ID_FOR_SRP: sub, requiredAttributes: '[]', userAttributes },
      },
    ],
    [
      'RespondToAuthChallenge',
      {
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        ClientId,
        Session: first,
        ChallengeResponses: { USERNAME: sub, NEW_PASSWORD: password, 'userAttributes.email': email },
      },
      200,
      {
        ChallengeName: 'SMS_MFA',
        Session: second,
        ChallengeParameters: { CODE_DELIVERY_DESTINATION: '+*******1234', USER_ID_FOR_SRP: sub },
      },
    ],
    ['RespondToAuthChallenge', answer, 400, refused],
    [
      'RespondToAuthChallenge',
      { ...answer, Session: third },
      200,
      {
        AuthenticationResult: {
          AccessToken: signIn.accessToken,
          IdToken: signIn.idToken,
          RefreshToken: signIn.refreshToken,
          ExpiresIn: 3600,
          TokenType: 'Bearer',
        },
        ChallengeParameters: {},
      },
    ],
    [
      'GetUser',
      { AccessToken: signIn.accessToken },
      200,
      {
        Username: username,
        UserAttributes: [
          { Name: 'sub', Value: sub },
          { Name: 'email', Value: email },
          { Name: 'phone_number', Value: phone },
        ],
      },
    ],
  ];
  return steps.map(([operation, request, status, response], at) => ({
    after: at === 0 ? null : at - 1,
    holes: [],
    exchange: {
      operation,
      sentAt: 1_788_000_000_000 + at * 10_000,
      timing: { total: 80 },
      request: {
        method: 'POST',
        url: ENDPOINT,
        headers: [
          ['content-type', 'application/x-amz-json-1.1'],
          ['x-amz-target', `AWSCognitoIdentityProviderService.${operation}`],
          ['authorization', `Bearer ${signIn.accessToken}`],
          ['referer', `https://app.example/sign-in?user=${encodeURIComponent(email)}`],
        ],
        text: JSON.stringify(request),
      },
      response: {
        status,
        statusText: '',
        headers: [['content-type', 'application/x-amz-json-1.1']],
        text: JSON.stringify(response),
      },
      holes: [],
      place: `entry ${String(at + 1)}`,
    },
  }));
}

/** The sign-in as a chain with everything known of it. */
export function chainOfSignIn(signIn: AnySignIn): ChainToRedact {
  let count = 0;
  const { events, secrets } = importedChain(
    exchangesOf(signIn),
    { kind: 'har', name: `${signIn.email}.har` },
    { uuid: () => `id-${String((count += 1))}`, fingerprint: () => 'f1f2f3f4' },
  );
  const notes = `${signIn.email} said: my password ${signIn.password} and ${signIn.code}`;
  return {
    events,
    secrets,
    annotations: signIn.noted ? { ...NO_ANNOTATIONS, notes } : NO_ANNOTATIONS,
    known: secretsOf(signIn).map((value) => ({ value, kind: 'secret value' })),
  };
}

export function secretsOf(signIn: AnySignIn): readonly string[] {
  const { password, code, sessions, secretHash, metadata, accessToken, idToken, refreshToken } = signIn;
  const signatures = [accessToken, idToken].map((token) => token.split('.')[2] ?? '');
  return [
    password,
    code,
    ...sessions,
    secretHash,
    metadata,
    accessToken,
    idToken,
    refreshToken,
    ...signatures,
  ];
}

export function peopleOf({ username, email, phone, sub, deviceKey }: AnySignIn): readonly string[] {
  return [username, email, phone, sub, deviceKey];
}
