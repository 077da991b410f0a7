import type { JsonObject, JsonValue } from '../json.ts';
import { readCredential } from './credential.ts';
import { applyEdits, coverJsonString, type Edit, type PlacedSecret } from './edits.ts';
import type { SecretKind, SecretSpot } from './event.ts';
import { pointerTo } from './json-text.ts';
import { type JsonMember, type JsonNode, jsonTree } from './json-tree.ts';
import { decodeJwt } from './jwt.ts';
import { maskOf } from './mask.ts';
import { coverSpans, secretSpans } from './scrub.ts';
import { isSecretHeader, secretKind, zoneBelow, type Zone } from './secret-members.ts';

interface Pass {
  readonly text: string;
  /** Spellings of known secret values. */
  readonly forms: readonly string[];
  readonly answerIsChoice: boolean;
  readonly edits: Edit[];
}

interface Place {
  readonly zone: Zone;
  /** The nearest member's name; empty at the top and right below a map. */
  readonly name: string;
  readonly pointer: string;
}

/**
 * Masks JSON text member by member and leaves whitespace, order, escapes and repeated names alone. Undefined when the
 * text is not JSON or is nested too deeply to walk.
 * @param forms spellings of known secret values, see `spellings`
 * @param challengeName the challenge being answered, where the caller knows it
 */
export function redactJson(
  text: string,
  forms: readonly string[],
  challengeName: string | undefined,
): { readonly text: string; readonly secrets: readonly PlacedSecret[] } | undefined {
  const edits: Edit[] = [];
  try {
    const root = jsonTree(text);
    const names = [challengeName, sentChallengeName(root)].filter((name) => name !== undefined);
    const answerIsChoice = names.length > 0 && names.every((name) => name.startsWith('SELECT_'));
    walk({ text, forms, answerIsChoice, edits }, root, { zone: 'plain', name: '', pointer: '' });
  } catch {
    // Broken JSON, or the call stack's end: the caller masks the text by its looks instead.
    return undefined;
  }
  return applyEdits(text, edits);
}

function walk(pass: Pass, node: JsonNode, place: Place): void {
  const [start, end] = node.range;
  const raw = pass.text.slice(start, end);
  const put = (spot: SecretSpot, text: string, value?: string) =>
    pass.edits.push({ start, end, put: text, spot, ...(value === undefined ? {} : { value }) });
  const kind = kindOf(pass, node, place, raw);
  if (kind) {
    const value = node.type === 'string' ? node.value : raw;
    const spot = spotFor(value, kind, place.pointer, pass.forms);
    const credential = /^credential$/i.test(place.name) ? readCredential(value) : undefined;
    put(
      credential === undefined ? spot : { ...spot, credential: scrubJson(credential, pass.forms) },
      JSON.stringify(spot.mask),
      node.type === 'string' ? value : asJson(raw),
    );
  } else if (node.type === 'object') {
    const credentials = isHeader(place) && tellsOfCredentials(node);
    for (const member of node.members) walkMember(pass, member, place, credentials);
  } else if (node.type === 'array') {
    for (const [index, element] of node.elements.entries()) {
      walk(pass, element, { ...place, pointer: pointerTo(place.pointer, index) });
    }
  } else if (node.type === 'string') {
    const spans = secretSpans(node.value, pass.forms);
    if (spans.length === 0) return;
    const mask = coverSpans(node.value, spans);
    put({ pointer: place.pointer, kind: 'short', mask }, coverJsonString(raw, spans));
  } else if (secretSpans(raw, pass.forms).length > 0) {
    const mask = maskOf(raw, 'short');
    put({ pointer: place.pointer, kind: 'short', mask }, JSON.stringify(mask), asJson(raw));
  }
}

/** As the value would be written again, without the spaces it came with. */
function asJson(raw: string): string {
  return JSON.stringify(JSON.parse(raw));
}

/** @param credentials whether a `headerValue` in the same object is one that signs somebody in */
function walkMember(
  pass: Pass,
  { name, nameRange, value }: JsonMember,
  place: Place,
  credentials: boolean,
): void {
  const spans = secretSpans(name, pass.forms);
  if (spans.length > 0) {
    const [start, end] = nameRange;
    pass.edits.push({ start, end, put: coverJsonString(pass.text.slice(start, end), spans) });
  }
  const zone = zoneBelow(place.zone, name);
  const pointer = pointerTo(place.pointer, coverSpans(name, spans));
  const isMap = zone !== place.zone && isContainer(value);
  const told = credentials && name === 'headerValue' ? 'Authorization' : name;
  walk(pass, value, { zone, name: isMap ? '' : told, pointer });
}

/** An entry of ContextData's `HttpHeaders`: what a server was sent by a browser goes along in it. */
function isHeader({ name, pointer }: Place): boolean {
  return name === 'HttpHeaders' && /\/HttpHeaders\/\d+$/.test(pointer);
}

function tellsOfCredentials(node: JsonNode): boolean {
  if (node.type !== 'object') return false;
  return node.members.some(
    ({ name, value }) =>
      name === 'headerName' && value.type === 'string' && isSecretHeader(value.value.trim()),
  );
}

function kindOf(pass: Pass, node: JsonNode, place: Place, raw: string): SecretKind | undefined {
  if (node.type === 'null' || node.type === 'boolean' || raw === '""') return undefined;
  if (isContainer(node)) {
    if (place.name === '' || /^[[{]\s*[\]}]$/.test(raw)) return undefined;
    return secretKind(place.zone, place.name, '', pass.answerIsChoice) && 'short';
  }
  if (place.name === '' && place.zone === 'plain') return undefined;
  const value = node.type === 'string' ? node.value : raw;
  return secretKind(place.zone, place.name, value, pass.answerIsChoice);
}

function isContainer(node: JsonNode): boolean {
  return node.type === 'object' || node.type === 'array';
}

/** `ChallengeName` of the body itself: what was sent decides, not what the form was made for. */
function sentChallengeName(root: JsonNode): string | undefined {
  if (root.type !== 'object') return undefined;
  for (const { name, value } of root.members)
    if (name === 'ChallengeName' && value.type === 'string') return value.value;
  return undefined;
}

function spotFor(value: string, kind: SecretKind, pointer: string, forms: readonly string[]): SecretSpot {
  if (kind === 'short') return { pointer, kind, mask: maskOf(value, kind) };
  const length = value.length;
  const jwt = kind === 'jwt' ? decodeJwt(value) : undefined;
  if (!jwt) return { pointer, kind: 'opaque', mask: maskOf(value, 'opaque'), length };
  const { header, payload } = jwt;
  const claims = { header: scrubJson(header, forms), payload: scrubJson(payload, forms) };
  return { pointer, kind: 'jwt', mask: maskOf(value, 'jwt'), length, jwt: claims };
}

function scrubJson(object: JsonObject, forms: readonly string[]): JsonObject {
  const scrub = (text: string) => coverSpans(text, secretSpans(text, forms));
  const visit = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return scrub(value);
    if (Array.isArray(value)) return value.map(visit);
    return typeof value === 'object' && value !== null ? scrubJson(value, forms) : value;
  };
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [scrub(name), visit(value)]));
}
