import { describe, expect, it } from 'vitest';
import { readPaste } from './index.ts';

/*
 * Made up, line for line as AWS CLI version 2 prints it: its log format stands in awscli/logger.py and
 * awscli/clidriver.py (`%(asctime)s - %(threadName)s - %(name)s - %(levelname)s - %(message)s`), the messages in
 * awscli/botocore/endpoint.py (`Making request for %s with params: %s`, `Sending http request: %s`),
 * awscli/botocore/parsers.py (`Response headers: %r`, `Response body:\n%r`) and urllib3/connectionpool.py of the branch
 * v2 of https://github.com/aws/aws-cli. Version 1 has no thread in its lines where they come from its own modules.
 */
const log = (seconds: string, name: string, message: string) =>
  `2026-09-08 11:05:${seconds} - MainThread - ${name} - DEBUG - ${message}`;

const agent =
  'aws-cli/2.31.13 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython m/n,b,E,Z cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#cognito-idp.initiate-auth';

function made(body: string): string {
  return `Making request for OperationModel(name=InitiateAuth) with params: {'url_path': '/', 'query_string': '', 'method': 'POST', 'headers': {'X-Amz-Target': 'AWSCognitoIdentityProviderService.InitiateAuth', 'Content-Type': 'application/x-amz-json-1.1', 'User-Agent': '${agent}'}, 'body': b'${body}', 'url': 'https://cognito-idp.eu-west-1.amazonaws.com/', 'context': {'client_region': 'eu-west-1', 'client_config': <botocore.config.Config object at 0x7f2a1c0d9e80>, 'has_streaming_input': False, 'auth_type': 'none', 'unsigned_payload': None, 'auth_options': None, 'signing': {'region': 'eu-west-1', 'signing_name': 'cognito-idp'}, 'endpoint_properties': {'authSchemes': [{'name': 'sigv4', 'signingName': 'cognito-idp'}]}}}`;
}

function tried(seconds: readonly [string, string], status: number, headers: string, body: string): string[] {
  return [
    log(
      seconds[0],
      'botocore.endpoint',
      `Sending http request: <AWSPreparedRequest stream_output=False, method=POST, url=https://cognito-idp.eu-west-1.amazonaws.com/, headers={'X-Amz-Target': b'AWSCognitoIdentityProviderService.InitiateAuth', 'Content-Type': b'application/x-amz-json-1.1', 'User-Agent': b'${agent}', 'amz-sdk-invocation-id': b'3f1f3f0e-6c0e-4c0e-9a51-0d6c2f1d9b11', 'amz-sdk-request': b'attempt=1', 'Content-Length': '118'}>`,
    ),
    log(
      seconds[0],
      'botocore.httpsession',
      'Certificate path: /usr/local/aws-cli/v2/2.31.13/dist/awscli/botocore/cacert.pem',
    ),
    log(
      seconds[0],
      'urllib3.connectionpool',
      'Starting new HTTPS connection (1): cognito-idp.eu-west-1.amazonaws.com:443',
    ),
    log(
      seconds[1],
      'urllib3.connectionpool',
      `https://cognito-idp.eu-west-1.amazonaws.com:443 "POST / HTTP/1.1" ${String(status)} ${String(body.length)}`,
    ),
    log(seconds[1], 'botocore.parsers', `Response headers: ${headers}`),
    log(seconds[1], 'botocore.parsers', `Response body:\nb'${body}'`),
    log(
      seconds[1],
      'botocore.hooks',
      'Event needs-retry.cognito-identity-provider.InitiateAuth: calling handler <bound method RetryHandler.needs_retry of <botocore.retries.standard.RetryHandler object at 0x7f2a1b9d1a90>>',
    ),
  ];
}

const OUTPUT = [
  log('07,101', 'awscli.clidriver', `CLI version: ${agent}`),
  log('07,101', 'awscli.clidriver', `Arguments entered to CLI: ['cognito-idp', 'initiate-auth', '--debug']`),
  log(
    '07,300',
    'botocore.regions',
    "Calling endpoint provider with parameters: {'Region': 'eu-west-1', 'UseDualStack': False, 'UseFIPS': False}",
  ),
  log(
    '07,310',
    'botocore.endpoint',
    made(
      '{"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "ann", "PASSWORD": "it\\\'s \\xc3\\xb6ver 9"}, "ClientId": "1example23456789"}',
    ),
  ),
  ...tried(
    ['07,320', '07,402'],
    429,
    `{'Date': 'Tue, 08 Sep 2026 09:05:07 GMT', 'Content-Type': 'application/x-amz-json-1.1', 'Content-Length': '62', 'Connection': 'keep-alive', 'x-amzn-RequestId': 'a1b2c3d4-0000-4000-8000-000000000001', 'x-amzn-ErrorType': 'TooManyRequestsException:'}`,
    '{"__type":"TooManyRequestsException","message":"Rate exceeded"}',
  ),
  log('07,402', 'botocore.retries.standard', 'Retry needed, retrying request after delay of: 0.3'),
  ...tried(
    ['07,710', '07,801'],
    200,
    `{'Date': 'Tue, 08 Sep 2026 09:05:07 GMT', 'Content-Type': 'application/x-amz-json-1.1', 'Content-Length': '120', 'Connection': 'keep-alive', 'x-amzn-RequestId': 'a1b2c3d4-0000-4000-8000-000000000002'}`,
    '{"ChallengeName":"SMS_MFA","ChallengeParameters":{"CODE_DELIVERY_DESTINATION":"+*******0199"},"Session":"AYABeMadeUp"}',
  ),
  log('07,803', 'awscli.formatter', 'RequestId: a1b2c3d4-0000-4000-8000-000000000002'),
  '{',
  '    "ChallengeName": "SMS_MFA",',
  '    "Session": "AYABeMadeUp"',
  '}',
].join('\n');

