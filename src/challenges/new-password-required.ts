import type { Field } from '../form/form.ts';
import { SECOND_FACTOR } from './after.ts';
import { freeKeys, only } from './inputs.ts';
import { objectIn, shortened, textList } from './parameters.ts';
import type { Asked, ChallengeSpec } from './spec.ts';

const PREFIX = 'userAttributes.';

function fields({ parameters }: Asked): readonly Field[] {
  const required = textList(parameters, 'requiredAttributes');
  const present = Object.keys(objectIn(parameters, 'userAttributes') ?? {});
  const names = new Set(
    required
      ?.map((key) => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key))
      .filter((name) => name !== ''),
  );
  return [
    {
      key: 'NEW_PASSWORD',
      label: 'New password',
      kind: 'password',
      required: true,
      replaces: 'PASSWORD',
      pattern: { source: '^\\S{6,256}$', hint: '6 to 256 characters, no spaces; the pool may ask for more' },
      help: [
        'Not the temporary one.',
        present.length > 0 && `Already set, so don’t send again: ${shortened(present.join(', '))}.`,
        required === undefined &&
          'requiredAttributes could not be read; add required ones as userAttributes.NAME.',
      ]
        .filter((sentence) => sentence !== false)
        .join(' '),
    },
    ...[...names].map((name): Field => ({
      key: `${PREFIX}${name}`,
      label: name,
      kind: 'text',
      required: true,
      help: 'Required by the pool, and without a value so far.',
    })),
  ];
}

export const newPasswordRequired: ChallengeSpec = {
  name: 'NEW_PASSWORD_REQUIRED',
  title: 'Choose a new password',
  help:
    'The temporary password was right, and the user must replace it now. Attributes the pool requires and the user ' +
    'lacks are answered with it; further writable ones may be added as userAttributes.NAME.',
  fields,
  freeKeys: true,
  computed: [],
  respond({ asked, inputs }) {
    const form = fields(asked);
    return { ...only(inputs, ...form.map((field) => field.key)), ...freeKeys(inputs, form) };
  },
  next: [...SECOND_FACTOR, 'TOKENS', 'DEVICE_SRP_AUTH'],
  follows: () => ({ by: 'task' }),
  changesUser: true,
  answerable: true,
  helpers: [],
  example: {
    asked: {
      parameters: {
        userAttributes: '{"email_verified":"true","email":"a@b.c"}',
        requiredAttributes: '["userAttributes.given_name"]',
        USER_ID_FOR_SRP: 'sample.user',
      },
      available: [],
    },
    inputs: {
      NEW_PASSWORD: 'Correct-Horse-9!',
      'userAttributes.given_name': 'Sam',
      'userAttributes.custom:team': 'blue',
    },
    responses: {
      NEW_PASSWORD: 'Correct-Horse-9!',
      'userAttributes.given_name': 'Sam',
      'userAttributes.custom:team': 'blue',
    },
  },
};
