import { CONSOLE_ENDED } from '../../outcome-words.ts';
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
    explains: codes('REFUSED', 'TIMEOUT', 'DNS', 'TLS', 'NETWORK'),
    test: 'Earlier steps of this run are searched for an answer of the same endpoint.',
    prior: 0.6,
    advice: 'Correct the endpoint of the target.',
    check({ answeredBefore, chain, code }) {
      if (answeredBefore !== undefined) return ruledOut(`It answered ${answeredBefore.step} before.`);
      const at = chain.target.endpoint;
      return code === 'DNS' || code === 'REFUSED' || code === 'TLS'
        ? found(`Nothing that speaks Cognito’s protocol was ever met at ${at}.`)
        : cannotTell(`Nothing has answered at ${at} in this run.`);
    },
  },
  {
    id: 'evaluation-runtime',
    title: 'The evaluation runtime talks to this computer only',
    explains: codes('NOT_LOOPBACK'),
    test: 'The endpoint’s host is looked at: only loopback is reached, and nothing was sent.',
    prior: 1,
    advice: 'Install the official runtime, or use a target on this computer.',
    check: ({ chain }) =>
      found(`${chain.target.endpoint} is not on this computer, so that nothing was sent there.`),
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
    advice: 'Correct the endpoint of the target; the raw answer says who sent it.',
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
    id: 'cut-off',
    title: 'The connection broke on the way',
    explains: codes('RESET', 'TRUNCATED'),
    test: 'What came is compared with Content-Length of the answer.',
    prior: 0.5,
    check({ step }) {
      const { headers = [], body } = step.response ?? {};
      if (body === undefined)
        return found('It was closed before an answer came, by the server or by a proxy.');
      const said = headerOf(headers, 'content-length');
      return said === undefined
        ? found(`It was closed after ${body.bytes} bytes of the answer.`)
        : found(`It was closed after ${body.bytes} of ${said} bytes.`);
    },
    fix: () => ({ label: 'Send it again' }),
  },
  {
    id: 'not-recorded',
    title: 'The recording holds no answer',
    explains: codes('NOT_RECORDED'),
    test: 'The chain came from a file or was pasted; what is missing in it is listed with the step.',
    prior: 1,
    advice: 'Record again with the whole sign-in in it, or reproduce the chain.',
    check: ({ step }) =>
      step.holes.length === 0
        ? found('The source has the request alone: it was stopped too early, or only that was pasted.')
        : found(`${step.holes.map(({ detail }) => detail).join(' ')}`),
  },
  {
    id: 'cancelled',
    title: 'Waiting ended here',
    explains: codes('CANCELLED'),
    test: 'The step says whether Cancel was pressed or the console ended.',
    prior: 1,
    check({ step }) {
      const ended = step.outcome?.kind === 'failure' && step.outcome.detail === CONSOLE_ENDED;
      const says = ended ? CONSOLE_ENDED : 'Cancel was pressed before an answer came.';
      return found(step.sessionIn === undefined ? says : `${says} Cognito may have taken the Session.`);
    },
    fix: () => ({ label: 'Send it again' }),
  },
] as const satisfies readonly Cause[];
