import { spawnSync } from 'node:child_process';

const ours = ['service', 'countersign'];

export interface KeychainEntry {
  readonly account: string;
  readonly secret: string;
}

/** The entries of the OS keychain under our service, as another program sees them: libsecret's own secret-tool. */
export function keychainEntries(): readonly KeychainEntry[] {
  // Values go to stdout, attributes to stderr; asking for each account by name pairs them without guessing at order.
  const { stderr } = secretTool('search', '--all', '--unlock', ...ours);
  const accounts = [...stderr.matchAll(/^attribute\.account = (.*)$/gm)].map((match) => match[1] ?? '');
  return accounts.map((account) => ({
    account,
    secret: secretTool('lookup', ...ours, 'account', account).stdout,
  }));
}

export function accountsIn(entries: readonly KeychainEntry[]): string[] {
  return entries.map((entry) => entry.account).sort();
}

/** Stories share one keyring: each begins with nothing of ours in it. */
export function clearKeychain(): void {
  secretTool('clear', ...ours);
}

function secretTool(...args: string[]): { stdout: string; stderr: string } {
  const { stdout, stderr, error } = spawnSync('secret-tool', args, { encoding: 'utf8', timeout: 10_000 });
  if (error) throw error;
  return { stdout, stderr };
}
