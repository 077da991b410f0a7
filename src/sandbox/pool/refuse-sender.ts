import type { Context } from '../context.ts';
import { modelledOperation } from '../model/service-model.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';

export type Medium = 'SMS' | 'EMAIL';

/** A role of IAM, in any partition: what Cognito can assume. */
const ROLE = /^arn:[\w-]+:iam::\d{12}:role\/.+$/;

/**
 * Refuses what the pool's own settings show to be unable to send; to be asked before anything is changed. Whether a
 * role's policies would let it is IAM's to know, which the sandbox has no part of: a fault rule stands in for that.
 * @throws InvalidUserPoolConfigurationException, InvalidSmsRoleTrustRelationshipException,
 * InvalidEmailRoleAccessPolicyException; where an operation doesn't declare it, CodeDeliveryFailureException or, at the
 * last, InvalidParameterException
 */
export function refuseSender({ asked }: Pick<Context, 'asked'>, pool: Sender, medium: Medium): void {
  const problem = senderProblem(pool, medium);
  if (problem === undefined) return;
  const declared = modelledOperation(asked.operation)?.errors ?? [];
  const ways = [problem.exception, 'CodeDeliveryFailureException'];
  const exception = ways.find((way) => declared.includes(way)) ?? 'InvalidParameterException';
  throw refusal(exception, problem.message);
}

export function canSend(pool: Sender, medium: Medium): boolean {
  return senderProblem(pool, medium) === undefined;
}

type Sender = Pick<Pool, 'request'>;

interface Problem {
  readonly exception: string;
  readonly message: string;
}

function senderProblem({ request }: Sender, medium: Medium): Problem | undefined {
  if (medium === 'EMAIL') {
    const { EmailSendingAccount: account, SourceArn: identity } = request.EmailConfiguration ?? {};
    if (account !== 'DEVELOPER' || identity !== undefined) return undefined;
    return {
      exception: 'InvalidEmailRoleAccessPolicyException',
      message: 'EmailSendingAccount DEVELOPER needs SourceArn: there is no SES identity to send from.',
    };
  }
  const sms = request.SmsMfaConfiguration?.SmsConfiguration ?? request.SmsConfiguration;
  if (sms === undefined && request.SmsMfaConfiguration === undefined) {
    const message = 'The user pool has no SmsConfiguration.';
    return { exception: 'InvalidUserPoolConfigurationException', message };
  }
  if (sms?.SnsCallerArn === undefined || ROLE.test(sms.SnsCallerArn)) return undefined;
  return {
    exception: 'InvalidSmsRoleTrustRelationshipException',
    message: 'Role does not have a trust relationship allowing Cognito to assume the role',
  };
}
