import { ownError } from './entry.ts';

/** What keeps chains from being kept, found, brought back, run again or shared. */
export const historyFaults = [
  ownError({
    code: 'PASTE_UNREADABLE',
    meaning: 'The pasted text is neither a request to Cognito nor an error it or an SDK words.',
    causes: ['It is another request of the page.', 'It was cut while it was copied.'],
    tries: ['Copy the request to cognito-idp as cURL, whole.', 'Import the HAR file instead.'],
    provoke: 'Paste a cURL line to another site.',
  }),
  ownError({
    code: 'ADOPT_IMPOSSIBLE',
    meaning: 'This chain can’t go on here.',
    causes: [
      'Its Session ran out, or was taken out of the source.',
      'The secret of its SRP_A stayed in the app that made it.',
      'Nothing waits for an answer.',
    ],
    tries: ['Reproduce it on a target.'],
    provoke: 'Import a HAR of yesterday, and adopt its chain.',
  }),
  ownError({
    code: 'REPRODUCE_IMPOSSIBLE',
    meaning: 'This chain can’t be run again.',
    causes: [
      'The source does not hold its first request.',
      'It begins in the middle, or with an operation no flow of this console has.',
      'The chain that it runs again was removed.',
    ],
    tries: ['Import a source that holds the sign-in from its beginning.'],
    provoke: 'Paste a RespondToAuthChallenge, and reproduce it.',
  }),
  ownError({
    code: 'REPRODUCE_NEEDS',
    meaning: 'Something that the first request takes is not in the source.',
    causes: ['The source was redacted: passwords and tokens were taken out.'],
    tries: ['Give it by its name.'],
    provoke: 'Reproduce a USER_PASSWORD_AUTH of a redacted bundle.',
  }),
  ownError({
    code: 'HISTORY_UNAVAILABLE',
    retry: true,
    meaning: 'The history could not be read or written. Sign-ins go on without it.',
    causes: ['The disk is full, or its folder may not be written.', 'The team’s database does not answer.'],
    tries: ['Make room or mend the connection, then try again.'],
    provoke: 'Take the right to write from the data folder.',
  }),
  ownError({
    code: 'HISTORY_MOVED',
    retry: true,
    meaning: 'Another process went on with the same chain, or wiped it, while this one wrote.',
    causes: ['A window and a terminal worked on one chain at the same time.'],
    tries: ['Nothing: what is there is read, and what is missing is written behind it.'],
    provoke: 'Answer one chain in the window and in the terminal at the same moment, again and again.',
  }),
  ownError({
    code: 'HISTORY_NEWER',
    meaning: 'The history was written by a newer version of the console and is left untouched.',
    causes: ['An older version was started on the same data folder.'],
    tries: ['Update the console, or give this one a data folder of its own.'],
    provoke: 'Raise the version in the history’s file.',
  }),
  ownError({
    code: 'TEAM_NONE',
    meaning: 'No team’s history is connected.',
    causes: ['It was disconnected, or never connected.'],
    tries: ['Connect the team’s PostgreSQL, under Team.'],
    provoke: 'Publish a chain after the team’s history was disconnected in another window.',
  }),
  ownError({
    code: 'TEAM_ADDRESS',
    meaning: 'This is not the address of a PostgreSQL database.',
    causes: ['It does not begin with postgres://, or names no host.'],
    tries: ['Write it as postgres://name:password@host/database.'],
    provoke: 'Connect a team’s history at https://example.com.',
  }),
  ownError({
    code: 'TEAM_FIXED',
    meaning: 'Where the team’s history is can’t be changed here.',
    causes: ['COUNTERSIGN_HISTORY was set when the console was started.'],
    tries: ['Start the console without it, or with another address.'],
    provoke: 'Disconnect the team’s history of a console that was started with COUNTERSIGN_HISTORY.',
  }),
  ownError({
    code: 'TEAM_ALREADY',
    meaning: 'This chain is in the team’s history already.',
    causes: ['It was opened from there.'],
    tries: ['Comment on it where it is.'],
    provoke: 'Publish a chain that was opened from the team’s history.',
  }),
  ownError({
    code: 'TEAM_REFUSED',
    meaning: 'The team’s database answers, and refuses what was asked of it. Trying again changes nothing.',
    causes: [
      'The name it is connected by may only read.',
      'The database is a copy that can only be read.',
      'Something of the chain is more than the database holds, or breaks a rule that was added to its tables.',
    ],
    tries: [
      'Ask whoever runs the database to GRANT this name what it needs, or connect by another name. Then try again, under Team.',
      'Take back what can’t go.',
    ],
    provoke: 'Publish a chain by a name that has only SELECT on the tables.',
  }),
  ownError({
    code: 'TEAM_QUEUE_FULL',
    meaning: 'Too much waits for the team’s database already.',
    causes: ['It has not answered for a long time.'],
    tries: ['Mend the connection, or take back what waits.'],
    provoke: 'Publish 201 chains while the server is stopped.',
  }),
] as const;
