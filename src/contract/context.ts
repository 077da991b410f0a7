import * as v from 'valibot';
import type { Why } from '../chain/why/why.ts';
import { command, Id } from './command.ts';

// What stands around a chain: why Cognito asked what it asked, and sign-ins that show what the reference explains.

export const contextCommands = {
  /** Why the step's reply came; null for a step that asked nothing and brought no tokens. */
  'chain.why': command(v.strictObject({ chainId: Id, stepId: Id })).returns<Why | null>(),
};
