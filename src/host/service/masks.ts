import type { SecretKind } from '../../chain/event.ts';
import { pointerTo } from '../../chain/json-text.ts';
import { DOTS, maskOf } from '../../chain/mask.ts';
import { valueAt } from '../../chain/redact.ts';
import { secretMembers, type SecretMemberName } from '../../chain/secret-members.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { membersOf } from '../bodies.ts';
import type { MaskedValue } from '../held.ts';
import { lineage, type LiveChain, sessionFor, stepOf } from '../live-chain.ts';
import { rawBodyOf } from '../raw-body.ts';
import { notKept } from '../reveal.ts';

/** Where a call stands: what a chain has at a step may stand in it, masked. */
export interface Standpoint {
  readonly chain: LiveChain;
  readonly parentId: string | null;
}

/** A value that goes into a request under this member, with what is shown in its place. */
export type Supplied = MaskedValue & { readonly name: SecretMemberName };

/** What a sign-in has at a step that operations act on: its newest tokens, and the Session of what it waits at. */
export function suppliedAt({ chain, parentId }: Standpoint): readonly Supplied[] {
  const tokens = lineage(chain, parentId).find((step) => step.tokens !== undefined)?.tokens;
  const session = parentId === null ? undefined : sessionFor(chain, parentId);
  return [
    ...supplied('AccessToken', tokens?.AccessToken),
    ...supplied('Session', session),
    ...supplied('Token', tokens?.RefreshToken),
    ...supplied('RefreshToken', tokens?.RefreshToken),
  ];
}

function supplied(name: SecretMemberName, value: string | undefined): Supplied[] {
  const kind: SecretKind = secretMembers[name];
  return value === undefined ? [] : [{ name, value, mask: maskOf(value, kind) }];
}

/** A step's request whose masks stand in another one. */
export interface Source {
  readonly chain: LiveChain;
  readonly stepId: string;
}

/** The values behind the masks of a step's request as it is shown. @throws CoreFault STEP_UNKNOWN */
function shownAt({ chain, stepId }: Source): readonly (MaskedValue & { readonly pointer: string })[] {
  const step = stepOf(chain, stepId);
  const sent = chain.events.find((event) => event.type === 'step.sent' && event.stepId === stepId);
  if (sent?.type !== 'step.sent' || step.bare === true) return [];
  return sent.request.body.secrets.flatMap(({ pointer, mask }) => {
    const value = valueAt(step.requestText, pointer);
    const name = pointer.slice(pointer.lastIndexOf('/') + 1);
    return value === undefined ? [] : [{ pointer, name, mask, value }];
  });
}

export interface Behind {
  readonly at?: Standpoint | undefined;
  readonly from?: Source | undefined;
}

/**
 * A request as it goes, with the values behind its masks: where a mask stands as it stood in the step it came from, that
 * one's value, of whatever type; elsewhere the one that is known under its name, or the only one it was shown for.
 * @throws CoreFault SECRET_UNKNOWN where the values of that step are not kept, RAW_MASK_UNCLEAR
 */
export function filledBody(body: JsonObject, behind: Behind): JsonObject {
  const { from } = behind;
  const shown = from === undefined ? [] : shownAt(from);
  const before = from === undefined ? {} : membersOf(stepOf(from.chain, from.stepId).requestText);
  const whole = replaced(body, '', (pointer, text) => {
    const same = shown.find((value) => value.pointer === pointer && value.mask === text);
    return same === undefined ? undefined : at(before, pointer);
  });
  if (!JSON.stringify(whole).includes(DOTS) && !MASKED.test(JSON.stringify(whole)))
    return whole as JsonObject;
  refuseBare(from);
  return rawBodyOf(JSON.stringify(whole), known(behind)).body ?? {};
}

/** `AYAB… 1,563 chars` */
const MASKED = /… [\d,]+ chars/;

/** All values a mask may stand for, those of the step first. */
export function known({ at: standpoint, from }: Behind): readonly MaskedValue[] {
  return [
    ...(from === undefined ? [] : shownAt(from)),
    ...(standpoint === undefined ? [] : suppliedAt(standpoint)),
  ];
}

/** @throws CoreFault SECRET_UNKNOWN */
export function refuseBare(from: Source | undefined): void {
  if (from !== undefined && stepOf(from.chain, from.stepId).bare === true) throw notKept();
}

function replaced(
  value: JsonValue,
  pointer: string,
  by: (pointer: string, text: string) => JsonValue | undefined,
): JsonValue {
  if (typeof value === 'string') return by(pointer, value) ?? value;
  if (Array.isArray(value)) return value.map((item, index) => replaced(item, pointerTo(pointer, index), by));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, replaced(item, pointerTo(pointer, name), by)]),
  );
}

function at(body: JsonObject, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = body;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Array.isArray(value) ? value[Number(name)] : isJsonObject(value) ? value[name] : undefined;
  }
  return value;
}
