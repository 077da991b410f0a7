import { type AnyNode, parse } from '@humanwhocodes/momoa';
import { applyEdits, type Edit } from '../../chain/edits.ts';
import type { Body, SecretSpot } from '../../chain/event.ts';
import { pointerTo } from '../../chain/json-text.ts';
import { decodeJwt } from '../../chain/jwt.ts';
import { DOTS, maskOf } from '../../chain/mask.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { attributeKindOf, constantMembers, personKindOf, secretKindOf, tellingName } from './kinds.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** Where a value stands. */
interface Place {
  /** The nearest member's name; of a Name/Value pair, its Name. */
  readonly name: string;
  readonly zone: 'plain' | 'attributes';
}

const TOP: Place = { name: '', zone: 'plain' };

/**
 * A body as it is shown, with a pseudonym in place of every mask whose value is known and of everything that says who
 * someone is.
 * @param real as it travelled; where it is unknown, masks stay what they are
 */
export function redactedBody(body: Body, real: string | undefined, names: Pseudonyms): Body {
  const shown = treeOf(body.text);
  if (shown === undefined) return { ...body, text: names.in(unparsed(body.text, names)) };
  const known = real === undefined || real === body.text ? undefined : treeOf(real);
  const spots = new Map(body.secrets.map((spot) => [spot.pointer, spot]));
  const pass: Pass = { text: body.text, real: real ?? '', spots, names, edits: [], secrets: [] };
  walk(pass, shown, known, { place: TOP, pointer: '', newPointer: '' });
  return { ...body, text: applyEdits(body.text, pass.edits).text, secrets: pass.secrets };
}

interface Pass {
  readonly text: string;
  readonly real: string;
  readonly spots: ReadonlyMap<string, SecretSpot>;
  readonly names: Pseudonyms;
  readonly edits: Edit[];
  readonly secrets: SecretSpot[];
}

interface At {
  readonly place: Place;
  readonly pointer: string;
  /** The same after names of members were changed. */
  readonly newPointer: string;
}

function walk(pass: Pass, node: AnyNode, real: AnyNode | undefined, at: At): void {
  const spot = pass.spots.get(at.pointer);
  if (spot !== undefined) return putSecret(pass, node, real, at, spot);
  if (node.type === 'Object') {
    const beside: Beside = { pair: attributeName(node), siblings: node.members.map(memberName) };
    for (const [index, member] of node.members.entries()) {
      const other = real?.type === 'Object' ? real.members[index] : undefined;
      walkMember(pass, member, other, at, beside);
    }
  } else if (node.type === 'Array') {
    for (const [index, { value }] of node.elements.entries()) {
      const other = real?.type === 'Array' ? real.elements[index]?.value : undefined;
      const pointers = { pointer: pointerTo(at.pointer, index), newPointer: pointerTo(at.newPointer, index) };
      walk(pass, value, other, { place: at.place, ...pointers });
    }
  } else if (node.type === 'String') {
    const put = redactedText(node.value, at.place, pass.names);
    if (put !== node.value) edit(pass, node, put);
  } else if (node.type === 'Number') {
    const raw = rawOf(pass.text, node);
    const put = redactedScalar(raw, at.place, pass.names);
    if (put !== raw) edit(pass, node, put);
  }
}

/** What stands in the same object. */
interface Beside {
  /** Of an object `{ "Name": …, "Value": … }`, its Name. */
  readonly pair: string | undefined;
  readonly siblings: readonly string[];
}

function memberName({ name }: { readonly name: AnyNode }): string {
  return name.type === 'String' ? name.value : '';
}

function walkMember(
  pass: Pass,
  member: AnyNode,
  real: AnyNode | undefined,
  at: At,
  { pair, siblings }: Beside,
): void {
  if (member.type !== 'Member' || member.name.type !== 'String') return;
  const shown = member.name.value;
  const known = real?.type === 'Member' && real.name.type === 'String' ? real.name.value : shown;
  const name = pass.names.secretsIn(known);
  if (name !== shown) edit(pass, member.name, name);
  const place: Place =
    pair !== undefined && shown === 'Value'
      ? { name: pair, zone: 'attributes' }
      : {
          name: tellingName(shown, siblings),
          zone: shown === 'userAttributes' ? 'attributes' : at.place.zone,
        };
  walk(pass, member.value, real?.type === 'Member' ? real.value : undefined, {
    place,
    pointer: pointerTo(at.pointer, shown),
    newPointer: pointerTo(at.newPointer, name),
  });
}

