import { type Chain, chainOf, isReadOnly, type Pending } from '../../chain/model.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { Adoptable } from '../../contract/adopt.ts';
import type { Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { lineage, type LiveChain, sessionFor } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { learn } from '../remembering.ts';
import { isSamePlace } from './same-place.ts';
import { fieldsIn, intentIn } from './source-intents.ts';

/** Where an imported chain could go on, and whether it can at all. */
export async function adoptableOf(parts: Parts, chain: LiveChain): Promise<Adoptable> {
  const spot = await openIn(parts, chain);
  if ('why' in spot) return spot;
  const { pending, fitting, others } = spot;
  const minutes = longest(fitting);
  const named = ({ id, name }: Target, fits: boolean) => ({ id, name, fits });
  return {
    stepId: pending.stepId,
    name: pending.name,
    ...(pending.expiresAt === undefined
      ? {}
      : { expiresAt: pending.expiresAt + (minutes - assumed(chain)) * 60_000 }),
    targets: [
      ...fitting.map((target) => named(target, true)),
      ...others.map((target) => named(target, false)),
    ],
  };
}

/**
 * From here on the chain's answers go to a target of this console; its steps, intents and what can be learned from them
 * stand as if it had been begun here.
 * @throws CoreFault ADOPT_IMPOSSIBLE, TARGET_UNKNOWN
 */
export async function adopt(parts: Parts, chain: LiveChain, targetId: string): Promise<{ stepId: string }> {
  const spot = await openIn(parts, chain);
  if ('why' in spot) throw coreFault('ADOPT_IMPOSSIBLE', spot.why);
  const target = await parts.sandbox.target(targetId);
  for (const step of chain.steps.values()) {
    const answer = intentIn(chain, step);
    if (answer === undefined) continue;
    chain.steps.set(step.id, { ...step, answer });
    learn(chain, fieldsIn(chain, step), answer.inputs, 'the import');
  }
  for (const [key, known] of await parts.knownUsers.rememberedFor(target, chain.username))
    if (!chain.remembered.has(key)) chain.remembered.set(key, known);
  // It may have been adopted meanwhile.
  if (isReadOnly(chain.events)) parts.chains.adopt(chain, target);
  return { stepId: spot.pending.stepId };
}

interface Open {
  readonly pending: Pending;
  readonly fitting: readonly Target[];
  readonly others: readonly Target[];
}

async function openIn(parts: Parts, chain: LiveChain): Promise<Open | { why: string }> {
  const shown = chainOf(chain.events);
  if (shown === undefined || !shown.readOnly) return { why: 'This chain goes on here already.' };
  const waiting = shown.pendings.filter(({ spent }) => !spent);
  if (waiting.length === 0) return { why: whyEnded(shown) };
  await parts.sandbox.start().catch(() => undefined);
  const targets = parts.targets.list();
  const fitting = targets.filter((target) => isSamePlace(shown.target, target));
  const others = targets.filter((target) => !fitting.includes(target));

  const reasons = waiting.map((pending) => whyNot(chain, pending, longest(fitting), parts.ports.clock.now()));
  const at = reasons.lastIndexOf(undefined);
  const pending = waiting[at];
  return pending === undefined ? { why: reasons.at(-1) ?? '' } : { pending, fitting, others };
}

/** Why nothing waits for an answer. */
function whyEnded({ status, failure }: Chain): string {
  if (status === 'tokens' || status === 'done')
    return 'The sign-in is complete: nothing waits for an answer.';
  if (failure === 'NOT_RECORDED')
    return 'The source holds no answer to its last request. Reproduce the chain to see what comes.';
  return `Nothing waits for an answer: the last one ended the sign-in${failure === undefined ? '' : ` with ${failure}`}.`;
}

/** Why an open challenge can't be answered from here. */
function whyNot(chain: LiveChain, pending: Pending, minutes: number, now: number): string | undefined {
  const { name, stepId, expiresAt, hasSession } = pending;
  const proves = challengeNamed(name).computed.some(({ key }) => key === 'PASSWORD_CLAIM_SIGNATURE');
  const opened = lineage(chain, stepId).find(({ sentSrpA }) => sentSrpA);
  if (proves && opened?.srp === undefined)
    return `${name} is answered with the secret of SRP_A, which stayed in the app that made it. Reproduce the chain instead.`;
  if (hasSession && sessionFor(chain, stepId) === undefined)
    return `The Session of ${name} is not in the source: it was taken out. Reproduce the chain instead.`;
  const end = expiresAt === undefined ? undefined : expiresAt + (minutes - assumed(chain)) * 60_000;
  if (end !== undefined && end <= now)
    return `The Session of ${name} ran out: it was good for ${minutes} minutes. Reproduce the chain instead.`;
  return undefined;
}

/** Minutes that `expiresAt` is told with, before a target says better. */
function assumed(chain: LiveChain): number {
  return chainOf(chain.events)?.target.sessionMinutes ?? 3;
}

/** The longest `AuthSessionValidity` of targets that fit; the usual one where none does. */
function longest(fitting: readonly Target[]): number {
  return fitting.length === 0 ? 3 : Math.max(...fitting.map(({ sessionMinutes }) => sessionMinutes));
}
