import type { Outcome } from '../../chain/event.ts';
import { isAnswer } from '../../chain/sign-in-operations.ts';
import { advances, type Chain, chainOf } from '../../chain/model.ts';
import { asksFirst } from '../../bench/guard.ts';
import type { Reproducible, Reproduction } from '../../contract/adopt.ts';
import type { Answer, RunStop, Target } from '../../contract.ts';
import { differenceOf, isRecorded, type Verdict, verdictOf } from '../../evidence/verdict.ts';
import { flowNamed } from '../../flows/flows.ts';
import { coreFault, isSecretField, type Remembered } from '../../form/form.ts';
import { accept } from '../harm.ts';
import type { Bringing } from '../history/bring-back.ts';
import type { LiveChain, RememberedValue, StepRecord } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { advance, helperInputs } from '../run/advance.ts';
import { unlessDropped } from '../run/hold.ts';
import type { Claim, Runs } from '../run/runs.ts';
import { isSamePlace } from './same-place.ts';
import { intendedAgain } from './intended.ts';
import { describedIn, fieldsIn, realIntentIn } from './source-intents.ts';

type Given = Readonly<Record<string, string>>;

export interface Reproductions {
  /** @throws CoreFault REPRODUCE_IMPOSSIBLE, REPRODUCE_NEEDS, TARGET_UNKNOWN */
  start(source: LiveChain, targetId: string, given: Given, confirmed?: string): Promise<Reproduction>;
  /** @throws CoreFault REPRODUCE_IMPOSSIBLE, CHAIN_UNKNOWN, RUN_UNDER_WAY */
  goOn(chain: LiveChain, given: Given): Promise<void>;
  needs(source: LiveChain, targetId: string): Promise<Reproducible>;
  /** @throws CoreFault REPRODUCE_IMPOSSIBLE */
  verdict(chain: LiveChain): Promise<Verdict>;
}

/**
 * Runs the intents of a chain again on another target, step by step as they were sent: fresh SRP exchanges, timestamps,
 * codes and hashes, until something comes out otherwise.
 */
