import { SECOND_FACTOR } from './after.ts';
import { only } from './inputs.ts';
import { shortened } from './parameters.ts';
import type { ChallengeSpec } from './spec.ts';

/** So many parameters are named under the field; the inspector has them all. */
const NAMED = 12;

/** Added by Cognito; all else was published by the trigger. */
const OWN_KEYS = ['USERNAME', 'USER_ID_FOR_SRP'];

export const customChallenge: ChallengeSpec = {
  name: 'CUSTOM_CHALLENGE',
  title: 'Answer the custom challenge',
  help:
    'The pool’s CreateAuthChallenge trigger asks something of its own. A wrong answer is no error: the triggers decide ' +
    'between another round (with a new Session), tokens and refusal.',
  fields({ parameters }) {
    const published = Object.entries(parameters).filter(([key]) => !OWN_KEYS.includes(key));
    return [
      {
        key: 'ANSWER',
        label: 'Answer',
        kind: 'text',
        required: true,
        remember: 'CUSTOM_ANSWER',
        help: published.length === 0 ? 'The trigger published no parameters.' : publishedText(published),
      },
    ];
  },
  freeKeys: false,
  computed: [],
  respond: ({ inputs }) => only(inputs, 'ANSWER'),
  next: ['CUSTOM_CHALLENGE', 'PASSWORD_VERIFIER', 'DEVICE_SRP_AUTH', ...SECOND_FACTOR, 'TOKENS'],
  follows: () => ({
    by: 'triggers',
    because: 'DefineAuthChallenge decides: tokens, another round, or refusal.',
  }),
  simulated: 'userNotFound set for the triggers',
  answerable: true,
  helpers: [],
  example: {
    asked: { parameters: { USERNAME: 'sample.user', question: '2 + 2' }, available: [] },
    inputs: { ANSWER: '4' },
    responses: { ANSWER: '4' },
  },
};

function publishedText(published: readonly (readonly [string, string])[]): string {
  const named = published.slice(0, NAMED).map(([key, value]) => `${key}: ${shortened(value)}`);
  const more = published.length - named.length;
  return `The trigger published ${[...named, ...(more > 0 ? [`${more} more`] : [])].join(' · ')}`;
}
