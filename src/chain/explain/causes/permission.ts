import { iamActionsOf } from '../../../errors/iam-actions.ts';
import { lackingPermission } from '../../../errors/lacking-permission.ts';
import { duration } from '../../durations.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';

/** AWS takes a signature for five minutes around its own clock. */
const SIGNATURE_LIVES_MS = 300_000;
const RESOURCE = / on resource: (\S+)/;

/** Why AWS refuses a signed call before Cognito looks at it. */
export const permissionCauses = [
  {
    id: 'permission-lacking',
    title: 'The AWS credentials lack a permission',
    explains: [
      { code: 'AccessDeniedException' },
      { code: 'NotAuthorizedException', message: /not authorized to perform/i },
      { code: 'UnauthorizedException', message: /not authorized to perform/i },
    ],
    test: 'The message is searched for the IAM action; where it names none, it is the operation’s own.',
    prior: 0.9,
    check({ chain, code, message, step }) {
      const action = lackingPermission(step.operation, code, message);
      if (action === undefined) return cannotTell('The message names no IAM action.');
      const { beside, onPool, ...own } = iamActionsOf(step.operation);
      const resource = RESOURCE.exec(message)?.[1] ?? resourceOf(action, onPool, chain.target);
      const denied = /explicit deny/i.test(message);
      const also =
        action === own.action && beside.length > 0
          ? ` ${step.operation} may need ${beside.join(', ')} as well.`
          : '';
      return found(
        denied
          ? `A policy denies ${action} on ${resource}, whatever others allow.`
          : `They lack ${action}: a policy has to allow it on ${resource}.${also}`,
      );
    },
  },
  {
    id: 'signature-late',
    title: 'The clock of this computer is off',
    explains: [
      { code: 'InvalidSignatureException' },
      { code: 'RequestExpired' },
      { code: 'RequestTimeTooSkewed' },
    ],
    test: 'The Date headers of this endpoint’s answers are compared with this computer’s clock.',
    prior: 0.6,
    check({ clock, message }) {
      if (/signature (expired|not yet current)/i.test(message))
        return found('AWS says so itself: a signature is good for five minutes around its own clock.');
      if (clock === undefined) return cannotTell('No answer of this endpoint told the time.');
      const off = Math.abs(clock.aheadMs);
      return off > SIGNATURE_LIVES_MS
        ? found(`It is off by ${duration(off)}; a signature is good for five minutes.`)
        : ruledOut(`It is off by ${duration(off)}, and a signature is good for five minutes.`);
    },
  },
] as const satisfies readonly Cause[];

function resourceOf(action: string, onPool: boolean, target: PoolPlace): string {
  if (action === 'iam:PassRole') return 'the role that the request names';
  return onPool ? poolArn(target) : '*';
}

interface PoolPlace {
  readonly endpoint: string;
  readonly userPoolId?: string;
}

function poolArn({ endpoint, userPoolId }: PoolPlace): string {
  const region =
    /^([a-z]{2}(?:-[a-z]+)+-\d)_/.exec(userPoolId ?? '')?.[1] ??
    /cognito-idp(?:-fips)?\.([a-z\d-]+)\./.exec(endpoint)?.[1] ??
    '*';
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:cognito-idp:${region}:*:userpool/${userPoolId ?? '*'}`;
}
