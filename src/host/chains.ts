import { CHAIN_EVENT_VERSION, type ChainEvent } from '../chain/event.ts';
import { isReadOnly } from '../chain/model.ts';
import { challengeNamed } from '../challenges/index.ts';
import type { Asked } from '../challenges/spec.ts';
import { type Composed, lackingIn } from '../cognito/composed.ts';
import type { Answer, ChainHead, Target } from '../contract.ts';
import { flowNamed } from '../flows/flows.ts';
import { coreFault, type Field } from '../form/form.ts';
import { isJsonObject } from '../json.ts';
import { present } from '../present.ts';
import { begunChain } from './begun-chain.ts';
import type { BendTools, ChainsInput, Hold, StartInput } from './chains-input.ts';
import {
  type AuthenticationResult,
  canonicalUsername,
  chainTarget,
  type LiveChain,
  type SrpExchange,
  type Standing,
  type StepRecord,
} from './live-chain.ts';
import { createClaims } from './claims.ts';
import { type Draft as DraftRequest, srpAOf } from './drafting.ts';
import { createHeld } from './held.ts';
import { learn, replace } from './remembering.ts';
import { createDrafts, type Draft, openingKey, withoutName } from './request-drafts.ts';
import { unlessStopped } from './run/unless-stopped.ts';
import { createSender, type Ready, type Step } from './sending.ts';
import { unlessCancelled, unsigned } from './service/unless-cancelled.ts';
import { wholeDraft, type WholeRequest } from './service/whole-draft.ts';
import type { Resolved } from './things/for-user.ts';

export interface OperateInput {
  readonly chain: LiveChain;
  readonly parentId: string | null;
  readonly operation: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** The tokens it acts on. */
  readonly tokens?: AuthenticationResult;
  /** What a person changed in what is made of them. */
  readonly changes?: OperationChanges;
  /** The whole request, in place of one made from the inputs. */
  readonly request?: WholeRequest;
  readonly hold?: Hold;
}

export type OperationChanges = Omit<Answer, 'name' | 'admin' | 'inputs'>;

export interface Started {
  readonly chain: LiveChain;
  readonly stepId: string;
  readonly ended: Promise<StepRecord>;
}

/** How an answer is made and sent, where that is otherwise than a person's own. */
export interface AnswerWay {
  readonly bend?: BendTools;
  /** Nobody looks at it before it goes: what can't be computed keeps it from going. */
  readonly unseen?: boolean;
  readonly hold?: Hold;
}

/** How a flow is begun once more. */
export interface RestartWay {
  /** Where a person saw it before. */
  readonly place?: string;
  readonly hold?: Hold;
}

/** Every chain of this run and everything that can be done to one. */
export interface Chains {
  /** Those a person began. */
  heads(): ChainHead[];
  /** All of them. */
  all(): readonly LiveChain[];
  /** @throws CoreFault CHAIN_UNKNOWN */
  get(chainId: string): LiveChain;
  draftStart(input: StartInput): Promise<Draft>;
  draftAnswer(chain: LiveChain, parentId: string, answer: Answer, bend?: BendTools): Promise<Draft>;
  start(input: StartInput): Promise<Started>;
  answer(
    chain: LiveChain,
    parentId: string,
    answer: Answer,
    standing?: Standing,
    how?: AnswerWay,
  ): Promise<Started>;
  /** Begins the flow of a chain once more inside it, as another root of its tree; or as its first, where it is empty. */
  restart(chain: LiveChain, answer: Answer, standing: Standing, how?: RestartWay): Promise<Started>;
  /** Opens a chain in which nothing was sent yet: for operations only (RevokeToken, GlobalSignOut), or to be begun by `restart`. */
  open(
    target: Target,
    flow: string,
    username: string,
    why?: Pick<StartInput, 'scenario' | 'known' | 'reproduces'>,
  ): LiveChain;
  operate(input: OperateInput): Promise<Started>;
  /** The request that `operate` would send: at most one that is not given as a whole. */
  draftOperation(input: OperateInput & { readonly parentId: string }): Promise<DraftRequest>;
  has(chainId: string): boolean;
  /** Puts a chain back as it was; nobody is told. */
  restore(chain: LiveChain): void;
  /** Lets go of a chain that can be put back; nobody is told. */
  release(chain: LiveChain): void;
  /** Puts a chain there that was not begun here, with everything that happened in it. */
  bring(chain: LiveChain): void;
  /** An imported chain goes on here: what it is answered with goes to this target. */
  adopt(chain: LiveChain, target: Target): void;
  /** The sandbox's clock was moved forward, milliseconds. */
  clockMoved(ms: number): void;
  /** Chains with a step under way. */
  sending(): readonly string[];
  remove(chainId: string): void;
}

