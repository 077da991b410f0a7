import { composeStart } from '../../cognito/compose.ts';
import { flowNamed } from '../../flows/flows.ts';
import { coreFault, type Remembered } from '../../form/form.ts';
import type { FlowStep } from '../schema.ts';
import { answerOf, learned, targetOf, toolsFor, whole } from './compose-with.ts';
import { exchanged } from './exchange.ts';
import { type Iteration, meansRefusal, type Sent } from './iteration.ts';
import { canonicalName, type SignIn } from './sign-in.ts';

const DEVICE: readonly Remembered[] = ['DEVICE_KEY', 'DEVICE_GROUP_KEY', 'DEVICE_PASSWORD'];

/** Begins a sign-in of its own. A refresh takes what the newest sign-in brought. */
export async function beginSignIn(state: Iteration, step: FlowStep, tag: string): Promise<Sent> {
  const flow = flowNamed(step.flow);
  if (flow === undefined) throw coreFault('FLOW_UNKNOWN', `No flow is called ${step.flow}.`);
  const before = state.signIns.findLast(({ steps }) => steps.some(({ tokens }) => tokens !== undefined));
  const remembered = new Map<Remembered, string>();
  const refreshes = flow.fields.some(({ remember }) => remember === 'REFRESH_TOKEN');
  const brought = before?.steps.findLast(({ tokens }) => tokens?.RefreshToken !== undefined);
  if (refreshes && brought?.tokens?.RefreshToken !== undefined) {
    remembered.set('REFRESH_TOKEN', brought.tokens.RefreshToken);
    const device = brought.tokens.NewDeviceMetadata?.DeviceKey;
    if (device !== undefined) remembered.set('DEVICE_KEY', device);
  } else {
    // A device that was confirmed in this iteration is the user’s from then on.
    for (const key of DEVICE) {
      const value = before?.remembered.get(key);
      if (value !== undefined) remembered.set(key, value);
    }
  }
  const username = before === undefined ? undefined : canonicalName(before, brought);
  const answer = await answerOf(state, step, step.flow, flow.fields, remembered);
  const target = await targetOf(state);
  const { tools, opening } = toolsFor(state, target, undefined);
  const composed = composeStart(flow, { target, tools, answer, username });
  whole(composed, answer);
  const came = await exchanged(state.ports, {
    url: state.scenario.target.url,
    operation: composed.operation,
    body: composed.body,
    headers: answer.headers ?? {},
    step: tag,
    refused: meansRefusal(step),
  });
  const srp = opening();
  const signIn: SignIn = { username: answer.inputs['USERNAME'] ?? username ?? '', remembered, steps: [] };
  learned(remembered, flow.fields, answer.inputs);
  const sent = { ...came.step, ...(srp === undefined ? {} : { srp }) };
  signIn.steps.push(sent);
  state.signIns.push(signIn);
  return { signIn, step: sent, seen: came.seen, sent: came.sent };
}
