import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NormalizedSchema } from '@smithy/core/schema';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { root } from './setup/paths.mjs';

/*
 * Renews what is known of the service from the installed SDK:
 * - src/cognito/service/operations.json: every operation with the shape of its input and whether it is signed;
 * - results.json beside it: the shapes of what they answer, and which of them answer in pages;
 * - errors.json beside it: the exceptions that each declares;
 * - src/chain/service-members.json: the names of all members, those that the model calls sensitive apart.
 * What a text may hold (AWS's enumerations) and the service model's own order of members stand in the SDK's types alone.
 *
 *   node scripts/service-operations.mjs
 */

/**
 * @typedef {{ type: 'text', values?: readonly string[], secret?: true } | { type: 'number' | 'boolean' | 'time' | 'blob' | 'document', secret?: true }
 *   | { type: 'list' | 'map', of: Member, secret?: true } | { type: 'structure', shape: string, secret?: true }} Member
 */

/** A schema of an operation, as the SDK keeps it: kind, namespace, name, traits, input, output. */
const OPERATION = 9;
const home = dirname(
  createRequire(import.meta.url).resolve('@aws-sdk/client-cognito-identity-provider/package.json'),
);
const types = ['models_0', 'models_1', 'enums']
  .map((name) => readFileSync(join(home, 'dist-types', 'models', `${name}.d.ts`), 'utf8'))
  .join('\n')
  .replaceAll(/\/\*[^]*?\*\//g, '');
const auth = readFileSync(join(home, 'dist-es', 'auth', 'httpAuthSchemeProvider.js'), 'utf8');
const unsigned = new Set([...auth.matchAll(/case "(\w+)":/g)].map(([, name]) => name));
const enums = new Map(
  [...types.matchAll(/export declare const (\w+): \{([^}]*)\}/g)].map(([, name, body = '']) => [
    name,
    [...body.matchAll(/: "([^"]*)"/g)].map(([, value = '']) => value),
  ]),
);
/** @type {Record<string, Record<string, string>>} */
const typed = {};
for (const [, name = '', body = ''] of types.matchAll(
  /export interface (\w+) (?:extends \w+ )?\{\n([^]*?)^\}/gm,
))
  typed[name] = Object.fromEntries(
    [...body.matchAll(/^ {4}(\w+)\??: (.*);$/gm)].map(([, member = '', type = '']) => [member, type]),
  );

/** @typedef {Record<string, { required: readonly string[], members: Record<string, Member> }>} Shapes */

/** @param {unknown} raw @param {Shapes} shapes where it is kept */
function keep(raw, shapes) {
  const schema = NormalizedSchema.of(/** @type {never} */ (raw));
  const name = schema.getName() ?? '';
  const shape = name.slice(name.indexOf('#') + 1);
  if (shape in shapes) return shape;
  const members = /** @type {Record<string, Member>} */ ({});
  const count = /** @type {readonly unknown[]} */ (raw)[6];
  shapes[shape] = { required: [], members };
  const names = [];
  for (const [member, of] of schema.structIterator()) {
    names.push(member);
    members[member] = memberOf(of, enumsIn(typed[shape]?.[member]), shapes);
  }
  // Required members stand first, and the schema says how many they are.
  shapes[shape].required = names.slice(0, typeof count === 'number' ? count : 0);
  return shape;
}

/** @param {string} [type] a member's type in the SDK's declarations @returns {readonly string[] | undefined} */
function enumsIn(type = '') {
  for (const [name = ''] of type.matchAll(/\w+/g)) if (enums.has(name)) return enums.get(name);
  return undefined;
}

/**
 * @param {NormalizedSchema} schema
 * @param {readonly string[] | undefined} values
 * @param {Shapes} shapes
 * @returns {Member}
 */
function memberOf(schema, values, shapes) {
  const secret = /** @type {{ secret?: true }} */ (
    schema.getMergedTraits().sensitive ? { secret: true } : {}
  );
  if (schema.isStructSchema())
    return { type: 'structure', shape: keep(schema.getSchema(), shapes), ...secret };
  if (schema.isListSchema())
    return { type: 'list', of: memberOf(schema.getValueSchema(), values, shapes), ...secret };
  if (schema.isMapSchema())
    return { type: 'map', of: memberOf(schema.getValueSchema(), values, shapes), ...secret };
  if (schema.isBooleanSchema()) return { type: 'boolean', ...secret };
  if (schema.isNumericSchema()) return { type: 'number', ...secret };
  if (schema.isTimestampSchema()) return { type: 'time', ...secret };
  if (schema.isBlobSchema()) return { type: 'blob', ...secret };
  if (schema.isDocumentSchema()) return { type: 'document', ...secret };
  return { type: 'text', ...(values === undefined ? {} : { values }), ...secret };
}

