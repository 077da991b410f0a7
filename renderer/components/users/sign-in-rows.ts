import type { JoinedChain, SignInEvent, UserChain, UserSignIns } from '@core/contract/users.ts';

/** One sign-in: what Cognito recorded of it, what this computer did, or both. */
export interface SignInRow {
  readonly key: string;
  /** Epoch milliseconds; absent where the service told none. */
  readonly at?: number;
  readonly event?: SignInEvent;
  readonly joined?: JoinedChain;
  readonly chain?: UserChain;
}

/** Events and chains in one line of time, newest first; those that are the same stand together. */
export function signInRows({ events, chains }: Pick<UserSignIns, 'events' | 'chains'>): readonly SignInRow[] {
  const byId = new Map(chains.map((chain) => [chain.chainId, chain]));
  const joined = new Set(events.flatMap(({ chain }) => chain?.chainId ?? []));
  const rows = [
    ...events.map((event): SignInRow => {
      const chain = event.chain && byId.get(event.chain.chainId);
      return {
        ...{ key: `event ${event.id}`, event },
        ...(event.at === undefined ? {} : { at: event.at }),
        ...(event.chain && { joined: event.chain }),
        ...(chain && { chain }),
      };
    }),
    ...chains
      .filter(({ chainId }) => !joined.has(chainId))
      .map((chain): SignInRow => ({ key: `chain ${chain.chainId}`, at: chain.startedAt, chain })),
  ];
  return rows.toSorted((one, other) => (other.at ?? 0) - (one.at ?? 0));
}
