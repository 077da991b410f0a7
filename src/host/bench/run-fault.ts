import { type Bend, expectedOf, type Fault, type Given, outcomes, type Place } from '../../bench/fault.ts';
import { gotOf, judge } from '../../bench/verdict.ts';
import type { ChainOrigin, Outcome } from '../../chain/event.ts';
import type { Answer, BenchResult } from '../../contract.ts';
import { N } from '../../crypto/group.ts';
import { totpCode, totpRemainingMs } from '../../crypto/totp.ts';
import { coreFault } from '../../form/form.ts';
import { present } from '../../present.ts';
import type { Started } from '../chains.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { replayTo } from '../run/replay.ts';
import type { Stop } from '../run/stop.ts';
import { wait } from '../run/wait.ts';
import { type Borrowable, borrow } from './others.ts';
import { placeOf, type Reached, twinOf } from './place.ts';
import type { Spot } from './spot.ts';

export interface RunInput {
  readonly spot: Spot;
  readonly fault: Fault;
  readonly others: Borrowable;
  readonly stop: Stop;
  /** Told while the next TOTP code is waited for. @param until epoch milliseconds */
  readonly waiting: (until: number | undefined) => void;
}

/** A sign-in of its own, brought to the place under study. A first request has none yet. */
interface Ground extends Reached {
  readonly chain: LiveChain;
  readonly parentId?: string;
}

/** Past AuthSessionValidity. */
const LATE_SECONDS = 5;

/**
 * Breaks one rule: a new sign-in is brought to the place, what the fault needs is prepared, and the broken request is
 * sent. The chain under study is only read.
 * @throws CoreFault BENCH_NOT_REACHED, BENCH_NOT_PREPARED
 */
export async function runFault(parts: Parts, input: RunInput): Promise<BenchResult> {
  const { spot, fault, others, stop } = input;
  const { scene = {} } = fault;
  const origin: ChainOrigin = { kind: 'bench', chainId: spot.chain.id, stepId: spot.stepId, fault: fault.id };
  const other = await borrow(others, scene.needs, origin, stop);
  const twin = scene.twin ? await reach(parts, input, origin, scene.first?.where === 'twin') : undefined;
  if (scene.first?.where === 'twin' && twin !== undefined)
    await sendFirst(parts, twin, scene.first.bend(givenFor(parts, twin, { other })));

  const ground = await reach(parts, input, origin, scene.first?.where === 'here');
  const given = givenFor(parts, ground, { other, ...(twin ? { twin: twinOf(twin.place) } : {}) });
  if (scene.first?.where === 'here') await sendFirst(parts, ground, scene.first.bend(given));
  for (const operation of scene.helpers ?? []) await help(parts, ground, operation);

  if (scene.unused !== undefined) await untilUnused(parts, input, ground, scene.unused);

  const bend = fault.mutate(given);
  const step = scene.late
    ? await later(parts, ground.chain, () => send(parts, ground, bend, origin, stop))
    : await send(parts, ground, bend, origin, stop);
  const outcome = outcomeIn(step.chain, step.stepId);
  const answered = ground.parentId === undefined ? undefined : spot.name;
  const got = gotOf(outcome, answered);
  return {
    fault: fault.id,
    verdict: judge(expectedOf(fault, ground.place), got, outcome.kind),
    got,
    chainId: step.chain.id,
    stepId: step.stepId,
  };
}

/** A code that was taken once is refused, however early it is. */
async function untilUnused(
  { ports, serverNow, following }: Parts,
  { stop, waiting }: RunInput,
  { chain, parentId = '' }: Ground,
  steps: number,
): Promise<void> {
  const secret = chain.remembered.get('TOTP_SECRET')?.value;
  const now = () => serverNow(chain.target);
  if (secret === undefined || !following.wasUsed(chain, parentId, totpCode(secret, now(), steps))) return;
  const ms = totpRemainingMs(now());
  waiting(ports.clock.now() + ms);
  await wait(ports.clock, ms, stop);
  waiting(undefined);
}

