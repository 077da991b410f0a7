import type { ChainEvent } from '../../chain/event.ts';
import type { KeptChain } from '../../history/history.ts';
import type { LiveChain } from '../live-chain.ts';
import type { KeptSecrets } from './live-from.ts';
import { type Sealing, sealPlace } from './sealing.ts';

/** What one event adds to what is kept of its step's secrets: the request when it goes out, the answer when it came. */
type Part = Pick<KeptSecrets, 'stepId'> & Partial<KeptSecrets>;

/** The secrets an event came with, as text to be sealed; undefined where it has none. Take it as the event happens. */
export function secretsAt(chain: LiveChain, event: ChainEvent): string | undefined {
  if (event.type !== 'step.sent' && event.type !== 'step.ended') return undefined;
  const step = chain.steps.get(event.stepId);
  if (step === undefined || step.bare === true) return undefined;
  const { id: stepId, requestText, requestHeaders, responseText, answer, srp } = step;
  const part: Part =
    event.type === 'step.sent'
      ? {
          stepId,
          requestText,
          requestHeaders,
          ...(answer === undefined ? {} : { answer }),
          ...(srp === undefined ? {} : { srp: { a: srp.a.toString(16), A: srp.A } }),
        }
      : { stepId, responseText, remembered: [...chain.remembered] };
  return JSON.stringify(part);
}

/** What is kept of a chain's secrets, step by step; nothing of steps whose key is not there. */
export async function secretsIn(
  { line, events }: KeptChain,
  sealing: Sealing,
): Promise<readonly KeptSecrets[]> {
  const bySteps = new Map<string, KeptSecrets>();
  for (const { seq, sealed } of events) {
    const text = sealed && (await sealing.unseal(sealed, sealPlace(line.chainId, seq)));
    if (text === undefined) continue;
    // Written by `secretsAt` and closed since: only this program can have made it.
    const part = JSON.parse(text) as Part;
    const none = { requestText: '', requestHeaders: [], responseText: '' };
    bySteps.set(part.stepId, { ...none, ...bySteps.get(part.stepId), ...part });
  }
  return [...bySteps.values()];
}
