import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliNameOf, serviceOperationNames } from '../../cognito/service/service.ts';
import { catalogue } from '../../errors/catalogue.ts';
import type { Exchange } from '../exchange.ts';
import { readPaste } from './index.ts';
import { chromiumBash, chromiumCmd, chromiumFetch, chromiumPowershell } from './testing/chromium.ts';

const NOW = Date.UTC(2026, 8, 8, 9, 5, 7);
const URL_ = 'https://cognito-idp.eu-west-1.amazonaws.com/';
const TARGET = 'AWSCognitoIdentityProviderService.InitiateAuth';
const TYPE = 'application/x-amz-json-1.1';
const BODY = JSON.stringify({
  AuthFlow: 'USER_PASSWORD_AUTH',
  AuthParameters: { USERNAME: 'ann', PASSWORD: `it's "q" \\ $x %PATH% !\n` },
  ClientId: '1example23456789',
});

function one(text: string): Exchange {
  const reading = readPaste(text, NOW);
  if (reading.kind !== 'exchanges') throw new Error(JSON.stringify(reading));
  const [exchange, ...more] = reading.exchanges;
  if (exchange === undefined || more.length > 0) throw new Error(`${reading.exchanges.length} exchanges`);
  return exchange;
}

const curl = (quote: (text: string) => string, goesOn: string) =>
  [
    `curl ${quote(URL_)}`,
    `-H ${quote('accept: */*')}`,
    `-H ${quote(`content-type: ${TYPE}`)}`,
    `-H ${quote(`x-amz-target: ${TARGET}`)}`,
    `--data-raw ${quote(BODY)}`,
  ].join(` ${goesOn}\n  `);

