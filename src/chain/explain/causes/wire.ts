import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';

const codes = (...names: readonly string[]) => names.map((code) => ({ code }));
const headerOf = (headers: readonly (readonly [string, string])[], name: string): string | undefined =>
  headers.find(([header]) => header.toLowerCase() === name)?.[1];

/** No usable answer came. */
export const wireCauses = [
  {
    id: 'endpoint-stopped',
    title: 'The endpoint stopped answering',
    explains: codes('REFUSED', 'TIMEOUT', 'RESET', 'NETWORK', 'TRUNCATED', 'DNS'),
    test: 'Earlier steps of this run are searched for an answer of the same endpoint.',
    prior: 0.7,
    check: ({ answeredBefore }) =>
      answeredBefore === undefined
        ? ruledOut('This endpoint has not answered in this run.')
        : found(
            `It answered ${answeredBefore.step} before, so its address is right: it stopped, or the way to it broke.`,
          ),
    fix: () => ({ label: 'Send it again' }),
  },
  {
    id: 'endpoint-address',
    title: 'The endpoint’s address is wrong',
    explains: codes('REFUSED', 'TIMEOUT', 'DNS', 'TLS', 'NETWORK', 'NOT_LOOPBACK'),
    test: 'Earlier steps of this run are searched for an answer of the same endpoint.',
    prior: 0.6,
    check({ answeredBefore, chain, code }) {
      if (answeredBefore !== undefined) return ruledOut(`It answered ${answeredBefore.step} before.`);
      const at = chain.target.endpoint;
      return code === 'DNS' || code === 'REFUSED' || code === 'TLS'
        ? found(`Nothing that speaks Cognito’s protocol was ever met at ${at}.`)
        : cannotTell(`Nothing has answered at ${at} in this run.`);
    },
  },
  {
    id: 'not-cognito',
    title: 'Something else answered, not Cognito',
    explains: codes(
      'NOT_JSON',
      'CONTENT_TYPE',
      'REDIRECT',
      'TOO_LARGE',
      'UnknownError',
      'UnknownOperationException',
    ),
    test: 'Every answer of Cognito carries x-amzn-RequestId and Content-Type application/x-amz-json-1.1.',
    prior: 0.8,
    check({ step }) {
      const headers = step.response?.headers ?? [];
      if (headerOf(headers, 'x-amzn-requestid') !== undefined)
        return cannotTell('The answer carries x-amzn-RequestId, as Cognito’s do.');
      const type = headerOf(headers, 'content-type') ?? 'no Content-Type';
      const server = headerOf(headers, 'server');
      return found(
        `The answer carries no x-amzn-RequestId; its type is ${type}${server === undefined ? '' : `, from ${server}`}.`,
      );
    },
  },
  {
    id: 'cancelled',
    title: 'Waiting was stopped here',
    explains: codes('CANCELLED'),
    test: 'Cancel was pressed.',
    prior: 1,
    check: ({ step }) =>
      step.sessionIn === undefined
        ? found('Cancel was pressed before an answer came.')
        : found('Cancel was pressed before an answer came. Cognito may have taken the Session.'),
    fix: () => ({ label: 'Send it again' }),
  },
] as const satisfies readonly Cause[];
