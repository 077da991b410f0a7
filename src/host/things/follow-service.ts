import { membersOf, textIn } from '../bodies.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { isAt } from './for-user.ts';
import type { StoredThing } from './stored.ts';
import type { Things } from './things.ts';

/** Operations after which the service does not know a thing any more, by the member that names it. */
const FORGET: Readonly<Record<string, 'DeviceKey' | 'CredentialId'>> = {
  ForgetDevice: 'DeviceKey',
  AdminForgetDevice: 'DeviceKey',
  DeleteWebAuthnCredential: 'CredentialId',
};

/**
 * Does to the things in the vault what a step did to them at the service, whoever sent it: what is forgotten there would be
 * offered to the next sign-in, and refused.
 * @throws CoreFault VAULT_UNAVAILABLE
 */
export async function followService(things: Things, chain: LiveChain, step: StepRecord): Promise<void> {
  const { operation, requestText } = step;
  const names = FORGET[operation] ?? (operation === 'AdminUpdateDeviceStatus' ? 'DeviceKey' : undefined);
  if (names === undefined || !isDone(chain, step.id)) return;
  const body = membersOf(requestText);
  const key = textIn(body, names);
  const userPoolId = textIn(body, 'UserPoolId') ?? chain.target.userPoolId;
  const isMeant = (thing: StoredThing) =>
    isAt(thing, { id: chain.target.id, userPoolId }) &&
    (thing.kind === 'device' ? thing.deviceKey : thing.kind === 'passkey' && thing.credentialId) === key;
  if (key === undefined) return;
  if (FORGET[operation] !== undefined) return things.forget(isMeant);
  const remembered = textIn(body, 'DeviceRememberedStatus') === 'remembered';
  for (const { thing } of await things.list())
    if (isMeant(thing)) await things.change(thing.id, { remembered });
}

function isDone(chain: LiveChain, stepId: string): boolean {
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === stepId);
  return ended?.type === 'step.ended' && ended.outcome.kind === 'done';
}