export function createChains(input: ChainsInput): Chains {
  const { ports, tell } = input;
  const chains = new Map<string, LiveChain>();
  /** SRP exchanges that a preview opened: what is shown is what is sent. */
  const openings = new Map<string, SrpExchange>();
  const held = createHeld(ports.clock);
  const claims = createClaims();
  const append = (chain: LiveChain, event: ChainEvent) => {
    chain.events.push(event);
    // A removed chain may still have a step under way: its end is nobody's business any more.
    if (chains.has(chain.id)) tell({ type: 'chain.event', chainId: chain.id, event });
  };
  const sender = createSender(ports, input.fingerprint, append, (target, request) =>
    input.signer.sign(target, request, input.serverNow(target)),
  );
  const { draftStart, draftAnswer, draftOperation } = createDrafts({ ...input, held, claims, openings });

  function newChain(
    target: Target,
    flow: string,
    username: string,
    why: Pick<StartInput, 'origin' | 'reproduces' | 'scenario' | 'known'> = {},
  ): LiveChain {
    const { chain, event } = begunChain(ports, { target, flow, username }, why);
    chains.set(chain.id, chain);
    append(chain, event);
    return chain;
  }

  /** What was supplied stands in for later steps: typed values, and things that were picked. */
  function take(chain: LiveChain, fields: readonly Field[], { inputs, known }: Resolved, from: string): void {
    learn(chain, fields, inputs, from);
    for (const [key, value] of known) chain.remembered.set(key, value);
  }

  /** Whatever may keep a request from going, a missing signature above all, does so here: before anybody is told of it. */
  async function ready(target: Target, draft: DraftRequest, step: Step): Promise<Ready> {
    const { composed, made } = draft;
    const [unfit] = made?.headerFaults ?? [];
    if (unfit !== undefined) throw coreFault(unfit.code, unfit.detail, unfit.field);
    const raw = made?.raw;
    const body = raw === undefined ? composed.body : (raw.body ?? {});
    const sentA = srpAOf(body);
    return sender.ready(target, {
      operation: composed.operation,
      body,
      ...present({ headers: made?.headers, raw }),
      computedKeys: composed.computed.map((entry) => entry.key),
      overridden: composed.overridden,
      sentSrpA: sentA !== undefined,
      // A typed SRP_A has a secret that only its author knows.
      ...(draft.srp !== undefined && draft.srp.A === sentA ? { srp: draft.srp } : {}),
      ...step,
    });
  }

  /**
   * @throws CoreFault AWS_CREDENTIALS and its kin, CANCELLED while credentials are waited for: then nothing was sent and
   * the chain is as it was
   */
  async function send(
    chain: LiveChain,
    draft: DraftRequest,
    step: Step,
    hold?: Hold,
    sending?: () => void,
  ): Promise<Started> {
    mayGoOn(chain);
    await hold?.(draft);
    const outgoing = await unlessCancelled(chain, ready(chain.target, draft, step)).catch(
      (error: unknown) => {
        // Removing it cancels, too.
        throw chains.has(chain.id) ? error : gone();
      },
    );
    // Credentials may have been waited for meanwhile.
    if (!chains.has(chain.id)) throw gone();
    sending?.();
    return goes(chain, outgoing);
  }

  function goes(chain: LiveChain, outgoing: Ready): Started {
    const { stepId, ended } = sender.send(chain, outgoing);
    const after = ended.then((step) => afterStep(chain, step));
    chain.underWay.add(after);
    void after.finally(() => chain.underWay.delete(after)).catch(() => undefined);
    return { chain, stepId, ended: after };
  }

  async function afterStep(chain: LiveChain, step: StepRecord): Promise<StepRecord> {
    // Tokens that come for a chain that was removed meanwhile are nobody's.
    // Those of a chain that nobody began on purpose, or that only tests, are nobody's to keep.
    if (step.tokens === undefined || !chains.has(chain.id)) return step;
    if (chain.origin !== undefined || chain.underTest === true) return step;
    const where = await input.tokensCame(chain, step);
    if (where !== undefined) {
      append(chain, {
        v: CHAIN_EVENT_VERSION,
        type: 'tokens.stored',
        at: ports.clock.now(),
        stepId: step.id,
        where,
      });
    }
    return step;
  }

  function removeChain(chainId: string): void {
    const chain = chains.get(chainId);
    if (chain !== undefined) input.leaving(chain);
    for (const cancel of chain?.cancels ?? []) cancel();
    chains.delete(chainId);
    for (const key of openings.keys()) if (key.startsWith(`${chainId}/`)) openings.delete(key);
    claims.forget(chainId);
    tell({ type: 'chain.removed', chainId });
    // What the bench began for it goes with it.
    for (const other of [...chains.values()]) if (other.origin?.chainId === chainId) removeChain(other.id);
  }

  return {
    heads: () =>
      [...chains.values()]
        .filter(({ origin }) => origin === undefined)
        .map((chain) => ({
          chainId: chain.id,
          at: chain.startedAt,
          username: chain.username,
          flow: chain.flow,
          targetName: chain.target.name,
        })),
    all: () => [...chains.values()],
    get(chainId) {
      const chain = chains.get(chainId);
      if (chain === undefined) throw gone();
      return chain;
    },
    draftStart,
    draftAnswer,
    async start(start) {
      const draft = await draftStart(start);
      const { target, answer } = start;
      const username = start.username ?? typedUsername(draft.composed) ?? answer.inputs['USERNAME'] ?? '';
      const step = { parentId: null, answers: answer.name, answer };
      const made = ready(target, draft, step);
      const outgoing = await (start.stop === undefined ? made : unlessStopped(start.stop, made));
      if (outgoing === undefined) throw unsigned();
      const chain = newChain(target, answer.name, username, start);
      for (const [key, value] of start.remembered) chain.remembered.set(key, value);
      take(chain, flowNamed(answer.name)?.fields ?? [], draft.given, 'typed at the start');
      if (start.place !== undefined) {
        openings.delete(start.place);
        held.sent(start.place);
      }
      return goes(chain, outgoing);
    },
    async answer(chain, parentId, answer, standing, { bend, hold, unseen = false } = {}) {
      // Before anything it lacks is missed: what it lacks is no reason why.
      mayGoOn(chain);
      const draft = await draftAnswer(chain, parentId, answer, bend);
      const lacking = unseen ? lackingIn(draft.composed, answer) : undefined;
      if (lacking !== undefined) throw coreFault(lacking.code, lacking.detail, lacking.field);
      const asked: Asked = {
        name: answer.name,
        parameters: {},
        available: [],
        ...withoutName(chain.steps.get(parentId)?.asked),
      };
      const fields = challengeNamed(answer.name).fields(asked);
      const from = `typed at ${answer.name}`;
      const step = { parentId, answers: answer.name, answer, ...present({ standing }) };
      const started = await send(chain, draft, step, hold, () => {
        take(chain, fields, draft.given, from);
        openings.delete(openingKey(chain.id, parentId));
      });
      return {
        ...started,
        ended: started.ended.then((step) => (replace(chain, fields, answer.inputs, from, step), step)),
      };
    },
    async restart(chain, answer, standing, { place, hold } = {}) {
      mayGoOn(chain);
      const { target, remembered } = chain;
      const draft = await draftStart({
        target,
        answer,
        remembered,
        username: canonicalUsername(chain, null),
        ...present({ place }),
      });
      const step = { parentId: null, answers: answer.name, answer, standing };
      return send(chain, draft, step, hold, () => {
        // What runs again was learned then, and something newer may have taken its place since.
        if (standing.replays === undefined)
          take(chain, flowNamed(answer.name)?.fields ?? [], draft.given, 'typed at the fork');
        if (place !== undefined) openings.delete(place);
      });
    },
    open: (target, flow, username, why) => newChain(target, flow, username, why),
    has: (chainId) => chains.has(chainId),
    restore: (chain) => void chains.set(chain.id, chain),
    release(chain) {
      if (chains.get(chain.id) !== chain) return;
      input.leaving(chain);
      chains.delete(chain.id);
    },
    bring(chain) {
      chains.set(chain.id, chain);
      for (const event of chain.events) tell({ type: 'chain.event', chainId: chain.id, event });
    },
    adopt(chain, target) {
      chain.target = target;
      // What was agreed to was for another place.
      delete chain.harmAccepted;
      append(chain, {
        v: CHAIN_EVENT_VERSION,
        type: 'chain.adopted',
        at: ports.clock.now(),
        target: chainTarget(target),
      });
    },
    async operate({ request, hold, ...about }) {
      const { chain, parentId, operation } = about;
      mayGoOn(chain);
      const step = { parentId, answers: operation };
      const draft =
        request === undefined ? await draftOperation(about) : wholeDraft(operation, request, chain.target);
      return send(chain, draft, step, hold);
    },
    draftOperation,
    clockMoved(ms) {
      for (const chain of chains.values()) {
        if (chain.target.kind !== 'sandbox') continue;
        append(chain, { v: CHAIN_EVENT_VERSION, type: 'clock.moved', at: ports.clock.now(), ms });
      }
    },
    sending: () => [...chains.values()].filter((chain) => chain.cancels.size > 0).map((chain) => chain.id),
    remove: removeChain,
  };
}

function gone(): Error {
  return coreFault('CHAIN_UNKNOWN', 'This chain is not there any more. Start a new one.');
}

/** @throws CoreFault CHAIN_READ_ONLY */
function mayGoOn(chain: LiveChain): void {
  if (isReadOnly(chain.events))
    throw coreFault('CHAIN_READ_ONLY', 'This chain was imported. Adopt it, then it can be answered here.');
}

function typedUsername(composed: Composed): string | undefined {
  const map = composed.body['AuthParameters'];
  const value = isJsonObject(map) ? map['USERNAME'] : undefined;
  return typeof value === 'string' ? value : undefined;
}
