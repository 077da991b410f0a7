import { ownError } from './entry.ts';

/** What keeps a user's page from being read, on this computer. */
export const usersFaults = [
  ownError({
    code: 'TARGET_NO_POOL',
    meaning: 'The target names no user pool, and what was asked for belongs to one. Nothing was sent.',
    causes: ['The target was made for sign-ins alone: those need an app client and no pool.'],
    tries: ['Give the user pool’s ID at the target, as `aws cognito-idp list-user-pools` shows it.'],
    provoke: 'Open the users of a target without a user pool ID.',
    next: 'target',
  }),
  ownError({
    code: 'PASSKEYS_UNREADABLE',
    meaning:
      'No signed operation lists a user’s passkeys: Cognito shows them to the user’s own access token alone.',
    causes: [
      'The vault holds no tokens of this user for this target.',
      'The access token in the vault has expired, or was made without the scope aws.cognito.signin.user.admin.',
    ],
    tries: ['Sign in as the user, or refresh their tokens, and read the passkeys again.'],
    provoke: 'Open a user of a target in AWS whom nobody signed in as here.',
  }),
] as const;
