import { ownError } from './entry.ts';

/** Test users that can't be made, gone on with or removed. */
export const bulkFaults = [
  ownError({
    code: 'TEST_USERS_INPUT',
    meaning: 'What asks for test users can’t be read as such. Nothing was made.',
    causes: [
      'A name, a placeholder, a state or a factor that is not known, or users of one name.',
      'An attribute that the pool does not have: DescribeUserPool lists its SchemaAttributes.',
      'A group that the pool does not have, or an email or phone_number that is none.',
    ],
    tries: ['Mend what is named above, then plan again.'],
    provoke: 'Give a CSV file without a column username.',
  }),
  ownError({
    code: 'TEST_USERS_NOBODY',
    meaning: 'None of the users that are asked for can be made in this pool. Nothing was made.',
    causes: [
      'The pool has no such factor, or lets nobody sign up.',
      'No app client is named, and all of them would sign up or sign in through one.',
    ],
    tries: ['Look at the plan: it says of each state and factor why it can’t be.'],
    provoke: 'Ask for SMS_MFA users alone in a pool whose MFA is off.',
  }),
  ownError({
    code: 'TEST_USERS_GONE',
    meaning: 'There is no such batch of test users.',
    causes: ['It was forgotten, here or in another window or terminal.'],
    tries: ['Look at the list of batches.'],
    provoke: 'Forget a batch while another window shows it.',
  }),
  ownError({
    code: 'TEST_USERS_NOT_OF_BATCH',
    meaning: 'The batch has no user of that name. Nothing was done.',
    causes: ['The name is mistyped, or the user is of another batch or of none.'],
    tries: ['Give the name as the batch has it, upper and lower case alike.'],
    provoke: 'Remove a user alone by a name that the batch does not have.',
  }),
  ownError({
    code: 'TEST_USERS_BUSY',
    meaning: 'This batch is being worked at.',
    causes: ['It is made or removed right now, in this window, another one or a terminal.'],
    tries: ['Wait until that has ended, or stop it there.'],
    provoke: 'Resume a batch in a terminal while the window makes it.',
  }),
  ownError({
    code: 'TEST_USERS_KEY_GONE',
    meaning: 'The key that the passwords of this batch follow from is not in the vault.',
    causes: [
      'There was no keychain when it was made, and the app was closed since.',
      'The entry was removed from the keychain, or the batch was made on another computer.',
    ],
    tries: [
      'Clean the batch up, which takes no password, and make it anew.',
      'Or give single users another password with AdminSetUserPassword.',
    ],
    provoke: 'Make a batch with secrets in memory, restart, and ask for a password.',
  }),
  ownError({
    code: 'TEST_USERS_LEFT',
    meaning: 'Users of this batch are still there: forgotten, nobody could remove them exactly any more.',
    causes: ['It was not cleaned up, or not all of it.'],
    tries: ['Clean it up first.'],
    provoke: 'Forget a batch that was just made.',
  }),
  ownError({
    code: 'TEST_USERS_ELSEWHERE',
    meaning: 'The target of this batch leads to another user pool by now. Nothing was changed.',
    causes: ['The target’s user pool or endpoint was changed after the batch was made.'],
    tries: ['Point the target at the old pool again, or name the old place in the terminal.'],
    provoke: 'Make a batch, change the target’s user pool, clean up.',
  }),
  ownError({
    code: 'TEST_USER_THERE',
    meaning: 'There is a user of this name already. They were left as they are.',
    causes: ['An earlier batch with the same names was not cleaned up, or somebody is really called so.'],
    tries: ['Choose other names, with a prefix of your own, or clean the earlier batch up.'],
    provoke: 'Make the same batch twice.',
  }),
  ownError({
    code: 'TEST_USER_OTHERWISE',
    meaning: 'The user was made and came out otherwise than wanted.',
    causes: [
      'A trigger of the pool confirms users or changes them.',
      'The pool’s settings were changed while it was made.',
    ],
    tries: ['Look at the pool’s triggers, then retry this user.'],
    provoke: 'Ask for an UNCONFIRMED user where a PreSignUp trigger confirms everybody.',
  }),
  ownError({
    code: 'TEST_USER_SET_UP',
    meaning: 'The factor could not be set up by signing in as the user.',
    causes: [
      'The sign-in asked for something else first: another factor that the pool demands.',
      'The app client refused the sign-in.',
    ],
    tries: [
      'Give the user no other address or number that the pool takes for a factor.',
      'Choose an app client that allows a sign-in with the password.',
    ],
    provoke: 'Ask for a TOTP user with a phone number in a pool that requires MFA by SMS or TOTP.',
  }),
] as const;