export function createReproductions(parts: Parts, runs: Runs, bringing: Bringing): Reproductions {
  const { chains, knownUsers, sandbox, ports, following } = parts;

  async function rememberedFor(source: LiveChain, target: Target, given: Given) {
    const username = given['USERNAME'] ?? source.username;
    const remembered = new Map(await knownUsers.rememberedFor(target, username));
    const samePlace = isSamePlace(source.target, target);
    for (const step of source.steps.values()) {
      const answer = realIntentIn(source, step);
      for (const { key, remember } of fieldsIn(source, step)) {
        const value = given[key] ?? (samePlace ? answer?.inputs[key] : undefined);
        const isNew = given[key] !== undefined || (remember !== undefined && !remembered.has(remember));
        if (remember !== undefined && value !== undefined && isNew)
          remembered.set(remember, { value, from: given[key] === undefined ? 'the import' : 'typed for it' });
      }
    }
    // A seed for codes is no field of most forms: it may be given by its own name.
    const seed = given['TOTP_SECRET'];
    if (seed !== undefined) remembered.set('TOTP_SECRET', { value: seed, from: 'typed for it' });
    return remembered;
  }

  function again(
    source: LiveChain,
    step: StepRecord,
    target: Target,
    remembered: ReadonlyMap<Remembered, RememberedValue>,
    given: Given,
  ): Answer | undefined {
    const intent = realIntentIn(source, step);
    const described = describedIn(source, step);
    if (intent === undefined || described === undefined) return undefined;
    return intendedAgain(intent, described, {
      refusedAs: refusalOf(source, step.id),
      samePlace: isSamePlace(source.target, target),
      has: (need) => remembered.has(need),
      given,
    });
  }

  /** The rest of the source, from where the reproduction stands; undefined once its end or a difference is reached. */
  async function run(
    chain: LiveChain,
    source: LiveChain,
    given: Given,
    { stop, hold, doing }: Claim,
  ): Promise<RunStop | undefined> {
    await Promise.all([...chain.underWay]);
    const steps = [...source.steps.values()];
    for (;;) {
      const done = chain.steps.size;
      const step = steps[done];
      if (step === undefined || differs(source, chain)) return undefined;
      if (stop.stopped) return { kind: 'hand', text: 'Stopped' };
      doing({ kind: 'replaying', done, of: steps.length });
      const parent = step.parentId === null ? undefined : counterpart(source, chain, step.parentId);
      const ended = await send(step, parent);
      if (ended !== undefined) return ended;
    }

    async function send(step: StepRecord, parent: StepRecord | undefined): Promise<RunStop | undefined> {
      const answer = again(source, step, chain.target, chain.remembered, given);
      if (parent === undefined || step.parentId === null) {
        if (answer === undefined) return impossible(step);
        const started = await unlessDropped(chains.restart(chain, answer, {}, { hold }));
        if (started === undefined) return { kind: 'hand', text: 'Stopped' };
        await following.follow(started).ended;
        return undefined;
      }
      const at = { stepId: parent.id };
      const waiting = (name: string, until: number | undefined) => {
        if (until !== undefined) doing({ kind: 'waiting', why: 'totp', name, at: until });
      };
      if (answer === undefined) return operate(step, parent, waiting);
      if (parent.asked === undefined) return impossible(step);
      const advanced = await advance(parts, {
        chain,
        parentId: parent.id,
        supplies: { answer, given },
        helpers: false,
        stop,
        hold,
        waiting,
      });
      if (advanced.kind === 'missing')
        return {
          kind: 'missing',
          text: advanced.detail,
          ...at,
          ...(advanced.field === undefined ? {} : { field: advanced.field }),
        };
      return advanced.kind === 'stopped' || advanced.kind === 'held'
        ? { kind: 'hand', text: 'Stopped', ...at }
        : undefined;
    }

    async function operate(
      step: StepRecord,
      parent: StepRecord,
      waiting: (name: string, until: number | undefined) => void,
    ): Promise<RunStop | undefined> {
      const { operation } = step;
      const name = parent.asked?.name ?? operation;
      const made = await helperInputs(
        parts,
        { chain, parentId: parent.id, supplies: { given }, stop, waiting },
        name,
        operation,
      );
      if (made.kind === 'missing')
        return {
          kind: 'missing',
          text: made.detail,
          stepId: parent.id,
          ...(made.field === undefined ? {} : { field: made.field }),
        };
      const { inputs } = made;
      const at = { chain, parentId: parent.id, operation };
      const started = await unlessDropped(parts.beside.operate({ ...at, inputs, hold }));
      if (started === undefined) return { kind: 'hand', text: 'Stopped', stepId: parent.id };
      await following.follow(started).ended;
      return undefined;
    }
  }

  function goOn(chain: LiveChain, source: LiveChain, given: Given): void {
    runs.lead(chain, (claim) => run(chain, source, given, claim));
  }

  function sourceOf(chain: LiveChain): string {
    const id = chainOf(chain.events)?.reproduces;
    if (id === undefined) throw coreFault('REPRODUCE_IMPOSSIBLE', 'This chain runs no other one again.');
    return id;
  }

  return {
    async start(source, targetId, given, confirmed) {
      const target = await sandbox.target(targetId);
      const shown = chainOf(source.events);
      const first = [...source.steps.values()][0];
      const why = whyImpossible(source);
      if (why !== undefined || first === undefined || shown === undefined)
        throw coreFault('REPRODUCE_IMPOSSIBLE', why ?? 'This chain has no step to run again.');
      const harm = harmOf(shown);
      if (asksFirst(target, harm) && confirmed !== target.name)
        return { ask: { ...harm, username: given['USERNAME'] ?? shown.username, typed: target.name } };

      const remembered = await rememberedFor(source, target, given);
      const answer = again(source, first, target, remembered, given);
      const flow = flowNamed(first.answers);
      if (answer === undefined || flow === undefined)
        throw coreFault('REPRODUCE_IMPOSSIBLE', unknownFlow(first));
      const missing = flow.fields.find(
        ({ key, required, remember }) =>
          required &&
          answer.inputs[key] === undefined &&
          !(remember !== undefined && remembered.has(remember)),
      );
      if (missing !== undefined)
        throw coreFault(
          'REPRODUCE_NEEDS',
          `${missing.key} is not in the source. Give it to begin.`,
          missing.key,
        );
      const username = answer.inputs['USERNAME'] ?? source.username;
      if (runs.pauses()) {
        // Its first request is held like the others: the chain is there to show it.
        const chain = chains.open(target, answer.name, username, { reproduces: source.id });
        for (const [key, value] of remembered) chain.remembered.set(key, value);
        accept(chain, confirmed);
        goOn(chain, source, given);
        return { chainId: chain.id };
      }
      const started = await chains.start({
        target,
        answer,
        remembered,
        reproduces: source.id,
        ...(answer.inputs['USERNAME'] === undefined ? { username: source.username } : {}),
      });
      accept(started.chain, confirmed);
      following.follow(started);
      goOn(started.chain, source, given);
      return { chainId: started.chain.id };
    },
    async goOn(chain, given) {
      const source = sourceOf(chain);
      // It may be of an earlier run.
      await bringing.back(source);
      goOn(chain, chains.get(source), given);
    },
    async needs(source, targetId) {
      const why = whyImpossible(source);
      if (why !== undefined) return { why };
      const target = await sandbox.target(targetId);
      const remembered = await rememberedFor(source, target, {});
      const needs = new Map<string, { key: string; label: string; secret: boolean; at: string }>();
      for (const step of source.steps.values()) {
        const answer = again(source, step, target, remembered, {});
        if (answer === undefined) continue;
        for (const field of fieldsIn(source, step)) {
          const { key, label, required, remember, kind, totp } = field;
          const isSeed = remember === 'TOTP_SECRET';
          const wanted = isSeed
            ? fieldsIn(source, step).some((other) => other.totp)
            : required && kind !== 'code' && totp !== true;
          const isThere =
            answer.inputs[key] !== undefined || (remember !== undefined && remembered.has(remember));
          const isComputed = field.computedFrom !== undefined && remembered.has(field.computedFrom);
          const isTyped = isSeed && Object.keys(answer.inputs).length > 0;
          if (wanted && !isThere && !isComputed && !isTyped && !needs.has(key))
            needs.set(key, { key, label, secret: isSecretField(field), at: step.answers });
        }
      }
      return { steps: source.steps.size, needs: [...needs.values()] };
    },
    async verdict(chain) {
      const id = sourceOf(chain);
      const live = chains.all().find((other) => other.id === id)?.events;
      const events = live ?? (await ports.history.read(id))?.events.map(({ event }) => event) ?? [];
      const [then, now] = [chainOf(events), chainOf(chain.events)];
      if (then === undefined || now === undefined)
        throw coreFault('REPRODUCE_IMPOSSIBLE', 'The chain that this one runs again is not there any more.');
      const state = runs.state(chain.id);
      return verdictOf(then, now, { running: state.doing !== undefined, stopped: state.stopped?.text });
    },
  };
}

