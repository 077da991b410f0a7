import { freeKeys } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';

export const adminNoSrpAuth: ChallengeSpec = {
  name: 'ADMIN_NO_SRP_AUTH',
  title: 'Not a challenge to answer',
  help:
    'In Cognito’s list of names, but no valid answer: it only appears in the session that custom triggers see, after ' +
    'an administrator’s sign-in. Expect InvalidParameterException. You can still send it, with any keys.',
  fields: () => [],
  freeKeys: true,
  computed: [],
  respond: ({ inputs }) => freeKeys(inputs, []),
  next: [],
  answerable: false,
  helpers: [],
  example: {
    asked: { parameters: {}, available: [] },
    inputs: { PASSWORD: 'Correct-Horse-9!' },
    responses: { PASSWORD: 'Correct-Horse-9!' },
  },
};
