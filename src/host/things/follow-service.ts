import { decodeJwt } from '../../chain/jwt.ts';
import type { Target } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
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
/** Operations after which the service remembers a device otherwise. */
const MARK: ReadonlySet<string> = new Set(['AdminUpdateDeviceStatus']);

/** An operation that the service did, and where. */
export interface DoneCall {
  readonly operation: string;
  readonly body: JsonObject;
  readonly target: Pick<Target, 'id' | 'userPoolId'>;
}

/** What was done to things, and to which. */
export interface Followed {
  readonly deed: 'forgotten' | 'remembered' | 'not remembered';
  readonly names: readonly string[];
}

/** Whether the vault may hold a thing that the operation forgets or marks. */
export function concernsThings(operation: string): boolean {
  return FORGET[operation] !== undefined || MARK.has(operation);
}

/**
 * Does to the things in the vault what a step did to them at the service, whoever sent it: what is forgotten there would be
 * offered to the next sign-in, and refused.
 * @throws CoreFault VAULT_UNAVAILABLE
 */
export async function followService(things: Things, chain: LiveChain, step: StepRecord): Promise<void> {
  const { operation, requestText } = step;
  if (!concernsThings(operation) || !isDone(chain, step.id)) return;
  await followCall(things, { operation, body: membersOf(requestText), target: chain.target });
}

/** The same after a call that is no step of a chain. @throws CoreFault VAULT_UNAVAILABLE */
export async function followCall(things: Things, { operation, body, target }: DoneCall): Promise<Followed> {
  const forgets = FORGET[operation] !== undefined;
  const key = textIn(body, FORGET[operation] ?? 'DeviceKey');
  const userPoolId = textIn(body, 'UserPoolId') ?? (poolOfToken(body) || target.userPoolId);
  const isMeant = (thing: StoredThing) =>
    isAt(thing, { id: target.id, userPoolId }) &&
    (thing.kind === 'device' ? thing.deviceKey : thing.kind === 'passkey' && thing.credentialId) === key;
  const meant =
    key === undefined || !concernsThings(operation)
      ? []
      : (await things.list()).map(({ thing }) => thing).filter(isMeant);
  const names = meant.map(({ name }) => name);
  if (forgets) {
    if (meant.length > 0) await things.forget(isMeant);
    return { deed: 'forgotten', names };
  }
  const remembered = textIn(body, 'DeviceRememberedStatus') === 'remembered';
  for (const { id } of meant) await things.change(id, { remembered });
  return { deed: remembered ? 'remembered' : 'not remembered', names };
}

/** The user pool whose access token a user’s own call carries; empty where it can't be read. */
function poolOfToken(body: JsonObject): string {
  const issuer = decodeJwt(textIn(body, 'AccessToken') ?? '')?.payload['iss'];
  return typeof issuer === 'string' ? issuer.slice(issuer.lastIndexOf('/') + 1) : '';
}

/** Whether the service did what a step asked for. */
export function isDone(chain: LiveChain, stepId: string): boolean {
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === stepId);
  return ended?.type === 'step.ended' && ended.outcome.kind === 'done';
}
