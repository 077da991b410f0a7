import { startCognito } from './start-cognito.ts';
import type { Cognito } from './testing-types.d.ts';

/** `import { cognito } from 'countersign/testing'`: the console's core for tests of your own. */
export const cognito: Cognito = { start: (options) => startCognito(options) };
