import { copyFormats } from '../../contract/report.ts';
import { pointerTo } from '../../chain/json-text.ts';
import { coreFault } from '../../form/form.ts';
import { asText, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { SnippetLanguage } from './language.ts';
import { type Shape, structureNamed } from '../../cognito/service/service.ts';
import {
  camelCase,
  leftOutComment,
  literal,
  operationMethod,
  sdkCall,
  type SdkMember,
  type Writing,
} from './sdk.ts';
import { wanted } from './shell.ts';
import type { SnippetStep, Variable } from './step.ts';

/** The AWS SDK for Swift, version 1, as a `main.swift`. */
export const swift = {
  id: 'swift',
  title: copyFormats.swift,
  write(step) {
    const call = sdkCall(step);
    const { region, endpoint } = step.place;
    const document = call.members.some(({ shape }) => shape === 'document');
    const set = step.variables.flatMap(({ name, value }) =>
      value === undefined ? [] : [`setenv(${text(name)}, ${text(value)}, 1)`],
    );
    const input = call.members.map((member) => `    ${camelCase(member.name)}: ${argument(member, step)}`);
    // Arguments stand in the order of their names: Swift takes no other.
    const given = input.sort().join(',\n');
    const method = operationMethod(call.operation);
    return [
      'import AWSCognitoIdentityProvider',
      'import Foundation',
      ...(document ? ['import Smithy'] : []),
      '',
      ...wanted(step.variables, '//'),
      ...leftOutComment(call, '//'),
      ...(step.signed && step.profile !== undefined
        ? [`// Signed as AWS_PROFILE says: ${text(step.profile)}`]
        : []),
      ...set,
      ...(step.variables.length === 0 ? [] : ['let env = ProcessInfo.processInfo.environment']),
      `${endpoint === undefined ? 'let' : 'var'} configuration = try await CognitoIdentityProviderClient.CognitoIdentityProviderClientConfiguration(`,
      `    region: ${text(region)}`,
      ')',
      ...(endpoint === undefined ? [] : [`configuration.endpoint = ${text(endpoint)}`]),
      'let client = CognitoIdentityProviderClient(config: configuration)',
      `let reply = try await client.${method}(input: ${call.operation}Input(${given === '' ? '' : `\n${given}\n`}))`,
      'print(reply)',
    ].join('\n');
  },
} as const satisfies SnippetLanguage;

function argument({ name, pointer, value, shape, model }: SdkMember, step: SnippetStep): string {
  const variable = step.at.get(pointer);
  if (shape === 'document')
    return `try Document.make(from: ${
      variable === undefined
        ? `${literal(value, pointer, step.at, writing, 1)} as [String: Any]`
        : parsedJson(variable)
    })`;
  if (variable !== undefined) return fromEnvironment(variable);
  if (shape === 'enum') return enumCase(asText(value));
  if (shape === 'made-up') return `.sdkUnknown(${text(asText(value))})`;
  if (shape === 'text') return text(asText(value));
  if (shape === 'map' && isJsonObject(value)) return literal(texts(value), pointer, step.at, writing, 1);
  return model === undefined ? structured(name, value, pointer, step) : modelled(model, value, pointer, step);
}

/** As the model's own types are called; a value that is none of them is written as it is. */
function modelled(model: Shape, value: JsonValue, pointer: string, step: SnippetStep): string {
  const variable = step.at.get(pointer);
  if (variable !== undefined) return fromEnvironment(variable);
  if (typeof value === 'string') {
    if (model.type === 'blob') return `Data(base64Encoded: ${text(value)})!`;
    if (model.type !== 'text' || model.values === undefined) return text(value);
    return model.values.includes(value) ? enumCase(value) : `.sdkUnknown(${text(value)})`;
  }
  if (model.type === 'time' && typeof value === 'number') return `Date(timeIntervalSince1970: ${value})`;
  if (model.type === 'list' && Array.isArray(value))
    return `[${value.map((item, index) => modelled(model.of, item, pointerTo(pointer, index), step)).join(', ')}]`;
  if (!isJsonObject(value)) return Array.isArray(value) ? text(asText(value)) : String(value);
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  if (model.type === 'map') {
    if (entries.length === 0) return '[:]';
    const items = entries.map(
      ([key, item]) => `${text(key)}: ${modelled(model.of, item, pointerTo(pointer, key), step)}`,
    );
    return `[${items.join(', ')}]`;
  }
  if (model.type !== 'structure') return text(asText(value));
  const { members } = structureNamed(model.shape);
  const fields = entries.flatMap(([name, item]) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    return member === undefined
      ? []
      : [`${camelCase(name)}: ${modelled(member, item, pointerTo(pointer, name), step)}`];
  });
  return `CognitoIdentityProviderClientTypes.${model.shape}(${fields.sort().join(', ')})`;
}

/** Structures are named after the member that holds them: `UserContextData` holds a `UserContextDataType`. */
function structured(name: string, value: JsonValue, pointer: string, step: SnippetStep): string {
  const variable = step.at.get(pointer);
  if (variable !== undefined) return fromEnvironment(variable);
  if (Array.isArray(value)) {
    const element = /Attributes$|^ValidationData$/.test(name) ? 'Attribute' : name.replace(/s$/, '');
    return `[${value.map((item, index) => structured(element, item, pointerTo(pointer, index), step)).join(', ')}]`;
  }
  if (!isJsonObject(value)) return typeof value === 'string' ? text(value) : String(value);
  const fields = Object.entries(value).flatMap(([field, child]) => {
    // The name becomes code, and one that came out of a file may be anything.
    if (!/^[A-Za-z][A-Za-z\d]*$/.test(field))
      throw coreFault(
        'COPY_UNSUITED',
        'A member has a name that is no name in Swift. Copy the step as cURL.',
      );
    if (child === null) return [];
    return [`${camelCase(field)}: ${structured(field, child, pointerTo(pointer, field), step)}`];
  });
  return `CognitoIdentityProviderClientTypes.${name}Type(${fields.sort().join(', ')})`;
}

/** `USER_SRP_AUTH` as `.userSrpAuth`. `.none` would be Swift's own nil. */
function enumCase(value: string): string {
  const words = value.toLowerCase().split('_');
  if (words.join() === 'none') return `.sdkUnknown(${text(value)})`;
  return `.${words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')}`;
}

const writing: Writing = {
  text,
  variable: (variable) => (variable.raw ? parsedJson(variable) : fromEnvironment(variable)),
  words: { true: 'true', false: 'false' },
  list: ['[', ']'],
  map: ['[', ']'],
  emptyMap: '[:]',
  key: (name) => `${text(name)}: `,
  indent: 4,
};

function texts(map: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, value === null ? null : asText(value)]),
  );
}

function fromEnvironment({ name }: Variable): string {
  return `env[${text(name)}]!`;
}

function parsedJson({ name }: Variable): string {
  return `JSONSerialization.jsonObject(with: Data(env[${text(name)}]!.utf8))`;
}

/**
 * Escapes by number, also for the signs of a comment: whoever comments the snippet out shall not end there.
 * @see https://docs.swift.org/swift-book/documentation/the-swift-programming-language/stringsandcharacters
 */
function text(value: string): string {
  const escaped = value.replace(/[\\"]|[\p{Cc}\u2028\u2029]|(?<=\*)\/|(?<=\/)\*/gu, (sign) =>
    sign === '\\' || sign === '"' ? `\\${sign}` : `\\u{${sign.charCodeAt(0).toString(16)}}`,
  );
  return `"${escaped}"`;
}