describe('a pasted request is an exchange', () => {
  it.each([
    ['cURL for bash', curl(chromiumBash, '\\')],
    ['cURL for cmd', curl(chromiumCmd, '^')],
    ['fetch', chromiumFetch(URL_, { 'content-type': TYPE, 'x-amz-target': TARGET }, BODY)],
    [
      'PowerShell request',
      `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0 (X11; Linux x86_64)"
Invoke-WebRequest -UseBasicParsing -Uri ${chromiumPowershell(URL_)} \`
-Method "POST" \`
-WebSession $session \`
-Headers @{
"accept"="*/*"
  "x-amz-target"=${chromiumPowershell(TARGET)}
} \`
-ContentType ${chromiumPowershell(TYPE)} \`
-Body ${chromiumPowershell(BODY)}`,
    ],
    [
      'cURL for PowerShell',
      `curl.exe --request POST '${URL_}' \`\n  --header 'X-Amz-Target: ${TARGET}' \`\n  --data-raw '${BODY.replace(/(\\*)"/g, '$1$1\\"').replaceAll("'", "''")}'`,
    ],
    [
      'cURL for bash',
      `$ curl -sS -XPOST -H'X-Amz-Target: ${TARGET}' --json ${chromiumBash(BODY)} ${URL_} -o out.json`,
    ],
    [
      'HTTP exchange',
      `POST / HTTP/1.1\r\nHost: cognito-idp.eu-west-1.amazonaws.com\r\nX-Amz-Target: ${TARGET}\r\n\r\n${BODY}`,
    ],
    [
      'HTTP exchange',
      `:method: POST\n:authority: cognito-idp.eu-west-1.amazonaws.com\n:scheme: https\n:path: /\nx-amz-target: ${TARGET}\n\n${BODY}`,
    ],
  ])('%s', (form, text) => {
    const reading = readPaste(text, NOW);
    expect(reading).toMatchObject({ kind: 'exchanges', form });
    const { operation, request, sentAt, holes } = one(text);
    expect({ operation, sentAt, holes }).toEqual({ operation: 'InitiateAuth', sentAt: NOW, holes: [] });
    expect(request).toMatchObject({ method: 'POST', url: URL_, text: BODY });
  });

  it('with what its variables are called, where the text does not set them', () => {
    const text = `curl ${URL_} -H 'X-Amz-Target: ${TARGET}' -d '{"AuthParameters":{"PASSWORD":"'"$PASSWORD"'"}}'`;
    expect(one(text).holes).toEqual([
      { kind: 'value', detail: 'PASSWORD is a variable that the text does not set.' },
    ]);
  });

  it.each(['ann@host:~$ ', '[root@host ~]# ', '% ', 'C:\\Users\\ann>', 'PS C:\\Users\\ann> '])(
    'copied with the prompt it was typed at and what it printed, %s',
    (prompt) => {
      const line = `${prompt}curl ${URL_} -H "X-Amz-Target: ${TARGET}" -d "{}"`;
      const exchange = one(`${line}\n{"__type":"NotAuthorizedException","message":"no"}`);
      expect(exchange.request).toMatchObject({ url: URL_, text: '{}' });
      expect(exchange.response?.text).toContain('NotAuthorizedException');
    },
  );

  it('as one line for cmd, without any caret', () => {
    const text = `curl ${URL_} -H "X-Amz-Target: ${TARGET}" -d "{""ClientId"":""a b"",""Session"":null}"`;
    expect(one(text).request.text).toBe('{"ClientId":"a b","Session":null}');
  });

  const json = '{"ClientId":"a b","Session":"it is $ID"}';
  it.each([
    ['a here-document', (line: string) => `${line} <<EOF\n${json}\nEOF`],
    ['a literal one', (line: string) => `${line} <<'EOF'\n${json}\nEOF\n`],
    ['one with tabs', (line: string) => `${line} <<-"EOF"\n\t${json}\n\tEOF`],
    ['cat', (line: string) => `cat <<EOF | ${line}\n${json}\nEOF`],
    ['a here-string', (line: string) => `${line} <<< '${json}'`],
    ['echo', (line: string) => `echo '${json}' | ${line}`],
    ['printf', (line: string) => `printf '%s' '${json}' \\\n | ${line}`],
  ])('with the body from %s', (_, around) => {
    const text = around(`curl -s ${URL_} -H 'X-Amz-Target: ${TARGET}' -d @-`);
    const exchange = one(text);
    expect(exchange.request).toMatchObject({ method: 'POST', text: json });
    const isOpen = /<<EOF/.test(text);
    expect(exchange.holes).toHaveLength(isOpen ? 1 : 0);
    const printed = one(`${text}\n{"__type":"NotAuthorizedException","message":"no"}`);
    expect(printed.response?.text).toContain('NotAuthorizedException');
  });

  const table = `@{ ClientId = 'a b'; AuthParameters = @{ USERNAME="ann"; 'PASSWORD'='x;y' } }`;
  it.each([
    ['in place', '', `(${table} | ConvertTo-Json)`],
    ['as an argument', '', `(ConvertTo-Json ${table} -Depth 5 -Compress)`],
    ['set before', `$body = ${table} | ConvertTo-Json -Depth 5\n`, '$body'],
    ['set over lines', `$body = ${table.replaceAll('; ', '\n  ')} |\n  ConvertTo-Json\n`, '$body'],
    ['set as a table', `$body = ${table}\n`, '($body | ConvertTo-Json)'],
  ])('of PowerShell, with a table as JSON, %s', (_, before, body) => {
    const text = `${before}irm ${URL_} -Method Post -Headers @{"X-Amz-Target"="${TARGET}"} -Body ${body}`;
    const exchange = one(text);
    expect(JSON.parse(exchange.request.text ?? '')).toEqual({
      ClientId: 'a b',
      AuthParameters: { USERNAME: 'ann', PASSWORD: 'x;y' },
    });
    expect(exchange.holes).toEqual([]);
  });

  it('with a hole for a body that a command makes', () => {
    const text = `irm ${URL_} -Method Post -Headers @{"X-Amz-Target"="${TARGET}"} -Body (Get-Content "a.json")`;
    expect(one(text).holes).toMatchObject([{ kind: 'request' }]);
  });

  it('with the answer that stands behind it', () => {
    const text = `curl -i ${URL_} -H 'X-Amz-Target: ${TARGET}' -d '{}'\nHTTP/2 400\nx-amzn-requestid: r-1\nx-amzn-errortype: InvalidParameterException\n\n{"__type":"InvalidParameterException","message":"no"}`;
    expect(one(text).response).toMatchObject({
      status: 400,
      headers: [
        ['x-amzn-requestid', 'r-1'],
        ['x-amzn-errortype', 'InvalidParameterException'],
      ],
      text: '{"__type":"InvalidParameterException","message":"no"}',
    });
  });

  it('at the time that its answer’s Date tells, unless that is still to come', () => {
    const at = (date: string) =>
      one(
        `POST / HTTP/1.1\nHost: cognito-idp.eu-west-1.amazonaws.com\nX-Amz-Target: ${TARGET}\n\n{}\n\nHTTP/1.1 200 OK\nDate: ${date}\n\n{"Session":"s"}`,
      );
    const before = at('Mon, 07 Sep 2026 09:05:07 GMT');
    expect(before).toMatchObject({ sentAt: NOW - 86_400_000 });
    expect(before).not.toHaveProperty('undated');
    for (const date of ['Wed, 09 Sep 2026 09:05:07 GMT', 'soon'])
      expect(at(date)).toMatchObject({ sentAt: NOW, undated: true });
  });

  it('as curl -v tells it', () => {
    const text = `* Connected to cognito-idp.eu-west-1.amazonaws.com port 443
> POST / HTTP/2
> Host: cognito-idp.eu-west-1.amazonaws.com
> X-Amz-Target: ${TARGET}
>
< HTTP/2 200
< date: Tue, 08 Sep 2026 09:05:07 GMT
<
{"ChallengeName":"SMS_MFA","Session":"AYABeFixture"}`;
    expect(one(text)).toMatchObject({
      operation: 'InitiateAuth',
      response: { status: 200, text: '{"ChallengeName":"SMS_MFA","Session":"AYABeFixture"}' },
    });
  });

  it('as an AWS CLI line, with maps in shorthand or JSON', () => {
    const short = `aws --region eu-west-1 cognito-idp initiate-auth --no-sign-request \\
      --auth-flow USER_PASSWORD_AUTH --client-id 1example23456789 --auth-parameters 'USERNAME=ann,PASSWORD="a,b"'`;
    const json = `aws cognito-idp initiate-auth --region eu-west-1 --client-id=1example23456789 --cli-input-json '{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"other"}' --auth-parameters '{"USERNAME":"ann","PASSWORD":"a,b"}'`;
    for (const text of [short, json]) {
      const { request, operation } = one(text);
      expect(operation).toBe('InitiateAuth');
      expect(request.url).toBe(URL_);
      expect(JSON.parse(request.text ?? '')).toEqual({
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'ann', PASSWORD: 'a,b' },
        ClientId: '1example23456789',
      });
    }
  });

  it.each([
    [
      `sign-up --client-id c --username ann --user-attributes Name=email,Value=ann@example.com Name=phone_number,Value=+15550100`,
      'SignUp',
      {
        ClientId: 'c',
        Username: 'ann',
        UserAttributes: [
          { Name: 'email', Value: 'ann@example.com' },
          { Name: 'phone_number', Value: '+15550100' },
        ],
      },
    ],
    [
      `set-user-mfa-preference --access-token t --software-token-mfa-settings Enabled=true,PreferredMfa=false`,
      'SetUserMFAPreference',
      { AccessToken: 't', SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: false } },
    ],
    [`get-user-pool-mfa-config --user-pool-id p`, 'GetUserPoolMfaConfig', { UserPoolId: 'p' }],
    [`get-csv-header --user-pool-id p`, 'GetCSVHeader', { UserPoolId: 'p' }],
    [`list-users --user-pool-id p --limit 5`, 'ListUsers', { UserPoolId: 'p', Limit: 5 }],
    [
      `list-users --user-pool-id p --attributes-to-get email`,
      'ListUsers',
      { UserPoolId: 'p', AttributesToGet: ['email'] },
    ],
    [
      `admin-set-user-password --no-permanent --user-pool-id p --username ann --password '{"a'`,
      'AdminSetUserPassword',
      { Permanent: false, UserPoolId: 'p', Username: 'ann', Password: '{"a' },
    ],
    [
      `confirm-sign-up --force-alias-creation --client-id c --client-metadata a=1,b=2`,
      'ConfirmSignUp',
      { ForceAliasCreation: true, ClientId: 'c', ClientMetadata: { a: '1', b: '2' } },
    ],
    // What is none of what is meant stays as it stands, and so does what no model knows.
    [`list-users --user-pool-id p --limit five`, 'ListUsers', { UserPoolId: 'p', Limit: 'five' }],
    [
      `new-thing --some-map A=1 --some-list A=1 A=2 --some-text x`,
      'NewThing',
      { SomeMap: { A: '1' }, SomeList: [{ A: '1' }, { A: '2' }], SomeText: 'x' },
    ],
  ])('as the AWS CLI line %s, with names and types of the service’s model', (line, operation, body) => {
    const exchange = one(`aws cognito-idp ${line} --region eu-west-1`);
    expect(exchange.operation).toBe(operation);
    expect(JSON.parse(exchange.request.text ?? '')).toEqual(body);
  });

  it('as an AWS CLI line of every operation, by its own name', () => {
    for (const name of serviceOperationNames)
      expect(one(`aws cognito-idp ${cliNameOf(name)} --region eu-west-1`).operation).toBe(name);
  });

  it('as an AWS CLI line with the refusal it printed', () => {
    const text = `aws cognito-idp respond-to-auth-challenge --client-id c --challenge-name SMS_MFA --session file://s.txt --challenge-responses USERNAME=ann,SMS_MFA_CODE=000000

An error occurred (CodeMismatchException) when calling the RespondToAuthChallenge operation: Invalid code or auth state for the user.`;
    const exchange = one(text);
    expect(exchange.holes.map(({ detail }) => detail)).toEqual([
      'file://s.txt is a file: what it holds is not in the text.',
      'The line names no region and no endpoint.',
    ]);
    expect(exchange.response?.text).toBe(
      '{"__type":"CodeMismatchException","message":"Invalid code or auth state for the user."}',
    );
  });
});

