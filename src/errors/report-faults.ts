import { ownError } from './entry.ts';

/** Reports of scenarios, as they are joined and brought in. */
export const reportFaults = [
  ownError({
    code: 'REPORT_GONE',
    meaning: 'There is no report to be read.',
    causes: ['The path is another.', 'The run that was to write it was killed, or wrote no JSON.'],
    tries: ['Write it with --reporter json:FILE.', 'Name the file, or the folder it is in.'],
    provoke: 'Join reports of an empty folder.',
  }),
  ownError({
    code: 'REPORT_DAMAGED',
    meaning: 'The report can’t be read, and nothing of it was taken.',
    causes: ['It breaks off, or was changed on its way.', 'It is JSON of another program.'],
    tries: [
      'Ask for the file again.',
      'Run the scenarios again with --reporter json:FILE.',
      'Ask for exported chains as a bundle, not as JSON.',
    ],
    provoke: 'Cut the last line off a JSON report.',
  }),
  ownError({
    code: 'REPORT_NEWER',
    meaning: 'A newer version of the console wrote the report.',
    causes: ['The machine that ran the scenarios has a newer console than this one.'],
    tries: ['Update this console.'],
    provoke: 'Raise the version in a JSON report.',
  }),
];
