import { challenges } from '../challenges/index.ts';
import { operations } from '../cognito/operations.ts';
import { serviceOperation, serviceOperationNames } from '../cognito/service/service.ts';
import { catalogue } from '../errors/catalogue.ts';
import { flows } from '../flows/flows.ts';

// Names a scenario may say, as far as this console knows them.

export const CHALLENGES: readonly string[] = challenges.map(({ name }) => name);

export const FLOWS: readonly string[] = flows.map(({ name }) => name);

/** What a service can answer. */
export const EXCEPTIONS: readonly string[] = catalogue
  .filter(({ kind }) => kind !== 'own')
  .map(({ code }) => code);

/** What begins or goes on with a sign-in is a flow or an answer. */
const SIGN_IN = /^(Admin)?(InitiateAuth|RespondToAuthChallenge)$|^GetTokensFromRefreshToken$/;

/** Every operation of the service that a scenario can call. */
export const OPERATIONS: readonly string[] = serviceOperationNames.filter((name) => !SIGN_IN.test(name));

/** Operations that are run beside a sign-in, with what it has: its challenge or its tokens. */
export const BESIDE: readonly string[] = operations
  .filter(({ signIn, signed }) => signIn !== true && !signed)
  .map(({ name }) => name);

/** Whether a call of it has to have a sign-in before it: something of that says who calls. */
export function needsSignIn(operation: string, given: Readonly<Record<string, unknown>> = {}): boolean {
  const typed = ['AccessToken', 'Session', 'Token'].some((name) => Object.hasOwn(given, name));
  if (typed) return false;
  const required = serviceOperation(operation)?.input.required ?? [];
  return BESIDE.includes(operation) || required.includes('AccessToken');
}
