import type { Target } from '../../contract.ts';
import { flowNamed } from '../../flows/flows.ts';
import type { Remembered } from '../../form/form.ts';
import type { FlowStep } from '../../scenario/schema.ts';
import { deviceKeyOf } from '../device-key.ts';
import { canonicalUsername, type RememberedValue } from '../live-chain.ts';
import { intentOf } from './intent-of.ts';
import { givenByName } from './own-name.ts';
import type { CaseState } from './run-case.ts';
import type { Done } from './run-step.ts';
import { unthrottled } from './throttled.ts';

type Known = Map<Remembered, RememberedValue>;

/** Begins a sign-in as a chain of its own; one that is throttled is begun again inside it. */
export async function beginSignIn(state: CaseState, step: FlowStep): Promise<Done> {
  const { chains, knownUsers, following } = state.parts;
  const typed = await intentOf(state, step.flow, step);
  const target = await state.place.target(typed.inputs['USERNAME'], state.chains.at(-1)?.target);
  const before = refreshable(state, step.flow, target);
  const remembered =
    before?.known ?? (await knownUsers.rememberedFor(target, typed.inputs['USERNAME'] ?? ''));
  const byName = givenByName(state, flowNamed(step.flow)?.fields ?? [], remembered);
  const answer = { ...typed, inputs: { ...byName, ...typed.inputs } };
  const { file, scenario } = state.run.of.source;
  return unthrottled(state, step.expect, async (throttled) => {
    if (throttled !== undefined) {
      const again = following.follow(await chains.restart(throttled.chain, answer, {}));
      return { chain: throttled.chain, step: await again.ended };
    }
    const started = following.follow(
      await chains.start({
        target,
        answer,
        remembered,
        ...(before === undefined ? {} : { username: before.username }),
        scenario: { file, name: scenario.name },
        known: state.values.hidden,
        stop: state.run.stop,
      }),
    );
    state.chains.push(started.chain);
    state.run.told({ chainId: started.chain.id });
    return { chain: started.chain, step: await started.ended };
  });
}

/** What a refresh takes from the newest sign-in that brought a refresh token at the same target. */
function refreshable(
  { chains }: CaseState,
  flow: string,
  target: Target,
): { readonly known: Known; readonly username: string } | undefined {
  if (flowNamed(flow)?.fields.some(({ remember }) => remember === 'REFRESH_TOKEN') !== true) return undefined;
  for (const chain of chains.filter((each) => each.target.id === target.id).toReversed()) {
    const step = [...chain.steps.values()].findLast(({ tokens }) => tokens?.RefreshToken !== undefined);
    if (step?.tokens?.RefreshToken === undefined) continue;
    const known: Known = new Map();
    const from = 'the sign-in before';
    known.set('REFRESH_TOKEN', { value: step.tokens.RefreshToken, from });
    const device = deviceKeyOf(step.tokens);
    if (device !== undefined) known.set('DEVICE_KEY', { value: device, from });
    return { known, username: canonicalUsername(chain, step.id) };
  }
  return undefined;
}