/** @param {Record<string, unknown>} object @param {readonly string[]} order */
function inOrder(object, order) {
  const rank = (/** @type {string} */ name) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => rank(a) - rank(b)));
}

/** @type {Shapes} */
const inputs = {};
/** @type {Shapes} */
const outputs = {};
const schemas = /** @type {readonly unknown[]} */ (Object.values(sdk));
const read = schemas
  .filter((schema) => Array.isArray(schema) && schema[0] === OPERATION)
  .map((schema) => {
    const [, , name, , input, output] =
      /** @type {readonly [unknown, unknown, string, unknown, () => unknown, () => unknown]} */ (schema);
    return { name, input: keep(input(), inputs), output: keep(output(), outputs) };
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));
for (const [shape, structure] of Object.entries(outputs))
  structure.members = /** @type {Record<string, Member>} */ (
    inOrder(structure.members, Object.keys(typed[shape] ?? {}))
  );

const paginators = join(home, 'dist-es', 'pagination');
/** The operation and its members for the token it is given, the token it gives, and how many a page has at most. */
const PAGINATOR = /createPaginator\(\w+, (\w+)Command, "(\w+)", "(\w+)", "(\w+)"\)/;
const pages = Object.fromEntries(
  readdirSync(paginators)
    .filter((file) => file.endsWith('Paginator.js'))
    .map((file) => {
      const [, name = '', token, next, limit] =
        PAGINATOR.exec(readFileSync(join(paginators, file), 'utf8')) ?? [];
      const of = read.find((operation) => operation.name === name)?.output ?? '';
      const lists = Object.entries(outputs[of]?.members ?? {}).filter(([, { type }]) => type === 'list');
      return [name, { token, next, limit, items: lists[0]?.[0] }];
    }),
);

/** @type {Map<string, boolean>} whether the model calls a member sensitive, by its name */
const members = new Map();
const seen = new Set();
/** @param {NormalizedSchema} schema @returns {boolean} */
function isSensitive(schema) {
  if (schema.getMergedTraits().sensitive) return true;
  return (schema.isListSchema() || schema.isMapSchema()) && isSensitive(schema.getValueSchema());
}
/** @param {NormalizedSchema} schema */
function collect(schema) {
  if (schema.isListSchema() || schema.isMapSchema()) return collect(schema.getValueSchema());
  if (!schema.isStructSchema() || seen.has(schema.getName())) return;
  seen.add(schema.getName());
  for (const [name, of] of schema.structIterator()) {
    members.set(name, members.get(name) === true || isSensitive(of));
    collect(of);
  }
}
for (const schema of schemas)
  if (Array.isArray(schema) && schema[0] === OPERATION)
    for (const side of schema.slice(4, 6)) collect(NormalizedSchema.of(/** @type {never} */ (side())));
const named = (/** @type {boolean} */ sensitive) =>
  [...members]
    .filter(([, is]) => is === sensitive)
    .map(([name]) => name)
    .sort();

/** @param {string} name of an operation @returns {readonly string[]} the exceptions it declares */
function errorsOf(name) {
  const text = readFileSync(join(home, 'dist-types', 'commands', `${name}Command.d.ts`), 'utf8');
  const errors = [...text.matchAll(/@throws \{@link (\w+)\}/g)].map(([, error = '']) => error);
  return [...new Set(errors)].filter((error) => !error.endsWith('ServiceException')).sort();
}

const lines = (/** @type {Record<string, unknown>} */ entries) =>
  Object.entries(entries)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
/** @param {string} name @param {Record<string, Record<string, unknown>>} parts */
function write(name, parts) {
  const text = Object.entries(parts).map(([part, entries]) => `  "${part}": {\n${lines(entries)}\n  }`);
  writeFileSync(join(root, 'src', 'cognito', 'service', name), `{\n${text.join(',\n')}\n}\n`);
}
write('operations.json', {
  operations: Object.fromEntries(
    read.map(({ name, input }) => [name, { signed: !unsigned.has(name), input }]),
  ),
  shapes: inputs,
});
write('results.json', {
  operations: Object.fromEntries(read.map(({ name, output }) => [name, output])),
  pages,
  shapes: outputs,
});
write('errors.json', { operations: Object.fromEntries(read.map(({ name }) => [name, errorsOf(name)])) });
writeFileSync(
  join(root, 'src', 'chain', 'service-members.json'),
  `{\n  "sensitive": ${JSON.stringify(named(true))},\n  "plain": ${JSON.stringify(named(false))}\n}\n`,
);
console.log(`${read.length} operations, ${Object.keys({ ...inputs, ...outputs }).length} shapes.`);
