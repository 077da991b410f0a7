import * as v from 'valibot';
import { decodeJwt } from '../chain/jwt.ts';
import { maskOf } from '../chain/mask.ts';
import type { HostEvent, TokenSet, TokenView } from '../contract.ts';
import { coreFault } from '../form/form.ts';
import {
  type AuthenticationResult,
  canonicalUsername,
  type LiveChain,
  type StepRecord,
} from './live-chain.ts';
import type { Clock } from './ports.ts';
import type { Vault } from './vault.ts';

const PREFIX = 'tokens:';
const TOKEN_NAMES = ['AccessToken', 'IdToken', 'RefreshToken'] as const;
export type TokenName = (typeof TOKEN_NAMES)[number];

const Stored = v.object({
  v: v.literal(1),
  targetId: v.string(),
  targetName: v.string(),
  username: v.string(),
  /** Epoch milliseconds. */
  storedAt: v.number(),
  AccessToken: v.optional(v.string()),
  IdToken: v.optional(v.string()),
  RefreshToken: v.optional(v.string()),
  /** Seconds. */
  ExpiresIn: v.optional(v.number()),
  NewDeviceMetadata: v.optional(v.object({ DeviceKey: v.string(), DeviceGroupKey: v.string() })),
});
export type StoredTokens = v.InferOutput<typeof Stored>;

/** The token sets in the vault, one per target and user. */
export interface TokenSets {
  /** @param ahead how far a target's clock is ahead of ours, milliseconds */
  list(ahead: (targetId: string) => number): Promise<TokenSet[]>;
  /** @throws CoreFault TOKENS_UNKNOWN */
  get(id: string): Promise<StoredTokens>;
  /** Undefined when they could not be stored: the vault is unavailable and memory was not chosen. */
  store(chain: LiveChain, step: StepRecord): Promise<'keychain' | 'memory' | undefined>;
  /** Offers again what could not be stored, after the vault became usable. */
  storeWaiting(): Promise<void>;
  /** @param sending chains with a step under way: what they still bring for this set is not stored */
  remove(id: string, sending: readonly string[]): Promise<void>;
  /** Removes every set of a target. */
  removeOf(targetId: string, sending: readonly string[]): Promise<void>;
}

