import { cannotTell, found, type Cause } from '../cause.ts';

const triggerIn = (message: string): string | undefined =>
  /^(\w+) (?:failed|invocation failed)/.exec(message)?.[1]?.replace(/^null$/, 'a trigger');

/** Calls a second that the smallest account may make (protocol reference 9.1). */
const SIGN_IN_QUOTA = 120;

/** What lies with the pool's owner, the account or the service. */
export const poolCauses = [
  {
    id: 'throttled',
    title: 'Too many calls a second, nothing else',
    explains: [{ code: 'TooManyRequestsException' }, { code: 'ThrottlingException' }],
    test: 'The calls that went from here in the second before are counted against the quota.',
    prior: 1,
    check({ callsInLastSecond }) {
      const ours =
        callsInLastSecond >= SIGN_IN_QUOTA / 4
          ? `${callsInLastSecond} calls went from here in the second before.`
          : `Only ${callsInLastSecond} ${callsInLastSecond === 1 ? 'call' : 'calls'} went from here in the second before: others of the account use the rate up.`;
      return found(`The answer itself is neither right nor wrong: it was not looked at. ${ours}`);
    },
    fix: () => ({ label: 'Send it again', waitMs: 1_000 }),
  },
  {
    id: 'attempt-limit',
    title: 'The hourly limit for this user is used up',
    explains: [{ code: 'LimitExceededException' }, { code: 'TooManyFailedAttemptsException' }],
    test: 'The exception says it.',
    prior: 1,
    advice: 'Wait until the hour is over; another try counts as well.',
    check: ({ step }) =>
      found(
        `Cognito says so itself of ${step.operation}: the request was not looked at. It counts by the hour.`,
      ),
  },
  {
    id: 'service-fault',
    title: 'Something failed inside Cognito',
    explains: [{ code: 'InternalErrorException' }, { code: 'InternalServerException' }],
    test: 'The status is of the 500s: the service’s fault, not the request’s.',
    prior: 1,
    check({ step }) {
      const status = step.response?.status;
      return status === undefined || status >= 500
        ? found('Cognito says so itself; the same request may work in a moment.')
        : cannotTell(`The status is ${status}, which an emulator may choose freely.`);
    },
    fix: () => ({ label: 'Send it again' }),
  },
  {
    id: 'waf',
    title: 'A web ACL refused it before Cognito saw it',
    explains: [{ code: 'ForbiddenException' }],
    test: 'Status 403 or 405 with this exception comes from AWS WAF.',
    prior: 1,
    advice: 'Have your address allowed in the web ACL; repeating counts towards its rate rules.',
    check({ step, message }) {
      const status = step.response?.status ?? 0;
      return /waf/i.test(message) || status === 403 || status === 405
        ? found(`Status ${status}, “${message}”: the request never reached the pool.`)
        : cannotTell(`Status ${status} is not WAF’s; an emulator may have answered.`);
    },
  },
  {
    id: 'trigger-refused',
    title: 'A trigger refused or crashed',
    explains: [{ code: 'UserLambdaValidationException' }],
    test: 'The message names the trigger and repeats its words.',
    prior: 1,
    advice: 'Give the text to the trigger’s owner, with the time of the step.',
    check({ message }) {
      const trigger = triggerIn(message);
      return trigger === undefined
        ? found('Cognito says so itself; the message names no trigger.')
        : found(`Cognito names ${trigger}; what follows is the trigger’s own text.`);
    },
  },
  {
    id: 'trigger-not-run',
    title: 'A trigger could not be run',
    explains: [{ code: 'UnexpectedLambdaException' }],
    test: 'The message gives the reason; the step’s time shows a timeout: 5 s, three times.',
    prior: 1,
    advice: 'Have the function’s permission, existence and run time checked.',
    check({ message, step }) {
      const total = step.timing?.total ?? 0;
      if (/timeout/i.test(message) || total >= 5_000)
        return found(`It took ${Math.round(total / 1_000)} s: the trigger did not answer in time.`);
      const trigger = triggerIn(message) ?? 'a trigger';
      return /accessdenied/i.test(message)
        ? found(`Cognito may not invoke ${trigger}.`)
        : found(`Cognito names ${trigger} and could not run it.`);
    },
  },
  {
    id: 'trigger-form',
    title: 'A trigger answered in another form',
    explains: [{ code: 'InvalidLambdaResponseException' }],
    test: 'The exception says it.',
    prior: 1,
    advice: 'Have the trigger return the event with its response filled in.',
    check: () =>
      found('Cognito says so itself: what the trigger returned is not the event with its response.'),
  },
  {
    id: 'pool-settings',
    title: 'The pool’s settings don’t allow it',
    explains: [
      { code: 'InvalidUserPoolConfigurationException' },
      { code: 'InvalidSmsRoleAccessPolicyException' },
      { code: 'InvalidSmsRoleTrustRelationshipException' },
      { code: 'InvalidEmailRoleAccessPolicyException' },
      { code: 'CodeDeliveryFailureException' },
      { code: 'FeatureUnavailableInTierException' },
      { code: 'UserPoolAddOnNotEnabledException' },
      { code: 'OperationNotEnabledException' },
      { code: 'SoftwareTokenMFANotFoundException', message: /userpool/i },
      { code: 'InvalidParameterException', message: /trigger is not configured/i },
    ],
    test: 'The exception says it: the same request will be refused until the pool is changed.',
    prior: 0.9,
    advice: 'Have the pool’s settings changed; the same request works then.',
    check: ({ step }) =>
      step.overridden.length === 0
        ? found('Cognito says so itself, and the request is as the console computed it.')
        : found(`Cognito says so itself. Changed by hand in the request: ${step.overridden.join(', ')}.`),
  },
  {
    id: 'alias-taken',
    title: 'Another user has this alias',
    explains: [{ code: 'AliasExistsException' }, { code: 'UsernameExistsException' }],
    test: 'The answer is searched for the attribute that the message names.',
    prior: 0.9,
    advice: 'Send another value.',
    check({ message, sent }) {
      const name = /with the (\w+) already/i.exec(message)?.[1];
      const key = Object.keys(sent.answers).find((sentKey) => sentKey === `userAttributes.${name}`);
      return key === undefined
        ? found('Cognito says so itself.')
        : found(`${key} is “${sent.answers[key] ?? ''}”, and another user of the pool has that.`);
    },
  },
] as const satisfies readonly Cause[];
