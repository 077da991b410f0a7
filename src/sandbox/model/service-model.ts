import facts from './service-model.json' with { type: 'json' };
import type { MemberRule, Members } from './member-rule.ts';

/** One operation as AWS's service model has it. */
export interface ModelledOperation {
  /** Needs SigV4: all of the admin side, and pool and client management. */
  readonly signed: boolean;
  /** Exceptions that it declares; generated clients know no others. */
  readonly errors: readonly string[];
  readonly members: Members;
}

interface Shape {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
  readonly sensitive?: boolean;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, string>>;
  readonly of?: string;
}

const shapes = facts.shapes as Readonly<Record<string, Shape>>;
const operations = facts.operations as Readonly<
  Record<string, { readonly input?: string; readonly signed: boolean; readonly errors: readonly string[] }>
>;
const rules = new Map<string, MemberRule>();

/** Names of all operations of the service, also of those that the sandbox doesn't have. */
export const operationNames: readonly string[] = Object.keys(operations);

/** ChallengeName's values. */
export const challengeNames: readonly string[] = shapes['ChallengeNameType']?.values ?? [];

/** What the model says of an operation; undefined for a name that Cognito doesn't have. */
export function modelledOperation(name: string): ModelledOperation | undefined {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) return undefined;
  const rule = operation.input === undefined ? undefined : ruleOf(operation.input);
  const members = rule?.kind === 'structure' ? rule.members : {};
  return { signed: operation.signed, errors: operation.errors, members };
}

function ruleOf(name: string): MemberRule {
  const known = rules.get(name);
  if (known !== undefined) return known;
  const rule = makeRule(name, shapes[name] ?? { type: 'document' });
  rules.set(name, rule);
  return rule;
}

function makeRule(name: string, shape: Shape): MemberRule {
  const { type, min, max } = shape;
  const limits = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  if (type === 'string') {
    return {
      kind: 'text',
      ...limits,
      ...(name === 'SessionType' ? { session: true } : {}),
      ...(shape.pattern === undefined ? {} : { pattern: shape.pattern, matches: compile(shape.pattern) }),
      ...(shape.values === undefined ? {} : { values: shape.values }),
      ...(shape.sensitive === true ? { sensitive: true } : {}),
    };
  }
  if (type === 'boolean') return { kind: 'flag' };
  if (type === 'integer' || type === 'long' || type === 'timestamp') return { kind: 'number', ...limits };
  if (type === 'list') return { kind: 'list', ...limits, of: ruleOf(shape.of ?? '') };
  if (type === 'map') return { kind: 'map', of: ruleOf(shape.of ?? '') };
  if (type === 'structure') return { kind: 'structure', members: membersOf(shape) };
  return { kind: 'document' };
}

function membersOf({ members = {}, required = [] }: Shape): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, shape]) => [
      name,
      { rule: ruleOf(shape), required: required.includes(name) },
    ]),
  );
}

/** The model's patterns are Java's: `(?s)` is a flag here. */
function compile(pattern: string): RegExp {
  return pattern.startsWith('(?s)')
    ? new RegExp(`^(?:${pattern.slice(4)})$`, 'us')
    : new RegExp(`^(?:${pattern})$`, 'u');
}
