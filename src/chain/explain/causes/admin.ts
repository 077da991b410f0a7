import { answerOperation, isAdmins } from '../../sign-in-operations.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';
import type { Evidence } from '../evidence.ts';

const FOREIGN = { code: 'NotAuthorizedException', message: /^invalid session for the user\.?$/i };

/** What is an administrator's alone (protocol reference 10). */
export const adminCauses = [
  {
    id: 'flow-for-anybody',
    title: 'The flow is not an administrator’s',
    explains: [{ code: 'InvalidParameterException', message: /auth method not supported|flow/i }],
    test: 'AuthFlow is looked at: AdminInitiateAuth refuses USER_PASSWORD_AUTH.',
    prior: 0.6,
    advice: 'Choose ADMIN_USER_PASSWORD_AUTH.',
    check: ({ step, sent }) =>
      isAdmins(step.operation) && sent.authFlow === 'USER_PASSWORD_AUTH'
        ? found(
            'AuthFlow is USER_PASSWORD_AUTH, which works with InitiateAuth only. ADMIN_USER_PASSWORD_AUTH takes its place.',
          )
        : ruledOut(`${step.operation} was sent with ${sent.authFlow ?? 'no AuthFlow'}.`),
    fix: ({ step }) =>
      step.overridden.includes('AuthFlow')
        ? { label: 'Send the flow that was chosen', compute: ['AuthFlow'] }
        : undefined,
  },
  {
    id: 'pool-unknown',
    title: 'No user pool has this id',
    explains: [{ code: 'ResourceNotFoundException', message: /user pool (?!client)\S+ does not exist/i }],
    test: 'UserPoolId is looked at: whether it is the target’s own or was changed by hand.',
    prior: 0.8,
    advice: 'Correct user pool, region or profile of the target.',
    check: ({ step }) =>
      step.overridden.includes('UserPoolId')
        ? found('UserPoolId was changed by hand, and Cognito knows no such pool.')
        : found(
            'Cognito says so itself: the pool is of another region or account than the credentials, or it is gone.',
          ),
    fix: ({ step }) =>
      step.overridden.includes('UserPoolId')
        ? { label: 'Send the target’s UserPoolId', compute: ['UserPoolId'] }
        : undefined,
  },
  {
    id: 'alias-of-administrator',
    title: 'An administrator’s answer names the user by an alias',
    explains: [FOREIGN],
    test: 'USERNAME of an AdminRespondToAuthChallenge is compared with the canonical name.',
    prior: 0.5,
    check({ step, sent, canonical }) {
      if (step.operation !== answerOperation(true)) return ruledOut(`${step.operation} takes an alias.`);
      const name = sent.answers['USERNAME'];
      if (typeof name !== 'string') return ruledOut('The answer carries no USERNAME.');
      if (canonical === undefined)
        return cannotTell(`The challenge named no user: ${name} has to be the canonical name, no alias.`);
      return name.toLowerCase() === canonical.toLowerCase()
        ? ruledOut(`USERNAME is ${name}, as the challenge named the user.`)
        : found(
            `USERNAME is ${name}. The challenge named the user ${canonical}, and no alias stands for that.`,
          );
    },
    fix: () => ({ label: 'Send the canonical name and its hash', compute: ['USERNAME', 'SECRET_HASH'] }),
  },
  {
    id: 'families-mixed',
    title: 'A sign-in of one kind is answered by the other',
    explains: [FOREIGN],
    test: 'The operation that asked is compared with the one that answered: signed, or anybody’s.',
    prior: 0.4,
    advice: 'Answer with the operation that goes with the one that asked.',
    check(evidence) {
      const asker = askerOf(evidence);
      if (asker === undefined) return ruledOut('This step answers none before it.');
      const { operation } = evidence.step;
      return isAdmins(asker) === isAdmins(operation)
        ? ruledOut(`${asker} asked, and ${operation} answered.`)
        : found(
            `${asker} asked, and ${operation} answered. ${answerOperation(isAdmins(asker))} goes with it; that a Session holds for both is documented nowhere.`,
          );
    },
  },
] as const satisfies readonly Cause[];

function askerOf({ chain, step }: Evidence): string | undefined {
  return chain.steps.find(({ id }) => id === step.parentId)?.operation;
}