function putSecret(pass: Pass, node: AnyNode, real: AnyNode | undefined, at: At, spot: SecretSpot): void {
  const { names } = pass;
  const value = real === undefined ? undefined : real.type === 'String' ? real.value : rawOf(pass.real, real);
  const shown = node.type === 'String' ? node.value : rawOf(pass.text, node);
  const isWhole =
    value === undefined ? WHOLE_MASK.test(shown) : shown === maskOf(value, spot.kind) && value !== shown;
  const mask =
    value === undefined
      ? isWhole
        ? shown
        : names.in(shown)
      : isWhole
        ? names.secret(secretKindOf(at.place.name), value)
        : redactedText(value, at.place, names);
  if (mask !== shown) edit(pass, node, mask);
  const jwt = (value === undefined ? undefined : decodeJwt(value)) ?? spot.jwt;
  const { length, kind, credential } = spot;
  pass.secrets.push({
    pointer: at.newPointer,
    kind,
    mask,
    ...(length === undefined ? {} : { length }),
    ...(spot.jwt === undefined || jwt === undefined
      ? {}
      : { jwt: { header: redactedJson(jwt.header, names), payload: redactedClaims(jwt.payload, names) } }),
    ...(credential === undefined ? {} : { credential: redactedJson(credential, names) }),
  });
}

const WHOLE_MASK = new RegExp(`^(${DOTS}|.{4}…)( [\\d,]+ chars)?$`, 'u');

/** Claims say who someone is unless it is known that they don't. */
function redactedClaims(claims: JsonObject, names: Pseudonyms): JsonObject {
  return jsonIn(claims, { name: '', zone: 'attributes' }, names) as JsonObject;
}

function redactedJson(object: JsonObject, names: Pseudonyms): JsonObject {
  return jsonIn(object, TOP, names) as JsonObject;
}

function jsonIn(value: JsonValue, place: Place, names: Pseudonyms): JsonValue {
  if (typeof value === 'string') return redactedText(value, place, names);
  if (typeof value === 'number') {
    const put = redactedScalar(String(value), place, names);
    return put === String(value) ? value : put;
  }
  if (Array.isArray(value)) return value.map((element) => jsonIn(element, place, names));
  if (!isJsonObject(value)) return value;
  const { Name: pair } = value;
  const siblings = Object.keys(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, element]) => {
      const below: Place =
        typeof pair === 'string' && name === 'Value'
          ? { name: pair, zone: 'attributes' }
          : {
              name: tellingName(name, siblings),
              zone: name === 'userAttributes' ? 'attributes' : place.zone,
            };
      return [names.secretsIn(name), jsonIn(element, below, names)];
    }),
  );
}

/** A text of a body: a person's, AWS's own word, JSON once more, or anything else. */
function redactedText(text: string, place: Place, names: Pseudonyms): string {
  if (text === '' || text === DOTS) return text;
  const kind = kindAt(place);
  const nested = /^\s*[{[]/.test(text) ? nestedJson(text) : undefined;
  if (nested !== undefined) return JSON.stringify(jsonIn(nested, place, names));
  if (place.zone === 'attributes' && /^(true|false)$/i.test(text)) return text;
  if (kind !== undefined) return names.person(kind, text);
  return constantMembers.has(place.name) ? names.secretsIn(text) : names.in(text);
}

/** A number: of a person where it stands under such a name, a code's echo, or just a number. */
function redactedScalar(raw: string, place: Place, names: Pseudonyms): string {
  const kind = kindAt(place);
  return kind === undefined ? names.in(raw) : names.person(kind, raw);
}

function kindAt({ name, zone }: Place) {
  return zone === 'attributes' ? attributeKindOf(name) : personKindOf(name);
}

/** @param node an object `{ "Name": …, "Value": … }`: an attribute of a user or of a device */
function attributeName(node: AnyNode): string | undefined {
  if (node.type !== 'Object') return undefined;
  for (const { name, value } of node.members)
    if (name.type === 'String' && name.value === 'Name' && value.type === 'String') return value.value;
  return undefined;
}

function nestedJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function treeOf(text: string): AnyNode | undefined {
  try {
    return parse(text, { ranges: true }).body;
  } catch {
    return undefined;
  }
}

/** A name and its text as JSON writes them. */
const PAIR = /"([\w.:-]{1,128})"\s{0,64}:\s{0,64}"([^"\\]{1,2048})"/g;

/** In a body that is no JSON, or breaks off, what stands after a name that tells of people is put right all the same. */
function unparsed(text: string, names: Pseudonyms): string {
  return text.replace(PAIR, (whole, name: string, value: string) => {
    const kind = personKindOf(name);
    if (kind === undefined) return whole;
    return `${whole.slice(0, whole.length - value.length - 1)}${names.person(kind, value)}"`;
  });
}

function rawOf(text: string, node: AnyNode): string {
  const [start, end] = node.range ?? [0, 0];
  return text.slice(start, end);
}

function edit(pass: Pass, node: AnyNode, put: string): void {
  const [start, end] = node.range ?? [0, 0];
  pass.edits.push({ start, end, put: JSON.stringify(put) });
}