function differs(source: LiveChain, chain: LiveChain): boolean {
  const [then, now] = [chainOf(source.events), chainOf(chain.events)];
  return (
    now?.steps.some((step, index) => {
      const before = then?.steps[index];
      return before !== undefined && isRecorded(before) && differenceOf(before, step) !== undefined;
    }) === true
  );
}

/** The step that stands where `id` does: each is run again in turn. */
function counterpart(source: LiveChain, chain: LiveChain, id: string): StepRecord | undefined {
  const index = [...source.steps.keys()].indexOf(id);
  return [...chain.steps.values()][index];
}

function whyImpossible(source: LiveChain): string | undefined {
  const first = [...source.steps.values()][0];
  if (first === undefined) return 'This chain has no step to run again.';
  if (isAnswer(first.operation))
    return `It begins with an answer to ${first.answers}: what came before is not in the source. Only a whole sign-in can be run again: ask for a recording that begins before it.`;
  if (flowNamed(first.answers) === undefined) return unknownFlow(first);
  const shown = chainOf(source.events);
  const hole = shown?.steps[0]?.holes.find(({ kind }) => kind === 'request');
  return hole?.detail;
}

function unknownFlow({ operation, answers }: StepRecord): string {
  return `${operation} with ${answers} is no sign-in that this console begins.`;
}

function impossible(step: StepRecord): RunStop {
  return { kind: 'differs', text: `${step.operation} for ${step.answers} can’t be run again` };
}

function refusalOf(source: LiveChain, stepId: string): string | undefined {
  const ended = source.events.findLast((event) => event.type === 'step.ended' && event.stepId === stepId);
  const outcome: Outcome | undefined = ended?.type === 'step.ended' ? ended.outcome : undefined;
  return outcome?.kind === 'error' ? outcome.code : undefined;
}

/** At worst: every answer may be wrong there, and every code challenge sends a message. */
function harmOf({ steps }: Chain): { tries: number; messages: number } {
  return {
    tries: steps.filter(advances).length,
    messages: steps.filter(
      ({ outcome }) =>
        outcome?.kind === 'challenge' && outcome.parameters['CODE_DELIVERY_DELIVERY_MEDIUM'] !== undefined,
    ).length,
  };
}
