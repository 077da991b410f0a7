import type { SandboxInfo } from '@core/contract.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { terminalSandbox } from './terminal-host.ts';

/** Runs the sandbox until Ctrl+C and says how to reach it. */
export async function runSandbox(
  options: { port: number; json: boolean },
  terminal: Terminal,
): Promise<number> {
  const sandbox = terminalSandbox(options.port);
  // Before anything is printed: whoever waits for the facts may stop it the moment they are there.
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  let info: SandboxInfo;
  try {
    info = await sandbox.start();
  } catch (error) {
    terminal.err(`The sandbox could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.sandbox.code;
  }
  const access = sandbox.access();
  terminal.out(options.json ? `${JSON.stringify({ ...info, control: access })}\n` : describe(info, access));
  await interrupted;
  await sandbox.stop();
  // Ctrl+C is how this command is meant to end.
  return EXIT.ok.code;
}

function describe(info: SandboxInfo, control: { url: string; token: string }): string {
  const pools = info.pools.flatMap((pool) => [
    `  ${pool.userPoolId}  ${pool.name}, MFA ${pool.mfa}`,
    ...pool.clients.map((client) => {
      const secret = client.clientSecret === undefined ? 'no secret' : `secret ${client.clientSecret}`;
      return `    ${client.clientId}  ${client.name}, ${secret}`;
    }),
  ]);
  const wide = Math.max(...info.users.map((user) => user.username.length));
  const users = info.users.map(
    (user) =>
      `  ${user.username.padEnd(wide)}  ${user.password}  ${user.shows}${user.totpSecret === undefined ? '' : `  (TOTP secret ${user.totpSecret})`}`,
  );
  return [
    `The sandbox listens on ${info.endpoint}. Ctrl+C stops it.`,
    '',
    'User pools and app clients',
    ...pools,
    '',
    'Users (name, password, what it shows)',
    ...users,
    '',
    'Codes sent by SMS and email',
    `  curl -H "Authorization: Bearer ${control.token}" ${control.url}inbox`,
    '',
    'Use it from the AWS CLI',
    `  aws cognito-idp initiate-auth --endpoint-url ${info.endpoint} --region ${info.region} --no-sign-request …`,
    '',
  ].join('\n');
}
