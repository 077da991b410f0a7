import { ownError } from './entry.ts';

/** Files of scenarios in the chosen folder. */
export const scenarioFileFaults = [
  ownError({
    code: 'SCENARIO_NO_FOLDER',
    meaning: 'There is no folder to keep scenarios in.',
    causes: ['None was chosen yet.'],
    tries: ['Choose a folder under Scenarios: one of a repository, so that they are kept with the code.'],
    provoke: 'Save a recorded scenario before a folder was chosen, and choose none.',
  }),
  ownError({
    code: 'SCENARIO_FILE_NAME',
    meaning: 'This can’t be the name of a scenario’s file.',
    causes: [
      'It leads out of the folder, by .. or through a link.',
      'It does not end in .yaml or .yml.',
      'A part of it begins with a dot.',
    ],
    tries: ['Name a file below the folder, as sign-in/mfa.yaml.'],
    provoke: 'Save a scenario as ../other.yaml.',
  }),
  ownError({
    code: 'SCENARIO_FILE_GONE',
    meaning: 'The scenario’s file is not there any more.',
    causes: ['It was moved, renamed or removed, or another branch was checked out.'],
    tries: ['Save it again where you still have its text.', 'Look for it in the list under its new name.'],
    provoke: 'Remove the file of an open scenario, and open it again.',
  }),
  ownError({
    code: 'SCENARIO_FILE_CHANGED',
    meaning: 'The file is another than the one that was opened.',
    causes: [
      'Another program or another branch changed it meanwhile.',
      'A new scenario has the name of one that is there.',
    ],
    tries: ['Look at what stands there now.', 'Write over it, or save under another name.'],
    provoke: 'Change the file of an open scenario in another editor, then save it here.',
  }),
  ownError({
    code: 'SCENARIO_FILE_TOO_BIG',
    meaning: 'The file is too large for a scenario.',
    causes: ['It is a YAML file of another kind, or a table of very many rows.'],
    tries: ['Choose a folder that holds scenarios alone.', 'Split the table over several scenarios.'],
    provoke: 'Open a YAML file of more than 2 MB.',
  }),
] as const;
