import { operationForm } from '../../form/operation-forms.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { Answer } from '../../contract.ts';
import { totpCode, totpRemainingMs } from '../../crypto/totp.ts';
import type { Guard } from '../harm.ts';
import { type LiveChain, type Standing, type StepRecord, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { present } from '../../present.ts';
import type { Hold } from '../chains-input.ts';
import { atHand, type AtHand, type Supplies } from './at-hand.ts';
import { unlessDropped } from './hold.ts';
import type { Stop } from './stop.ts';
import { wait } from './wait.ts';

/** What a challenge came to: one more step, or why it stands. */
export type Advanced =
  | { readonly kind: 'sent'; readonly step: StepRecord }
  /** An operation before the answer was refused or brought nothing. */
  | { readonly kind: 'refused'; readonly step: StepRecord }
  /** The answer is made and not sent. */
  | { readonly kind: 'held'; readonly answer: Answer }
  | Extract<AtHand, { kind: 'missing' }>
  | { readonly kind: 'stopped' };

export interface AdvanceInput {
  readonly chain: LiveChain;
  /** The step whose challenge is answered. */
  readonly parentId: string;
  readonly supplies?: Supplies;
  readonly standing?: Standing;
  /** Whether the operations that belong to the challenge are run first, as far as they have not been. */
  readonly helpers: boolean;
  /** Holds what is sent until a person lets it go. */
  readonly hold?: Hold;
  /** For the answer itself its form does that: true makes it and does not send it, false says it was seen there. */
  readonly inForm?: () => boolean;
  /** Where it may harm a person; absent where that was asked for otherwise. */
  readonly guard?: Guard;
  readonly stop: Stop;
  /** Told while the next TOTP code is waited for. @param until epoch milliseconds by this computer's clock */
  readonly waiting?: (challenge: string, until: number | undefined) => void;
}

/** Timers may be early by a little: the next TOTP step has begun for sure after it. Milliseconds. */
const MARGIN = 100;

/** Answers one challenge with what is at hand. @throws CoreFault HARM_UNCONFIRMED */
export async function advance(parts: Parts, input: AdvanceInput): Promise<Advanced> {
  const { chain, parentId, guard, stop, standing } = input;
  if (input.helpers) {
    const refused = await runHelpers(parts, input);
    if (refused !== undefined) return stop.stopped ? { kind: 'stopped' } : refused;
  }
  const made = await settled(parts, input);
  if (stop.stopped) return { kind: 'stopped' };
  if (made.kind === 'missing') return made;
  if (input.inForm?.() === true) return { kind: 'held', answer: made.answer };
  // Removed meanwhile: nothing more is sent for it.
  parts.chains.get(chain.id);
  guard?.may(made.answer);
  const hold = input.inForm === undefined ? input.hold : undefined;
  const started = await unlessDropped(
    parts.chains.answer(chain, parentId, made.answer, standing, { unseen: true, ...present({ hold }) }),
  );
  if (started === undefined) return { kind: 'stopped' };
  const sent = parts.following.follow(started);
  guard?.sent();
  return { kind: 'sent', step: await sent.ended };
}

/** The answer once no code of it was taken before. */
async function settled(
  parts: Parts,
  { chain, parentId, supplies, stop, waiting }: AdvanceInput,
): Promise<Exclude<AtHand, { kind: 'wait' }>> {
  const { ports } = parts;
  for (let waited = 0; ; waited++) {
    const made = await atHand(parts, chain, parentId, supplies);
    if (made.kind !== 'wait') return made;
    const { challenge } = made;
    // A clock that stands still never brings the next code.
    if (waited > 1)
      return { kind: 'missing', challenge, detail: 'The sandbox’s clock stands still: move it on' };
    await waitFor(ports, made.ms, challenge, { stop, waiting });
    if (stop.stopped) return { kind: 'missing', challenge, detail: 'Stopped' };
  }
}

/** Associate, Verify …: each that has not been done for this challenge, in order. */
async function runHelpers(parts: Parts, input: AdvanceInput): Promise<Advanced | undefined> {
  const { chain, parentId, stop } = input;
  const { asked } = stepOf(chain, parentId);
  if (asked === undefined) return undefined;
  for (const operation of challengeNamed(asked.name).helpers) {
    const done = [...chain.steps.values()].some(
      (step) => step.parentId === parentId && step.operation === operation && went(chain, step.id),
    );
    if (done) continue;
    if (stop.stopped) return { kind: 'stopped' };
    const inputs = await helperInputs(parts, input, asked.name, operation);
    if (inputs.kind === 'missing') return inputs;
    const started = await unlessDropped(
      parts.beside.operate({
        chain,
        parentId,
        operation,
        inputs: inputs.inputs,
        // What the bench sets up is broken on purpose, or taken back: nothing to keep.
        ...(chain.origin === undefined ? {} : { keep: false }),
        ...present({ hold: input.hold }),
      }),
    );
    if (started === undefined) return { kind: 'stopped' };
    const step = await parts.following.follow(started).ended;
    if (!went(chain, step.id)) return { kind: 'refused', step };
  }
  return undefined;
}

/** What an operation before an answer is run with, from all that is at hand. */
export async function helperInputs(
  { ports, serverNow, following }: Parts,
  { chain, parentId, supplies, stop, waiting }: Omit<AdvanceInput, 'helpers'>,
  challenge: string,
  operation: string,
): Promise<Extract<AtHand, { kind: 'missing' }> | { kind: 'inputs'; inputs: Record<string, string> }> {
  const inputs: Record<string, string> = {};
  for (const { key, totp, required } of operationForm(operation).fields) {
    const secret = totp === true ? chain.remembered.get('TOTP_SECRET')?.value : undefined;
    if (secret !== undefined) {
      const now = () => serverNow(chain.target);
      if (following.wasUsed(chain, parentId, totpCode(secret, now()))) {
        await waitFor(ports, totpRemainingMs(now()), challenge, { stop, waiting });
      }
      inputs[key] = totpCode(secret, now());
      continue;
    }
    const given = supplies?.given?.[key];
    if (given !== undefined) inputs[key] = given;
    else if (required) return { kind: 'missing', challenge, field: key, detail: `${key} is needed` };
  }
  return { kind: 'inputs', inputs };
}

async function waitFor(
  { clock }: Parts['ports'],
  ms: number,
  challenge: string,
  { stop, waiting }: { stop: Stop; waiting: AdvanceInput['waiting'] | undefined },
): Promise<void> {
  waiting?.(challenge, clock.now() + ms);
  await wait(clock, ms + MARGIN, stop);
  waiting?.(challenge, undefined);
}

/** Whether a step was answered with anything but an error. */
export function went(chain: LiveChain, stepId: string): boolean {
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === stepId);
  return ended?.type === 'step.ended' && ended.outcome.kind !== 'error' && ended.outcome.kind !== 'failure';
}
