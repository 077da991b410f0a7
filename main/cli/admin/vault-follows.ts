import { isFault } from '@core/form/form.ts';
import { concernsThings, type DoneCall, followCall } from '@core/host/things/follow-service.ts';
import { createThings } from '@core/host/things/things.ts';
import { createVault } from '@core/host/vault.ts';
import { systemClock, systemRandom } from '../../ports/system.ts';
import { plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Has the window's vault follow what the service was just told to forget or to mark, as the window does, and says so. Only
 * then is the keychain opened: all other calls leave it alone. One that does not open keeps nobody from anything: that is
 * said, for the vault goes on offering what the service has forgotten.
 */
export async function vaultFollows(
  done: DoneCall,
  { keychain }: Pick<Surroundings, 'keychain'>,
  terminal: Pick<Terminal, 'err'>,
): Promise<void> {
  if (!concernsThings(done.operation)) return;
  const unheard = () => undefined;
  const vault = createVault(keychain, systemClock, unheard);
  const state = await vault.probe();
  const what = done.operation.includes('WebAuthn') ? 'passkey' : 'device';
  const left = (detail: string) =>
    terminal.err(
      `Whether the console’s vault holds this ${what} could not be looked up: ${plain(detail)} ` +
        `If it does, it goes on being offered at sign-ins: remove it in the window.\n`,
    );
  if (state.kind !== 'keychain') return left(state.detail);
  try {
    const things = createThings(vault, systemClock, systemRandom, unheard);
    const { deed, names } = await followCall(things, done);
    for (const name of names) terminal.err(`In the console’s vault ${plain(name)} is ${deed}, too.\n`);
  } catch (error) {
    if (!isFault(error)) throw error;
    left(error.detail);
  }
}
