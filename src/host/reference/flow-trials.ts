import { flowNamed } from '../../flows/flows.ts';
import type { SandboxUser } from '../../contract.ts';
import type { At, Driver } from './drive.ts';
import type { Cast } from './cast.ts';
import type { Trial } from './trial.ts';

const REFRESH_FIELD: Readonly<Record<string, string>> = {
  REFRESH_TOKEN_AUTH: 'REFRESH_TOKEN',
  GetTokensFromRefreshToken: 'RefreshToken',
};

/** How a flow is shown: undefined where the seed has nobody for it. */
export function flowTrial(name: string, cast: Cast): Trial | undefined {
  const field = REFRESH_FIELD[name];
  if (field !== undefined) {
    const has = name === 'REFRESH_TOKEN_AUTH';
    const user = cast.quickestOn('ALLOW_REFRESH_TOKEN_AUTH', has) ?? (has ? undefined : cast.quickest());
    return (
      user && {
        how: 'natural',
        says: `Signs ${user.username} in, and refreshes the tokens that came with ${name}.`,
        user,
        run: async (drive) => (await refresh(drive, user, name, field)).chain,
      }
    );
  }
  const flow = flowNamed(name);
  // Nobody of the seed signs in as an administrator would have them: whoever may.
  const isAdmins = flow?.side === 'admin';
  const user = isAdmins ? cast.quickestOn(flow.allowedBy ?? '', true) : cast.whoStarts(name);
  if (user === undefined || flow === undefined) return undefined;
  return {
    how: 'natural',
    says: `Starts ${user.username}’s sign-in with ${name}. ${user.shows}.`,
    user,
    run: async (drive) => (await drive.start(user, isAdmins ? { flow: name } : {})).chain,
  };
}

async function refresh(drive: Driver, user: SandboxUser, flow: string, field: string): Promise<At> {
  const { step } = await drive.until(await drive.start(user), 'TOKENS');
  return drive.start(user, { flow, inputs: { [field]: step.tokens?.RefreshToken ?? '' } });
}
