import { iamActionsOf } from '../../../errors/iam-actions.ts';
import { lackingPermission } from '../../../errors/lacking-permission.ts';
import { duration } from '../../durations.ts';
import type { Step } from '../../model.ts';
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
    advice: 'Have the action allowed for these credentials.',
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
    advice: 'Set this computer’s clock, or have the system keep it.',
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
  {
    id: 'signature-broken',
    title: 'The signature is not one over this request',
    explains: [{ code: 'InvalidSignatureException' }],
    test: 'The request is looked through for a signature that was typed; the secret key itself can’t be checked.',
    prior: 0.5,
    advice: 'Check the secret access key of the profile.',
    check({ step, message }) {
      if (/signature (expired|not yet current)/i.test(message)) return ruledOut('AWS says that it is late.');
      return step.overridden.some((key) => /authorization/i.test(key))
        ? found('The Authorization header was typed: it belongs to another request.')
        : cannotTell(
            'A wrong secret access key looks the same as a request that a proxy changed on its way.',
          );
    },
    fix: ({ step }) => {
      const typed = step.overridden.filter((key) => /authorization/i.test(key));
      return { label: 'Sign it here', compute: typed };
    },
  },
  {
    id: 'credentials-ended',
    title: 'The session of the AWS credentials is over',
    explains: [{ code: 'ExpiredTokenException' }],
    test: 'Only credentials with an X-Amz-Security-Token end; the request is looked through for one.',
    prior: 1,
    check: ({ step }) =>
      hasHeader(step, 'x-amz-security-token')
        ? found('The request was signed with the keys of a session, and AWS says it is over.')
        : found('AWS says so itself, although the request carries no X-Amz-Security-Token.'),
    fix: () => ({ label: 'Send it again, with new credentials' }),
  },
  {
    id: 'access-key-unknown',
    title: 'AWS does not know the access key',
    explains: [{ code: 'UnrecognizedClientException' }],
    test: 'The request is looked through for a signature, and for the X-Amz-Security-Token of a session.',
    prior: 1,
    check({ step }) {
      if (!hasHeader(step, 'authorization')) return found('The request carries no signature at all.');
      return hasHeader(step, 'x-amz-security-token')
        ? found('The keys are those of a session: its token does not belong to them, or it was taken back.')
        : found(
            'The key is of a user who is gone or mistyped, or of a session whose X-Amz-Security-Token was left out.',
          );
    },
    fix: () => ({ label: 'Send it again, with new credentials' }),
  },
] as const satisfies readonly Cause[];

function hasHeader({ request }: Pick<Step, 'request'>, wanted: string): boolean {
  return request.headers.some(([name]) => name.toLowerCase() === wanted);
}

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
