import { ownError } from './entry.ts';

/** What the embedded sandbox can’t do. */
export const sandboxFaults = [
  ownError({
    code: 'SANDBOX_USER_UNKNOWN',
    meaning: 'The sandbox has no such user.',
    causes: ['The user was deleted, or the list is older than the sandbox.'],
    tries: ['Reset the sandbox to its seed.'],
    provoke: 'Delete a seeded user, then start with it.',
  }),
  ownError({
    code: 'SANDBOX_START',
    meaning: 'The sandbox could not be started.',
    causes: ['Its process ended at once or did not get ready in time.', 'The port it was given is taken.'],
    tries: ['Try again.', 'Restart the console.'],
    provoke: 'Start the sandbox on a port that is in use.',
  }),
  ownError({
    code: 'SANDBOX_NOT_RUNNING',
    meaning: 'The sandbox is not running.',
    causes: ['It was never started, or its process ended.'],
    tries: ['Start it.'],
    provoke: 'End the sandbox’s process, then read its inbox.',
  }),
  ownError({
    code: 'SANDBOX_CONTROL',
    meaning: 'The sandbox did not do what it was asked.',
    causes: ['It refused a value, or its process does not answer. The detail says which.'],
    tries: ['Correct what the detail names.', 'Reset the sandbox.', 'Restart the console.'],
    provoke: 'Stop the sandbox’s process with a signal, then move its clock.',
  }),
  ownError({
    code: 'SANDBOX_SEED',
    meaning: 'The seed file of the sandbox has mistakes.',
    causes: [
      'A name is misspelt, a value is of the wrong form, or something is named that the file does not have.',
    ],
    tries: ['Correct the lines that are named.', 'Export a seed from the sandbox to see the form.'],
    provoke: 'Start the sandbox with a seed file whose pool has no Id.',
  }),
  ownError({
    code: 'SANDBOX_SNAPSHOT',
    meaning: 'The sandbox can’t go on from this snapshot.',
    causes: ['It is another kind of file, was changed or cut off, or a newer version wrote it.'],
    tries: ['Take another snapshot.', 'Write a seed file to start from data of your own.'],
    provoke: 'Change one letter of a snapshot, then restore it.',
  }),
] as const;
