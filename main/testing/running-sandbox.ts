import { createRemoteJWKSet, jwtVerify } from 'jose';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { InboxMessage, SandboxInfo, SandboxUser } from '@core/contract.ts';
import { forkLauncher, sandboxPort } from '../ports/sandbox.ts';
import { builtSandbox } from './built-sandbox.ts';

/** The real process on loopback for one test file, back at its seed before each test. */
export interface RunningSandbox {
  readonly script: string;
  readonly port: ReturnType<typeof sandboxPort>;
  readonly info: SandboxInfo;
}

export function useRunningSandbox(): () => RunningSandbox {
  let running: RunningSandbox | undefined;
  beforeAll(async () => {
    const { script } = builtSandbox();
    const port = sandboxPort({ launch: forkLauncher(), script });
    running = { script, port, info: await port.start() };
  });
  beforeEach(async () => {
    await running?.port.control('POST', 'reset');
  });
  afterAll(async () => {
    await running?.port.stop();
  });
  return () => {
    if (running === undefined) throw new Error('the sandbox runs within tests only');
    return running;
  };
}

export function seededIn(info: SandboxInfo, username: string): SandboxUser {
  const user = info.users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error(`no seeded user ${username}`);
  return user;
}

export async function newestCode({ port }: RunningSandbox): Promise<string> {
  return ((await port.control('GET', 'inbox')) as InboxMessage[]).at(-1)?.code ?? '';
}

/** The code of now, or of a sandbox whose clock is ahead. */
export function totp(secret: string, offsetSeconds = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + offsetSeconds });
}

/** Verifies JWTs as a resource server would, with nothing but the issuer's URL. */
export async function verifyTokens(
  info: SandboxInfo,
  userPoolId: string,
  ...tokens: string[]
): Promise<void> {
  const issuer = `${info.endpoint}/${userPoolId}`;
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  for (const token of tokens) await jwtVerify(token, keys, { algorithms: ['RS256'], issuer });
}
