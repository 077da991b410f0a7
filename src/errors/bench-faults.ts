import { ownError } from './entry.ts';

/** What keeps a step’s requests from being broken on the bench. */
export const benchFaults = [
  ownError({
    code: 'BENCH_IMPOSSIBLE',
    meaning: 'This step has no bench.',
    causes: [
      'It belongs beside the sign-in (AssociateSoftwareToken, ConfirmDevice …) and answers no challenge.',
    ],
    tries: ['Choose a step that answers a flow or a challenge, or the challenge that waits.'],
    provoke: 'Open the bench of a ConfirmDevice step.',
  }),
  ownError({
    code: 'BENCH_BUSY',
    meaning: 'A bench is running, and only one does at a time.',
    causes: ['A run was started twice, or the bench of another step has not ended.'],
    tries: ['Wait until it has ended, or stop it.'],
    provoke: 'Run all faults twice at once.',
  }),
  ownError({
    code: 'BENCH_NOT_REACHED',
    meaning: 'A new sign-in did not come to the step whose request is to be broken.',
    causes: ['The user’s state has changed since: another password, another factor, a code only they have.'],
    tries: ['Sign in anew, and open the bench of that chain.'],
    provoke: 'Open the bench of NEW_PASSWORD_REQUIRED after the password was changed.',
  }),
  ownError({
    code: 'BENCH_NOT_PREPARED',
    meaning: 'What has to come before the broken request was refused.',
    causes: ['The right answer is not right any more.'],
    tries: ['Look at the sign-in of this fault, and answer the step by hand.'],
    provoke: 'Run “Session used before” where the right code is not known.',
  }),
] as const;
