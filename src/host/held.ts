import type { SecretKind, SecretSpot } from '../chain/event.ts';
import { valueAt } from '../chain/redact.ts';
import type { SrpExchange } from './live-chain.ts';
import type { Clock } from './ports.ts';

/** A computed value that a person keeps, and what is known of it. */
export interface FrozenValue {
  readonly key: string;
  readonly value: string;
  readonly from: string;
  readonly secret: boolean;
  readonly kind?: SecretKind;
  /** Epoch milliseconds. */
  readonly since: number;
  /** For `SRP_A`: the exchange it opened. */
  readonly exchange?: SrpExchange;
}

/** A value that stands behind a mask that was shown. */
export interface MaskedValue {
  /** The member it was shown under. */
  readonly name: string;
  readonly mask: string;
  readonly value: string;
}

/**
 * What the host keeps for the places where requests are made, so that no secret passes through the page: values that
 * are frozen, values behind the masks that were shown, and SRP exchanges behind the SRP_As.
 * A place is a challenge of a chain (`chainId/stepId`) or the start of one (`targetId/flow`).
 */
export interface Held {
  /** The value frozen at this place under this name; `now` gives it when there is none yet. */
  frozen(
    place: string,
    at: string,
    name: string,
    now: () => Omit<FrozenValue, 'since'> | undefined,
  ): FrozenValue | undefined;
  /** Remembers what stands behind the masks of a text that is shown. */
  showed(place: string, text: string, spots: readonly SecretSpot[], exchange?: SrpExchange): void;
  /** The newest first. */
  masks(place: string): readonly MaskedValue[];
  exchange(place: string, srpA: string): SrpExchange | undefined;
  /** What was shown at this place went out, and nothing of it can be sent there again. */
  sent(place: string): void;
  /** Everything kept for the places of a chain. */
  forget(chainId: string): void;
}

/** Enough for an hour of edits at one place; what is older gives way. */
const MOST = 400;

export function createHeld(clock: Clock): Held {
  const frozen = new Map<string, FrozenValue>();
  const masked = new Map<string, Map<string, MaskedValue>>();
  const exchanges = new Map<string, SrpExchange>();

  return {
    frozen(place, at, name, now) {
      const key = `${place}\n${at}\n${name}`;
      const known = frozen.get(key);
      if (known !== undefined) return known;
      const value = now();
      if (value === undefined) return undefined;
      const kept = { ...value, since: clock.now() };
      put(frozen, key, kept);
      return kept;
    },
    showed(place, text, spots, exchange) {
      const values = masked.get(place) ?? new Map<string, MaskedValue>();
      masked.set(place, values);
      for (const { pointer, mask } of spots) {
        const value = valueAt(text, pointer);
        const name = lastName(pointer);
        if (value !== undefined) put(values, `${name}\n${mask}`, { name, mask, value });
      }
      if (exchange !== undefined) put(exchanges, `${place}\n${exchange.A}`, exchange);
    },
    masks: (place) => [...(masked.get(place)?.values() ?? [])].reverse(),
    exchange: (place, srpA) => exchanges.get(`${place}\n${srpA}`),
    sent: (place) => void masked.delete(place),
    forget(chainId) {
      for (const map of [frozen, masked, exchanges])
        for (const key of map.keys()) if (key.startsWith(`${chainId}/`)) map.delete(key);
    },
  };
}

/** Puts an entry last; the oldest give way. */
function put<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST) return;
    map.delete(oldest);
  }
}

function lastName(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}
