import { ownError } from './entry.ts';

/** Texts of scenarios: read, changed by a form, and recorded. */
export const scenarioTextFaults = [
  ownError({
    code: 'SCENARIO_YAML',
    meaning: 'The text is no YAML.',
    causes: [
      'The indentation is not right, or a tab stands in it.',
      'A quote or a bracket is not closed.',
      'A text holds “: ” or “ #” and is not in quotes.',
    ],
    tries: ['Look at the line that is named.', 'Put texts with signs in them in quotes.'],
    provoke: 'Leave out the quote at the end of a name.',
  }),
  ownError({
    code: 'SCENARIO_SECRET',
    meaning: 'A plain secret stands in the file.',
    causes: [
      'A password or a seed was typed where a reference belongs.',
      'A token, a key or an otpauth URI was pasted, perhaps in a comment.',
    ],
    tries: [
      'Put it under secrets as env:NAME or keychain:NAME, and write ${NAME} in its place.',
      'Let it be made anew for each run: a variable with { generate: password }.',
      'Say { wrong: … } where a value is wrong on purpose.',
    ],
    provoke: 'Write a password under with.',
  }),
  ownError({
    code: 'SCENARIO_NEWER',
    meaning: 'The file is of a newer version than this console reads.',
    causes: ['It was written by a newer console.'],
    tries: ['Update this console.'],
    provoke: 'Write version: 2 in a scenario.',
  }),
  ownError({
    code: 'SCENARIO_MATRIX',
    meaning: 'The rows of the matrix can’t be made.',
    causes: [
      'The CSV file is not beside the scenario, or is no CSV.',
      'Two parts of the matrix have a column of one name.',
      'Every row is excluded, or there are too many.',
    ],
    tries: ['Look at the line that is named.', 'Open the CSV file: its first line names the columns.'],
    provoke: 'Name a CSV file that is not there.',
  }),
  ownError({
    code: 'SCENARIO_EDIT',
    meaning: 'The text has no such place.',
    causes: ['It was changed meanwhile: a step was moved or taken away.'],
    tries: ['Make the change again in the form as it stands now, or in the text.'],
    provoke: 'Take a step away in the text while its form is open.',
  }),
  ownError({
    code: 'RECORD_IMPOSSIBLE',
    meaning: 'No scenario can be made from this chain.',
    causes: [
      'It was imported and begins in the middle: what led there is not known.',
      'It is an operation alone, with tokens from elsewhere.',
      'Nothing of it was answered yet.',
    ],
    tries: ['Record the sign-in from its first step on.', 'Import a source that holds the whole sign-in.'],
    provoke: 'Import a HAR that was begun after the password was sent, and record it as a scenario.',
  }),
] as const;
