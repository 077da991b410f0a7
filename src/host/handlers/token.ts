import type { Handlers } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { copyAndClear } from '../reveal.ts';
import type { StoredTokens, TokenName } from '../token-sets.ts';
import { verifyTokens } from '../verify-tokens.ts';

type Names =
  | 'tokens.list'
  | 'tokens.refresh'
  | 'tokens.revoke'
  | 'tokens.signOut'
  | 'tokens.forget'
  | 'tokens.reveal'
  | 'tokens.copy'
  | 'tokens.verify';

export function tokenHandlers({ ports, chains, sandbox, tokenSets }: Parts): Pick<Handlers, Names> {
  /** One operation on stored tokens, as a chain of its own: it is recorded and shown like any other. */
  async function operate(
    stored: StoredTokens,
    operation: string,
    inputs: Record<string, string>,
    accessToken?: string,
  ) {
    const target = await sandbox.target(stored.targetId);
    const chain = chains.open(target, operation, stored.username);
    return chains.operate({
      chain,
      parentId: null,
      operation,
      inputs,
      ...(accessToken === undefined ? {} : { accessToken }),
    });
  }

  return {
    'tokens.list': () => tokenSets.list(),
    'tokens.refresh': async ({ id }) => {
      const stored = await tokenSets.get(id);
      const { chain } = await chains.start({
        target: await sandbox.target(stored.targetId),
        answer: {
          name: 'REFRESH_TOKEN_AUTH',
          inputs: { REFRESH_TOKEN: tokenOf(stored, 'RefreshToken'), ...deviceOf(stored) },
          responses: {},
          members: {},
        },
        remembered: new Map(),
        username: stored.username,
      });
      return { chainId: chain.id };
    },
    'tokens.revoke': async ({ id }) => {
      const stored = await tokenSets.get(id);
      const { chain } = await operate(stored, 'RevokeToken', { Token: tokenOf(stored, 'RefreshToken') });
      return { chainId: chain.id };
    },
    'tokens.signOut': async ({ id }) => {
      const stored = await tokenSets.get(id);
      // First from here: whatever the service says, the person asked for the tokens to be gone.
      const accessToken = tokenOf(stored, 'AccessToken');
      await tokenSets.remove(id);
      const { chain } = await operate(stored, 'GlobalSignOut', {}, accessToken);
      return { chainId: chain.id };
    },
    'tokens.forget': async ({ id }) => {
      await tokenSets.remove(id);
      return null;
    },
    'tokens.reveal': async ({ id, token }) => ({ value: tokenOf(await tokenSets.get(id), token) }),
    'tokens.copy': async ({ id, token }) =>
      copyAndClear(ports.clipboard, ports.clock, tokenOf(await tokenSets.get(id), token)),
    'tokens.verify': async ({ id }) => {
      const stored = await tokenSets.get(id);
      const target = await sandbox.target(stored.targetId);
      return verifyTokens(ports, target, stored, sandbox.now(target));
    },
  };
}

function tokenOf(stored: StoredTokens, name: TokenName): string {
  const value = stored[name];
  if (value === undefined) throw coreFault('TOKEN_MISSING', `This sign-in brought no ${name}.`);
  return value;
}

/** A tracked device must be named on refresh (protocol reference 3.5). */
function deviceOf(stored: StoredTokens): { DEVICE_KEY?: string } {
  return stored.NewDeviceMetadata === undefined ? {} : { DEVICE_KEY: stored.NewDeviceMetadata.DeviceKey };
}