describe('debug output of the AWS CLI', () => {
  const debug = `2026-09-08 11:05:07,104 - MainThread - botocore.endpoint - DEBUG - Making request for OperationModel(name=InitiateAuth) with params: {'url_path': '/', 'query_string': '', 'method': 'POST', 'headers': {'X-Amz-Target': '${TARGET}', 'Content-Type': '${TYPE}'}, 'body': b'{"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "z\\xc3\\xb6e", "PASSWORD": "it\\'s"}, "ClientId": "c"}', 'url': '${URL_}', 'context': {'client_config': <botocore.config.Config object at 0x7f2de99249d0>, 'has_streaming_input': False, 'auth_options': ['aws.auth#sigv4']}}
2026-09-08 11:05:07,108 - MainThread - botocore.endpoint - DEBUG - Sending http request: <AWSPreparedRequest stream_output=False, method=POST, url=${URL_}, headers={'X-Amz-Target': b'${TARGET}', 'Content-Type': b'${TYPE}', 'Content-Length': '146'}>
2026-09-08 11:05:07,215 - MainThread - urllib3.connectionpool - DEBUG - ${URL_.slice(0, -1)} "POST / HTTP/1.1" 400 83
2026-09-08 11:05:07,216 - MainThread - botocore.parsers - DEBUG - Response headers: {'date': 'Tue, 08 Sep 2026 09:05:07 GMT', 'x-amzn-RequestId': 'r-1', 'x-amzn-ErrorType': 'NotAuthorizedException:'}
2026-09-08 11:05:07,216 - MainThread - botocore.parsers - DEBUG - Response body:
b'{"__type":"NotAuthorizedException","message":"Incorrect username or password."}'
2026-09-08 11:05:07,217 - MainThread - botocore.retryhandler - DEBUG - No retry needed.`;

  it('is the exchange byte by byte, at the time the answer tells', () => {
    const exchange = one(debug);
    expect(JSON.parse(exchange.request.text ?? '')).toMatchObject({
      AuthParameters: { USERNAME: 'zöe', PASSWORD: "it's" },
    });
    expect(exchange).toMatchObject({
      operation: 'InitiateAuth',
      sentAt: Date.UTC(2026, 8, 8, 9, 5, 7, 108),
      timing: { total: 108 },
      place: 'request 1',
      response: {
        status: 400,
        text: '{"__type":"NotAuthorizedException","message":"Incorrect username or password."}',
      },
    });
    expect(exchange.request.headers).toContainEqual(['X-Amz-Target', TARGET]);
  });

  it('has an exchange for each request and each try', () => {
    const retry = debug.slice(debug.indexOf('\n') + 1);
    const reading = readPaste(`${debug}\n${retry}\n${debug}`, NOW);
    expect(reading.kind === 'exchanges' && reading.exchanges.map(({ place }) => place)).toEqual([
      'request 1, try 1',
      'request 1, try 2',
      'request 2',
    ]);
  });
});

