import { isAdmins } from '../chain/sign-in-operations.ts';
import { challengeNamed } from '../challenges/index.ts';
import type { Asked } from '../challenges/spec.ts';
import { composeAnswer, composeOperation, composeStart } from '../cognito/compose.ts';
import type { Answer, Target } from '../contract.ts';
import { flowNamed } from '../flows/flows.ts';
import { coreFault } from '../form/form.ts';
import { present } from '../present.ts';
import type { BendTools, ChainsInput, StartInput } from './chains-input.ts';
import type { OperateInput } from './chains.ts';
import type { Claims } from './claims.ts';
import { type Draft as DraftRequest, draftFrom, keeping, type Kept } from './drafting.ts';
import type { Held } from './held.ts';
import {
  canonicalUsername,
  lineage,
  type LiveChain,
  sessionFor,
  type SrpExchange,
  stepOf,
} from './live-chain.ts';
import { fill } from './remembering.ts';
import { notKept } from './reveal.ts';
import type { Resolved } from './things/for-user.ts';
import { openSrp, type ToolsInput, toolsFor } from './tools.ts';

/** A draft, and what was supplied for it with what that referred to. */
export interface Draft extends DraftRequest {
  readonly given: Resolved;
}

interface DraftsInput extends ChainsInput {
  readonly held: Held;
  readonly claims: Claims;
  /** SRP exchanges that a preview opened: what is shown is what is sent. */
  readonly openings: Map<string, SrpExchange>;
}

/** Makes the requests that a preview shows and that are sent, from what was supplied and what the host knows. */
export function createDrafts({ held, claims, openings, ...input }: DraftsInput) {
  const { ports } = input;

  /** @param known the exchanges that were opened before, by place */
  function opener(key: string, { exchange }: Kept, known: Map<string, SrpExchange>) {
    let used: SrpExchange | undefined;
    return {
      opening: () => {
        used = exchange ?? known.get(key) ?? openSrp(ports.random);
        if (exchange === undefined) known.set(key, used);
        return used;
      },
      used: () => used,
    };
  }

  async function draftStart({
    target,
    answer,
    remembered,
    username,
    place = UNSEEN,
    bend = asTheyAre,
  }: StartInput): Promise<Draft> {
    const flow = flowNamed(answer.name);
    if (flow === undefined)
      throw coreFault('FLOW_UNKNOWN', `No flow is called ${answer.name}. Choose one from the list.`);
    const clientSecret = await input.clientSecret(target);
    const given = await input.resolve(flow.fields, answer.inputs);
    const inputs = fill(flow.fields, given.inputs, new Map([...remembered, ...given.known]));
    const moment = momentOf(target);
    // No two sign-ins may share one: whoever knew the secret of one would know that of the other.
    const known = place === UNSEEN ? new Map<string, SrpExchange>() : openings;
    const compose = (changed: Answer, kept: Kept) => {
      const srp = opener(place, kept, known);
      const tools = toolsFor({ target, ...moment, opening: srp.opening, ...present({ clientSecret }) });
      const composed = composeStart(flow, {
        target: composeTarget(target, clientSecret),
        tools: bend(keeping(tools, kept)),
        answer: changed,
        ...present({ username }),
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
      const srp = opener(place, kept, openings);
      const more = { opening: srp.opening, ...present({ clientSecret, opened }) };
      const tools = claims.at(place, toolsFor({ target, ...moment, ...more }));
      const composed = composeAnswer(spec, {
        target: composeTarget(target, clientSecret),
        tools: bend(keeping(tools, kept)),
        answer: changed,
        asked,
        admin: isAdmins(parent.operation),
        username: canonicalUsername(chain, parentId),
        ...present({ session }),
      });
      return { composed, srp: srp.used() };
    };
    return { ...draftFrom({ place, target, answer: { ...answer, inputs }, compose }, held), given };
  }

  /** An operation beside the sign-in, on what `parentId` asked or brought. */
  async function draftOperation({
    chain,
    parentId,
    operation,
    inputs,
    tokens,
    changes,
  }: OperateInput): Promise<DraftRequest> {
    const { target } = chain;
    const clientSecret = await input.clientSecret(target);
    const context = {
      target: composeTarget(target, clientSecret),
      ...present({
        session: parentId === null ? undefined : sessionFor(chain, parentId),
        accessToken: tokens?.AccessToken,
        refreshToken: tokens?.RefreshToken,
        deviceKey: tokens?.NewDeviceMetadata?.DeviceKey,
      }),
    };
    if (parentId === null || changes === undefined)
      return { composed: composeOperation(operation, inputs, context), target, srp: undefined };
    const compose = (changed: Answer) => ({
      composed: composeOperation(operation, changed.inputs, context, changed),
      srp: undefined,
    });
    const place = openingKey(chain.id, `${parentId}/${operation}`);
    return draftFrom({ place, target, answer: { ...changes, name: operation, inputs }, compose }, held);
  }

  function momentOf(target: Target): Pick<ToolsInput, 'now' | 'serverNow'> {
    return { now: input.now(target), serverNow: input.serverNow(target) };
  }

  return { draftStart, draftAnswer, draftOperation };
}

/** What a step asked, without the name of it: another may be answered. */
export function withoutName(asked: Asked | undefined): Partial<Asked> {
  return asked === undefined ? {} : { parameters: asked.parameters, available: asked.available };
}

/** Where the SRP exchange of a request that is still made is kept. */
export function openingKey(owner: string, at: string): string {
  return `${owner}/${at}`;
}

/** The place of what nobody sees before it goes. */
const UNSEEN = 'unseen';

/** The target as composing wants it. */
export function composeTarget(target: Target, clientSecret: string | undefined) {
  return {
    clientId: target.clientId,
    ...(target.userPoolId === '' ? {} : { userPoolId: target.userPoolId }),
    ...present({ clientSecret }),
  };
}

const asTheyAre: BendTools = (tools) => tools;
