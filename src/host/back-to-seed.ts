import type { SandboxInfo } from '../contract.ts';
import type { Parts } from './parts.ts';

type Knowing = Pick<Parts, 'sandbox' | 'knownUsers' | 'following'>;

/** Puts the sandbox back to its seed, and with it what is known of its users here. */
export async function backToSeed(parts: Knowing): Promise<SandboxInfo> {
  await parts.sandbox.ask('POST', 'reset');
  return seedTaken(parts);
}

/**
 * The sandbox has a seed's users now: it knows none of the devices, passkeys, codes and seeds that came since. A vault
 * that can't be asked remembers none either.
 */
export async function seedTaken({ sandbox, knownUsers, following }: Knowing): Promise<SandboxInfo> {
  await knownUsers.forgetSandboxThings().catch(() => undefined);
  knownUsers.forgetSandbox();
  following.forgetSandbox();
  return sandbox.start();
}
