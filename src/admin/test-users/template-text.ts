import * as v from 'valibot';
import type { Path } from '../../scenario/slip.ts';
import { type YamlText, yamlText } from '../../scenario/yaml-text.ts';
import type { NamedGroup } from './groups.ts';
import { attributesOf, type NamedAttribute } from './schema.ts';
import { type Template, TemplateSchema, usersOf } from './template.ts';
import { isRecord, templateSlips } from './template-slips.ts';
import type { Wanted, WantedFault } from './wanted.ts';

/** What decides together which users there are. */
const TABLE = ['states', 'factors', 'each', 'exclude'];
/** More are hardly read. */
const MOST_TOLD = 20;

/** A template file, YAML or JSON, as the users it asks for; else all that is wrong with it, in its order. Never throws. */
export function usersInTemplate(text: string): Wanted {
  const yaml = yamlText(text);
  if (yaml.slip !== undefined) {
    const { detail, line, column } = yaml.slip;
    return { ok: false, faults: [{ detail, line, ...(column === undefined ? {} : { column }) }] };
  }
  const value = yaml.value ?? {};
  const slips = templateSlips(value);
  const slipped = slips.map(({ path: [first] }) => String(first));
  const sound = soundOf(value, slipped);
  const wanted = sound === undefined ? undefined : usersOf(sound);
  if (slips.length === 0 && wanted?.ok === true) return wanted;
  const faults = [
    ...slips.map(({ path, detail }) => ({ detail, ...placeIn(yaml, path), field: path.join('.') })),
    ...(wanted?.ok === false ? wanted.faults.map((fault) => placed(yaml, fault)) : []),
  ];
  const inOrder = faults.toSorted(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  return { ok: false, faults: inOrder.slice(0, MOST_TOLD) };
}

/** The attributes that a file's users get, each where it is named, also of a file with slips. Never throws. */
export function attributesInTemplate(text: string): readonly NamedAttribute[] {
  const yaml = yamlText(text);
  const wanted = usersInTemplate(text);
  const own = memberOf(yaml, 'attributes');
  const named = wanted.ok
    ? attributesOf(wanted.users)
    : Object.keys(isRecord(own) ? own : {}).map((name) => ({ name, field: `attributes.${name}` }));
  return named.map((one) => ({ ...one, ...placeIn(yaml, pathOf(one.field)) }));
}

/** The groups that a file names, each where it does so first, also of a file with slips. Never throws. */
export function groupsInTemplate(text: string): readonly NamedGroup[] {
  const yaml = yamlText(text);
  const listed = memberOf(yaml, 'groups');
  const groups: unknown[] = Array.isArray(listed) ? listed : [];
  return groups.flatMap((name, at) =>
    typeof name === 'string' && groups.indexOf(name) === at
      ? [{ name, ...placeIn(yaml, ['groups', at]) }]
      : [],
  );
}

/** What of a template is without a slip: the rest is as if it were left out. */
function soundOf(value: unknown, slipped: readonly string[]): Template | undefined {
  if (!isRecord(value)) return undefined;
  const isTableSound = !TABLE.some((name) => slipped.includes(name));
  const kept = Object.entries(value).filter(
    ([name]) => !slipped.includes(name) && (isTableSound || !TABLE.includes(name)),
  );
  const parsed = v.safeParse(TemplateSchema, Object.fromEntries(kept));
  return parsed.success ? parsed.output : undefined;
}

function placed(yaml: YamlText, fault: WantedFault): WantedFault {
  const { field } = fault;
  if (field === undefined) return fault;
  return { ...fault, detail: `${field}: ${fault.detail}`, ...placeIn(yaml, pathOf(field)) };
}

/** Names of attributes may hold dots. */
function pathOf(field: string): Path {
  const at = field.indexOf('.');
  return at < 0 ? [field] : [field.slice(0, at), field.slice(at + 1)];
}

/** Nowhere for what is not in the text. */
function placeIn(yaml: YamlText, path: Path): { readonly line?: number; readonly column?: number } {
  const [first] = path;
  if (first !== undefined && memberOf(yaml, String(first)) === undefined) return {};
  const { line, column } = yaml.faultOf({ path, detail: '' });
  return { line, ...(column === undefined ? {} : { column }) };
}

function memberOf({ value }: YamlText, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
