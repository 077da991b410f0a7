import { isAdmins } from '../../sign-in-operations.ts';
import { COVERED_OPERATIONS } from '../../../errors/operations.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';
import type { Evidence } from '../evidence.ts';

const INVALID = 'InvalidParameterException';
const NO_CLIENT = 'The request names no app client.';
const MISSING = /missing required parameter:? ?(\S+?)\.?$/i;

/** The key a message says is missing. */
function missingKey({ message }: Evidence): string | undefined {
  return MISSING.exec(message.trim())?.[1];
}

/** The member a constraint message names, in the request's own spelling. */
function constrained({ message }: Evidence): string | undefined {
  return /at '([\w.]+)' failed/i.exec(message)?.[1];
}

/** What the front door reads before Cognito does, and how a step notes that it was changed: protocol reference 0.1. */
const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';
const TARGET_KEY = 'header:X-Amz-Target';

/** What is wrong with the request itself, or with what it points at. */
export const requestCauses = [
  {
    id: 'key-left-out',
    title: 'A required key was left out',
    explains: [{ code: INVALID, message: MISSING }],
    test: 'The request is looked through for the key that the message names.',
    prior: 0.9,
    advice: 'Fill the key in.',
    check(evidence) {
      const key = missingKey(evidence);
      if (key === undefined) return ruledOut('The message names no key.');
      const there = key in evidence.sent.answers || evidence.sent.members.includes(key);
      if (there) return ruledOut(`The request carries ${key}; Cognito says it is missing: it may be empty.`);
      const edited = evidence.step.overridden.includes(key) ? ' It was taken out by hand.' : '';
      return found(`Cognito names ${key}, and the request does not carry it.${edited}`);
    },
    fix(evidence) {
      const key = missingKey(evidence);
      return key !== undefined && evidence.step.overridden.includes(key)
        ? { label: `Send ${key}`, compute: [key] }
        : undefined;
    },
  },
  {
    id: 'changed-by-hand',
    title: 'Something in the request was changed by hand',
    explains: [
      { code: INVALID, unworded: true },
      { code: 'NotAuthorizedException', unworded: true },
      { code: 'ResourceNotFoundException', unworded: true },
      { code: 'SerializationException' },
    ],
    test: 'The request is compared with what the console would have sent.',
    prior: 0.4,
    check: ({ step }) =>
      step.overridden.length === 0
        ? ruledOut('The request went as the console computed it.')
        : found(`Changed by hand: ${step.overridden.join(', ')}.`),
    fix: ({ step }) => ({ label: `Compute ${step.overridden.join(', ')}`, compute: step.overridden }),
  },
  {
    id: 'body-unreadable',
    title: 'The body is no JSON object',
    explains: [{ code: 'SerializationException' }],
    test: 'The body is read as JSON, as the front door reads it.',
    prior: 0.9,
    check: ({ sent }) =>
      sent.unreadable === true
        ? found('The body that was sent can’t be read as a JSON object.')
        : ruledOut('The body can be read as a JSON object.'),
    fix: () => ({ label: 'Send the body that the form makes' }),
  },
  {
    id: 'target-header',
    title: 'X-Amz-Target does not name the operation',
    explains: [{ code: 'UnknownOperationException' }, { code: 'MissingAuthenticationTokenException' }],
    test: 'X-Amz-Target of the request is compared with AWSCognitoIdentityProviderService.OPERATION.',
    prior: 0.8,
    advice: 'Send X-Amz-Target of the operation.',
    check({ step }) {
      const wanted = TARGET_PREFIX + step.operation;
      const named = step.request.headers.find(([name]) => /^x-amz-target$/i.test(name))?.[1];
      if (named === undefined)
        return found(`The request carries no X-Amz-Target; ${wanted} has to stand there.`);
      return named === wanted
        ? ruledOut(`X-Amz-Target is ${named}.`)
        : found(`X-Amz-Target is ${named}; ${wanted} has to stand there.`);
    },
    fix: ({ step }) =>
      step.overridden.includes(TARGET_KEY)
        ? { label: 'Send X-Amz-Target of the operation', compute: [TARGET_KEY] }
        : undefined,
  },
  {
    id: 'rule-broken',
    title: 'A member breaks a rule of the API',
    explains: [{ code: INVALID }, { code: 'SerializationException' }],
    test: 'Every member is checked against the service model: length, pattern, type and allowed names.',
    prior: 0.6,
    advice: 'Correct the member that is named.',
    check(evidence) {
      const [first, ...more] = evidence.rules;
      const named = constrained(evidence);
      if (first !== undefined) {
        return found(`${first.detail}${more.length > 0 ? ` ${more.length} more.` : ''}`);
      }
      return named === undefined
        ? ruledOut('The request breaks no rule of the service model.')
        : found(`Cognito names ${named}, and its message says the rule.`);
    },
    fix({ rules, step }) {
      const keys = rules.map(({ field }) => field ?? '').filter((key) => step.overridden.includes(key));
      return keys.length > 0 ? { label: `Compute ${keys.join(', ')}`, compute: keys } : undefined;
    },
  },
  {
    id: 'flow-for-administrators',
    title: 'The flow is for administrators',
    explains: [{ code: INVALID, message: /auth method not supported|flow/i }],
    test: 'AuthFlow is looked at: InitiateAuth refuses the names that begin with ADMIN_.',
    prior: 0.6,
    advice: 'Choose the flow without ADMIN_, or send it as an administrator.',
    check: ({ sent, step }) =>
      sent.authFlow?.startsWith('ADMIN_') === true && !isAdmins(step.operation)
        ? found(`AuthFlow is ${sent.authFlow}, which works with AdminInitiateAuth only.`)
        : ruledOut(`AuthFlow is ${sent.authFlow ?? 'not sent'}.`),
    fix: ({ step }) =>
      step.overridden.includes('AuthFlow')
        ? { label: 'Send the flow that was chosen', compute: ['AuthFlow'] }
        : undefined,
  },
  {
    id: 'flow-not-allowed',
    title: 'The app client does not allow this flow',
    explains: [
      { code: INVALID, message: /not enabled for (this|the) client/i },
      { code: 'UnsupportedOperationException' },
    ],
    test: 'The message says it; the client’s ExplicitAuthFlows are read where they can be.',
    prior: 0.9,
    advice: 'Choose a flow that the client allows, or add this one to ExplicitAuthFlows.',
    check({ sent, sandbox, code }) {
      const flow = sent.authFlow ?? 'the flow';
      const allowed = sandbox?.flows?.some((name) => name.replace('ALLOW_', '') === flow);
      if (allowed === true) return ruledOut('The message says so.', `The client allows ${flow} by now.`);
      const list =
        sandbox?.flows === undefined ? undefined : `The client allows ${sandbox.flows.join(', ')}.`;
      return code === INVALID
        ? found(`Cognito says so itself of ${flow}.`, list)
        : found('Cognito says the app client lacks this operation.', list);
    },
  },
  {
    id: 'client-of-other-region',
    title: 'The client id belongs to another region',
    explains: [
      { code: 'ResourceNotFoundException', message: /client/i },
      { code: 'ResourceNotFoundException', unworded: true },
    ],
    test: 'The region in the user pool id is compared with the endpoint’s.',
    prior: 0.6,
    advice: 'Correct region, endpoint or user pool of the target.',
    check({ sent }) {
      if (sent.clientId === undefined) return ruledOut(NO_CLIENT);
      if (sent.poolRegion === undefined || sent.endpointRegion === undefined) {
        return cannotTell('Pool id or endpoint name no region.');
      }
      return sent.poolRegion === sent.endpointRegion
        ? ruledOut(`Pool and endpoint are both in ${sent.poolRegion}.`)
        : found(`The pool is in ${sent.poolRegion}, and the request went to ${sent.endpointRegion}.`);
    },
  },
  {
    id: 'client-unknown',
    title: 'No app client has this id',
    explains: [
      { code: 'ResourceNotFoundException', message: /client .*does not exist/i },
      { code: 'ResourceNotFoundException', unworded: true },
    ],
    test: 'Earlier answers of the same endpoint to the same client id are looked for.',
    prior: 0.8,
    advice: 'Correct the app client id of the target.',
    check({ sent, answeredBefore }) {
      if (sent.clientId === undefined) return ruledOut(NO_CLIENT);
      if (sent.clientId !== sent.targetClientId) return ruledOut('ClientId is not the target’s: see there.');
      return answeredBefore === undefined
        ? found(
            `Cognito says so itself of ${sent.clientId ?? 'none'}: it is mistyped in the target, or of another pool.`,
          )
        : found(`The endpoint answered ${answeredBefore.step} before: the client was removed since.`);
    },
  },
  {
    id: 'attribute-given-already',
    title: 'The answer sets an attribute that has a value',
    explains: [{ code: 'NotAuthorizedException', message: /cannot modify an already provided/i }],
    test: 'The userAttributes keys of the answer are compared with those the challenge lists with a value.',
    prior: 0.9,
    advice: 'Leave that attribute out.',
    check(evidence) {
      const keys = givenAlready(evidence);
      return keys.length > 0
        ? found(
            `${keys.join(', ')} ${keys.length === 1 ? 'is' : 'are'} in the challenge’s userAttributes already.`,
          )
        : ruledOut('The answer sets none of the attributes that the challenge lists.');
    },
    fix: (evidence) => {
      const keys = givenAlready(evidence);
      return keys.length > 0 ? { label: `Leave ${keys.join(', ')} out`, leaveOut: keys } : undefined;
    },
  },
  {
    id: 'attribute-missing',
    title: 'A required attribute is missing',
    explains: [{ code: INVALID }],
    test: 'requiredAttributes of the challenge is compared with the userAttributes keys of the answer.',
    prior: 0.5,
    advice: 'Fill in every attribute that requiredAttributes names.',
    check(evidence) {
      if (parameterOf(evidence, 'requiredAttributes') === undefined)
        return ruledOut('What was answered requires no attributes.');
      const missing = requiredOf(evidence).filter((key) => !(key in evidence.sent.answers));
      return missing.length > 0
        ? found(
            `requiredAttributes names ${missing.join(', ')}, and the answer lacks ${missing.length === 1 ? 'it' : 'them'}.`,
          )
        : ruledOut('The answer has every attribute the challenge requires.');
    },
  },
  {
    id: 'password-breaks-policy',
    title: 'The new password breaks the pool’s policy',
    explains: [{ code: 'InvalidPasswordException' }],
    test: 'The message gives the rule.',
    prior: 1,
    advice: 'Choose a password that keeps the rule.',
    check({ message }) {
      const reason = /policy:? ?(.*)$/i.exec(message.trim())?.[1];
      return reason === undefined
        ? found('Cognito says so itself, and names no rule.')
        : found(`Cognito says so itself${reason === '' ? '' : `: ${reason.replace(/\.$/, '')}`}.`);
    },
  },
  {
    id: 'needs-signature',
    title: 'The operation needs AWS credentials',
    explains: [{ code: 'MissingAuthenticationTokenException' }],
    test: 'The operation’s name is looked at: those that begin with Admin are signed.',
    prior: 0.9,
    advice: 'Send it with AWS credentials, or use the operation that needs none.',
    check: ({ step }) => {
      const isSigned = step.request.headers.some(([name]) => /^authorization$/i.test(name));
      if (isSigned) return ruledOut('It was sent with a signature.');
      return UNSIGNED.has(step.operation)
        ? ruledOut(`${step.operation} needs no signature.`)
        : found(`${step.operation} is an administrator’s and was sent without a signature.`);
    },
  },
] as const satisfies readonly Cause[];

/** Protocol reference 0.3: what is called without AWS credentials. */
const UNSIGNED: ReadonlySet<string> = new Set(COVERED_OPERATIONS.filter((name) => !name.startsWith('Admin')));

function parameterOf({ chain, step }: Evidence, name: string): string | undefined {
  const outcome = chain.steps.find(({ id }) => id === step.parentId)?.outcome;
  return outcome?.kind === 'challenge' ? outcome.parameters[name] : undefined;
}

function requiredOf(evidence: Evidence): string[] {
  return textsIn(parameterOf(evidence, 'requiredAttributes'));
}

/** Attribute keys of the answer that the challenge's userAttributes hold with a value. */
function givenAlready(evidence: Evidence): string[] {
  const text = parameterOf(evidence, 'userAttributes') ?? '{}';
  try {
    const known = JSON.parse(text) as Record<string, unknown>;
    return Object.keys(evidence.sent.answers).filter((key) => {
      const name = key.replace(/^userAttributes\./, '');
      return name !== key && known[name] !== undefined && known[name] !== '';
    });
  } catch {
    return [];
  }
}

function textsIn(text: string | undefined): string[] {
  try {
    const list = JSON.parse(text ?? '[]') as unknown;
    return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}
