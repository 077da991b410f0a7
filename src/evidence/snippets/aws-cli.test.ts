import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { awsCli } from './aws-cli.ts';
import { snippetStep } from './step.ts';

const run = promisify(execFile);
const plain = { method: 'POST', headers: [], region: '' };

describe('the AWS CLI', () => {
  it('gets the words it wants', async () => {
    const text = JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: 'a',
      AuthParameters: { USERNAME: `it's $HOME "é"` },
    });
    const step = snippetStep({
      ...plain,
      operation: 'InitiateAuth',
      url: 'http://localhost:9229/',
      body: { text, secrets: [] },
      region: 'eu-west-1',
    });
    const command = awsCli.write(step).replace(/^aws/, `printf '%s\\0'`);
    const { stdout } = await run('bash', ['-c', command]);
    expect(stdout.split('\0').slice(0, -1)).toEqual([
      'cognito-idp',
      'initiate-auth',
      '--no-sign-request',
      '--endpoint-url',
      'http://localhost:9229/',
      '--region',
      'eu-west-1',
      '--cli-input-json',
      text,
    ]);
  });

  it('signs what was signed, and goes to the region’s own endpoint without naming it', () => {
    const step = snippetStep({
      ...plain,
      operation: 'AdminGetUser',
      url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
      headers: [['Authorization', '••••••']],
      body: { text: '{}', secrets: [] },
    });
    expect(awsCli.write(step)).toMatch(
      /aws cognito-idp admin-get-user \\\n {2}--region eu-west-1 \\\n {2}--cli-input-json '\{\}'$/,
    );
  });
});
