import * as v from 'valibot';
import { nearestName } from '../../nearest.ts';
import { type Path, placeOf, type Slip } from '../../scenario/slip.ts';
import { TemplateSchema } from './template.ts';

const NAMES = Object.keys(TemplateSchema.entries);
const NAMES_OUT = ['state', 'factor'];

/** Every way in which a value is no template, each with its place and the fix. */
export function templateSlips(value: unknown): Slip[] {
  if (!isRecord(value))
    return [{ path: [], detail: 'A template is a list of names and values, such as states: [CONFIRMED].' }];
  const parsed = v.safeParse(TemplateSchema, value, { abortPipeEarly: true });
  const issues = (parsed.issues ?? []).filter((issue) => !isUnknownName(issue));
  return [...unknownNames(value), ...issues.map(slipOf)];
}

/** The schema tells of the first one alone. */
function isUnknownName({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never';
}

function unknownNames(value: Readonly<Record<string, unknown>>): Slip[] {
  const { exclude } = value;
  const pairs: unknown[] = Array.isArray(exclude) ? exclude : [];
  return [
    ...unknownIn(value, NAMES, [], 'A template'),
    ...pairs.flatMap((pair, at) =>
      isRecord(pair) ? unknownIn(pair, NAMES_OUT, ['exclude', at], 'What is left out') : [],
    ),
  ];
}

function unknownIn(
  map: Readonly<Record<string, unknown>>,
  names: readonly string[],
  around: Path,
  what: string,
): Slip[] {
  return Object.keys(map)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = nearestName(name, names);
      const fix = near === undefined ? `There are: ${names.join(', ')}.` : `Is ${near} meant?`;
      return { path: [...around, name], detail: `${what} has no ${name}. ${fix}` };
    });
}

function slipOf(issue: v.BaseIssue<unknown>): Slip {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  return { path, detail: `${placeOf(path)}: ${sentence(issue)}` };
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a whole number, such as 2',
  Array: 'a list, such as [CONFIRMED]',
  Object: 'names and values, such as { name: Test }',
};

/** The issue's own message repeats the value. */
function sentence({ type, kind, expected, input, requirement, message }: Issue): string {
  if (type === 'check') return message;
  if (type === 'integer') return 'This must be a whole number.';
  if (type === 'min_value') return `This must be ${String(requirement)} or more.`;
  if (type === 'max_value') return `This must be ${String(requirement)} or less.`;
  if (type === 'min_length') return 'This is empty.';
  if (type === 'max_length') return `This is longer than ${String(requirement)}.`;
  if (kind === 'schema' && input === null) return 'Nothing stands here. Give a value, or take the name out.';
  if (expected === 'string' && typeof input !== 'object')
    return 'This is read as a number or as true or false. Put it in quotes.';
  return `This must be ${KINDS[expected ?? ''] ?? 'something else'}.`;
}
type Issue = v.BaseIssue<unknown>;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
