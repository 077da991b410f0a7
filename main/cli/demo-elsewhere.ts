import { quoted } from '@core/scenario/export/command-line.ts';

export interface DemoFlags {
  readonly user: string;
  readonly json?: true;
  readonly endpoint?: string;
  readonly target?: string;
  readonly clientId?: string;
  readonly userPoolId?: string;
}

/**
 * The demo knows the passwords and seeds of its own sandbox's users, and of nobody else: elsewhere a scenario does what it
 * shows. Undefined where nobody asks for that.
 * @param name how the command is typed here
 * @returns why not, and what to type in place of it
 */
export function demoElsewhere(
  { user, endpoint, target, clientId, userPoolId }: DemoFlags,
  name: string,
): string | undefined {
  if ([endpoint, target, clientId, userPoolId].every((flag) => flag === undefined)) return undefined;
  const place =
    target === undefined
      ? `--endpoint ${quoted(endpoint ?? 'URL')} --client-id ${quoted(clientId ?? 'ID')} --user-pool-id ${quoted(userPoolId ?? 'ID')}`
      : `--target ${quoted(target)}`;
  return (
    `demo runs on a sandbox of its own: it knows the password and codes of ${user} there, and of nobody elsewhere. ` +
    'Elsewhere run a scenario, its password in the environment variable PASSWORD:\n' +
    `  ${name} run sign-in.yaml ${place} --secret PASSWORD\n` +
    'A sign-in that was stepped in the window becomes such a file there, or by record.'
  );
}
