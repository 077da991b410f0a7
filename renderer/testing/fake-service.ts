import type { serviceCommands } from '@core/contract/service.ts';
import type { Handlers } from '@core/contract.ts';

const ADMIN_GET_USER = {
  ...{ name: 'AdminGetUser', cliName: 'admin-get-user', signed: true, reads: true },
  takes: ['UserPoolId', 'Username'],
};

/** The fake host's side of `contract/service.ts`. */
export function fakeService(): Pick<Handlers, keyof typeof serviceCommands> {
  return {
    'service.operations': async () => [
      ADMIN_GET_USER,
      { name: 'GetUser', cliName: 'get-user', signed: false, reads: true, takes: ['AccessToken'] },
    ],
    'service.operation': async () => ({
      ...ADMIN_GET_USER,
      input: {
        required: ['UserPoolId', 'Username'],
        members: { UserPoolId: { type: 'text' }, Username: { type: 'text', secret: true } },
      },
      structures: {},
      errors: ['UserNotFoundException'],
      permission: 'cognito-idp:AdminGetUser',
      permissionsBeside: ['iam:PassRole'],
    }),
    'service.skeleton': async () => ({ UserPoolId: 'eu-west-1_Fixture1', Username: '' }),
    'service.preview': async ({ operation, body }) => ({
      ...{ operation, url: 'http://127.0.0.1:9229/', body, masked: [], computed: [], computedHeaders: [] },
      ...{ warnings: [], faults: [], requestLine: 'POST / HTTP/1.1', headers: [], differences: [] },
      ...{ text: JSON.stringify(body), bytes: JSON.stringify(body).length },
    }),
    'service.call': async () => ({ chainId: 'chain-1', stepId: 'step-1' }),
  };
}
