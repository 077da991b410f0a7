import type { ChainEvent } from '@core/chain/event.ts';
import { type Chain, chainOf } from '@core/chain/model.ts';
import type { Call, Result, SandboxUser } from '@core/contract.ts';
import { totpCode } from '@core/crypto/totp.ts';
import type { Host } from '@core/host/host.ts';
import { demoAnswer } from './demo-answer.ts';

/** Answers, but never more often than the longest documented chain needs. */
const MOST_ANSWERS = 10;

export interface Stepped {
  readonly events: readonly ChainEvent[];
  readonly chain: Chain;
}

/** Steps a seeded user's sign-in with what the seed and the inbox know, until it ends or only a person can go on. */
export async function stepSeeded(host: Host, call: Call, user: SandboxUser): Promise<Stepped> {
  const { userPoolId, username } = user;
  const collected = collect(host);
  try {
    const { chainId } = valueOf(await call('chain.startSeeded', { userPoolId, username }));
    const settled = (count: number) => collected.settled(chainId, count);
    let chain = await settled(1);
    // A refused answer ends the demonstration: nothing is sent twice.
    for (let answers = 0; chain.pending !== undefined && wentOn(chain) && answers < MOST_ANSWERS; answers++) {
      const { stepId: parentId, name } = chain.pending;
      if (name === 'MFA_SETUP') chain = await setUpTotp(call, chain, parentId, settled);
      // Once an operation of the set-up was refused there is nothing to answer with.
      if (!wentOn(chain)) break;
      const inputs = demoAnswer(chain.pending ?? failNoPending(), await atHand(call, chainId, user));
      if (inputs === undefined) break;
      const answer = { name, inputs, responses: {}, members: {} };
      valueOf(await call('chain.answer', { chainId, parentId, answer }));
      chain = await settled(chain.steps.length + 1);
    }
    return { events: collected.of(chainId), chain };
  } finally {
    collected.stop();
  }
}

/** AssociateSoftwareToken, then VerifySoftwareToken with the code of the secret that came. */
async function setUpTotp(
  call: Call,
  { id: chainId, steps }: Chain,
  parentId: string,
  settled: (count: number) => Promise<Chain>,
): Promise<Chain> {
  const associate = { chainId, parentId, operation: 'AssociateSoftwareToken', inputs: {} };
  valueOf(await call('chain.operate', associate));
  const associated = await settled(steps.length + 1);
  const stepId = associated.steps.at(-1)?.id;
  if (!wentOn(associated) || stepId === undefined) return associated;
  const { secret } = valueOf(await call('chain.totpSetup', { chainId, stepId }));
  const { now } = valueOf(await call('sandbox.clock', {}));
  const verify = {
    chainId,
    parentId,
    operation: 'VerifySoftwareToken',
    inputs: { UserCode: totpCode(secret, Date.parse(now)) },
  };
  valueOf(await call('chain.operate', verify));
  return settled(steps.length + 2);
}

async function atHand(call: Call, chainId: string, user: SandboxUser) {
  const inbox = valueOf(await call('sandbox.inbox', {}));
  const remembered = valueOf(await call('chain.remembered', { chainId }));
  return { user, inbox, remembered: new Set(remembered.map(({ key }) => key)) };
}

function wentOn(chain: Chain): boolean {
  return chain.status === 'waiting' && chain.steps.at(-1)?.status === 'ok';
}

function failNoPending(): never {
  throw new Error('a chain that waits has no pending challenge');
}

/** Collects chains' events; a chain is settled once `count` of its steps have ended and its tokens are stored. */
function collect(host: Host) {
  const events = new Map<string, ChainEvent[]>();
  let wake = () => undefined as void;
  const stop = host.listen((event) => {
    if (event.type !== 'chain.event') return;
    events.set(event.chainId, [...(events.get(event.chainId) ?? []), event.event]);
    wake();
  });
  const of = (chainId: string) => events.get(chainId) ?? [];
  return {
    stop,
    of,
    settled: (chainId: string, count: number) =>
      new Promise<Chain>((resolve) => {
        wake = () => {
          const chain = chainOf(of(chainId));
          if (chain === undefined || chain.steps.filter((one) => one.endedAt !== undefined).length < count)
            return;
          if (chain.status === 'tokens' && chain.tokens === undefined) return;
          resolve(chain);
        };
        wake();
      }),
  };
}

/** The path that was taken, as the seed writes paths: what each step of the sign-in brought. */
export function pathOf({ steps }: Chain): string[] {
  return steps.flatMap(({ outcome }) => {
    switch (outcome?.kind) {
      case 'challenge':
        return [outcome.name];
      case 'tokens':
        return ['TOKENS'];
      case 'error':
      case 'failure':
        return [outcome.code];
      default:
        return [];
    }
  });
}

export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code}: ${result.error.detail}`);
}
