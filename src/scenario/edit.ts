import { parseDocument } from 'yaml';
import { coreFault } from '../form/form.ts';
import { type Edit, type PlainEdit, below, edited, plainEdit, stepsTo } from './edit-value.ts';
import { itemInserted, itemMoved, itemRemoved, itemSet, memberRemoved, memberSet } from './edit-text.ts';

import { inKeyOrder, keyOrder } from './key-order.ts';
import type { Path } from './slip.ts';
import type { PlacedYaml } from './yaml-places.ts';

/**
 * A scenario's text after changes: what they do not touch stays as it was written, comments, order, quotes and spaces
 * included. New keys stand in the schema's order. A text in JSON stays JSON.
 * @throws CoreFault SCENARIO_YAML where the text is no YAML, SCENARIO_EDIT where a place is not there
 */
export function editScenario(text: string, edits: readonly Edit[]): string {
  return edits.reduce(once, text);
}

function once(text: string, asked: Edit): string {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0)
    throw coreFault('SCENARIO_YAML', 'The text is no YAML now. Mend it there first.', 'text');
  const before = document.toJS() as unknown;
  const edit = plainEdit(before, asked);
  const wanted = edited(before, edit);
  if (isJson(text)) return `${JSON.stringify(inKeyOrder(wanted), null, 2)}\n`;
  const inPlace = editedText({ text, document }, before, edit);
  if (inPlace !== undefined && holds(inPlace, wanted)) return inPlace;
  return rewritten(text, before, wanted, edit);
}

/** A map in brackets may be YAML as well, with comments and bare names. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return text.trimStart().startsWith('{');
  } catch {
    return false;
  }
}

/** Undefined where it can't be done without writing more anew. */
function editedText(yaml: PlacedYaml, before: unknown, edit: PlainEdit): string | undefined {
  const path = stepsTo(before, edit.at);
  const isItem = typeof path.at(-1) === 'number';
  switch (edit.op) {
    case 'set': {
      const { path: place, value } = nearestPlace(before, path, edit.value);
      if (place.length === 0) return undefined;
      const ordered = inKeyOrder(value, place);
      return typeof place.at(-1) === 'number'
        ? itemSet(yaml, place, ordered)
        : memberSet(yaml, place, ordered);
    }
    case 'remove':
      return isItem ? itemRemoved(yaml, path) : memberRemoved(yaml, path);
    case 'insert':
      return itemInserted(yaml, path, edit.index, inKeyOrder(edit.value, [...path, edit.index]));
    case 'move':
      return itemMoved(yaml, path, edit.from, edit.to);
  }
}

/** The first place on the way that is not there yet, and what it is set to then: maps around the value. */
function nearestPlace(value: unknown, path: Path, put: unknown): { path: Path; value: unknown } {
  let at = value;
  for (const [index, step] of path.entries()) {
    const next = below(at, step);
    if (next === undefined || next === null) {
      const around = path.slice(index + 1).reduceRight<unknown>((inner, name) => ({ [name]: inner }), put);
      return { path: path.slice(0, index + 1), value: around };
    }
    at = next;
  }
  return { path, value: put };
}

/** The nearest map or list around the change, set whole; else the whole document, through the library. */
function rewritten(text: string, before: unknown, wanted: unknown, edit: PlainEdit): string {
  const path = stepsTo(before, edit.at);
  const isWithin = edit.op === 'set' || edit.op === 'remove';
  for (let length = isWithin ? path.length - 1 : path.length; length > 0; length -= 1) {
    const place = path.slice(0, length);
    const value = place.reduce<unknown>(below, wanted);
    const yaml: PlacedYaml = { text, document: parseDocument(text, { prettyErrors: false }) };
    const ordered = keyOrder(place) === undefined ? value : inKeyOrder(value, place);
    const whole =
      typeof place.at(-1) === 'number' ? itemSet(yaml, place, ordered) : memberSet(yaml, place, ordered);
    if (whole !== undefined && holds(whole, wanted)) return whole;
  }
  const document = parseDocument(text);
  document.contents = document.createNode(wanted) as typeof document.contents;
  return document.toString({ lineWidth: 0 });
}

function holds(text: string, wanted: unknown): boolean {
  const document = parseDocument(text, { prettyErrors: false });
  return document.errors.length === 0 && isSame(document.toJS() as unknown, wanted);
}

/** As data: the order of keys does not count. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other) || (one ?? null) === (other ?? null);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(memberOf(one, key), memberOf(other, key)))
  );
}

function memberOf(value: object, key: string): unknown {
  return (value as Record<string, unknown>)[key];
}
