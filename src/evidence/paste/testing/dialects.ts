import { chromiumCmd } from './chromium.ts';

/*
 * One request as tools write it, re-told from how their copies look: the developer tools of Firefox and Safari, editors'
 * files of requests, proxies, and HTTPie's own line. What the code generators of Postman (postman-code-generators 2.1.1) and
 * of Insomnia and Bruno (httpsnippet 2.0.0) write is not re-told: generated.json holds what they wrote of this request, those
 * of httpsnippet with `MILD` for a password, for it escapes neither quotes nor backslashes.
 */
export const URL_ = 'https://cognito-idp.eu-west-1.amazonaws.com/';
export const TARGET = 'AWSCognitoIdentityProviderService.InitiateAuth';
const TYPE = 'application/x-amz-json-1.1';
export const MEMBERS = {
  AuthFlow: 'USER_PASSWORD_AUTH',
  ClientId: '1example23456789',
  AuthParameters: { USERNAME: 'ann', PASSWORD: `it's "q" \\ 50% $5 é!` },
};
export const MILD = '50% $5 é!';
const body = JSON.stringify(MEMBERS);
const pretty = JSON.stringify(MEMBERS, null, 4);

const posix = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
/** ANSI-C quotes, as WebKit and Firefox write them where something needs it. */
const ansi = (text: string) =>
  `$'${text
    .replace(/\\/g, '\\\\')
    .replace(/'/g, "\\'")
    .replace(/[!\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
const powershell = (text: string) => `"${text.replace(/[`$"]/g, '`$&')}"`;

/** Name, what it is read as, and the text. */
export const dialects: readonly (readonly [name: string, form: string, text: string])[] = [
  [
    'Firefox, POSIX',
    'cURL for bash',
    [
      `curl '${URL_}' \\`,
      `  --compressed \\`,
      `  -X POST \\`,
      `  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' \\`,
      `  -H 'Accept: */*' \\`,
      `  -H 'Accept-Encoding: gzip, deflate, br, zstd' \\`,
      `  -H 'Content-Type: ${TYPE}' \\`,
      `  -H 'X-Amz-Target: ${TARGET}' \\`,
      `  -H 'Origin: https://app.example.com' \\`,
      `  --data-raw ${ansi(body)}`,
    ].join('\n'),
  ],
  [
    'Firefox, Windows',
    'cURL for cmd',
    [
      `curl ${chromiumCmd(URL_)} ^`,
      `  --compressed ^`,
      `  -X POST ^`,
      `  -H ${chromiumCmd('User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101')} ^`,
      `  -H ${chromiumCmd(`Content-Type: ${TYPE}`)} ^`,
      `  -H ${chromiumCmd(`X-Amz-Target: ${TARGET}`)} ^`,
      `  --data-raw ${chromiumCmd(body)}`,
    ].join('\n'),
  ],
  [
    'Firefox, fetch',
    'fetch',
    `await fetch("${URL_}", {
    "credentials": "omit",
    "headers": {
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Content-Type": "${TYPE}",
        "X-Amz-Target": "${TARGET}"
    },
    "referrer": "https://app.example.com/",
    "body": ${JSON.stringify(body)},
    "method": "POST",
    "mode": "cors"
});`,
  ],
  [
    'Firefox, PowerShell',
    'PowerShell request',
    `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$session.UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
Invoke-WebRequest -UseBasicParsing -Uri ${powershell(URL_)} \`
-Method POST \`
-WebSession $session \`
-Headers @{
"Accept" = "*/*"
  "Accept-Language" = "en-US,en;q=0.5"
  "X-Amz-Target" = "${TARGET}"
} \`
-ContentType "${TYPE}" \`
-Body ([System.Text.Encoding]::UTF8.GetBytes(${powershell(body)}))`,
  ],
  [
    'Safari, cURL',
    'cURL for bash',
    [
      `curl '${URL_}' \\`,
      `-X 'POST' \\`,
      `-H 'Content-Type: ${TYPE}' \\`,
      `-H 'Accept: */*' \\`,
      `-H 'Sec-Fetch-Site: cross-site' \\`,
      `-H 'X-Amz-Target: ${TARGET}' \\`,
      `--data-binary ${ansi(body)}`,
    ].join('\n'),
  ],
  [
    'Safari, HTTP request',
    'HTTP exchange',
    `:method: POST
:scheme: https
:authority: cognito-idp.eu-west-1.amazonaws.com
:path: /
Accept: */*
Content-Type: ${TYPE}
X-Amz-Target: ${TARGET}
User-Agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15

${body}`,
  ],
  [
    'REST Client for Visual Studio Code, HTTP Client of JetBrains',
    'HTTP exchange',
    `### a sign-in
POST ${URL_}
Content-Type: ${TYPE}
X-Amz-Target: ${TARGET}

${pretty}

### another
GET https://example.com/`,
  ],
  [
    'Burp, Fiddler, mitmproxy: raw',
    'HTTP exchange',
    `POST ${URL_} HTTP/2\r\nHost: cognito-idp.eu-west-1.amazonaws.com\r\nContent-Type: ${TYPE}\r\nX-Amz-Target: ${TARGET}\r\n\r\n${body}\r\n\r\nHTTP/2 400 Bad Request\r\nX-Amzn-Requestid: r-1\r\n\r\n{"__type":"NotAuthorizedException","message":"no"}`,
  ],
  [
    'by hand, fetch with JSON.stringify of what is set before',
    'fetch',
    `const payload = ${JSON.stringify(MEMBERS, null, 2).replace(/"(\w+)":/g, '$1:')};
const headers = new Headers({ 'X-Amz-Target': '${TARGET}', 'Content-Type': '${TYPE}' });
const response = await fetch('${URL_}', { method: 'POST', headers, body: JSON.stringify(payload) });`,
  ],
  [
    'HTTPie, member by member',
    'HTTPie line',
    `https cognito-idp.eu-west-1.amazonaws.com/ X-Amz-Target:${TARGET} Content-Type:${TYPE} AuthFlow=USER_PASSWORD_AUTH ClientId=1example23456789 AuthParameters[USERNAME]=ann AuthParameters[PASSWORD]=${posix(MEMBERS.AuthParameters.PASSWORD)}`,
  ],
  [
    'HTTPie, a member as JSON',
    'HTTPie line',
    `http --json POST ${URL_} "X-Amz-Target: ${TARGET}" AuthFlow=USER_PASSWORD_AUTH ClientId=1example23456789 AuthParameters:=${posix(JSON.stringify(MEMBERS.AuthParameters))}`,
  ],
  ['HTTPie, --raw', 'HTTPie line', `$ http --raw ${posix(body)} ${URL_} X-Amz-Target:${TARGET}`],
];
