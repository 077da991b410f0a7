import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { refusal } from '../refusal.ts';
import { poolSettings, STANDARD_ATTRIBUTES, type PoolRequest } from './pool-settings.ts';

/**
 * What CreateUserPool and UpdateUserPool refuse beyond the service model.
 * @throws InvalidParameterException
 */
export function checkPoolRequest(request: PoolRequest): void {
  if ((request.AliasAttributes ?? []).length > 0 && (request.UsernameAttributes ?? []).length > 0) {
    throw invalid('Only one of the aliasAttributes or usernameAttributes can be set in a user pool.');
  }
  // Names are found without regard to case here; taking the wish would be a lie.
  if (request.UsernameConfiguration?.CaseSensitive === true) {
    throw invalid('The sandbox has no case-sensitive user pools: leave UsernameConfiguration out.');
  }
  for (const attribute of request.Schema ?? []) checkAttribute(attribute);
  checkPolicies(request);
  const { mfa, mfaMethods } = poolSettings(request);
  if (mfa !== 'OFF' && mfaMethods.length === 0) {
    const message = 'SMS configuration and Auto verification for phone_number are required when MFA is';
    throw invalid(`${message} required/optional`);
  }
}

function checkAttribute({ Name, AttributeDataType, Required, DeveloperOnlyAttribute }: SchemaAttributeType) {
  if (Name === undefined) throw invalid('Schema: an attribute needs a Name.');
  if (!STANDARD_ATTRIBUTES.has(Name)) {
    if (Required === true) throw invalid('Required custom attributes are not supported currently.');
    return;
  }
  const usual = Name.endsWith('_verified') ? 'Boolean' : Name === 'updated_at' ? 'Number' : 'String';
  if (DeveloperOnlyAttribute === true || (AttributeDataType ?? usual) !== usual) {
    const message = 'You can not change AttributeDataType or set developerOnlyAttribute for standard schema';
    throw invalid(`${message} attribute ${Name}`);
  }
}

function checkPolicies({ Policies, AdminCreateUserConfig, AccountRecoverySetting }: PoolRequest): void {
  const days = Policies?.PasswordPolicy?.TemporaryPasswordValidityDays;
  const older = AdminCreateUserConfig?.UnusedAccountValidityDays;
  if (days !== undefined && older !== undefined && days !== older) {
    const message = 'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of';
    throw invalid(`${message} UnusedAccountValidityDays`);
  }
  const factors = Policies?.SignInPolicy?.AllowedFirstAuthFactors;
  if (factors !== undefined && !factors.includes('PASSWORD')) {
    throw invalid('AllowedFirstAuthFactors must include PASSWORD.');
  }
  const ways = (AccountRecoverySetting?.RecoveryMechanisms ?? []).map(({ Name }) => Name);
  if (ways.includes('admin_only') && ways.length > 1) {
    throw invalid('RecoveryMechanisms: admin_only cannot stand beside another mechanism.');
  }
}

function invalid(message: string): Error {
  return refusal('InvalidParameterException', message);
}
