import { challenges } from '../challenges/index.ts';
import { operations } from '../cognito/operations.ts';
import { catalogue } from '../errors/catalogue.ts';
import { flows } from '../flows/flows.ts';

// Names a scenario may say, as far as this console knows them.

export const CHALLENGES: readonly string[] = challenges.map(({ name }) => name);

export const FLOWS: readonly string[] = flows.map(({ name }) => name);

/** What a service can answer. */
export const EXCEPTIONS: readonly string[] = catalogue
  .filter(({ kind }) => kind !== 'own')
  .map(({ code }) => code);

/** Operations that are run beside a sign-in. */
export const BESIDE: readonly string[] = operations
  .filter(({ signIn, signed }) => signIn !== true && !signed)
  .map(({ name }) => name);