describe('an error in words is told by its code', () => {
  const message = 'Incorrect username or password.';
  const id = '2561bd36-82b2-4122-be46-33d1d53d3ed4';
  it.each([
    `An error occurred (NotAuthorizedException) when calling the InitiateAuth operation: ${message}`,
    `NotAuthorizedException: ${message}\n    at de_NotAuthorizedExceptionRes (index.js:1:1) {\n  '$fault': 'client', '$metadata': { httpStatusCode: 400, requestId: '${id}' }`,
    `software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException: ${message} (Service: CognitoIdentityProvider, Status Code: 400, Request ID: ${id})`,
    `com.amazonaws.services.cognitoidp.model.NotAuthorizedException: ${message} (Service: AWSCognitoIdentityProvider; Status Code: 400; Error Code: NotAuthorizedException; Request ID: ${id})`,
    `Unhandled exception. Amazon.CognitoIdentityProvider.Model.NotAuthorizedException: ${message}`,
    `operation error Cognito Identity Provider: InitiateAuth, https response error StatusCode: 400, RequestID: ${id}, NotAuthorizedException: ${message}`,
    `AWSCognitoIdentityProvider.NotAuthorizedException(properties: Properties(message: Optional("${message}")))`,
    `{"__type":"com.amazonaws.cognito#NotAuthorizedException","message":"${message}"}`,
    `HTTP/1.1 400 Bad Request\nx-amzn-requestid: ${id}\n\n{"__type":"NotAuthorizedException","message":"${message}"}`,
    `NotAuthorizedServiceException {\n  "message": "${message}"\n}`,
  ])('%s', (text) => {
    expect(readPaste(text, NOW)).toMatchObject({ kind: 'error', code: 'NotAuthorizedException', message });
  });

  it('with what else it tells', () => {
    expect(
      readPaste(
        `operation error Cognito Identity Provider: InitiateAuth, https response error StatusCode: 400, RequestID: ${id}, CodeMismatchException: no`,
        NOW,
      ),
    ).toEqual({
      kind: 'error',
      form: 'error of an SDK',
      code: 'CodeMismatchException',
      message: 'no',
      operation: 'InitiateAuth',
      requestId: id,
      status: 400,
    });
  });

  it('whichever of the catalogue it is', () => {
    for (const { code, kind } of catalogue) {
      if (kind === 'own' || !/(Exception|Error)$/.test(code)) continue;
      expect(
        readPaste(`An error occurred (${code}) when calling the InitiateAuth operation: text`, NOW),
      ).toMatchObject({
        code,
      });
    }
  });
});

