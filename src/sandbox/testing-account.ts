import { createHmac } from 'node:crypto';
import type { InboxMessage } from '../contract.ts';
import type { JsonObject } from '../json.ts';
import type { SandboxOptions } from './engine.ts';
import { modelledOperation } from './model/service-model.ts';
import { CLIENT, PASSWORD, POOL, sandboxOf, type OnePool } from './reference/one-pool.ts';
import type { Answer, TestSandbox } from './testing.ts';

/** Sign-up and recovery of one pool, as a client calls them. */
export interface AccountSandbox extends TestSandbox {
  /** With ClientId. Whatever it answers must be declared for the operation. */
  ask(operation: string, body: JsonObject, clientId?: string): Promise<Answer>;
  /** With UserPoolId. */
  administer(operation: string, body: JsonObject): Promise<Answer>;
  signUp(username: string, more?: JsonObject): Promise<Answer>;
  signIn(username: string, password?: string): Promise<Answer>;
  /** An access token. */
  token(username: string, password?: string): Promise<string>;
  newest(): InboxMessage | undefined;
}

export function accountSandbox(given: OnePool, options: Partial<SandboxOptions> = {}): AccountSandbox {
  const test = sandboxOf(given, { ...options, settings: { signatureNeeded: false, ...options.settings } });
  const call = async (operation: string, body: JsonObject) => {
    const answer = await test.call(operation, body);
    const isDeclared = modelledOperation(operation)?.errors.includes(String(answer.body['__type']));
    if (answer.error !== '' && isDeclared !== true) throw new Error(`${operation}: ${answer.error}`);
    return answer;
  };
  const ask: AccountSandbox['ask'] = (operation, body, ClientId = CLIENT) =>
    call(operation, { ClientId, ...body });
  const signIn: AccountSandbox['signIn'] = (USERNAME, password = PASSWORD) =>
    ask('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD: password },
    });
  return {
    ...test,
    call,
    ask,
    administer: (operation, body) => call(operation, { UserPoolId: POOL, ...body }),
    signUp: (Username, more = {}) => ask('SignUp', { Username, Password: PASSWORD, ...more }),
    signIn,
    token: async (username, password) => {
      const { body, error } = await signIn(username, password);
      if (error !== '') throw new Error(error);
      return String((body['AuthenticationResult'] as JsonObject)['AccessToken']);
    },
    newest: () => test.sandbox.inbox().at(-1),
  };
}

/** A second app client of the pool. */
export function addClient({ sandbox }: AccountSandbox): string {
  sandbox.putClient(POOL, {
    ClientId: 'other',
    ClientName: 'other',
    ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
  });
  return 'other';
}

/** UserAttributes. */
export function attributes(given: Readonly<Record<string, string>>): JsonObject[] {
  return Object.entries(given).map(([Name, Value]) => ({ Name, Value }));
}

export function secretHash(secret: string, username: string, clientId = CLIENT): string {
  return createHmac('sha256', secret)
    .update(username + clientId)
    .digest('base64');
}
