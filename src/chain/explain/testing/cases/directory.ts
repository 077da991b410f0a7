import { body, GROUP, type Case } from './words.ts';

const listing = (members: object) => ({
  operation: 'ListUsers',
  answers: 'ListUsers',
  request: body(members),
});
export const BROKEN_FILTER = ['InvalidParameterException', 'Error while parsing filter.'] as const;

export const directory = {
  'reset-too-early': {
    has: {
      error: ['NotAuthorizedException', 'User password cannot be reset in the current state.'],
      operation: 'AdminResetUserPassword',
      answers: 'AdminResetUserPassword',
    },
    hasNot: { error: BROKEN_FILTER, ...listing({}) },
  },
  'sign-up-closed': {
    has: {
      error: ['NotAuthorizedException', 'SignUp is not permitted for this user pool'],
      operation: 'SignUp',
      answers: 'SignUp',
    },
    hasNot: { error: BROKEN_FILTER, ...listing({}) },
  },
  'list-token': {
    has: {
      error: ['InvalidParameterException', 'Invalid pagination token.'],
      ...listing({ PaginationToken: 'a' }),
    },
    hasNot: { error: BROKEN_FILTER, ...listing({ PaginationToken: 'a' }) },
  },
  'filter-broken': {
    has: { error: BROKEN_FILTER, ...listing({ Filter: 'email = ann' }) },
    hasNot: { error: ['InvalidParameterException', 'Invalid pagination token.'], ...listing({}) },
  },
  'filter-attribute': {
    has: {
      error: ['InvalidParameterException', 'Invalid search attribute: custom:plan'],
      ...listing({ Filter: 'custom:plan = "gold"' }),
    },
    hasNot: { error: BROKEN_FILTER, ...listing({ Filter: 'email = ann' }) },
  },
  'attributes-against-schema': {
    has: {
      error: [
        'InvalidParameterException',
        'Attributes did not conform to the schema: email: The attribute is required\n',
      ],
      operation: 'AdminCreateUser',
      answers: 'AdminCreateUser',
      request: body({ UserAttributes: [{ Name: 'name', Value: 'Ann' }] }),
    },
    hasNot: { error: ['InvalidParameterException', 'Missing required parameter USERNAME'] },
  },
  'group-unknown': {
    has: { ...GROUP, error: ['ResourceNotFoundException', 'Group not found.'], operation: 'GetGroup' },
    hasNot: GROUP,
  },
} as const satisfies Readonly<Record<string, Case>>;
