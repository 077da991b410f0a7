import { closeSync, openSync, writeSync } from 'node:fs';

const USERS = 12;
const SIGN_IN_EVERY = 40;

/**
 * Writes a HAR file as a browser's network tab saves it on a page that signs in again and again: scripts, pictures,
 * JSON of other hosts, and between them whole sign-ins of several users.
 * @param {string} path @param {number} bytes least size
 * @returns {{ entries: number, calls: number }}
 */
export function writeHar(path, bytes) {
  const file = openSync(path, 'w');
  let written = 0;
  let entries = 0;
  let calls = 0;
  let at = Date.UTC(2026, 8, 8, 9);
  const put = (text) => {
    written += writeSync(file, text);
  };
  const add = (entry) => {
    put(`${entries === 0 ? '' : ','}\n${JSON.stringify(entry, null, 1)}`);
    entries += 1;
  };
  put('{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[');
  while (written < bytes) {
    at += 50;
    if (entries % SIGN_IN_EVERY === 0) {
      for (const call of signIn(`user-${calls % USERS}@example.com`, at, calls)) {
        add(call);
        calls += 1;
      }
    } else add(other(at, entries));
  }
  put('\n]}}\n');
  closeSync(file);
  return { entries, calls };
}

const text = (length, seed) =>
  Array.from({ length }, (_, at) => String.fromCharCode(97 + ((at * 7 + seed * 31) % 26))).join('');
const script = Array.from(
  { length: 400 },
  (_, at) => `function f${at}(a){return "x\\n"+a.b["${text(60, at)}"]}\n`,
).join('');
const picture = Buffer.from(text(90_000, 3)).toString('base64');

function other(at, serial) {
  const kind = serial % 3;
  const [url, mimeType, content] =
    kind === 0
      ? [`https://app.example.com/assets/chunk-${serial}.js`, 'text/javascript', { text: script }]
      : kind === 1
        ? [`https://img.example.com/${serial}.png`, 'image/png', { text: picture, encoding: 'base64' }]
        : [
            `https://api.example.com/items?page=${serial}`,
            'application/json',
            {
              text: JSON.stringify(
                Array.from({ length: 80 }, (_, item) => ({
                  id: item,
                  name: text(20, item),
                  tags: ['a', 'b'],
                })),
              ),
            },
          ];
  return entry(
    at,
    { method: 'GET', url, headers: headers() },
    { status: 200, headers: headers(), content: { mimeType, size: 1, ...content } },
  );
}

function signIn(user, at, serial) {
  const client = '1example23456789';
  const session = (step) => `AYABe${text(1_500, serial + step)}${serial}-${step}`;
  const token = (use) =>
    `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(JSON.stringify({ username: user, use, jti: serial, pad: text(500, serial) })).toString('base64url')}.${text(342, serial)}`;
  const call = (operation, offset, request, reply) =>
    entry(
      at + offset,
      {
        method: 'POST',
        url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
        headers: [
          ...headers(),
          { name: 'x-amz-target', value: `AWSCognitoIdentityProviderService.${operation}` },
        ],
        postData: { mimeType: 'application/x-amz-json-1.1', text: JSON.stringify(request) },
      },
      {
        status: 200,
        headers: headers(),
        content: { mimeType: 'application/x-amz-json-1.1', size: 1, text: JSON.stringify(reply) },
      },
    );
  return [
    call(
      'InitiateAuth',
      0,
      {
        AuthFlow: 'USER_SRP_AUTH',
        ClientId: client,
        AuthParameters: { USERNAME: user, SRP_A: text(768, serial) },
      },
      {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeParameters: {
          SALT: 'ab',
          SECRET_BLOCK: text(1_400, serial) + serial,
          SRP_B: text(768, serial),
          USERNAME: user,
          USER_ID_FOR_SRP: user,
        },
      },
    ),
    call(
      'RespondToAuthChallenge',
      10,
      {
        ChallengeName: 'PASSWORD_VERIFIER',
        ClientId: client,
        ChallengeResponses: {
          USERNAME: user,
          PASSWORD_CLAIM_SECRET_BLOCK: text(1_400, serial) + serial,
          PASSWORD_CLAIM_SIGNATURE: text(44, serial),
          TIMESTAMP: 'Tue Sep 8 09:00:00 UTC 2026',
        },
      },
      {
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        ChallengeParameters: { FRIENDLY_DEVICE_NAME: 'phone' },
        Session: session(1),
      },
    ),
    call(
      'RespondToAuthChallenge',
      20,
      {
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        ClientId: client,
        Session: session(1),
        ChallengeResponses: { USERNAME: user, SOFTWARE_TOKEN_MFA_CODE: '492017' },
      },
      {
        AuthenticationResult: {
          AccessToken: token('access'),
          IdToken: token('id'),
          RefreshToken: text(1_700, serial) + serial,
          ExpiresIn: 3600,
          TokenType: 'Bearer',
        },
      },
    ),
    call('GetUser', 30, { AccessToken: token('access') }, { Username: user, UserAttributes: [] }),
  ];
}

function headers() {
  return Array.from({ length: 10 }, (_, at) => ({ name: `x-header-${at}`, value: text(40, at) }));
}

function entry(at, request, response) {
  return {
    _initiator: {
      type: 'script',
      stack: {
        callFrames: [
          {
            functionName: 'send',
            scriptId: '12',
            url: 'https://app.example.com/app.js',
            lineNumber: 1,
            columnNumber: 2,
          },
        ],
      },
    },
    _resourceType: 'fetch',
    startedDateTime: new Date(at).toISOString(),
    time: 81.3,
    request: { httpVersion: 'h2', queryString: [], cookies: [], headersSize: -1, bodySize: 1, ...request },
    response: {
      statusText: '',
      httpVersion: 'h2',
      cookies: [],
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...response,
    },
    cache: {},
    timings: { blocked: 1.2, dns: -1, connect: -1, ssl: -1, send: 0.1, wait: 78, receive: 2 },
  };
}
