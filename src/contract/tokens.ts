import * as v from 'valibot';
import type { JsonObject } from '../json.ts';
import { command, Id, none } from './command.ts';

/** A token, masked, with what may be shown. */
export interface TokenView {
  readonly name: 'AccessToken' | 'IdToken' | 'RefreshToken';
  readonly mask: string;
  readonly length: number;
  /** Header and claims of a JWT. */
  readonly jwt?: { readonly header: JsonObject; readonly payload: JsonObject };
  /** Epoch milliseconds by this computer's clock, also where the sandbox's was moved. */
  readonly expiresAt?: number;
}

export interface TokenSet {
  readonly id: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly username: string;
  readonly storedAt: number;
  /** `waiting`: there is no usable keychain and memory was not chosen yet. */
  readonly where: 'keychain' | 'memory' | 'waiting';
  readonly tokens: readonly TokenView[];
  readonly newDevice?: { readonly DeviceKey: string; readonly DeviceGroupKey: string };
  /** The chain that brought them, while it is known. */
  readonly chainId?: string;
  readonly stepId?: string;
}

export interface TokenVerification {
  readonly token: 'AccessToken' | 'IdToken';
  readonly ok: boolean;
  /** What was checked and, on failure, what did not hold. */
  readonly detail: string;
  readonly kid?: string;
}

/** Token sets and what can be done with them. */
export const tokensCommands = {
  /** Every token set in the vault, also from earlier runs. */
  'tokens.list': command(none).returns<TokenSet[]>(),
  /** `flow`: a way to refresh other than the client's own; GetTokensFromRefreshToken is the one that rotates. */
  'tokens.refresh': command(
    v.strictObject({
      id: Id,
      flow: v.optional(v.picklist(['REFRESH_TOKEN_AUTH', 'GetTokensFromRefreshToken'])),
    }),
  ).returns<{ chainId: string }>(),
  /** RevokeToken, as a step of a chain. */
  'tokens.revoke': command(v.strictObject({ id: Id })).returns<{ chainId: string }>(),
  /** Removed from the vault, then GlobalSignOut: gone from here whatever the service says. */
  'tokens.signOut': command(v.strictObject({ id: Id })).returns<{ chainId: string }>(),
  /** Removed from the vault, nothing sent. */
  'tokens.forget': command(v.strictObject({ id: Id })).returns<null>(),
  'tokens.reveal': command(
    v.strictObject({ id: Id, token: v.picklist(['AccessToken', 'IdToken', 'RefreshToken']) }),
  ).returns<{ value: string }>(),
  'tokens.copy': command(
    v.strictObject({ id: Id, token: v.picklist(['AccessToken', 'IdToken', 'RefreshToken']) }),
  ).returns<null>(),
  /** Fetches the pool's JWKS and checks both JWTs. */
  'tokens.verify': command(v.strictObject({ id: Id })).returns<TokenVerification[]>(),
};
