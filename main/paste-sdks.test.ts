import { inspect } from 'node:util';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { describe, expect, test, vi } from 'vitest';
import { readPaste } from '@core/evidence/paste/index.ts';
import { bareEnvironment, pythonWithBoto3, shell } from './testing/aws-tools.ts';
import { seededIn, useRunningSandbox } from './testing/running-sandbox.ts';

// What SDKs that are installed really print of a refusal, as a person copies it from a console or a log.

const sandbox = useRunningSandbox();
// Python starts anew each time, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const MESSAGE = 'Incorrect username or password.';
const refused = { kind: 'error', code: 'NotAuthorizedException', message: MESSAGE };
const thrown = (run: () => Promise<unknown>) =>
  run().then(
    () => {
      throw new Error('nothing was refused');
    },
    (error: unknown) => error,
  );

test('the AWS SDK for JavaScript, printed, as its stack and as JSON', async () => {
  const { region, endpoint } = sandbox().info;
  const { clientId, username } = seededIn(sandbox().info, 'ivy');
  const client = new CognitoIdentityProviderClient({ region, endpoint, maxAttempts: 1 });
  const AuthParameters = { USERNAME: username, PASSWORD: 'wrong' };
  const error = await thrown(() =>
    client.send(
      new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId, AuthParameters }),
    ),
  );
  const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
  expect(readPaste(inspect(error), 0)).toMatchObject({ ...refused, requestId, status: 400 });
  expect(readPaste((error as Error).stack ?? '', 0)).toMatchObject(refused);
  expect(readPaste(String(error), 0)).toMatchObject(refused);
  const { code, message } = refused;
  const asJson = readPaste(JSON.stringify(error), 0);
  expect(asJson).toMatchObject({ kind: 'error', code, requestId });
  expect(['', message]).toContain(asJson.kind === 'error' && asJson.message);
});

test('amazon-cognito-identity-js, printed and as JSON', async () => {
  const { userPoolId, clientId, username } = seededIn(sandbox().info, 'ivy');
  const { endpoint } = sandbox().info;
  const Pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: clientId, endpoint });
  const user = new CognitoUser({ Username: username, Pool });
  const error = await new Promise<unknown>((resolve, reject) => {
    user.authenticateUser(new AuthenticationDetails({ Username: username, Password: 'wrong' }), {
      onSuccess: () => reject(new Error('nothing was refused')),
      onFailure: resolve,
    });
  });
  expect(readPaste(inspect(error), 0)).toMatchObject(refused);
  expect(readPaste(JSON.stringify(error), 0)).toMatchObject({ kind: 'error', code: refused.code });
});

describe('boto3', () => {
  const python = async (lines: string) => {
    const { region, endpoint } = sandbox().info;
    const { clientId } = seededIn(sandbox().info, 'ivy');
    const code = `
import boto3, logging, sys
from botocore import UNSIGNED
from botocore.config import Config
def sign_in():
    client = boto3.client('cognito-idp', region_name='${region}', endpoint_url='${endpoint}', config=Config(signature_version=UNSIGNED))
    return client.initiate_auth(AuthFlow='USER_PASSWORD_AUTH', ClientId='${clientId}', AuthParameters={'USERNAME': 'ivy', 'PASSWORD': "it's \\"wrong\\" zö"})
${lines}`;
    const { out, err } = await shell(
      `${await pythonWithBoto3()} - <<'LINES'\n${code}\nLINES`,
      bareEnvironment(),
    );
    return { out, err };
  };

  test('a traceback, an exception as text and its response', async () => {
    const { err } = await python('sign_in()');
    expect(err).toContain('Traceback');
    expect(readPaste(err, 0)).toMatchObject({ ...refused, operation: 'InitiateAuth' });
    const { out } = await python(
      'try:\n    sign_in()\nexcept Exception as error:\n    print(str(error) + "\\n===\\n" + repr(error) + "\\n===\\n" + repr(error.response))',
    );
    const [text = '', repr = '', response = ''] = out.split('===');
    for (const each of [text, repr, response]) expect(readPaste(each, 0)).toMatchObject(refused);
    expect(readPaste(response, 0)).toMatchObject({ status: 400 });
  });

  test.each([
    ['set_stream_logger', "boto3.set_stream_logger('')", undefined],
    ['basicConfig', 'logging.basicConfig(level=logging.DEBUG)', true],
  ])('the log of %s is the exchange it was', async (_, logger, undated) => {
    const { out, err } = await python(`${logger}\nsign_in()`);
    const reading = readPaste(err.includes('Making request') ? err : out, 0);
    const exchanges = reading.kind === 'exchanges' ? reading.exchanges : [];
    expect(exchanges).toMatchObject([
      { operation: 'InitiateAuth', request: { method: 'POST' }, response: { status: 400 }, holes: [] },
    ]);
    expect(exchanges[0]?.undated).toBe(undated);
    expect(JSON.parse(exchanges[0]?.request.text ?? '')).toMatchObject({
      AuthParameters: { USERNAME: 'ivy', PASSWORD: `it's "wrong" zö` },
    });
    expect(JSON.parse(exchanges[0]?.response?.text ?? '')).toMatchObject({ message: MESSAGE });
  });
});
