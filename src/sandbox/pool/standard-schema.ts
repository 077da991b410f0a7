import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';

/** A standard attribute as DescribeUserPool tells it before anybody changed it. */
function standard(Name: string, changes: SchemaAttributeType = {}): SchemaAttributeType {
  return {
    Name,
    AttributeDataType: 'String',
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    ...(changes.AttributeDataType === undefined
      ? { StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' } }
      : {}),
    ...changes,
  };
}

/** The attributes every pool has, in the service's order. */
export const standardSchema: readonly SchemaAttributeType[] = [
  standard('sub', {
    Mutable: false,
    Required: true,
    StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
  }),
  ...'name given_name family_name middle_name nickname preferred_username profile picture website email'
    .split(' ')
    .map((name) => standard(name)),
  standard('email_verified', { AttributeDataType: 'Boolean' }),
  standard('gender'),
  standard('birthdate', { StringAttributeConstraints: { MinLength: '10', MaxLength: '10' } }),
  standard('zoneinfo'),
  standard('locale'),
  standard('phone_number'),
  standard('phone_number_verified', { AttributeDataType: 'Boolean' }),
  standard('address'),
  standard('updated_at', { AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '0' } }),
];
