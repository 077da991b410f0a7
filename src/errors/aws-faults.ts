import { ownError } from './entry.ts';

/** What goes wrong before a signed call is sent, on this computer. */
export const awsFaults = [
  ownError({
    code: 'AWS_CREDENTIALS',
    meaning: 'This call has to be signed, and no AWS credentials were found for it. Nothing was sent.',
    causes: [
      'The target names no profile, and neither variables nor a default profile give credentials.',
      'The profile is there and gives none: its keys are missing, or what it refers to is.',
    ],
    tries: [
      'Choose the profile at the target, as `aws configure list-profiles` names it.',
      'Try `aws sts get-caller-identity --profile NAME`: it has to work there, too.',
    ],
    provoke: 'Call ListUsers on a target in AWS without any profile.',
  }),
  ownError({
    code: 'ASK_STOPPED',
    meaning: 'What was asked of the service was stopped before it was answered.',
    causes: ['Somebody stopped it, or left the view.'],
    tries: ['Ask again.'],
    provoke: 'Stop a list of users while it loads.',
  }),
] as const;
