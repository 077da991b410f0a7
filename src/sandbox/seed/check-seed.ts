import * as v from 'valibot';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { modelProblems } from './model-problems.ts';
import {
  only,
  OWN_CLIENT_MEMBERS,
  OWN_POOL_MEMBERS,
  SeedClientSchema,
  SeedPoolSchema,
  type Problem,
} from './schema.ts';
import { readRule, readRules } from '../faults/read-rules.ts';
import { operationNames } from '../model/service-model.ts';
import { oneOf } from '../problem.ts';
import { settingProblem } from '../read-settings.ts';
import { STATUS_PROFILES } from '../status-profiles.ts';
import { TRIGGER_NAMES } from '../triggers/trigger.ts';

const TRIGGERS = new Set<string>(TRIGGER_NAMES);

const FileSchema = only({
  version: v.literal(1, 'must be 1'),
  pools: v.pipe(
    v.array(v.any(), 'must be a list of pools'),
    v.minLength(1, 'must list at least one pool'),
    v.maxLength(1_000, 'must list at most 1000 pools'),
  ),
  faults: v.optional(v.array(v.string(), 'must be a list of fault rules, one line each')),
  settings: v.optional(
    v.record(v.string(), v.union([v.boolean(), v.number(), v.string()]), 'must be settings by name'),
  ),
  statusProfile: v.optional(oneOf(STATUS_PROFILES)),
});

/** Every mistake of a seed file. What is left unsaid by the schema: names that must exist, and that come once. */
export function checkSeed(value: JsonValue): Problem[] {
  const shape = issues(FileSchema, value, []);
  if (shape.length > 0) return shape;
  const file = value as JsonObject;
  const pools = file['pools'] as JsonValue[];
  return [
    ...pools.flatMap((pool, index) => checkPool(pool, ['pools', index])),
    ...repeated(pools, 'Id', ['pools']),
    ...repeatedClients(pools),
    ...checkFaults(listOf(file, 'faults')),
    ...checkSettings(isJsonObject(file['settings'] ?? null) ? (file['settings'] as JsonObject) : {}),
  ];
}

function checkPool(pool: JsonValue, path: readonly (string | number)[]): Problem[] {
  const own = issues(SeedPoolSchema, pool, path);
  if (own.length > 0 || !isJsonObject(pool)) return own;
  const clients = listOf(pool, 'Clients');
  return [
    ...modelProblems(pool, OWN_POOL_MEMBERS, ['CreateUserPool', 'SetUserPoolMfaConfig'], path),
    ...clients.flatMap((client, index) => checkClient(client, [...path, 'Clients', index])),
    ...repeated(listOf(pool, 'Users'), 'Username', [...path, 'Users']),
    ...repeated(listOf(pool, 'Groups'), 'GroupName', [...path, 'Groups']),
    ...checkTriggers(pool, path),
    ...checkGroups(pool, path),
    ...checkStories(pool, path),
  ];
}

function checkClient(client: JsonValue, path: readonly (string | number)[]): Problem[] {
  const own = issues(SeedClientSchema, client, path);
  if (own.length > 0 || !isJsonObject(client)) return own;
  return modelProblems(client, OWN_CLIENT_MEMBERS, ['CreateUserPoolClient'], path);
}

function checkTriggers(pool: JsonObject, path: readonly (string | number)[]): Problem[] {
  return Object.keys(isJsonObject(pool['Triggers'] ?? null) ? (pool['Triggers'] as JsonObject) : {})
    .filter((name) => !TRIGGERS.has(name))
    .map((name) => ({
      path: [...path, 'Triggers', name],
      message: `is no trigger. There are: ${[...TRIGGERS].join(', ')}.`,
    }));
}

function checkGroups(pool: JsonObject, path: readonly (string | number)[]): Problem[] {
  const known = new Set(listOf(pool, 'Groups').map((group) => textOf(group, 'GroupName')));
  return listOf(pool, 'Users').flatMap((user, index) =>
    listOf(user, 'Groups')
      .filter((group) => !known.has(String(group)))
      .map((group) => ({
        path: [...path, 'Users', index, 'Groups'],
        message: `names ${String(group)}, which is not under Groups of the pool.`,
      })),
  );
}

function checkStories(pool: JsonObject, path: readonly (string | number)[]): Problem[] {
  const clients = new Set(listOf(pool, 'Clients').map((client) => textOf(client, 'ClientId')));
  return ['Users', 'MissingUsers'].flatMap((list) =>
    listOf(pool, list).flatMap((user, index) => {
      const story = isJsonObject(user) ? user['Story'] : undefined;
      const client = story === undefined || story === null ? undefined : textOf(story, 'ClientId');
      if (client === undefined || clients.has(client)) return [];
      const message = `is ${client}, which is not under Clients of the pool.`;
      return [{ path: [...path, list, index, 'Story', 'ClientId'], message }];
    }),
  );
}

function checkFaults(rules: readonly JsonValue[]): Problem[] {
  const problems = rules.flatMap((rule, index) => {
    const { problem } = readRule(rule, operationNames);
    return problem === undefined
      ? []
      : [{ path: ['faults', index], message: `is no fault rule: ${problem}.` }];
  });
  if (problems.length > 0) return problems;
  const { problem } = readRules(rules, operationNames);
  return problem === undefined ? [] : [{ path: ['faults'], message: `cannot stand together: ${problem}.` }];
}

function checkSettings(settings: JsonObject): Problem[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const message = settingProblem(name, value);
    return message === undefined ? [] : [{ path: ['settings', name], message }];
  });
}

function repeatedClients(pools: readonly JsonValue[]): Problem[] {
  const ids = pools.flatMap((pool, index) =>
    listOf(pool, 'Clients').map((client, at) => ({
      name: textOf(client, 'ClientId'),
      path: ['pools', index, 'Clients', at, 'ClientId'],
    })),
  );
  return secondOnes(ids, 'another client has already');
}

function repeated(list: readonly JsonValue[], member: string, path: readonly (string | number)[]): Problem[] {
  const names = list.map((entry, index) => ({ name: textOf(entry, member), path: [...path, index, member] }));
  return secondOnes(names, 'stands in the list already');
}

function secondOnes(
  names: readonly { readonly name: string; readonly path: readonly (string | number)[] }[],
  why: string,
): Problem[] {
  const seen = new Set<string>();
  return names.flatMap(({ name, path }) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return [{ path, message: `is ${name}, which ${why}.` }];
    seen.add(key);
    return [];
  });
}

function issues(schema: v.GenericSchema, value: unknown, path: readonly (string | number)[]): Problem[] {
  const result = v.safeParse(schema, value);
  if (result.success) return [];
  return result.issues.map((issue) => ({
    path: [...path, ...(issue.path ?? []).map((item) => item.key as string | number)],
    message: plain(issue.message),
  }));
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  Array: 'a list',
  Object: 'an object',
};

/** Our own messages are half sentences about the place; those of the library are whole ones. */
function plain(message: string): string {
  return message
    .replace(
      /^Invalid type: Expected (.+) but received (.+)$/,
      (_, wanted: string, given: string) => `must be ${KINDS[wanted] ?? wanted}, not ${given}`,
    )
    .replace(/^Invalid /, 'has an invalid ');
}

function listOf(value: JsonValue, member: string): readonly JsonValue[] {
  const list = isJsonObject(value) ? value[member] : undefined;
  return Array.isArray(list) ? list : [];
}

function textOf(value: JsonValue, member: string): string {
  const text = isJsonObject(value) ? value[member] : undefined;
  return typeof text === 'string' ? text : '';
}
