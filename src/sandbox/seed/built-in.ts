import { choiceOfFactors } from './built-in/choice-of-factors.ts';
import { customChallenges } from './built-in/custom-challenges.ts';
import { mfaOptional } from './built-in/mfa-optional.ts';
import { mfaRequired } from './built-in/mfa-required.ts';
import { passkeys } from './built-in/passkeys.ts';
import { remembersDevices } from './built-in/remembers-devices.ts';
import { remembersOnRequest } from './built-in/remembers-on-request.ts';
import { signInByEmail } from './built-in/sign-in-by-email.ts';
import type { SeedFile } from './schema.ts';

/**
 * What the sandbox begins with when no file says otherwise: every situation of the protocol as a user to step. Ids and
 * secrets are fixtures and guard nothing; they are fixed, so that settings that name them stay good. Phone numbers are
 * of a range kept for fiction (Ofcom, 07700 900000-900999): no message could reach anyone.
 */
export const builtInSeed: SeedFile = {
  version: 1,
  pools: [
    mfaOptional,
    mfaRequired,
    signInByEmail,
    remembersDevices,
    remembersOnRequest,
    choiceOfFactors,
    customChallenges,
    passkeys,
  ],
};
