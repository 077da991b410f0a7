import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { shellWord } from '@core/evidence/snippets/shell.ts';
import { bareEnvironment, shell } from './testing/aws-tools.ts';
import { builtSandbox } from './testing/built-sandbox.ts';
import { seededIn, useRunningSandbox } from './testing/running-sandbox.ts';
import { bothAt } from './cli/admin/testing/both.ts';

// The built command line as a person has it, in place of the AWS CLI.

const sandbox = useRunningSandbox();
vi.setConfig({ testTimeout: 120_000 });
const run = promisify(execFile);

async function countersign(words: readonly string[], env: NodeJS.ProcessEnv) {
  try {
    const { stdout, stderr } = await run(process.execPath, [builtSandbox().cli, 'admin', ...words], { env });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

test('prints the bytes that the AWS CLI prints, in the time zone of whoever asks', async () => {
  const { endpoint, region } = sandbox().info;
  const { userPoolId } = seededIn(sandbox().info, 'bob');
  const both = bothAt(endpoint, region);
  const words = ['list-users', '--user-pool-id', userPoolId, '--endpoint-url', endpoint];
  for (const TZ of ['Asia/Kolkata', 'America/St_Johns']) {
    const ours = await countersign(words, { ...bareEnvironment(), TZ });
    const aws = await shell(`aws cognito-idp ${words.map(shellWord).join(' ')}`, { ...both.env, TZ });
    expect(ours).toEqual({ code: 0, out: aws.out, err: '' });
    expect(ours.out).toMatch(TZ === 'Asia/Kolkata' ? /\+05:30"/ : /-0[23]:30"/);
  }
  both.remove();
});

test('ends with the codes of version 2, and says what is wrong on standard error alone', async () => {
  const { endpoint } = sandbox().info;
  const { userPoolId } = seededIn(sandbox().info, 'bob');
  const env = bareEnvironment();
  const there = ['--endpoint', endpoint, '--user-pool-id', userPoolId];
  const codes: readonly [number, readonly string[]][] = [
    [252, ['admin-get-user', ...there]],
    [252, ['no-such-operation']],
    [254, ['admin-get-user', ...there, '--username', 'nobody']],
    [
      255,
      ['admin-get-user', '--user-pool-id', userPoolId, '--username', 'x', '--endpoint', 'http://127.0.0.1:1'],
    ],
  ];
  for (const [code, words] of codes) {
    const ended = await countersign(words, env);
    expect({ code: ended.code, out: ended.out }, words.join(' ')).toEqual({ code, out: '' });
    expect(ended.err).not.toBe('');
  }
});
