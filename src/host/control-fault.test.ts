import { expect, test } from 'vitest';
import { controlFault } from './control-fault.ts';

test.each([
  ['advanceSeconds: must be a whole number from 1 to 31536000', 'advanceSeconds'],
  ['UserAttributes.custom:tier: must be text', 'UserAttributes.custom:tier'],
  ['UserMFASettingList.0: must be one of SMS_MFA, EMAIL_OTP', 'UserMFASettingList.0'],
  ['ExplicitAuthFlow is not a name that is known here. Write ExplicitAuthFlows.', 'ExplicitAuthFlow'],
  [
    "The client is refused by AWS’s rules: 1 validation error detected: Value '99' at 'authSessionValidity' failed",
    'AuthSessionValidity',
  ],
  ['source: line 3: missing ) after argument list', 'source'],
  ['line 12: pools[0].Id must look like eu-west-1_AbCdEf123', undefined],
  ['User does not exist.', undefined],
])('%s: %s', (message, field) => {
  expect(controlFault(message)).toMatchObject({ code: 'SANDBOX_CONTROL', detail: message });
  expect(controlFault(message).field).toBe(field);
});
