import { command, none } from './command.ts';

export interface VaultState {
  /** `memory` after the person chose to go on without a keychain. */
  readonly kind: 'keychain' | 'unavailable' | 'memory';
  /** Name of the store, or what is wrong with it. */
  readonly detail: string;
  /** How to get a keychain, when there is none. */
  readonly remedy?: string;
  /** The console has just started, and is still looking. */
  readonly untried?: true;
}

/** The OS keychain as the console uses it. */
export const vaultCommands = {
  'vault.state': command(none).returns<VaultState>(),
  /** The person accepts keeping secrets in memory only, for this run. */
  'vault.useMemory': command(none).returns<VaultState>(),
  /** Tries the keychain again. */
  'vault.retry': command(none).returns<VaultState>(),
};
