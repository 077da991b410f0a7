import type { JsonObject } from '../../json.ts';
import { filledBends } from '../../scenario/bends.ts';
import type { OperateStep } from '../../scenario/schema.ts';
import type { LiveChain } from '../live-chain.ts';
import { filledSkeleton } from '../service/known-members.ts';
import { hashed } from '../service/written.ts';
import type { CaseState } from './run-case.ts';
import type { Done } from './run-step.ts';
import { unthrottled } from './throttled.ts';

/** Where a call of a scenario stands: in a chain that is there, or at the beginning of one of its own. */
export interface CallPlace {
  readonly chain: LiveChain | undefined;
  readonly parentId: string | null;
}

/**
 * Calls any operation, beside a sign-in or on its own. What its file does not say is filled in from target and chain,
 * as the workbench does.
 */
export async function callOperation(state: CaseState, step: OperateStep, place: CallPlace): Promise<Done> {
  const { parts, values, run } = state;
  const { operate: operation } = step;
  const moment =
    place.chain && place.parentId !== null ? { chain: place.chain, parentId: place.parentId } : {};
  const typed: JsonObject = await filledBends(step.with ?? {}, (text) => values.fill(text, moment));
  const chain = place.chain ?? (await ownChain(state, operation, typed));
  for (const value of values.hidden) chain.known.add(value);
  const { target } = chain;
  const at = { chain, parentId: place.parentId };
  const whole = { ...filledSkeleton(operation, 'required', target, at, 'value'), ...typed };
  const said = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null)) as JsonObject;
  const clientSecret = await parts.targets.clientSecret(target);
  const wanted = Object.hasOwn(typed, 'SecretHash') ? undefined : clientSecret;
  const request = hashed({ operation, clientSecret: wanted, target }, said);
  return unthrottled(state, step.expect, async () => {
    if (run.stop.stopped) return undefined;
    const started = parts.following.follow(
      await parts.chains.operate({ chain, parentId: place.parentId, operation, inputs: {}, request }),
    );
    return { chain, step: await started.ended };
  });
}

async function ownChain(state: CaseState, operation: string, body: JsonObject): Promise<LiveChain> {
  const { parts, run, values } = state;
  const name = body['Username'];
  const username = typeof name === 'string' ? name : '';
  const target = await state.place.target(
    username === '' ? undefined : username,
    state.chains.at(-1)?.target,
  );
  const { file, scenario } = run.of.source;
  const why = { scenario: { file, name: scenario.name }, known: values.hidden };
  const chain = parts.chains.open(target, operation, username, why);
  state.chains.push(chain);
  run.told({ chainId: chain.id });
  return chain;
}
