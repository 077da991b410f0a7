import type { Chain } from '@core/chain/model.ts';
import { PENDING_KEY } from '@core/chain/rail.ts';
import type { LocationQuery } from 'vue-router';

/** What the address says of where a call shall stand. */
export interface WantedPlace {
  readonly chainId?: string;
  /** The step it stands at; empty for the beginning of the chain. */
  readonly parentId?: string;
  readonly from?: { readonly chainId: string; readonly stepId: string };
}

export function wantedPlace(query: LocationQuery): WantedPlace {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const chainId = text('chain');
  const parentId = text('at');
  const source = text('from')?.split('/');
  const [of, stepId] = source ?? [];
  return {
    ...(chainId === undefined ? {} : { chainId }),
    ...(parentId === undefined ? {} : { parentId }),
    ...(of && stepId ? { from: { chainId: of, stepId } } : {}),
  };
}

/** The address for a step that is sent again with edits: at the place where it stands. */
export function wayToResend(chain: Chain, stepId: string) {
  const step = chain.steps.find(({ id }) => id === stepId);
  return {
    name: 'call',
    params: { operation: step?.operation ?? '' },
    query: {
      ...(chain.readOnly ? {} : { chain: chain.id, ...(step?.parentId ? { at: step.parentId } : {}) }),
      from: `${chain.id}/${stepId}`,
    },
  };
}

/** Whether a step is a call of an operation, and no answer of a sign-in: it can be edited and sent again as it is. */
export function isCall(chain: Chain, stepId: string | undefined): boolean {
  const step = chain.steps.find(({ id }) => id === stepId);
  return step !== undefined && step.operation === step.answers && step.status !== 'sending';
}

/** The step that a call in this chain stands at, unless something else is said: what is looked at, else what waits. */
export function usualParent(chain: Chain, selected: string | undefined): string | undefined {
  const chosen = chain.steps.find(({ id }) => id === selected);
  if (chosen !== undefined && selected !== PENDING_KEY) return holderOf(chain, chosen.id);
  return chain.pending?.stepId ?? holderOf(chain, chain.steps.at(-1)?.id);
}

/** Beside a call there is nothing to stand on: its own place is meant. */
function holderOf(chain: Chain, stepId: string | undefined): string | undefined {
  let at = chain.steps.find(({ id }) => id === stepId);
  while (at !== undefined && at.operation === at.answers) {
    const { parentId } = at;
    at = chain.steps.find(({ id }) => id === parentId);
  }
  return at?.id;
}
