import type { Branch, Outcome } from '../../chain/event.ts';
import type { Answer, RunDoing, RunSettings, RunStop, RunUntil } from '../../contract.ts';
import { errorNamed } from '../../errors/catalogue.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import type { Guard } from '../harm.ts';
import { advance, type Advanced } from './advance.ts';
import { openAt } from './open-at.ts';
import type { Hold } from '../chains-input.ts';
import { breaksAt } from './settings.ts';
import type { Stop } from './stop.ts';
import { wait } from './wait.ts';

export interface Going {
  readonly chain: LiveChain;
  /** How far; a person may change it while a request is held. */
  readonly until: () => RunUntil;
  /** The challenge to begin with, where several are open. */
  readonly parentId?: string | undefined;
  /** What stands in the form for it. */
  readonly answer?: Answer | undefined;
  /** What that answer begins, where it is a fork's first. */
  readonly branch?: Branch | undefined;
  /** The person has seen this answer: it is sent without another pause. */
  readonly seen: boolean;
  readonly given?: Readonly<Record<string, string>> | undefined;
  readonly guard: Guard;
  readonly stop: Stop;
  /** Holds the operations before an answer; the answer itself is held in its form. */
  readonly hold: Hold;
  readonly pauses: () => boolean;
  readonly settings: () => RunSettings;
  readonly doing: (doing: RunDoing) => void;
}

/** More than the longest documented sign-in takes: one that goes on asking is stopped. */
const MOST_ANSWERS = 30;
/** How often a throttled answer is sent again, and after how long first; twice as long each time. */
const RETRIES = 3;
const FIRST_PAUSE = 1_000;

/** Steps a chain on until something says stop, and returns what. */
export async function go(parts: Parts, going: Going): Promise<RunStop> {
  const { chain, until, guard, stop, hold, pauses, settings, doing } = going;
  // What was sent by hand before is answered first.
  await Promise.all([...chain.underWay]);
  let { answer, seen, branch } = going;
  let pending = openAt(chain, going.parentId, going.branch !== undefined);
  let retries = 0;
  for (let answers = 0; answers < MOST_ANSWERS; answers++) {
    if (stop.stopped) return { kind: 'hand', text: 'Stopped' };
    if (pending === undefined) return { kind: 'end', text: 'Nothing is open to answer' };
    const { name, stepId } = pending;
    if (pending.spent) return { kind: 'spent', text: 'The last answer ended this sign-in', stepId };
    const wasSeen = seen;
    const answering = () => doing({ kind: 'answering', until: until(), name });
    answering();
    const advanced: Advanced = await advance(parts, {
      chain,
      parentId: stepId,
      supplies: { answer, given: going.given },
      // Something typed for the challenge itself is the answer; its operations are another way.
      helpers: Object.keys(answer?.inputs ?? {}).length === 0,
      hold,
      inForm: () => pauses() && !wasSeen,
      guard,
      stop,
      ...(branch === undefined ? {} : { standing: { branch } }),
      waiting: (challenge, at) =>
        at === undefined ? answering() : doing({ kind: 'waiting', why: 'totp', name: challenge, at }),
    });
    if (advanced.kind !== 'sent') return whyNot(advanced, name, stepId, chain);

    const { step } = advanced;
    const outcome = outcomeOf(chain, step);
    if (outcome?.kind === 'error') {
      if (breaksAt(settings(), 'error', outcome.code))
        return { kind: 'breakpoint', text: `Stopped at breakpoint: ${outcome.code}`, stepId };
      if (errorNamed(outcome.code)?.throttles !== true || retries >= RETRIES || until().kind === 'step')
        return { kind: 'error', text: `Stopped: ${outcome.code}`, stepId };
      const pause = FIRST_PAUSE * 2 ** retries++;
      doing({ kind: 'waiting', why: 'throttled', name, at: parts.ports.clock.now() + pause });
      await wait(parts.ports.clock, pause, stop);
      continue;
    }
    if (outcome?.kind === 'failure') return { kind: 'error', text: `Stopped: ${outcome.code}`, stepId };
    if (step.asked === undefined) return { kind: 'tokens', text: 'Tokens received' };
    const next = { kind: step.asked.name, stepId: step.id };
    if (breaksAt(settings(), 'challenge', next.kind))
      return { kind: 'breakpoint', text: `Stopped at breakpoint: ${next.kind}`, stepId: next.stepId };
    const end = until();
    if (end.kind === 'challenge' && end.name === next.kind)
      return { kind: 'reached', text: `Reached ${next.kind}`, stepId: next.stepId };
    if (end.kind === 'step') return { kind: 'stepped', text: `Next: ${next.kind}`, stepId: next.stepId };
    pending = openAt(chain, step.id);
    branch = undefined;
    answer = undefined;
    seen = false;
    retries = 0;
  }
  return { kind: 'end', text: `Stopped after ${MOST_ANSWERS} answers` };
}

function whyNot(
  advanced: Exclude<Advanced, { kind: 'sent' }>,
  name: string,
  stepId: string,
  chain: LiveChain,
): RunStop {
  switch (advanced.kind) {
    case 'stopped':
      return { kind: 'hand', text: 'Stopped', stepId };
    case 'held':
      return { kind: 'paused', text: `Paused before sending: ${name}`, stepId, answer: advanced.answer };
    case 'missing': {
      const { detail: text, field } = advanced;
      return { kind: 'missing', text, stepId, ...(field === undefined ? {} : { field }) };
    }
    case 'refused': {
      const outcome = outcomeOf(chain, advanced.step);
      const code = outcome?.kind === 'error' || outcome?.kind === 'failure' ? outcome.code : name;
      return { kind: 'error', text: `Stopped: ${code}`, stepId };
    }
  }
}

export function outcomeOf(chain: LiveChain, { id }: StepRecord): Outcome | undefined {
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === id);
  return ended?.type === 'step.ended' ? ended.outcome : undefined;
}
