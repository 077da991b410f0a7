import {
  CHAIN_EVENT_VERSION,
  type ChainEvent,
  type ChainOrigin,
  type ScenarioOrigin,
} from '../chain/event.ts';
import { isReadOnly } from '../chain/model.ts';
import { isAdmins } from '../chain/sign-in-operations.ts';
import { challengeNamed } from '../challenges/index.ts';
import type { Asked } from '../challenges/spec.ts';
import { composeAnswer, composeOperation, composeStart } from '../cognito/compose.ts';
import type { Composed } from '../cognito/composed.ts';
import type { Answer, ChainHead, HostEvent, Target } from '../contract.ts';
import { flowNamed } from '../flows/flows.ts';
import { coreFault, type Field, type Remembered, type Tools } from '../form/form.ts';
import { isJsonObject } from '../json.ts';
import {
  type AuthenticationResult,
  canonicalUsername,
  chainTarget,
  lineage,
  type LiveChain,
  type RememberedValue,
  sessionFor,
  type SrpExchange,
  type Standing,
  type StepRecord,
} from './live-chain.ts';
import { type Draft as DraftRequest, draftFrom, keeping, type Kept, srpAOf } from './drafting.ts';
import { createClaims } from './claims.ts';
import { createHeld } from './held.ts';
import type { Ports } from './ports.ts';
import { fill, learn, replace } from './remembering.ts';
import { notKept } from './reveal.ts';
import type { Signer } from './aws/signing.ts';
import { createSender, type Ready, type Step } from './sending.ts';
import { wholeDraft, type WholeRequest } from './service/whole-draft.ts';
import type { Resolved } from './things/for-user.ts';
import { openSrp, type ToolsInput, toolsFor } from './tools.ts';

export interface ChainsInput {
  readonly ports: Ports;
  readonly signer: Signer;
  /** A short fingerprint of a secret: equal for equal Sessions, and not to be turned back. */
  readonly fingerprint: (secret: string) => string;
  readonly clientSecret: (target: Target) => Promise<string | undefined>;
  /** Now by the target's clock, epoch milliseconds. */
  readonly now: (target: Target) => number;
  /** The same by the service's own clock, as far as it was measured: what TOTP codes are made by. */
  readonly serverNow: (target: Target) => number;
  /** Puts things of the vault in the place of references to them. @throws CoreFault THING_UNKNOWN */
  readonly resolve: (fields: readonly Field[], inputs: Readonly<Record<string, string>>) => Promise<Resolved>;
  /** Lets a chain know of those of the user's things that suit a form. */
  readonly offer: (chain: LiveChain, parentId: string, fields: readonly Field[]) => Promise<void>;
  /** Called when a step brought tokens, before anyone is told; says where they went. */
  readonly tokensCame: (chain: LiveChain, step: StepRecord) => Promise<'keychain' | 'memory' | undefined>;
  readonly tell: (event: HostEvent) => void;
}

/** A draft, and what was supplied for it with what that referred to. */
export interface Draft extends DraftRequest {
  readonly given: Resolved;
}

export interface StartInput {
  readonly target: Target;
  readonly answer: Answer;
  /** What the host already knows for this user: seeded password, TOTP secret, device. */
  readonly remembered: ReadonlyMap<Remembered, RememberedValue>;
  /** The canonical user name where the flow carries none (refresh). */
  readonly username?: string;
  /** Why the console begins it, where no person does. */
  readonly origin?: ChainOrigin;
  /** The chain that it runs again. */
  readonly reproduces?: string;
  /** The scenario that it runs for. */
  readonly scenario?: ScenarioOrigin;
  /** Secret values beside those that are told by where they stand: masked wherever they turn up in the chain. */
  readonly known?: Iterable<string>;
  readonly bend?: BendTools;
}

/** Makes what is computed come out otherwise, for one request. */
export type BendTools = (tools: Tools) => Tools;

export interface OperateInput {
  readonly chain: LiveChain;
  readonly parentId: string | null;
  readonly operation: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** The tokens it acts on. */
  readonly tokens?: AuthenticationResult;
  /** The whole request, in place of one made from the inputs. */
  readonly request?: WholeRequest;
}

