import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { withoutCredentials } from '../ports/system.ts';
import { warmAws } from './warm-aws.ts';

const run = promisify(execFile);

export interface ShellResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Nothing of whoever runs the tests: neither their account nor a proxy that loopback calls would go through. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const own = withoutCredentials(process.env);
  const bare = Object.entries(own).filter(([name]) => !/_proxy$/i.test(name));
  return { ...Object.fromEntries(bare), AWS_PAGER: '', AWS_EC2_METADATA_DISABLED: 'true' };
}

/** Runs lines in bash as a person would paste them. */
export async function shell(lines: string, env: NodeJS.ProcessEnv = bareEnvironment()): Promise<ShellResult> {
  const warm = /\baws /.test(lines) ? await warmAws() : undefined;
  const path = warm === undefined ? {} : { PATH: `${warm}:${env['PATH'] ?? ''}` };
  try {
    const { stdout, stderr } = await run('bash', ['-c', lines], { env: { ...env, ...path } });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

/** Runs lines that end in a curl command, to compare with another shell's. @throws with what curl said instead */
export async function curlFromBash(
  lines: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  // Comments name the AWS CLI, which need not be loaded for that.
  const told = lines.replace(/^#.*\n/gm, '');
  const env = { ...bareEnvironment(), ...environment };
  const { out, err } = await shell(`${told} --silent --show-error --noproxy '*'`, env);
  if (err !== '') throw new Error(err);
  return out;
}

/** The AWS CLI's version as numbers. @throws with how to get it where there is none. */
export async function awsVersion(): Promise<readonly [number, number]> {
  const { out, err } = await shell('aws --version');
  const [, major, minor] = /aws-cli\/(\d+)\.(\d+)/.exec(out + err) ?? [];
  if (major === undefined || minor === undefined) {
    throw new Error(
      'The AWS CLI is missing. npm run setup installs it on Debian and Ubuntu as root; else: sudo apt-get install awscli, brew install awscli or pip install awscli.',
    );
  }
  return [Number(major), Number(minor)];
}

/** Older ones take an endpoint from the command line only. */
export async function awsReadsEndpoints(): Promise<boolean> {
  const [major, minor] = await awsVersion();
  return major > 2 || (major === 2 ? minor >= 13 : minor >= 29);
}

/** A Python that has boto3. @throws with how to get it where there is none. */
export async function pythonWithBoto3(): Promise<string> {
  for (const python of ['python3', '/usr/bin/python3']) {
    if ((await shell(`${python} -c 'import boto3'`)).code === 0) return python;
  }
  throw new Error(
    'boto3 is missing. npm run setup installs it on Debian and Ubuntu as root; else: sudo apt-get install python3-boto3 or pip install boto3.',
  );
}
