import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cliName, toAwsCli } from './aws-cli.ts';

const run = promisify(execFile);

describe('toAwsCli', () => {
  it('gives a shell the words the AWS CLI wants', async () => {
    const body = {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: 'a',
      AuthParameters: { PASSWORD: `it's $HOME "é"` },
    };
    const command = toAwsCli('InitiateAuth', body, {
      endpoint: 'http://localhost:9229/',
      region: 'eu-west-1',
    });
    const { stdout } = await run('bash', ['-c', command.replace(/^aws/, `printf '%s\\0'`)]);
    expect(stdout.split('\0').slice(0, -1)).toEqual([
      'cognito-idp',
      'initiate-auth',
      '--no-sign-request',
      '--endpoint-url',
      'http://localhost:9229/',
      '--region',
      'eu-west-1',
      '--cli-input-json',
      JSON.stringify(body),
    ]);
  });

  it('signs what needs signing and leaves out what is not known', () => {
    expect(toAwsCli('AdminGetUser', {}, { region: '' })).toBe(
      "aws cognito-idp admin-get-user \\\n  --cli-input-json '{}'",
    );
  });
});

describe('cliName', () => {
  // As `aws cognito-idp help` lists them.
  it.each([
    ['InitiateAuth', 'initiate-auth'],
    ['RespondToAuthChallenge', 'respond-to-auth-challenge'],
    ['GetTokensFromRefreshToken', 'get-tokens-from-refresh-token'],
    ['AssociateSoftwareToken', 'associate-software-token'],
    ['SetUserMFAPreference', 'set-user-mfa-preference'],
    ['GetUserPoolMfaConfig', 'get-user-pool-mfa-config'],
    ['SetUICustomization', 'set-ui-customization'],
    ['GetCSVHeader', 'get-csv-header'],
    ['StartWebAuthnRegistration', 'start-web-authn-registration'],
    ['GlobalSignOut', 'global-sign-out'],
  ])('%s is %s', (operation, expected) => {
    expect(cliName(operation)).toBe(expected);
  });
});