export function createTokenSets(vault: Vault, clock: Clock, tell: (event: HostEvent) => void): TokenSets {
  /** Which chain and step brought a set, in this run. */
  const origin = new Map<string, { chainId: string; stepId: string }>();
  const waiting = new Map<string, StoredTokens>();
  /** Chains that had a step under way when a set was removed: a late reply must not bring it back. */
  const abandoned = new Map<string, ReadonlySet<string>>();

  async function read(id: string): Promise<StoredTokens | undefined> {
    if (waiting.has(id)) return waiting.get(id);
    const text = await vault.get(id);
    if (text === undefined) return undefined;
    try {
      const parsed = v.safeParse(Stored, JSON.parse(text));
      return parsed.success ? parsed.output : undefined;
    } catch {
      return undefined;
    }
  }

  async function put(id: string, tokens: StoredTokens): Promise<'keychain' | 'memory' | undefined> {
    try {
      await vault.set(id, JSON.stringify(tokens));
      waiting.delete(id);
      return vault.where();
    } catch {
      // The vault's own state says why; the set waits until the person has chosen.
      waiting.set(id, tokens);
      return undefined;
    } finally {
      tell({ type: 'tokens.changed' });
    }
  }

  return {
    async removeOf(targetId, sending) {
      const prefix = `${PREFIX}${targetId}:`;
      const ids = [
        ...(await vault.accounts(prefix)),
        ...[...waiting.keys()].filter((id) => id.startsWith(prefix)),
      ];
      for (const id of new Set(ids)) await this.remove(id, sending);
    },
    async list(ahead) {
      const ids = [...new Set([...(await vault.accounts(PREFIX)), ...waiting.keys()])];
      const sets = await Promise.all(
        ids.map(async (id) => {
          const tokens = await read(id);
          return (
            tokens &&
            viewOf(
              id,
              tokens,
              waiting.has(id) ? 'waiting' : vault.where(),
              ahead(tokens.targetId),
              origin.get(id),
            )
          );
        }),
      );
      return sets.filter((set) => set !== undefined).sort((a, b) => b.storedAt - a.storedAt);
    },
    async get(id) {
      const tokens = await read(id);
      if (tokens === undefined)
        throw coreFault('TOKENS_UNKNOWN', 'These tokens are not in the vault any more.');
      return tokens;
    },
    async store(chain, step) {
      const result = step.tokens;
      if (result === undefined) return undefined;
      const username = usernameIn(result) ?? canonicalUsername(chain, step.parentId);
      const id = `${PREFIX}${chain.target.id}:${username}`;
      if (abandoned.get(id)?.has(chain.id)) return undefined;
      // A keychain that can't be read now has nothing to add; whether it can be written is for `put` to find out.
      const before = await read(id).catch(() => undefined);
      origin.set(id, { chainId: chain.id, stepId: step.id });
      return put(id, {
        v: 1,
        targetId: chain.target.id,
        targetName: chain.target.name,
        username,
        storedAt: clock.now(),
        ...pick(result),
        // A refresh brings no RefreshToken unless it rotates: the one in hand stays good.
        ...(result.RefreshToken === undefined && before?.RefreshToken !== undefined
          ? { RefreshToken: before.RefreshToken }
          : {}),
        ...(result.NewDeviceMetadata === undefined && before?.NewDeviceMetadata !== undefined
          ? { NewDeviceMetadata: before.NewDeviceMetadata }
          : {}),
      });
    },
    async storeWaiting() {
      for (const [id, tokens] of waiting) await put(id, tokens);
    },
    async remove(id, sending) {
      abandoned.set(id, new Set(sending));
      waiting.delete(id);
      origin.delete(id);
      try {
        await vault.remove(id);
      } finally {
        tell({ type: 'tokens.changed' });
      }
    },
  };
}

function pick(result: AuthenticationResult): Partial<StoredTokens> {
  const { AccessToken, IdToken, RefreshToken, ExpiresIn, NewDeviceMetadata } = result;
  return {
    ...(AccessToken === undefined ? {} : { AccessToken }),
    ...(IdToken === undefined ? {} : { IdToken }),
    ...(RefreshToken === undefined ? {} : { RefreshToken }),
    ...(ExpiresIn === undefined ? {} : { ExpiresIn }),
    ...(NewDeviceMetadata === undefined ? {} : { NewDeviceMetadata }),
  };
}

/** `username` of the access token: the canonical name, whatever alias was typed. */
function usernameIn(result: AuthenticationResult): string | undefined {
  const claim =
    result.AccessToken === undefined ? undefined : decodeJwt(result.AccessToken)?.payload['username'];
  return typeof claim === 'string' ? claim : undefined;
}

function viewOf(
  id: string,
  stored: StoredTokens,
  where: TokenSet['where'],
  ahead: number,
  origin: { chainId: string; stepId: string } | undefined,
): TokenSet {
  const tokens = TOKEN_NAMES.flatMap((name): TokenView[] => {
    const value = stored[name];
    if (value === undefined) return [];
    const jwt = decodeJwt(value);
    const exp = jwt?.payload['exp'];
    return [
      {
        name,
        mask: maskOf(value, 'jwt'),
        length: value.length,
        ...(jwt === undefined ? {} : { jwt }),
        ...(typeof exp === 'number' ? { expiresAt: exp * 1_000 - ahead } : {}),
      },
    ];
  });
  return {
    id,
    targetId: stored.targetId,
    targetName: stored.targetName,
    username: stored.username,
    storedAt: stored.storedAt,
    where,
    tokens,
    ...(stored.NewDeviceMetadata ? { newDevice: stored.NewDeviceMetadata } : {}),
    ...(origin ?? {}),
  };
}
