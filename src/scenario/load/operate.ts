import { composeOperation } from '../../cognito/compose.ts';
import { coreFault } from '../../form/form.ts';
import { operationForm } from '../../form/operation-forms.ts';
import { isJsonObject } from '../../json.ts';
import { type GivenValue, isGiven, type OperateStep } from '../schema.ts';
import { inputsOf, targetOf } from './compose-with.ts';
import { exchanged } from './exchange.ts';
import { type Iteration, meansRefusal, type Sent } from './iteration.ts';
import { type LoadStep, sessionFor, type SignIn } from './sign-in.ts';

interface Operation {
  readonly signIn: SignIn;
  /** Whose challenge or tokens it is on; absent without a sign-in. */
  readonly parent: LoadStep | undefined;
  readonly operation: string;
  readonly given: Readonly<Record<string, string>>;
  readonly tag: string;
  readonly refused: boolean;
}

/** Runs an operation on the challenge or the tokens of a step, else alone. */
export async function operateBeside(state: Iteration, step: OperateStep, tag: string): Promise<Sent> {
  const named = step.to === undefined ? undefined : state.named.get(step.to);
  const signIn = named?.signIn ?? state.signIns.at(-1) ?? newSignIn(state);
  const parent =
    named?.step ?? signIn.steps.findLast(({ asked, tokens }) => asked !== undefined || tokens !== undefined);
  const given = await inputsOf(state, textsOf(step.with));
  return operateOn(state, {
    signIn,
    parent,
    operation: step.operate,
    given,
    tag,
    refused: meansRefusal(step),
  });
}

/** Exporting refuses other members: a script takes texts alone. */
function textsOf(given: OperateStep['with'] = {}): Record<string, GivenValue> {
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, GivenValue] => isGiven(entry[1])),
  );
}

function newSignIn({ signIns }: Iteration): SignIn {
  const signIn: SignIn = { username: '', remembered: new Map(), steps: [] };
  signIns.push(signIn);
  return signIn;
}

export async function operateOn(
  state: Iteration,
  { signIn, parent, operation, given, tag, refused }: Operation,
): Promise<Sent> {
  const inputs: Record<string, string> = { ...given };
  for (const { key, totp } of operationForm(operation).fields) {
    const seed = totp === true ? signIn.remembered.get('TOTP_SECRET') : undefined;
    if (seed !== undefined && inputs[key] === undefined) inputs[key] = state.values.totp(seed);
  }
  const device = operation === 'ConfirmDevice' ? newDevice(state, parent, inputs) : undefined;
  const tokens = parent?.tokens;
  const { body } = composeOperation(operation, inputs, {
    target: await targetOf(state),
    session: parent === undefined ? undefined : sessionFor(signIn, parent),
    accessToken: tokens?.AccessToken,
    refreshToken: tokens?.RefreshToken,
    deviceKey: tokens?.NewDeviceMetadata?.DeviceKey,
  });
  const came = await exchanged(state.ports, {
    url: state.scenario.target.url,
    operation,
    body,
    headers: {},
    step: tag,
    refused,
  });
  const sent: LoadStep = { ...came.step, ...(parent === undefined ? {} : { parent }) };
  signIn.steps.push(sent);
  const seed = isJsonObject(sent.body) ? sent.body['SecretCode'] : undefined;
  if (operation === 'AssociateSoftwareToken' && typeof seed === 'string')
    signIn.remembered.set('TOTP_SECRET', seed);
  if (device !== undefined && !sent.refused) {
    signIn.remembered.set('DEVICE_KEY', device.deviceKey);
    signIn.remembered.set('DEVICE_GROUP_KEY', device.deviceGroupKey);
    signIn.remembered.set('DEVICE_PASSWORD', device.devicePassword);
  }
  return { signIn, step: sent, seen: came.seen, sent: came.sent };
}

/** Fills in what a device proves itself by later. @throws CoreFault DEVICE_MISSING */
function newDevice(
  { ports }: Iteration,
  parent: LoadStep | undefined,
  inputs: Record<string, string>,
): { deviceKey: string; deviceGroupKey: string; devicePassword: string } {
  const came = parent?.tokens?.NewDeviceMetadata;
  if (came === undefined)
    throw coreFault('DEVICE_MISSING', 'No device came with the tokens: there is none to confirm.');
  const keys = { deviceKey: came.DeviceKey, deviceGroupKey: came.DeviceGroupKey };
  const { devicePassword, passwordVerifier, salt } = ports.crypto.deviceVerifier(keys);
  inputs['DeviceName'] ??= 'Countersign';
  inputs['DeviceKey'] = keys.deviceKey;
  inputs['PasswordVerifier'] = passwordVerifier;
  inputs['Salt'] = salt;
  return { ...keys, devicePassword };
}