describe('the debug output of the AWS CLI, version 2', () => {
  it('is an exchange a try, with its own request id, time and body', () => {
    const reading = readPaste(OUTPUT, 0);
    if (reading.kind !== 'exchanges') throw new Error(JSON.stringify(reading));
    expect(reading.exchanges).toHaveLength(2);
    const [throttled, asked] = reading.exchanges;
    for (const { operation, request } of reading.exchanges) {
      expect(operation).toBe('InitiateAuth');
      expect(request).toMatchObject({ method: 'POST', url: 'https://cognito-idp.eu-west-1.amazonaws.com/' });
      expect(JSON.parse(request.text ?? '')).toMatchObject({
        AuthParameters: { USERNAME: 'ann', PASSWORD: "it's över 9" },
      });
    }
    expect(throttled?.response).toMatchObject({ status: 429 });
    expect(JSON.parse(throttled?.response?.text ?? '')).toMatchObject({ message: 'Rate exceeded' });
    expect(asked?.response).toMatchObject({ status: 200 });
    expect(JSON.parse(asked?.response?.text ?? '')).toMatchObject({ ChallengeName: 'SMS_MFA' });
    expect(asked?.response?.headers).toContainEqual([
      'x-amzn-RequestId',
      'a1b2c3d4-0000-4000-8000-000000000002',
    ]);
    // The log is in the writer's zone, two hours ahead; the answer's Date tells so.
    expect(asked?.sentAt).toBe(Date.UTC(2026, 8, 8, 9, 5, 7, 710));
    expect(asked?.timing.total).toBe(91);
  });

  /** Without the lines of the AWS CLI itself. */
  const botocore = OUTPUT.split('\n').slice(2, -4).join('\n');
  it('is read from a log of boto3, as set_stream_logger formats it', () => {
    const log = botocore.replace(/^(\S+ \S+) - MainThread - (\S+) - DEBUG - /gm, '$1 $2 [DEBUG] ');
    expect(log).toContain('\n2026-09-08 11:05:07,402 botocore.parsers [DEBUG] Response body:\n');
    const reading = readPaste(log, 0);
    expect(reading).toMatchObject({
      kind: 'exchanges',
      exchanges: [
        { response: { status: 429 } },
        { sentAt: Date.UTC(2026, 8, 8, 9, 5, 7, 710), timing: { total: 91 }, response: { status: 200 } },
      ],
    });
  });

  it('is read from a log that says no time, as logging.basicConfig formats it, and known to say none', () => {
    const log = botocore.replace(/^\S+ \S+ - MainThread - (\S+) - DEBUG - /gm, 'DEBUG:$1:');
    const reading = readPaste(log, 5_000);
    expect(reading).toMatchObject({
      kind: 'exchanges',
      exchanges: [
        { undated: true, request: { method: 'POST' }, response: { status: 429 } },
        { undated: true, response: { status: 200 } },
      ],
    });
    const [exchange] = reading.kind === 'exchanges' ? reading.exchanges : [];
    expect(JSON.parse(exchange?.request.text ?? '')).toMatchObject({ AuthFlow: 'USER_PASSWORD_AUTH' });
  });

  it('is read from a log of Windows', () => {
    const reading = readPaste(OUTPUT.replaceAll('\n', '\r\n'), 0);
    expect(reading).toMatchObject({ kind: 'exchanges', exchanges: [{}, { response: { status: 200 } }] });
  });

  it('is read as far as it goes where it was cut off', () => {
    const cut = OUTPUT.slice(0, OUTPUT.indexOf('Response headers'));
    expect(readPaste(cut, 0)).toMatchObject({
      kind: 'exchanges',
      exchanges: [{ operation: 'InitiateAuth', response: { status: 429, headers: [] } }],
    });
  });
});
