import { ownError } from './entry.ts';

/** Why a scenario got no code. */
export const scenarioCodeFaults = [
  ownError({
    code: 'CODE_SOURCE',
    meaning: 'A source of codes can’t be asked as the scenario describes it.',
    causes: [
      'An address, a JSON path or a regular expression can’t be read, or a seed is none.',
      'The sandbox’s inbox was asked for a run on another target, or a person where there is none.',
      'The inbox refuses the request, or the program is not there.',
    ],
    tries: ['Correct the source under codes; the fault names it.'],
    provoke: 'Give http: of a code source an address that begins with ftp:.',
  }),
  ownError({
    code: 'CODE_NONE',
    meaning: 'No code came in time.',
    causes: [
      'The message is late, went elsewhere, or was never sent.',
      'The inbox holds older messages only, or none with a code in it.',
      'The inbox can’t be reached.',
    ],
    tries: [
      'Look into the inbox: is the message there, and does match fit it?',
      'Let the source wait longer with within.',
    ],
    provoke: 'Name an inbox where nothing comes in, with within: 1s.',
  }),
] as const;
