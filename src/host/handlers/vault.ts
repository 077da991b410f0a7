import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function vaultHandlers({
  vault,
  tokenSets,
  things,
}: Parts): Pick<Handlers, 'vault.state' | 'vault.useMemory' | 'vault.retry'> {
  return {
    'vault.state': async () => vault.state(),
    'vault.useMemory': async () => {
      const state = vault.useMemory();
      await tokenSets.storeWaiting();
      await things.storeWaiting();
      return state;
    },
    'vault.retry': async () => {
      const state = await vault.probe();
      if (state.kind === 'unavailable') return state;
      await tokenSets.storeWaiting();
      await things.storeWaiting();
      return state;
    },
  };
}
