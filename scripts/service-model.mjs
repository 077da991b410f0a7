import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/paths.mjs';

/*
 * Renews src/sandbox/model/service-model.json: which operations Cognito has, who may call them, which exceptions they
 * declare and what each input member must hold to. The facts come from AWS's service model as botocore ships it
 * (botocore/data/cognito-idp/2016-04-18/service-2.json); the SDK for JavaScript carries no constraints. The operations of
 * session tracking and AdminDeleteSoftwareToken are newer than any botocore that was at hand: theirs stand there as the
 * SDK's types tell them, and a newer botocore brings its own.
 *
 *   node scripts/service-model.mjs PATH/TO/service-2.json
 */
const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Give the path of cognito-idp/2016-04-18/service-2.json, as botocore has it.');
  process.exit(2);
}
/**
 * @typedef {{ shape: string }} Reference
 * @typedef {{ type: string, min?: number, max?: number, pattern?: string, enum?: string[], sensitive?: boolean,
 *   required?: string[], members?: Record<string, Reference>, member?: Reference, value?: Reference, document?: boolean }} Shape
 * @typedef {{ name: string, input?: Reference, errors?: Reference[], authtype?: string }} Operation
 * @typedef {{ type: string, min?: number, max?: number, pattern?: string, values?: string[], sensitive?: boolean,
 *   required?: string[], members?: Record<string, string>, of?: string }} Kept
 */

/** @type {{ shapes: Record<string, Shape>, operations: Record<string, Operation> }} */
const model = JSON.parse(readFileSync(path, 'utf8'));
/** @type {Record<string, Kept>} */
const shapes = {};

/**
 * Only facts go over: texts, traits of other protocols and outputs stay out.
 * @param {string} name
 */
function keep(name) {
  const shape = model.shapes[name];
  if (name in shapes || shape === undefined) return;
  const {
    type,
    min,
    max,
    pattern,
    enum: values,
    sensitive,
    required,
    members,
    member,
    value,
    document,
  } = shape;
  /** @type {Kept} */
  const kept = {
    type: document ? 'document' : type,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(values === undefined ? {} : { values }),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(required === undefined ? {} : { required }),
  };
  shapes[name] = kept;
  if (members !== undefined && !document) {
    kept.members = Object.fromEntries(Object.entries(members).map(([key, { shape }]) => [key, shape]));
    Object.values(kept.members).forEach(keep);
  }
  const inner = member?.shape ?? value?.shape;
  if (inner !== undefined) {
    kept.of = inner;
    keep(inner);
  }
}

const operations = Object.fromEntries(
  Object.values(model.operations).map(({ name, input, errors = [], authtype }) => {
    if (input !== undefined) keep(input.shape);
    return [
      name,
      {
        ...(input === undefined ? {} : { input: input.shape }),
        signed: authtype !== 'none',
        errors: errors.map(({ shape }) => shape).sort(),
      },
    ];
  }),
);
const file = join(root, 'src', 'sandbox', 'model', 'service-model.json');
/** @param {Record<string, unknown>} entries */
const lines = (entries) =>
  Object.entries(entries)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
writeFileSync(
  file,
  `{\n  "apiVersion": "2016-04-18",\n  "operations": {\n${lines(operations)}\n  },\n  "shapes": {\n${lines(shapes)}\n  }\n}\n`,
);
console.log(
  `${String(Object.keys(operations).length)} operations, ${String(Object.keys(shapes).length)} shapes.`,
);
