import type { Handlers } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { deviceKeyOf } from '../device-key.ts';
import type { AuthenticationResult } from '../live-chain.ts';
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

export function tokenHandlers({
  ports,
  chains,
  sandbox,
  tokenSets,
  knownUsers,
}: Parts): Pick<Handlers, Names> {
  /** One operation on stored tokens, as a chain of its own: it is recorded and shown like any other. */
  async function operate(stored: StoredTokens, operation: string, tokens: AuthenticationResult) {
    const target = await sandbox.target(stored.targetId);
    const chain = chains.open(target, operation, stored.username);
    return chains.operate({
      chain,
      parentId: null,
      operation,
      inputs: {},
      tokens,
    });
  }

  return {
    'tokens.list': () => tokenSets.list(sandbox.ahead),
    'tokens.refresh': async ({ id, flow }) => {
      const stored = await tokenSets.get(id);
      const target = await sandbox.target(stored.targetId);
      const name = flow ?? sandbox.refreshFlow(target);
      const fields = REFRESH_FIELDS[name];
      const deviceKey = deviceKeyOf(stored);
      const { chain } = await chains.start({
        target,
        answer: {
          name,
          inputs: {
            [fields.token]: tokenOf(stored, 'RefreshToken'),
            ...(deviceKey === undefined ? {} : { [fields.device]: deviceKey }),
          },
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
      const { chain } = await operate(stored, 'RevokeToken', {
        RefreshToken: tokenOf(stored, 'RefreshToken'),
      });
      return { chainId: chain.id };
    },
    'tokens.signOut': async ({ id }) => {
      const stored = await tokenSets.get(id);
      // First from here: whatever the service says, the person asked for the tokens to be gone.
      await tokenSets.remove(id, chains.sending());
      if (stored.AccessToken === undefined) {
        throw coreFault(
          'TOKEN_MISSING',
          'The tokens are gone from here. The service was not told: GlobalSignOut needs an AccessToken.',
        );
      }
      const { chain } = await operate(stored, 'GlobalSignOut', { AccessToken: stored.AccessToken });
      return { chainId: chain.id };
    },
    'tokens.forget': async ({ id }) => {
      // A set that can't be read any more can still be removed.
      const stored = await tokenSets.get(id).catch(() => undefined);
      await tokenSets.remove(id, chains.sending());
      const deviceKey = stored && deviceKeyOf(stored);
      if (deviceKey !== undefined) await knownUsers.forgetDevice(stored?.targetId ?? '', deviceKey);
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

/** The two ways to refresh name their members differently (protocol reference 7.4). */
const REFRESH_FIELDS = {
  REFRESH_TOKEN_AUTH: { token: 'REFRESH_TOKEN', device: 'DEVICE_KEY' },
  GetTokensFromRefreshToken: { token: 'RefreshToken', device: 'DeviceKey' },
} as const;
