import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { SandboxInfo } from '@core/contract.ts';
import { awsReadsEndpoints, bareEnvironment, pythonWithBoto3, shell } from '../../testing/aws-tools.ts';
import { printedUnder, useTerminal } from '../../testing/running-terminal.ts';

// Every text that `countersign sandbox` prints for pasting is pasted here, as it is, and used.

const terminal = useTerminal();
const modules = resolve(import.meta.dirname, '../../../node_modules');
const POOLS = expect.arrayContaining([expect.objectContaining({ Name: 'MFA optional' })]);
// Python takes seconds to begin on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Of the package aws-amplify, which brings storage, data and more, what sign-ins need of it: its two parts joined. */
const AMPLIFY = `
import { Amplify as core } from '@aws-amplify/core';
import { cognitoCredentialsProvider, cognitoUserPoolsTokenProvider } from '@aws-amplify/auth/cognito';
export const Amplify = {
  configure(config) {
    cognitoUserPoolsTokenProvider.setAuthConfig(config.Auth);
    const Auth = { tokenProvider: cognitoUserPoolsTokenProvider, credentialsProvider: cognitoCredentialsProvider };
    core.configure(config, { Auth });
  },
};`;

/** A file in a folder where packages are found as in a project that has them. */
async function write(name: string, text: string): Promise<string> {
  const folder = join(terminal.folder(), 'app');
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  for (const scope of ['@aws-sdk', '@aws-amplify']) {
    await symlink(join(modules, scope), join(folder, 'node_modules', scope)).catch(() => undefined);
  }
  const amplify = join(folder, 'node_modules', 'aws-amplify');
  await mkdir(amplify, { recursive: true });
  await writeFile(join(amplify, 'package.json'), '{ "type": "module", "main": "index.js" }');
  await writeFile(join(amplify, 'index.js'), AMPLIFY);
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test('AWS CLI, from the environment', async () => {
  const { out } = await terminal.sandbox();
  const text = printedUnder(out, 'AWS CLI, from the environment');
  const [, endpoint] = /listens on (\S+)\. /.exec(out) ?? [];
  expect(out).toContain(`older ones need --endpoint-url ${String(endpoint)} on every command.`);
  const older = (await awsReadsEndpoints()) ? '' : ` --endpoint-url ${String(endpoint)}`;
  const first = await shell(text + older);
  expect(JSON.parse(first.out)).toHaveProperty('AuthenticationResult.AccessToken');
  const signed = await shell(
    `${text}${older} > /dev/null\naws cognito-idp list-user-pools --max-results 10${older}`,
  );
  expect(JSON.parse(signed.out)).toHaveProperty('UserPools', POOLS);
});

test('AWS CLI, as a profile', async () => {
  const { out } = await terminal.sandbox();
  const file = await write('config', printedUnder(out, 'AWS CLI, as a profile'));
  const [, endpoint] = /listens on (\S+)\. /.exec(out) ?? [];
  const older = (await awsReadsEndpoints()) ? '' : ` --endpoint-url ${String(endpoint)}`;
  const { out: listed } = await shell(
    `aws cognito-idp list-user-pools --max-results 10 --profile countersign${older}`,
    { ...bareEnvironment(), AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
  );
  expect(JSON.parse(listed)).toHaveProperty('UserPools', POOLS);
});

test('AWS SDK for JavaScript v3', async () => {
  const { out } = await terminal.sandbox();
  const file = await write(
    'sdk.mjs',
    `${printedUnder(out, 'AWS SDK for JavaScript v3')}
import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
console.log(JSON.stringify(await cognito.send(new ListUserPoolsCommand({ MaxResults: 10 }))));`,
  );
  const { out: answer, err } = await shell(`${process.execPath} ${file}`);
  expect(err).not.toContain('Error');
  expect(JSON.parse(answer)).toHaveProperty('UserPools', POOLS);
});

test('boto3', async () => {
  const { out } = await terminal.sandbox();
  const file = await write(
    'app.py',
    `${printedUnder(out, 'boto3')}
print(cognito.list_user_pools(MaxResults=10)["UserPools"])`,
  );
  const { out: answer, err } = await shell(`${await pythonWithBoto3()} ${file}`);
  expect([answer, err]).toEqual([
    expect.stringContaining("'MFA optional'"),
    expect.not.stringContaining('Traceback'),
  ]);
});

test('Amplify signs in by SRP, with and without a second factor', async () => {
  const { out } = await terminal.sandbox();
  const file = await write(
    'amplify.mjs',
    `${printedUnder(out, 'Amplify v6')}
import { confirmSignIn, fetchAuthSession, signIn, signOut } from '@aws-amplify/auth';
const seen = [];
const password = 'Correct-horse-1';
seen.push((await signIn({ username: 'ivy', password })).nextStep.signInStep);
seen.push((await fetchAuthSession()).tokens.accessToken.payload.username);
await signOut();
seen.push((await signIn({ username: 'cy', password })).nextStep.signInStep);
const inbox = process.argv[2].split(' ');
const [message] = await (await fetch(inbox[1], { headers: { Authorization: 'Bearer ' + inbox[0] } })).json();
seen.push((await confirmSignIn({ challengeResponse: message.code })).nextStep.signInStep);
await signOut();
seen.push(await signIn({ username: 'kim', password }).catch(({ name }) => name));
console.log(JSON.stringify(seen));`,
  );
  const [, token, url] = /^curl -H 'Authorization: Bearer (\S+)' (\S+)$/m.exec(out) ?? [];
  const { out: answer, err } = await shell(`${process.execPath} ${file} '${String(token)} ${String(url)}'`);
  expect(err).not.toContain('Error');
  expect(JSON.parse(answer)).toEqual([
    'DONE',
    'ivy',
    'CONFIRM_SIGN_IN_WITH_SMS_CODE',
    'DONE',
    'NotAuthorizedException',
  ]);
});

test('the control API’s line gives the inbox', async () => {
  const { out } = await terminal.sandbox('--token', 'a-token-of-my-own');
  const line = printedUnder(out, 'Control API');
  expect(line).toContain('Bearer a-token-of-my-own');
  expect(await shell(`${line} --silent`)).toEqual({ code: 0, out: '[]', err: '' });
});

test('as JSON: the same facts on one line, and Ctrl+C ends it well', async () => {
  const { out, interrupt } = await terminal.sandbox('--json', '--port', '0');
  const facts = JSON.parse(out) as SandboxInfo & { control: { url: string; token: string } };
  expect(facts.control.url).toBe(`${facts.endpoint}/_countersign/`);
  expect(facts.users.length).toBeGreaterThan(30);
  expect(await interrupt()).toBe(0);
});
