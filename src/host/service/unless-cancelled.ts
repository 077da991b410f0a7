import { coreFault } from '../../form/form.ts';
import type { LiveChain } from '../live-chain.ts';

/**
 * Waits for what a request of a chain needs before it can go, for as long as nobody cancels in that chain. The work
 * itself goes on: credentials that come late are there for the next call.
 * @throws CoreFault CANCELLED
 */
export async function unlessCancelled<T>(
  { cancels }: Pick<LiveChain, 'cancels'>,
  work: Promise<T>,
): Promise<T> {
  let cancel = (): void => undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    cancel = () => reject(unsigned());
  });
  cancels.add(cancel);
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    cancels.delete(cancel);
  }
}

/** A request that was given up while what signs it was waited for. */
export function unsigned(): Error {
  return coreFault('CANCELLED', 'Stopped before it could be signed: nothing was sent.');
}
