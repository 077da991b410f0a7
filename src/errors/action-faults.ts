import { ownError } from './entry.ts';

/** What keeps an action on a user from being sent. */
export const actionFaults = [
  ownError({
    code: 'ACTION_UNKNOWN',
    meaning: 'Nothing of this name can be done to a user.',
    causes: ['The name is mistyped.'],
    tries: ['Choose one of the actions on the user’s page.', 'Call the operation itself.'],
    provoke: 'Ask for an action that is not on the list.',
  }),
  ownError({
    code: 'ACTION_UNFILLED',
    meaning: 'Something that the action takes is missing, or two things of it don’t go together.',
    causes: ['A field was left empty.', 'Two second factors are preferred at once.'],
    tries: ['Fill the field that is named.', 'Call the operation itself to see what the service says.'],
    provoke: 'Add a user to a group without naming the group.',
  }),
  ownError({
    code: 'ACTION_BUSY',
    meaning: 'The same action is under way already.',
    causes: ['It was sent twice.'],
    tries: ['Wait until it has ended, or stop it.'],
    provoke: 'Press the button twice while the service does not answer.',
  }),
] as const;
