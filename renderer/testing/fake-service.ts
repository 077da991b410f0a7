import type { serviceCommands } from '@core/contract/service.ts';
import type { Handlers } from '@core/contract.ts';

/** The fake host's side of `contract/service.ts`. */
export function fakeService(): Pick<Handlers, keyof typeof serviceCommands> {
  return {
    'service.operations': async () => [
      { name: 'AdminGetUser', cliName: 'admin-get-user', signed: true, reads: true },
      { name: 'GetUser', cliName: 'get-user', signed: false, reads: true },
    ],
    'service.skeleton': async () => ({ UserPoolId: 'eu-west-1_Fixture1', Username: '' }),
    'service.call': async () => ({ chainId: 'chain-1', stepId: 'step-1' }),
  };
}
