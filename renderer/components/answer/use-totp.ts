import type { TotpNow } from '@core/contract.ts';
import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { call } from '../../port.ts';
import { useCodes, type LiveStep } from '../things/use-codes.ts';

/** The codes of a chain's seed as a field shows them. */
export interface LiveTotp {
  /** The code of now. */
  readonly code: string;
  /** Whole seconds it stays good. */
  readonly seconds: number;
  readonly steps: readonly LiveStep[];
  /** Seconds. */
  readonly period: number;
  readonly from: string;
  /** The seed, when it is one of the vault. */
  readonly thing: string | undefined;
  /** How far the service's clock is ahead of ours, milliseconds. */
  readonly aheadMs: number;
}

/**
 * The TOTP codes around now from the secret the host holds for a chain, by the service's clock; undefined while it holds
 * none. `again()` asks anew: after a step that may have brought a secret.
 * @param thingId a seed of the vault in its place
 */
export function useTotp(
  chainId: () => string | undefined,
  thingId: () => string | undefined = () => undefined,
): { readonly totp: ComputedRef<LiveTotp | undefined>; again(): Promise<void> } {
  const { codes, steps, again } = useCodes<TotpNow>(
    () => {
      const id = chainId();
      return id === undefined ? undefined : `${id}/${thingId() ?? ''}`;
    },
    async () => {
      const seed = thingId();
      const result = await call('chain.totp', {
        chainId: chainId() ?? '',
        ...(seed === undefined ? {} : { thingId: seed }),
      });
      return result.ok ? (result.value ?? undefined) : undefined;
    },
  );
  const totp = computed(() => {
    const now = steps.value.find(({ offset }) => offset === 0);
    if (codes.value === undefined || now === undefined) return undefined;
    const { period, from, thing, aheadMs } = codes.value;
    return { code: now.code, seconds: now.seconds, steps: steps.value, period, from, thing, aheadMs };
  });
  return { totp, again };
}
