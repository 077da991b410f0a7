import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';

/** A role of IAM, in any partition: what Cognito can assume. */
const ROLE = /^arn:[\w-]+:iam::\d{12}:role\/.+$/;

/**
 * What the pool's own settings show to be unable to send. Whether a role's policies would let it is IAM's to know, which
 * the sandbox has no part of: a fault rule stands in for that.
 * @throws InvalidUserPoolConfigurationException, InvalidSmsRoleTrustRelationshipException,
 * InvalidEmailRoleAccessPolicyException
 */
export function refuseSender({ request }: Pick<Pool, 'request'>, medium: 'SMS' | 'EMAIL'): void {
  if (medium === 'EMAIL') {
    const { EmailSendingAccount: account, SourceArn: identity } = request.EmailConfiguration ?? {};
    if (account !== 'DEVELOPER' || identity !== undefined) return;
    throw refusal(
      'InvalidEmailRoleAccessPolicyException',
      'EmailSendingAccount DEVELOPER needs SourceArn: there is no SES identity to send from.',
    );
  }
  const sms = request.SmsMfaConfiguration?.SmsConfiguration ?? request.SmsConfiguration;
  if (sms === undefined && request.SmsMfaConfiguration === undefined) {
    throw refusal('InvalidUserPoolConfigurationException', 'The user pool has no SmsConfiguration.');
  }
  if (sms?.SnsCallerArn !== undefined && !ROLE.test(sms.SnsCallerArn)) {
    throw refusal(
      'InvalidSmsRoleTrustRelationshipException',
      'Role does not have a trust relationship allowing Cognito to assume the role',
    );
  }
}
