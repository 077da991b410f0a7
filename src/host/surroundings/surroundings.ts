import type { Surroundings } from '../../chain/why/facts.ts';
import type { Target } from '../../contract.ts';
import { isLoopback } from '../../cognito/endpoints.ts';
import { takesAny } from '../aws/signing.ts';
import { canonicalUsername, type LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import type { ServiceReads } from '../pool/service-reads.ts';
import { readSandbox } from './from-sandbox.ts';
import { readService } from './from-service.ts';

/** What pool, client and user of a chain are, where they can be read. */
export interface SurroundingsReader {
  /** When a step's reply came, or as near to that as anybody asked. @param read see `Whereabouts` */
  of(chain: LiveChain, stepId: string, read?: boolean): Promise<Whereabouts>;
  /** As they are now, for a name that somebody is about to sign in with. */
  now(target: Target, names: readonly string[]): Promise<Whereabouts>;
}

export interface Whereabouts {
  readonly around?: Surroundings;
  /** What could not be read, and why. */
  readonly unread: readonly string[];
  /** Only Cognito's own operations would tell, with AWS credentials that nobody chose or that want a code first. */
  readonly readable?: true;
}

/** How many are kept: what was so when a challenge was asked is soon not so any more. */
const KEPT = 500;
const NOTHING: Whereabouts = { unread: [] };

/**
 * What is read while a challenge waits is kept: later steps change users, and the question is why it was asked then.
 */
export function createSurroundings(
  parts: Pick<Parts, 'sandbox' | 'aws' | 'ports' | 'serverNow'>,
  reads: ServiceReads,
): SurroundingsReader {
  const kept = new Map<string, Whereabouts>();
  /** Targets that somebody had read: from then on it is done by itself. */
  const wanted = new Set<string>();

  /** Whether the service may be asked without a word: nobody is asked for a code, and no credentials are looked for. */
  async function mayAsk(target: Target): Promise<'yes' | 'when wanted' | 'no'> {
    const { aws, ports } = parts;
    if (target.userPoolId === '') return 'no';
    if (takesAny(target)) return 'yes';
    if (ports.runtime.kind === 'evaluation' && !isLoopback(target.endpoint)) return 'no';
    if (wanted.has(target.id)) return 'yes';
    const { source, held, fault } = await aws.state(target.profile);
    if (held) return 'yes';
    if (source.kind === 'none') return 'no';
    return target.profile === '' || source.mfa || fault !== undefined ? 'when wanted' : 'yes';
  }

  async function read(target: Target, names: readonly string[], readLater: boolean): Promise<Whereabouts> {
    if (target.kind === 'sandbox') {
      const around = await readSandbox(parts, target, names);
      return around === undefined ? NOTHING : { around: { ...around, readLater }, unread: [] };
    }
    const may = await mayAsk(target);
    if (may !== 'yes') return may === 'no' ? NOTHING : { unread: [], readable: true };
    const { around, unread } = await readService(reads, target, names, parts.serverNow(target));
    return around === undefined ? { unread } : { around: { ...around, readLater }, unread };
  }

  return {
    async of(chain, stepId, ask) {
      const { target } = chain;
      if (ask === true) wanted.add(target.id);
      const key = `${chain.id}/${stepId}`;
      const before = kept.get(key);
      if (before !== undefined) return before;
      const names = [canonicalUsername(chain, stepId), chain.username];
      const found = await read(target, names, goesOn(chain, stepId));
      if (found.around !== undefined && !found.around.readLater) {
        kept.set(key, found);
        const [oldest] = kept.keys();
        if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      }
      return found;
    },
    now: (target, names) => read(target, names, false),
  };
}

/** Whether anything was sent after the step's reply. */
function goesOn({ steps }: LiveChain, stepId: string): boolean {
  return [...steps.keys()].at(-1) !== stepId;
}
