import { ownError } from './entry.ts';

/** What keeps a sign-in from being sent to real people unasked. */
export const harmFaults = [
  ownError({
    code: 'HARM_UNCONFIRMED',
    meaning: 'The target is marked as production, and this may harm a real user: nothing was sent.',
    causes: ['A wrong answer counts on the way to a lock.', 'Sending it brings a message with a code.'],
    tries: [
      'Type the target’s name to send it all the same: it is asked for once a chain, and again before a lock.',
      'Take another target.',
    ],
    provoke: 'Answer PASSWORD_VERIFIER on a target that is marked as production.',
  }),
] as const;
