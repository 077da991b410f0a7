import { copyFormats } from '../../contract/report.ts';
import { asText, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { pointerTo } from '../../chain/json-text.ts';
import { coreFault } from '../../form/form.ts';
import type { SnippetLanguage } from './language.ts';
import type { Shape } from '../../cognito/service/service.ts';
import { structureNamed } from '../../cognito/service/service.ts';
import { camelCase, leftOutComment, operationMethod, sdkCall, type SdkMember } from './sdk.ts';
import { wanted } from './shell.ts';
import type { SnippetStep } from './step.ts';

/** The AWS SDK for Java, version 2, as a class with a `main`. Java 10 or newer: it writes `var`. */
export const java = {
  id: 'java',
  title: copyFormats.java,
  write(step) {
    const call = sdkCall(step);
    const { region, endpoint } = step.place;
    const profile = step.signed ? step.profile : undefined;
    const request = call.members.map((member) => `\n                .${setter(member, step)}`).join('');
    const imports = [
      ...(endpoint === undefined ? [] : ['java.net.URI']),
      ...(request.includes('List.of(') ? ['java.util.List'] : []),
      ...(step.variables.length > 0 || request.includes('Map.') ? ['java.util.Map'] : []),
      ...(step.signed ? [] : ['software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider']),
      ...(profile === undefined
        ? []
        : ['software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider']),
      ...(request.includes('SdkBytes.') ? ['java.util.Base64', 'software.amazon.awssdk.core.SdkBytes'] : []),
      ...(request.includes('DocumentUnmarshaller') ? DOCUMENT_IMPORTS : []),
      'software.amazon.awssdk.regions.Region',
      'software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient',
    ];
    return [
      ...imports.map((name) => `import ${name};`),
      '',
      'public class Snippet {',
      '    public static void main(String[] args) {',
      ...wanted(step.variables, '//').map((line) => `        ${line}`),
      ...leftOutComment(call, '//').map((line) => `        ${line}`),
      ...environment(step),
      '        CognitoIdentityProviderClient client = CognitoIdentityProviderClient.builder()',
      `            .region(Region.of(${text(region)}))`,
      ...(endpoint === undefined ? [] : [`            .endpointOverride(URI.create(${text(endpoint)}))`]),
      ...(step.signed ? [] : ['            .credentialsProvider(AnonymousCredentialsProvider.create())']),
      ...(profile === undefined
        ? []
        : [`            .credentialsProvider(ProfileCredentialsProvider.create(${text(profile)}))`]),
      '            .build();',
      `        var reply = client.${operationMethod(call.operation)}(request -> request${request});`,
      '        System.out.println(reply);',
      '    }',
      '}',
    ].join('\n');
  },
} as const satisfies SnippetLanguage;

/** The SDK has no public way from JSON to a Document; its own examples take this one. */
const DOCUMENT_IMPORTS = [
  'software.amazon.awssdk.protocols.json.internal.unmarshall.document.DocumentUnmarshaller',
  'software.amazon.awssdk.protocols.jsoncore.JsonNode',
];

/** Java can't set its own environment: values that are written stand in a map of the same names. */
function environment({ variables }: SnippetStep): string[] {
  if (variables.length === 0) return [];
  const values = variables.flatMap(({ name, value }) =>
    value === undefined ? [] : [entry(name, text(value))],
  );
  const source = values.length === 0 ? 'System.getenv()' : entries(values, '            ');
  return [`        Map<String, String> env = ${source};`];
}

function setter({ name, pointer, value, shape, model }: SdkMember, step: SnippetStep): string {
  const pad = ' '.repeat(20);
  const variable = step.at.get(pointer);
  const given = variable === undefined ? undefined : fromEnvironment(variable.name);
  if (shape === 'document') {
    const json = given ?? text(JSON.stringify(value));
    return `${camelCase(name)}(JsonNode.parser().parse(${json}).visit(new DocumentUnmarshaller()))`;
  }
  if (given !== undefined) return `${camelCase(name)}(${given})`;
  if (shape === 'map' && isJsonObject(value))
    return `${camelCase(name)}(${mapOf(value, pointer, step, pad)})`;
  if (['text', 'enum', 'made-up', 'map'].includes(shape)) return `${camelCase(name)}(${text(asText(value))})`;
  return `${methodOf(name, model)}(${argument({ value, pointer, model }, step, 1)})`;
}

/** A list of an enum's values takes texts by another name. */
function methodOf(name: string, model: Shape | undefined): string {
  const isOfValues = model?.type === 'list' && model.of.type === 'text' && model.of.values !== undefined;
  return `${camelCase(name)}${isOfValues ? 'WithStrings' : ''}`;
}

function mapOf(map: JsonObject, pointer: string, { at }: SnippetStep, pad: string): string {
  const lines = Object.entries(map).flatMap(([key, value]) => {
    if (value === null) return [];
    const variable = at.get(pointerTo(pointer, key));
    return [entry(key, variable === undefined ? text(asText(value)) : fromEnvironment(variable.name))];
  });
  return entries(lines, pad);
}

function entry(key: string, value: string): string {
  return `Map.entry(${text(key)}, ${value})`;
}

function entries(lines: readonly string[], pad: string): string {
  return lines.length === 0 ? 'Map.of()' : `Map.ofEntries(\n${lines.map((line) => pad + line).join(',\n')})`;
}

/** A structure is written by a builder that a lambda fills, so that no class needs a name. */
interface Placed {
  readonly value: JsonValue;
  readonly pointer: string;
  readonly model: Shape | undefined;
}

function argument({ value, pointer, model }: Placed, step: SnippetStep, depth: number): string {
  const variable = step.at.get(pointer);
  if (variable !== undefined) return fromEnvironment(variable.name);
  if (model?.type === 'blob' && typeof value === 'string')
    return `SdkBytes.fromByteArray(Base64.getDecoder().decode(${text(value)}))`;
  if (Array.isArray(value)) {
    const of = model?.type === 'list' ? model.of : undefined;
    const items = value.map((item, index) =>
      argument({ value: item, pointer: pointerTo(pointer, index), model: of }, step, depth),
    );
    return value.some(isJsonObject) ? items.join(', ') : `List.of(${items.join(', ')})`;
  }
  if (!isJsonObject(value)) return typeof value === 'string' ? text(value) : String(value);
  if (model?.type === 'map') return mapOf(value, pointer, step, ' '.repeat(20));
  const members = model?.type === 'structure' ? structureNamed(model.shape).members : {};
  const builder = `b${depth}`;
  const calls = Object.entries(value).flatMap(([name, child]) =>
    child === null
      ? []
      : [`.${setterIn(members, name)}(${argument(placed(members, name, child, pointer), step, depth + 1)})`],
  );
  return `${builder} -> ${builder}${calls.join('')}`;
}

type Members = Readonly<Record<string, Shape>>;

function modelIn(members: Members, name: string): Shape | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function setterIn(members: Members, name: string): string {
  safeName(name);
  return methodOf(name, modelIn(members, name));
}

function placed(members: Members, name: string, value: JsonValue, pointer: string): Placed {
  return { value, pointer: pointerTo(pointer, name), model: modelIn(members, name) };
}

/** @throws CoreFault COPY_UNSUITED: a name out of a file may be anything, and this one becomes code */
function safeName(name: string): string {
  if (!/^[A-Za-z][A-Za-z\d]*$/.test(name))
    throw coreFault('COPY_UNSUITED', 'A member has a name that is no name in Java. Copy the step as cURL.');
  return camelCase(name);
}

function fromEnvironment(name: string): string {
  return `env.get(${text(name)})`;
}

/** JSON's strings are Java's, too. */
function text(value: string): string {
  return JSON.stringify(value);
}
