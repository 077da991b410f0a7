import type { Parts } from '../parts.ts';
import { exportChain } from './export-chain.ts';

/** A chain as a ticket's text: searched for secrets like every other file. @throws CoreFault CHAIN_UNKNOWN, EXPORT_SECRET */
export async function chainTicket(parts: Parts, chainId: string): Promise<string> {
  const wish = { chainIds: [chainId], format: 'markdown', secrets: 'redacted' } as const;
  const { bytes } = await exportChain(parts, wish);
  return new TextDecoder().decode(bytes);
}
