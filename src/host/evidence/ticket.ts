import { markdownOf } from '../../evidence/report/markdown.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import type { Parts } from '../parts.ts';

/** A chain as a ticket's text, without secrets. @throws CoreFault CHAIN_UNKNOWN */
export async function chainTicket({ ports, chains }: Parts, chainId: string): Promise<string> {
  const { events } = chains.get(chainId);
  const kept = await ports.history.read(chainId).catch(() => undefined);
  const chain = { events, annotations: kept?.annotations ?? NO_ANNOTATIONS };
  return markdownOf({
    chains: [chain],
    exportedAt: ports.clock.now(),
    version: ports.runtime.version,
  });
}
