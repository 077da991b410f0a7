import type { Fix } from '../../chain/explain/cause.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { Answer } from '../../contract.ts';
import type { Resent } from '../../contract/explain.ts';
import { flowNamed } from '../../flows/flows.ts';
import { coreFault } from '../../form/form.ts';
import { type LiveChain, type Standing, type StepRecord, stepOf } from '../live-chain.ts';
import { type About, type Guard, meantOnTheWay } from '../harm.ts';
import type { Parts } from '../parts.ts';
import { advance } from '../run/advance.ts';
import { afresh } from '../run/intent.ts';
import { replayTo } from '../run/replay.ts';
import { createStop } from '../run/stop.ts';
import { applyFix } from './apply-fix.ts';
import { callAgain, canCallAgain } from './call-again.ts';
import { howToSend } from './offer.ts';

/**
 * Mends the answer of a step and sends it again.
 * @throws CoreFault STEP_UNKNOWN, FORK_IMPOSSIBLE, HARM_UNCONFIRMED
 */
export async function fixAndResend(
  parts: Parts,
  live: LiveChain,
  { stepId, fix, guard }: { readonly stepId: string; readonly fix: Fix; readonly guard: Guard },
): Promise<Resent> {
  const record = stepOf(live, stepId);
  if (canCallAgain(live, record, fix)) return callAgain(parts, live, record, fix);
  const how = howToSend(live, stepId, fix, parts.ports.clock.now());
  if (record.answer === undefined || how === undefined) {
    throw coreFault('FORK_IMPOSSIBLE', 'This step can’t be sent again: it was not made from an answer here.');
  }
  if (fix.forget === 'device') await forgetDevice(parts, live);
  const answer = applyFix(record.answer, fix);
  const { parentId } = record;
  if (how === 'resend' && parentId !== null) return answerAt(parts, live, { parentId, answer, guard });
  const standing: Standing = { branch: { kind: 'replay', of: stepId } };
  if (parentId === null) {
    const flow = flowNamed(record.answers);
    const again = flow === undefined ? answer : afresh(answer, flow);
    guard.may(again);
    const started = parts.following.follow(await parts.chains.restart(live, again, standing));
    guard.sent();
    return { chainId: live.id, stepId: (await started.ended).id };
  }
  const replayed = await replayTo(parts, { chain: live, parentId, into: 'same', guard });
  if (!replayed.ok) {
    const { stop } = replayed;
    return {
      chainId: live.id,
      stepId: replayed.parentId ?? stepId,
      stopped: `Step ${stop.step}: ${stop.detail}`,
    };
  }
  const again = anew(answer, record, stepOf(live, parentId));
  return answerAt(parts, live, { parentId: replayed.parentId, answer: again, standing, guard });
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
  readonly standing?: Standing;
  readonly guard: Guard;
}

async function answerAt(
  parts: Parts,
  chain: LiveChain,
  { parentId, answer, standing, guard }: Resending,
): Promise<Resent> {
  const advanced = await advance(parts, {
    chain,
    parentId,
    supplies: { answer },
    helpers: false,
    guard,
    stop: createStop(),
    ...(standing === undefined ? {} : { standing }),
  });
  if (advanced.kind === 'sent') return { chainId: chain.id, stepId: advanced.step.id };
  return {
    chainId: chain.id,
    stepId: parentId,
    stopped: advanced.kind === 'missing' ? advanced.detail : 'Stopped',
  };
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
