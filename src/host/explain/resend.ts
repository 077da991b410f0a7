import type { Fix } from '../../chain/explain/cause.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { Answer } from '../../contract.ts';
import type { Resent } from '../../contract/explain.ts';
import { flowNamed } from '../../flows/flows.ts';
import { coreFault } from '../../form/form.ts';
import { present } from '../../present.ts';
import { type LiveChain, type Standing, type StepRecord, stepOf } from '../live-chain.ts';
import { type About, type Guard, meantOnTheWay } from '../harm.ts';
import type { Parts } from '../parts.ts';
import { advance } from '../run/advance.ts';
import { afresh } from '../run/intent.ts';
import { stopOf, toldOf } from '../run/fork.ts';
import { unlessDropped } from '../run/hold.ts';
import { replayTo } from '../run/replay.ts';
import type { Claim } from '../run/runs.ts';
import { applyFix } from './apply-fix.ts';
import { callAgain, canCallAgain } from './call-again.ts';
import { howToSend } from './offer.ts';
import { byHand } from './stopped.ts';

interface Mending {
  readonly stepId: string;
  readonly fix: Fix;
  readonly guard: Guard;
  /** Tells what is done, and stops it. */
  readonly claim: Claim;
}

/**
 * Mends the answer of a step and sends it again.
 * @throws CoreFault STEP_UNKNOWN, FORK_IMPOSSIBLE, HARM_UNCONFIRMED
 */
export async function fixAndResend(
  parts: Parts,
  live: LiveChain,
  { stepId, fix, guard, claim }: Mending,
): Promise<Resent> {
  const record = stepOf(live, stepId);
  if (canCallAgain(live, record, fix)) return callAgain(parts, live, record, { fix, claim });
  const how = howToSend(live, stepId, fix, parts.ports.clock.now());
  if (record.answer === undefined || how === undefined) {
    throw coreFault('FORK_IMPOSSIBLE', 'This step can’t be sent again: it was not made from an answer here.');
  }
  if (fix.forget === 'device') await forgetDevice(parts, live);
  const answer = applyFix(record.answer, fix);
  const { parentId } = record;
  if (how === 'resend' && parentId !== null)
    return answerAt(parts, live, { parentId, answer, guard, claim, name: record.answers });
  const standing: Standing = { branch: { kind: 'replay', of: stepId } };
  if (parentId === null) {
    const flow = flowNamed(record.answers);
    const again = flow === undefined ? answer : afresh(answer, flow);
    guard.may(again);
    const { hold } = claim;
    const started = await unlessDropped(parts.chains.restart(live, again, standing, { hold }));
    if (started === undefined) return { chainId: live.id, stepId, stopped: byHand(stepId) };
    guard.sent();
    return { chainId: live.id, stepId: (await parts.following.follow(started).ended).id };
  }
  const { stop, hold } = claim;
  const way = { chain: live, parentId, into: 'same', guard, stop, hold, ...toldOf(claim) } as const;
  const replayed = await replayTo(parts, way);
  if (!replayed.ok) {
    const at = replayed.parentId;
    return { chainId: live.id, stepId: at ?? stepId, stopped: stopOf(replayed.stop, at) };
  }
  const again = anew(answer, record, stepOf(live, parentId));
  const mended = { parentId: replayed.parentId, answer: again, name: record.answers };
  return answerAt(parts, live, { ...mended, standing, guard, claim });
}

/** What mending a step sends: the answer, and the way there where that is run again. */
export function aboutFix(parts: Parts, chain: LiveChain, stepId: string, fix: Fix): About {
  const record = stepOf(chain, stepId);
  const again = howToSend(chain, stepId, fix, parts.ports.clock.now()) === 'replay';
  const onTheWay = again ? meantOnTheWay(chain, record.parentId) : [];
  const { target, username } = chain;
  const mended = record.answer === undefined ? [] : [applyFix(record.answer, fix)];
  return { target, chain, username, sends: [...onTheWay, ...mended] };
}

interface Resending {
  readonly parentId: string;
  readonly answer: Answer;
  /** The flow or challenge. */
  readonly name: string;
  readonly standing?: Standing;
  readonly guard: Guard;
  readonly claim: Claim;
}

async function answerAt(
  parts: Parts,
  chain: LiveChain,
  { parentId, answer, name, standing, guard, claim }: Resending,
): Promise<Resent> {
  const { stop, hold, doing } = claim;
  const sending = () => doing({ kind: 'sending', name, mended: true });
  sending();
  const advanced = await advance(parts, {
    chain,
    parentId,
    supplies: { answer },
    helpers: false,
    guard,
    stop,
    hold,
    waiting: (challenge, at) =>
      at === undefined ? sending() : doing({ kind: 'waiting', why: 'totp', name: challenge, at }),
    ...(standing === undefined ? {} : { standing }),
  });
  if (advanced.kind === 'sent') return { chainId: chain.id, stepId: advanced.step.id };
  const at = { chainId: chain.id, stepId: parentId };
  if (advanced.kind !== 'missing') return { ...at, stopped: byHand(parentId) };
  const { detail: text, field } = advanced;
  return { ...at, stopped: { kind: 'missing', text, stepId: parentId, ...present({ field }) } };
}

/** Without the codes and proofs of the exchange that was refused. */
function anew(answer: Answer, record: StepRecord, parent: StepRecord): Answer {
  const spec = challengeNamed(record.answers);
  const asked = { parameters: {}, available: [], ...parent.asked, name: record.answers };
  return afresh(answer, { fields: spec.fields(asked), computed: spec.computed });
}

/** The remembered device, here and in the vault. A vault that can't be asked keeps nothing for this chain either. */
async function forgetDevice({ knownUsers }: Parts, { target, remembered }: LiveChain): Promise<void> {
  const key = remembered.get('DEVICE_KEY')?.value;
  for (const name of ['DEVICE_KEY', 'DEVICE_GROUP_KEY', 'DEVICE_PASSWORD'] as const) remembered.delete(name);
  if (key !== undefined) await knownUsers.forgetDevice(target.id, key).catch(() => undefined);
}