export interface Started {
  readonly chain: LiveChain;
  readonly stepId: string;
  readonly ended: Promise<StepRecord>;
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
    bend?: BendTools,
  ): Promise<Started>;
  /** Begins the flow of a chain once more inside it, as another root of its tree. */
  restart(chain: LiveChain, answer: Answer, standing: Standing): Promise<Started>;
  /** Opens a chain that holds operations only (RevokeToken, GlobalSignOut). */
  open(
    target: Target,
    flow: string,
    username: string,
    why?: Pick<StartInput, 'scenario' | 'known'>,
  ): LiveChain;
  operate(input: OperateInput): Promise<Started>;
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

  function opener(key: string, { exchange }: Kept) {
    let used: SrpExchange | undefined;
    return {
      opening: () => {
        used = exchange ?? openings.get(key) ?? openSrp(ports.random);
        if (exchange === undefined) openings.set(key, used);
        return used;
      },
      used: () => used,
    };
  }

  function newChain(
    target: Target,
    flow: string,
    username: string,
    why: Pick<StartInput, 'origin' | 'reproduces' | 'scenario' | 'known'> = {},
  ): LiveChain {
    const { origin, reproduces, scenario, known = [] } = why;
    const chain: LiveChain = {
      id: ports.random.uuid(),
      target,
      flow,
      username,
      startedAt: ports.clock.now(),
      ...optional({ origin }),
      ...(scenario === undefined ? {} : { underTest: true }),
      events: [],
      steps: new Map(),
      remembered: new Map(),
      known: new Set(known),
      cancels: new Set(),
      underWay: new Set(),
    };
    chains.set(chain.id, chain);
    append(chain, {
      v: CHAIN_EVENT_VERSION,
      type: 'chain.started',
      at: chain.startedAt,
      chainId: chain.id,
      target: chainTarget(target),
      flow,
      username,
      ...optional({ origin, reproduces, scenario }),
    });
    return chain;
  }

  async function draftStart({
    target,
    answer,
    remembered,
    username,
    bend = asTheyAre,
  }: StartInput): Promise<Draft> {
    const flow = flowNamed(answer.name);
    if (flow === undefined)
      throw coreFault('FLOW_UNKNOWN', `No flow is called ${answer.name}. Choose one from the list.`);
    const clientSecret = await input.clientSecret(target);
    const given = await input.resolve(flow.fields, answer.inputs);
    const inputs = fill(flow.fields, given.inputs, new Map([...remembered, ...given.known]));
    const place = openingKey(target.id, answer.name);
    const moment = momentOf(target);
    const compose = (changed: Answer, kept: Kept) => {
      const srp = opener(place, kept);
      const tools = toolsFor({ target, ...moment, opening: srp.opening, ...optional({ clientSecret }) });
      const composed = composeStart(flow, {
        target: composeTarget(target, clientSecret),
        tools: bend(keeping(tools, kept)),
        answer: changed,
        ...optional({ username }),
      });
      return { composed, srp: srp.used() };
    };
    return { ...draftFrom({ place, target, answer: { ...answer, inputs }, compose }, held), given };
  }

  async function draftAnswer(
    chain: LiveChain,
    parentId: string,
    answer: Answer,
    bend: BendTools = asTheyAre,
  ): Promise<Draft> {
    const { target } = chain;
    const parent = stepOf(chain, parentId);
    if (parent.bare === true) throw notKept();
    const asked: Asked = { name: answer.name, parameters: {}, available: [], ...withoutName(parent.asked) };
    const spec = challengeNamed(answer.name);
    const clientSecret = await input.clientSecret(target);
    const fields = spec.fields(asked);
    await input.offer(chain, parentId, fields);
    const given = await input.resolve(fields, answer.inputs);
    const inputs = fill(fields, given.inputs, new Map([...chain.remembered, ...given.known]));
    const place = openingKey(chain.id, parentId);
    const opened = lineage(chain, parentId).find((step) => step.sentSrpA)?.srp;
    const session = sessionFor(chain, parentId);
    // One moment for all that is made of this answer: as sent, as computed, and what is frozen.
    const moment = momentOf(target);
    const compose = (changed: Answer, kept: Kept) => {
      const srp = opener(place, kept);
      const more = { opening: srp.opening, ...optional({ clientSecret, opened }) };
      const tools = claims.at(place, toolsFor({ target, ...moment, ...more }));
      const composed = composeAnswer(spec, {
        target: composeTarget(target, clientSecret),
        tools: bend(keeping(tools, kept)),
        answer: changed,
        asked,
        admin: isAdmins(parent.operation),
        username: canonicalUsername(chain, parentId),
        ...optional({ session }),
      });
      return { composed, srp: srp.used() };
    };
    return { ...draftFrom({ place, target, answer: { ...answer, inputs }, compose }, held), given };
  }

  function momentOf(target: Target): Pick<ToolsInput, 'now' | 'serverNow'> {
    return { now: input.now(target), serverNow: input.serverNow(target) };
  }

  /** What was supplied stands in for later steps: typed values, and things that were picked. */
  function take(chain: LiveChain, fields: readonly Field[], { inputs, known }: Resolved, from: string): void {
    learn(chain, fields, inputs, from);
    for (const [key, value] of known) chain.remembered.set(key, value);
  }

  /** Whatever may keep a request from going, a missing signature above all, does so here: before anybody is told of it. */
  async function ready(target: Target, draft: Draft, step: Step): Promise<Ready> {
    const { composed, made } = draft;
    const [unfit] = made?.headerFaults ?? [];
    if (unfit !== undefined) throw coreFault(unfit.code, unfit.detail, unfit.field);
    const raw = made?.raw;
    const body = raw === undefined ? composed.body : (raw.body ?? {});
    const sentA = srpAOf(body);
    return sender.ready(target, {
      operation: composed.operation,
      body,
      ...optional({ headers: made?.headers, raw }),
      computedKeys: composed.computed.map((entry) => entry.key),
      overridden: composed.overridden,
      sentSrpA: sentA !== undefined,
      // A typed SRP_A has a secret that only its author knows.
      ...(draft.srp !== undefined && draft.srp.A === sentA ? { srp: draft.srp } : {}),
      ...step,
    });
  }

  /** @throws CoreFault AWS_CREDENTIALS and its kin: then nothing was sent and the chain is as it was */
  async function send(chain: LiveChain, draft: Draft, step: Step, sending?: () => void): Promise<Started> {
    mayGoOn(chain);
    const outgoing = await ready(chain.target, draft, step);
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
      const outgoing = await ready(target, draft, { parentId: null, answers: answer.name, answer });
      const chain = newChain(target, answer.name, username, start);
      for (const [key, value] of start.remembered) chain.remembered.set(key, value);
      take(chain, flowNamed(answer.name)?.fields ?? [], draft.given, 'typed at the start');
      openings.delete(openingKey(target.id, answer.name));
      // What the console begins by itself says nothing of the form.
      if (start.origin === undefined) held.sent(openingKey(target.id, answer.name));
      return goes(chain, outgoing);
    },
    async answer(chain, parentId, answer, standing, bend) {
      // Before anything it lacks is missed: what it lacks is no reason why.
      mayGoOn(chain);
      const draft = await draftAnswer(chain, parentId, answer, bend);
      const asked: Asked = {
        name: answer.name,
        parameters: {},
        available: [],
        ...withoutName(chain.steps.get(parentId)?.asked),
      };
      const fields = challengeNamed(answer.name).fields(asked);
      const from = `typed at ${answer.name}`;
      const step = { parentId, answers: answer.name, answer, ...optional({ standing }) };
      const started = await send(chain, draft, step, () => {
        take(chain, fields, draft.given, from);
        openings.delete(openingKey(chain.id, parentId));
      });
      return {
        ...started,
        ended: started.ended.then((step) => (replace(chain, fields, answer.inputs, from, step), step)),
      };
    },
    async restart(chain, answer, standing) {
      mayGoOn(chain);
      const { target, remembered } = chain;
      const draft = await draftStart({
        target,
        answer,
        remembered,
        username: canonicalUsername(chain, null),
      });
      return send(chain, draft, { parentId: null, answers: answer.name, answer, standing }, () => {
        // What runs again was learned then, and something newer may have taken its place since.
        if (standing.replays === undefined)
          take(chain, flowNamed(answer.name)?.fields ?? [], draft.given, 'typed at the fork');
        openings.delete(openingKey(target.id, answer.name));
      });
    },
    open: (target, flow, username, why) => newChain(target, flow, username, why),
    has: (chainId) => chains.has(chainId),
    restore: (chain) => void chains.set(chain.id, chain),
    release: (chain) => void (chains.get(chain.id) === chain && chains.delete(chain.id)),
    bring(chain) {
      chains.set(chain.id, chain);
      for (const event of chain.events) tell({ type: 'chain.event', chainId: chain.id, event });
    },
    adopt(chain, target) {
      chain.target = target;
      append(chain, {
        v: CHAIN_EVENT_VERSION,
        type: 'chain.adopted',
        at: ports.clock.now(),
        target: chainTarget(target),
      });
    },
    async operate({ chain, parentId, operation, inputs, tokens, request }) {
      mayGoOn(chain);
      const clientSecret = await input.clientSecret(chain.target);
      const session = parentId === null ? undefined : sessionFor(chain, parentId);
      const step = { parentId, answers: operation };
      if (request !== undefined) return send(chain, wholeDraft(operation, request, chain.target), step);
      const composed = composeOperation(operation, inputs, {
        target: composeTarget(chain.target, clientSecret),
        ...optional({
          session,
          accessToken: tokens?.AccessToken,
          refreshToken: tokens?.RefreshToken,
          deviceKey: tokens?.NewDeviceMetadata?.DeviceKey,
        }),
      });
      const given = { inputs, known: new Map() };
      return send(chain, { composed, target: chain.target, srp: undefined, given }, step);
    },
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

/** @throws CoreFault STEP_UNKNOWN */
export function stepOf(chain: LiveChain, stepId: string): StepRecord {
  const step = chain.steps.get(stepId);
  if (step === undefined) throw coreFault('STEP_UNKNOWN', 'This step is not part of the chain.');
  return step;
}

const asTheyAre: BendTools = (tools) => tools;

function composeTarget(target: Target, clientSecret: string | undefined) {
  return {
    clientId: target.clientId,
    ...(target.userPoolId === '' ? {} : { userPoolId: target.userPoolId }),
    ...optional({ clientSecret }),
  };
}

function withoutName(asked: Asked | undefined): Partial<Asked> {
  return asked === undefined ? {} : { parameters: asked.parameters, available: asked.available };
}

function openingKey(owner: string, at: string): string {
  return `${owner}/${at}`;
}

function typedUsername(composed: Composed): string | undefined {
  const map = composed.body['AuthParameters'];
  const value = isJsonObject(map) ? map['USERNAME'] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Drops undefined members, as `exactOptionalPropertyTypes` wants it. */
function optional<T extends Record<string, unknown>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