describe('what is neither', () => {
  it.each([
    ['', /nothing to read/],
    ['hello', /neither a request/],
    ["curl 'https://example.com/api'", /example\.com.*no call to a Cognito user pool/],
    ['fetch("https://example.com/")', /no call to a Cognito user pool/],
    ['x'.repeat(200_001), /200,001 characters/],
    ['{"log": {"entries": ["NotAuthorizedException: no"', /Save it as a file/],
    ['{"countersign":"bundle","a":"NotAuthorizedException"}', /Save it as a file/],
  ])('is said: %.30s', (text, why) => {
    const reading = readPaste(text, NOW);
    expect(reading).toMatchObject({ kind: 'unknown', why: expect.stringMatching(why) as string });
  });
});

it('never throws, whatever is pasted', () => {
  const pieces = fc.constantFrom(
    'curl ',
    'fetch(',
    'Invoke-WebRequest ',
    'aws cognito-idp ',
    'initiate-auth ',
    '--auth-parameters ',
    'A=b,',
    '-H ',
    '-d ',
    "'",
    '"',
    '`',
    '\\',
    '\n',
    '^',
    '$',
    '$(',
    '${',
    '@{',
    "@'\n",
    '}',
    ')',
    '{',
    '[',
    '(',
    '<',
    '>',
    ' ',
    '=',
    ':',
    ',',
    'POST / HTTP/1.1\n',
    'HTTP/1.1 200 OK\n',
    'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth',
    'transfer-encoding: chunked\n\n',
    'Making request for OperationModel(name=InitiateAuth) with params: ',
    'Response body:\n',
    'Response headers: ',
    "b'\\xff",
    '"__type"',
    'NotAuthorizedException',
    'An error occurred (',
    'JSON.stringify(',
    '$([char]99999)',
    '`u{ffffff}',
    '\\U99999999',
    '%A%',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 30 }),
      (parts) => {
        expect(['exchanges', 'error', 'unknown']).toContain(readPaste(parts.join(''), NOW).kind);
      },
    ),
    { numRuns: 3_000 },
  );
});

it('comes to an end on long texts of one kind', () => {
  for (const piece of [
    '{',
    '(',
    '[',
    '"',
    "'",
    'curl ',
    'curl x\n',
    'http :1 a=b\n',
    '> curl “',
    'a.',
    '$x',
    '\\',
    '@{',
    '`\n',
    'fetch(',
    'fetch("a",{',
    'A'.repeat(99) + '.',
    '> ',
    '^',
  ])
    for (const head of [
      '',
      'curl ',
      'fetch(',
      'irm ',
      'POST / HTTP/1.1\n',
      'Making request for OperationModel(name=A) with params: ',
    ])
      expect(readPaste(head + piece.repeat(Math.floor(190_000 / piece.length)), NOW).kind).toBeDefined();
});