/** @param answered whether the right answer itself is sent there */
async function reach(parts: Parts, input: RunInput, origin: ChainOrigin, answered: boolean): Promise<Ground> {
  const { spot, fault, others, stop, waiting } = input;
  if (spot.parentId === undefined) {
    const { chain } = spot;
    return { chain, ...(await placeOf(parts, { spot, chain, others, stop })) };
  }
  const arrived = await replayTo(parts, {
    chain: spot.chain,
    parentId: spot.parentId,
    into: origin,
    stop,
    waiting: (_challenge, until) => waiting(until),
  });
  if (!arrived.ok)
    throw coreFault(
      'BENCH_NOT_REACHED',
      `A new sign-in did not come to ${spot.name}. Step ${arrived.stop.step}: ${arrived.stop.detail}.`,
    );
  const { chain, parentId } = arrived;
  const looked = await placeOf(parts, { spot, chain, parentId, others, stop });
  const accepted = expectedOf(fault, looked.place).some(({ code }) => code === outcomes.accepted);
  // Where it counts, with a code that was not used yet, which may have to be waited for. Elsewhere nobody looks at it.
  const reached =
    answered || accepted ? await placeOf(parts, { spot, chain, parentId, others, stop, waiting }) : looked;
  return { chain, parentId, ...reached };
}

function givenFor(
  { serverNow }: Parts,
  { chain, place }: Ground,
  more: Pick<Given, 'other'> & Partial<Pick<Given, 'twin'>>,
): Given {
  const secret = chain.remembered.get('TOTP_SECRET')?.value;
  return {
    ...(place satisfies Place),
    prime: N.toString(16),
    totp: (steps) => (secret === undefined ? undefined : totpCode(secret, serverNow(chain.target), steps)),
    ...more,
  };
}

function bent(right: Answer, { inputs = {}, responses = {}, members = {} }: Bend): Answer {
  return { ...right, inputs: { ...right.inputs, ...inputs }, responses, members };
}

async function send(
  parts: Parts,
  ground: Ground,
  bend: Bend,
  origin: ChainOrigin,
  stop?: Stop,
): Promise<{ chain: LiveChain; stepId: string }> {
  const { chain, parentId } = ground;
  const answer = bent(ground.right, bend);
  let started: Started;
  if (parentId === undefined) {
    started = await parts.chains.start({
      target: chain.target,
      answer,
      remembered: new Map(chain.remembered),
      origin,
      ...present({ stop }),
      ...(answer.inputs['USERNAME'] === undefined ? { username: chain.username } : {}),
      ...(bend.tools ? { bend: bend.tools } : {}),
    });
  } else if (bend.operation !== undefined) {
    const { name: operation, inputs } = bend.operation;
    started = await parts.chains.operate({ chain, parentId, operation, inputs });
  } else
    started = await parts.chains.answer(chain, parentId, answer, undefined, {
      ...(bend.tools ? { bend: bend.tools } : {}),
    });
  await parts.following.follow(started).ended;
  return { chain: started.chain, stepId: started.stepId };
}

/** What comes before must go through, or the fault would be another one. */
async function sendFirst(parts: Parts, ground: Ground, bend: Bend): Promise<void> {
  const { chain, stepId } = await send(parts, ground, bend, benchOrigin(ground));
  refuseUnprepared(outcomeIn(chain, stepId));
}

async function help(parts: Parts, { chain, parentId = '' }: Ground, operation: string): Promise<void> {
  const started = await parts.chains.operate({ chain, parentId, operation, inputs: {} });
  await parts.following.follow(started).ended;
  refuseUnprepared(outcomeIn(chain, started.stepId));
}

function refuseUnprepared(outcome: Outcome): void {
  if (outcome.kind !== 'error' && outcome.kind !== 'failure') return;
  const said = outcome.kind === 'error' ? outcome.message : outcome.detail;
  throw coreFault('BENCH_NOT_PREPARED', `What has to come first was refused: ${outcome.code}: ${said}`);
}

function benchOrigin({ chain }: Ground): ChainOrigin {
  if (chain.origin === undefined) throw new Error('the chain under study is never answered');
  return chain.origin;
}

/** With the sandbox’s clock past the Session’s life, and back again. */
async function later<T>({ sandbox }: Parts, { target }: LiveChain, run: () => Promise<T>): Promise<T> {
  const seconds = target.sessionMinutes * 60 + LATE_SECONDS;
  await sandbox.ask('POST', 'clock', { advanceSeconds: seconds });
  await sandbox.start();
  try {
    return await run();
  } finally {
    const { now } = (await sandbox.ask('GET', 'clock')) as { now: string };
    await sandbox.ask('POST', 'clock', { set: new Date(Date.parse(now) - seconds * 1_000).toISOString() });
    await sandbox.start();
  }
}

function outcomeIn(chain: LiveChain, stepId: string): Outcome {
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === stepId);
  if (ended?.type !== 'step.ended') throw new Error('a step that ended has an end');
  return ended.outcome;
}
