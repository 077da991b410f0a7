import { freeKeys } from './inputs.ts';
import type { ChallengeSpec } from './spec.ts';

/** The spec of a challenge nobody knows yet: free keys in, the same keys out. */
export function genericChallenge(name: string): ChallengeSpec {
  return {
    name,
    title: name,
    help:
      'This console does not know the challenge. Look at ChallengeParameters, then add the keys its documentation ' +
      'names; USERNAME, Session and SECRET_HASH are added for you.',
    fields: () => [],
    freeKeys: true,
    computed: [],
    respond: ({ inputs }) => freeKeys(inputs, []),
    next: [],
    answerable: true,
    helpers: [],
    example: {
      asked: { parameters: { HINT: 'something new' }, available: [] },
      inputs: { ANSWER: 'yes', EMPTY: '' },
      responses: { ANSWER: 'yes' },
    },
  };
}
