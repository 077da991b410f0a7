import type { Target } from '../../contract.ts';
import { type Field, type Remembered, THING_REFERENCE } from '../../form/form.ts';
import type { RememberedValue } from '../live-chain.ts';
import type { StoredThing } from './stored.ts';
import { isCalled, type Things } from './things.ts';

type Values = ReadonlyMap<Remembered, RememberedValue>;

/**
 * A user's things at a target, the last used first. A vault that can't be read now holds none: a sign-in goes on without
 * it.
 */
export async function thingsFor(
  things: Things,
  target: Target,
  names: readonly string[],
): Promise<readonly StoredThing[]> {
  const kept = await things.list().catch(() => []);
  return kept
    .map(({ thing }) => thing)
    .filter((thing) => isAt(thing, target) && names.some((name) => isCalled(thing, name)));
}

/** Whether a thing belongs to a target: named for it, for its pool, or for any. */
export function isAt(thing: StoredThing, target: Pick<Target, 'id' | 'userPoolId'>): boolean {
  if (thing.targetId === undefined || thing.targetId === target.id) return true;
  return thing.userPoolId !== undefined && thing.userPoolId !== '' && thing.userPoolId === target.userPoolId;
}

/** What a thing fills in. */
export function valuesOf(thing: StoredThing): Values {
  const from = `${thing.name} in the vault`;
  const value = (text: string): RememberedValue => ({ value: text, from, thing: thing.id });
  switch (thing.kind) {
    case 'totp':
      return new Map([['TOTP_SECRET', value(thing.secret)]]);
    case 'passkey':
      return new Map([['PASSKEY', value(passkeyText(thing))]]);
    case 'device':
      return new Map([
        ['DEVICE_KEY', value(thing.deviceKey)],
        ['DEVICE_GROUP_KEY', value(thing.deviceGroupKey)],
        ['DEVICE_PASSWORD', value(thing.password)],
      ]);
  }
}

/** A passkey as the software authenticator reads it. One that counts goes on counting. */
export function passkeyText(thing: Extract<StoredThing, { kind: 'passkey' }>): string {
  const { credentialId: id, privateKey, rpId, userHandle } = thing;
  const counter = thing.counter === 0 ? 0 : thing.counter + 1;
  return JSON.stringify({ id, privateKey, rpId, userHandle, counter });
}

/** Whether a thing will do for a field. */
export function suits(thing: StoredThing, field: Field): boolean {
  if (thing.kind !== field.thing) return false;
  return thing.kind !== 'passkey' || (field.allowed?.includes(thing.credentialId) ?? true);
}

/** Inputs with what they refer to, and what else of those things the chain should know. */
export interface Resolved {
  readonly inputs: Readonly<Record<string, string>>;
  readonly known: Values;
}

/**
 * Puts the values of things in the place of references to them. `none` is an empty input: nothing is filled in.
 * @throws CoreFault THING_UNKNOWN
 */
export async function resolveThings(
  things: Things,
  fields: readonly Field[],
  inputs: Readonly<Record<string, string>>,
): Promise<Resolved> {
  const filled: Record<string, string> = { ...inputs };
  const known = new Map<Remembered, RememberedValue>();
  for (const { key, thing: kind, remember } of fields) {
    const given = filled[key];
    if (kind === undefined || remember === undefined || !given?.startsWith(THING_REFERENCE)) continue;
    const id = given.slice(THING_REFERENCE.length);
    if (id === 'none') {
      filled[key] = '';
      continue;
    }
    const { thing } = await things.get(id);
    for (const [name, value] of valuesOf(thing)) known.set(name, value);
    filled[key] = known.get(remember)?.value ?? '';
  }
  return { inputs: filled, known };
}
