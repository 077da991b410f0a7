/** One call of Cognito, as a browser records it. */
export interface RecordedCall {
  readonly operation: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly url?: string;
  readonly sent: unknown;
  /** Absent: the recording holds no body of it. */
  readonly came?: unknown;
  readonly status?: number;
  readonly requestId?: string;
}

/** A HAR file of some calls, with a page's own requests in between. */
export function harOf(calls: readonly RecordedCall[]): string {
  const entries = calls.flatMap(({ operation, at, url, sent, came, status = 200, requestId }) => [
    entry(at - 1, 'GET', 'https://app.example.com/index.html', [], undefined, 200, [], '<html></html>'),
    entry(
      at,
      'POST',
      url ?? 'https://cognito-idp.eu-west-1.amazonaws.com/',
      [
        ['Content-Type', 'application/x-amz-json-1.1'],
        ['X-Amz-Target', `AWSCognitoIdentityProviderService.${operation}`],
      ],
      JSON.stringify(sent),
      status,
      requestId === undefined ? [] : [['x-amzn-RequestId', requestId]],
      came === undefined ? undefined : JSON.stringify(came),
    ),
  ]);
  return JSON.stringify({
    log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries },
  });
}

type Pairs = readonly (readonly [string, string])[];

function entry(
  at: number,
  method: string,
  url: string,
  headers: Pairs,
  body: string | undefined,
  status: number,
  cameWith: Pairs,
  text: string | undefined,
) {
  const named = (pairs: Pairs) => pairs.map(([name, value]) => ({ name, value }));
  const mimeType = 'application/x-amz-json-1.1';
  return {
    startedDateTime: new Date(at).toISOString(),
    time: 80,
    request: {
      ...{ method, url, httpVersion: 'http/2.0', headers: named(headers), queryString: [], cookies: [] },
      ...{ headersSize: -1, bodySize: body?.length ?? 0 },
      ...(body === undefined ? {} : { postData: { mimeType, text: body } }),
    },
    response: {
      ...{ status, statusText: '', httpVersion: 'http/2.0', headers: named(cameWith), cookies: [] },
      ...{ redirectURL: '', headersSize: -1, bodySize: -1 },
      content: { size: text?.length ?? 0, mimeType, ...(text === undefined ? {} : { text }) },
    },
    cache: {},
    timings: { blocked: 0, dns: -1, connect: -1, send: 0, wait: 79, receive: 1, ssl: -1 },
  };
}

const AT = Date.UTC(2026, 8, 8, 9, 0, 0);

/** A password, a wrong code, and the right one; the reply to that was not recorded. */
export const WRONG_CODE: readonly RecordedCall[] = [
  {
    operation: 'InitiateAuth',
    at: AT,
    sent: {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: 'abc123',
      AuthParameters: { USERNAME: 'ann', PASSWORD: 'Hidden-horse-9' },
    },
    came: { ChallengeName: 'SMS_MFA', ChallengeParameters: {}, Session: 'session-one-of-ann' },
    requestId: '11111111-2222-4333-8444-555555555555',
  },
  {
    operation: 'RespondToAuthChallenge',
    at: AT + 9_000,
    sent: {
      ChallengeName: 'SMS_MFA',
      ClientId: 'abc123',
      Session: 'session-one-of-ann',
      ChallengeResponses: { USERNAME: 'ann', SMS_MFA_CODE: '424242' },
    },
    came: { __type: 'CodeMismatchException', message: 'Invalid code \u001b[2J or auth state for the user.' },
    status: 400,
  },
  {
    operation: 'RespondToAuthChallenge',
    at: AT + 21_000,
    sent: {
      ChallengeName: 'SMS_MFA',
      ClientId: 'abc123',
      Session: 'session-one-of-ann',
      ChallengeResponses: { USERNAME: 'ann', SMS_MFA_CODE: '515151' },
    },
  },
];

/** A sign-in that went through at once. */
export function passwordSignIn(
  url: string,
  clientId: string,
  username: string,
  password: string,
): RecordedCall[] {
  return [
    {
      operation: 'InitiateAuth',
      at: AT,
      url,
      sent: {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: clientId,
        AuthParameters: { USERNAME: username, PASSWORD: password },
      },
      came: {
        AuthenticationResult: { AccessToken: `access-of-${username}`, ExpiresIn: 3_600, TokenType: 'Bearer' },
        ChallengeParameters: {},
      },
    },
  ];
}
