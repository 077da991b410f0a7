import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { refusal } from '../refusal.ts';
import { EMAIL, PHONE } from './attributes.ts';
import type { PoolSettings } from './pool-settings.ts';
import { standardSchema } from './standard-schema.ts';

type Schema = Pick<PoolSettings, 'schema'>;

/** The pool's whole schema: the standard attributes with their changed rules, then the pool's own by full name. */
export function schemaAttributes({ schema }: Schema): SchemaAttributeType[] {
  const names = new Set(standardSchema.map(({ Name }) => Name));
  const own = [...schema].filter(([name]) => !names.has(name));
  return [
    ...standardSchema.map((attribute) => ({ ...attribute, ...schema.get(attribute.Name ?? '') })),
    ...own.map(([Name, attribute]) => ownAttribute(Name, attribute)),
  ];
}

function ownAttribute(Name: string, attribute: SchemaAttributeType): SchemaAttributeType {
  const type = attribute.AttributeDataType ?? 'String';
  return {
    AttributeDataType: type,
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    ...(type === 'String' ? { StringAttributeConstraints: {} } : {}),
    ...(type === 'Number' ? { NumberAttributeConstraints: {} } : {}),
    ...attribute,
    Name,
  };
}

/** What holds of an attribute by its full name; undefined for one that the pool doesn't have. */
export function schemaAttribute({ schema }: Schema, name: string): SchemaAttributeType | undefined {
  const standard = standardSchema.find((attribute) => attribute.Name === name);
  const own = schema.get(name);
  if (standard !== undefined) return { ...standard, ...own };
  return own === undefined ? undefined : ownAttribute(name, own);
}

/** @throws InvalidParameterException for a name that the schema doesn't have or a value that breaks its rules. */
export function checkConforms(pool: Schema, name: string, value: string): void {
  const attribute = schemaAttribute(pool, name);
  const reason =
    attribute === undefined ? 'Attribute does not exist in the schema.' : brokenRule(attribute, value);
  if (reason !== undefined) {
    const message = `Attributes did not conform to the schema: ${name}: ${reason}`;
    throw refusal('InvalidParameterException', message);
  }
  if (name === 'email' && !EMAIL.test(value)) {
    throw refusal('InvalidParameterException', 'Invalid email address format.');
  }
  if (name === 'phone_number' && !PHONE.test(value)) {
    throw refusal('InvalidParameterException', 'Invalid phone number format.');
  }
}

function brokenRule(attribute: SchemaAttributeType, value: string): string | undefined {
  if (attribute.AttributeDataType === 'Boolean') {
    return value === 'true' || value === 'false' ? undefined : 'Value must be true or false';
  }
  if (attribute.AttributeDataType === 'Number') return brokenNumber(attribute, value);
  if (attribute.AttributeDataType === 'DateTime') {
    return Number.isNaN(Date.parse(value)) ? 'Value must be a date and time' : undefined;
  }
  return brokenText(attribute, value);
}

function brokenText({ StringAttributeConstraints: limits = {} }: SchemaAttributeType, value: string) {
  const max = Number(limits.MaxLength ?? 2_048);
  const min = Number(limits.MinLength ?? 0);
  if (value.length > max) return `String must be no longer than ${String(max)} characters`;
  return value.length < min ? `String must be at least ${String(min)} characters` : undefined;
}

function brokenNumber({ NumberAttributeConstraints: limits = {} }: SchemaAttributeType, value: string) {
  const number = value.trim() === '' ? NaN : Number(value);
  if (!Number.isFinite(number)) return 'Value must be a number';
  if (limits.MaxValue !== undefined && number > Number(limits.MaxValue)) {
    return `Number must be no greater than ${limits.MaxValue}`;
  }
  return limits.MinValue !== undefined && number < Number(limits.MinValue)
    ? `Number must be at least ${limits.MinValue}`
    : undefined;
}
