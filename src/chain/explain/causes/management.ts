import { asText, isJsonObject } from '../../../json.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { sentBody, sentText } from '../sent-body.ts';

/** What names the thing that a request makes, by AWS's member. */
const NAMES = ['GroupName', 'ProviderName', 'TermsName', 'ClientId'] as const;

function nameIn({ step }: Evidence): string | undefined {
  const member = NAMES.find((name) => sentText(step, name) !== undefined);
  return member && `${member} “${sentText(step, member) ?? ''}”`;
}

function textsIn({ step }: Evidence, member: string): string[] {
  const value = sentBody(step)[member];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** What only those meet who set a pool up: groups, app clients, providers, imports. */
export const managementCauses = [
  {
    id: 'made-before',
    title: 'What is to be made is there already',
    explains: [
      { code: 'GroupExistsException' },
      { code: 'DuplicateProviderException' },
      { code: 'ManagedLoginBrandingExistsException' },
      { code: 'TermsExistsException' },
    ],
    test: 'The chain is searched for an earlier try of the same call, accepted or without an answer.',
    prior: 1,
    advice: 'Use what is there, or take another name.',
    check(evidence) {
      const { chain, step } = evidence;
      const before = chain.steps.find(
        ({ number, operation, status, request }) =>
          number < step.number &&
          operation === step.operation &&
          (status === 'ok' || status === 'failure') &&
          request.body.text === step.request.body.text,
      );
      const what = nameIn(evidence) ?? 'it';
      if (before === undefined)
        return found(`Cognito says so itself of ${what}; no step of this chain made it.`);
      return before.status === 'ok'
        ? found(`Step ${before.number} made ${what}.`)
        : found(`Step ${before.number} got no answer, and had made ${what}.`);
    },
  },
  {
    id: 'import-job-state',
    title: 'An import job is not in the state this needs',
    explains: [{ code: 'PreconditionNotMetException' }, { code: 'UserImportInProgressException' }],
    test: 'The exception says it; DescribeUserImportJob tells the job’s Status and CompletionMessage.',
    prior: 1,
    advice: 'Look at the job with DescribeUserImportJob, and send it again in its state.',
    check({ code, step }) {
      if (code === 'UserImportInProgressException')
        return found('Cognito says so itself: a job of the pool is Pending, InProgress or Stopping.');
      const job = sentText(step, 'JobId');
      if (job !== undefined)
        return found(`Cognito says so itself of job ${job}: its file is missing, or it ran already.`);
      return step.operation.includes('Import')
        ? found('Cognito says so itself; the request names no job.')
        : cannotTell(`${step.operation} starts no import: what else had to be so, Cognito does not say.`);
    },
  },
  {
    id: 'tags-refused',
    title: 'The pool’s tags could not be set or read',
    explains: [{ code: 'UserPoolTaggingException' }],
    test: 'UserPoolTags of the request is looked at: no key may begin with aws:, and 50 are the most.',
    prior: 1,
    advice: 'Send it without UserPoolTags, or have cognito-idp:TagResource allowed.',
    check({ step }) {
      const tags = sentBody(step)['UserPoolTags'];
      const keys = isJsonObject(tags) ? Object.keys(tags) : [];
      const own = keys.filter((key) => /^aws:/i.test(key));
      if (own.length > 0)
        return found(`UserPoolTags has ${own.join(', ')}: keys that begin with aws: are AWS’s.`);
      if (keys.length > 50) return found(`UserPoolTags has ${keys.length} tags; 50 are the most.`);
      return found(
        'Cognito says so itself, and the tags fit: the credentials may lack cognito-idp:TagResource.',
      );
    },
  },
  {
    id: 'plan-lacks-it',
    title: 'The wanted plan lacks what the pool uses',
    explains: [{ code: 'TierChangeNotAllowedException' }],
    test: 'UserPoolTier of the request is looked at.',
    prior: 1,
    advice: 'Switch off what the plan lacks first, or keep the plan.',
    check({ step }) {
      const tier = sentText(step, 'UserPoolTier');
      return tier === undefined
        ? found('Cognito says so itself; the request names no UserPoolTier.')
        : found(`UserPoolTier is ${tier}, and the pool uses what that plan does not have.`);
    },
  },
  {
    id: 'oauth-settings',
    title: 'The OAuth settings don’t go together',
    explains: [{ code: 'InvalidOAuthFlowException' }],
    test: 'AllowedOAuthFlows is compared with GenerateSecret and AllowedOAuthFlowsUserPoolClient.',
    prior: 1,
    advice: 'Give client_credentials a client of its own, with a secret.',
    check(evidence) {
      const body = sentBody(evidence.step);
      const flows = textsIn(evidence, 'AllowedOAuthFlows');
      const machine = flows.includes('client_credentials');
      if (machine && flows.length > 1)
        return found(`AllowedOAuthFlows is ${flows.join(', ')}: client_credentials stands alone.`);
      if (machine && evidence.step.operation === 'CreateUserPoolClient' && body['GenerateSecret'] !== true)
        return found('AllowedOAuthFlows is client_credentials, and GenerateSecret is not true.');
      return body['AllowedOAuthFlowsUserPoolClient'] === true || flows.length === 0
        ? found('Cognito says so itself; the usual mistakes are not in the request.')
        : found(`AllowedOAuthFlows is ${flows.join(', ')}, and AllowedOAuthFlowsUserPoolClient is not true.`);
    },
  },
  {
    id: 'scope-unknown',
    title: 'The pool has no such scope',
    explains: [{ code: 'ScopeDoesNotExistException' }],
    test: 'AllowedOAuthScopes is looked through: a custom scope is IDENTIFIER/NAME of a resource server.',
    prior: 1,
    advice: 'Make the scope with CreateResourceServer, or leave it out.',
    check(evidence) {
      const builtIn = /^(openid|email|phone|profile|aws\.cognito\.signin\.user\.admin)$/;
      const custom = textsIn(evidence, 'AllowedOAuthScopes').filter((scope) => !builtIn.test(scope));
      const bare = custom.filter((scope) => !scope.includes('/'));
      if (bare.length > 0)
        return found(
          `${bare.join(', ')} ${bare.length === 1 ? 'lacks' : 'lack'} the resource server before a slash.`,
        );
      return found(
        custom.length === 0
          ? 'Cognito says so itself; the request names no custom scope.'
          : `Cognito says so itself; custom scopes of the request: ${custom.join(', ')}.`,
      );
    },
  },
  {
    id: 'provider-fixed',
    title: 'This provider can’t be changed so',
    explains: [{ code: 'UnsupportedIdentityProviderException' }],
    test: 'ProviderName is looked at: COGNITO is the pool itself.',
    prior: 1,
    advice: 'Name a provider that ListIdentityProviders shows.',
    check({ step }) {
      const name = sentText(step, 'ProviderName');
      return name === 'COGNITO'
        ? found('ProviderName is COGNITO: that is the pool itself, no provider of its own.')
        : found(`Cognito says so itself of “${name ?? ''}”; ListIdentityProviders shows what there is.`);
    },
  },
  {
    id: 'quota-below',
    title: 'The account’s quota is below what is asked',
    explains: [{ code: 'ServiceQuotaExceededException' }],
    test: 'RequestedLimitValue has to be within the quota in Service Quotas.',
    prior: 1,
    advice: 'Ask for less, or have the quota raised in Service Quotas.',
    check({ step }) {
      const value = sentBody(step)['RequestedLimitValue'];
      return value === undefined
        ? ruledOut('The request names no RequestedLimitValue.')
        : found(`RequestedLimitValue is ${asText(value)}, and Cognito says the quota is lower.`);
    },
  },
] as const satisfies readonly Cause[];
