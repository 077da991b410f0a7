import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { standardSchema } from '../pool/standard-schema.ts';

// DescribeUserPool and DescribeUserPoolClient tell what CreateUserPool and CreateUserPoolClient take, but under other
// names, in a wrapper, and with members that nobody can ask for. What they print is read as the request it stands for.

export const WRAPPERS = ['UserPool', 'UserPoolClient'] as const;

const TIMES = ['CreationDate', 'LastModifiedDate'] as const;
const READ_ONLY_OF_POOLS: readonly string[] = [
  ...TIMES,
  'Arn',
  'Status',
  'EstimatedNumberOfUsers',
  'Domain',
  'CustomDomain',
  'SmsConfigurationFailure',
  'EmailConfigurationFailure',
];
const READ_ONLY_OF_CLIENTS: readonly string[] = [...TIMES, 'UserPoolId'];
/** Pools with federation tell of it; nobody may put it into a schema. */
const FEDERATION_ATTRIBUTE = 'identities';

/** A seed file whose pools and app clients may be pasted from what AWS tells of them. */
export function withPasted(file: JsonValue): JsonValue {
  if (!isJsonObject(file) || !Array.isArray(file['pools'])) return file;
  return { ...file, pools: file['pools'].map(pastedPool) };
}

function pastedPool(given: JsonValue): JsonValue {
  const told = unwrapped(given, 'UserPool');
  if (!isJsonObject(told)) return told;
  const pool = renamed(renamed(told, 'Name', 'PoolName'), 'SchemaAttributes', 'Schema', requestedSchema);
  const clients = pool['Clients'];
  return without(
    Array.isArray(clients) ? { ...pool, Clients: clients.map(pastedClient) } : pool,
    READ_ONLY_OF_POOLS,
  );
}

/** An app client as the seed file has it, from what DescribeUserPoolClient tells; any other stays as it is. */
export function pastedClient(given: JsonValue): JsonValue {
  const told = unwrapped(given, 'UserPoolClient');
  if (!isJsonObject(told)) return told;
  const client = without(told, READ_ONLY_OF_CLIENTS);
  return renamed(client, 'ClientSecret', 'ClientSecrets', (secret) => [secret]);
}

function unwrapped(value: JsonValue, wrapper: (typeof WRAPPERS)[number]): JsonValue {
  if (!isJsonObject(value)) return value;
  const inner = value[wrapper] ?? null;
  return isJsonObject(inner) ? { ...inner, ...without(value, [wrapper]) } : value;
}

/** Where both names are given, both stay: the one that is unknown is told. */
function renamed(
  value: JsonObject,
  from: string,
  to: string,
  change: (given: JsonValue) => JsonValue = (given) => given,
): JsonObject {
  if (!Object.hasOwn(value, from) || Object.hasOwn(value, to)) return value;
  return { ...without(value, [from]), [to]: change(value[from] ?? null) };
}

/** Only what a person asked for: standard attributes as every pool has them are no part of a request. */
function requestedSchema(told: JsonValue): JsonValue {
  if (!Array.isArray(told)) return told;
  return told.filter((attribute) => !isEverywhere(attribute)).map(requestedAttribute);
}

function isEverywhere(attribute: JsonValue): boolean {
  if (isJsonObject(attribute) && attribute['Name'] === FEDERATION_ATTRIBUTE) return true;
  return standardSchema.some((standard) => sorted(standard) === sorted(attribute));
}

/** As text that doesn't depend on the order of names. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** Schema takes the name of a custom attribute without the prefix that everything else needs. */
function requestedAttribute(attribute: JsonValue): JsonValue {
  if (!isJsonObject(attribute) || typeof attribute['Name'] !== 'string') return attribute;
  return { ...attribute, Name: attribute['Name'].replace(/^(?:dev:)?custom:/, '') };
}

function without(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
