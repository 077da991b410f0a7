import { expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { checkMembers } from './check-members.ts';
import { serviceOperationNames } from './service.ts';
import { skeletonOf } from './skeleton.ts';

const user = { UserPoolId: 'eu-west-1_Ab', Username: 'ann' };

test('a whole skeleton of every operation holds to the model', () => {
  for (const name of serviceOperationNames)
    expect(checkMembers(name, skeletonOf(name, {}, 'all')), name).toEqual([]);
});

test.each<[string, string, JsonObject, string[]]>([
  ['nothing is wrong', 'AdminGetUser', user, []],
  [
    'what is required is missing',
    'AdminGetUser',
    {},
    ['Missing required parameter in input: "UserPoolId"', 'Missing required parameter in input: "Username"'],
  ],
  [
    'one nobody knows',
    'AdminGetUser',
    { ...user, Usrname: 'x' },
    ['Unknown parameter in input: "Usrname", must be one of: UserPoolId, Username'],
  ],
  [
    'deep within',
    'AdminCreateUser',
    { ...user, UserAttributes: [{ Name: 'email' }, { Value: 'x', Nme: '' }] },
    [
      'Missing required parameter in UserAttributes[1]: "Name"',
      'Unknown parameter in UserAttributes[1]: "Nme", must be one of: Name, Value',
    ],
  ],
  [
    'a wrong type',
    'AdminSetUserPassword',
    { ...user, Password: 'x', Permanent: 'yes' },
    ['Invalid type for parameter Permanent, value: "yes", type: text, valid types: true or false'],
  ],
  [
    'a wrong type of a secret, which is not printed',
    'AdminInitiateAuth',
    { UserPoolId: 'p', ClientId: 'c', AuthFlow: 'CUSTOM_AUTH', AuthParameters: { PASSWORD: 7_777_777 } },
    ['Invalid type for parameter AuthParameters.PASSWORD, type: number, valid types: text'],
  ],
  [
    'an inherited name',
    'AdminGetUser',
    { ...user, toString: 'x' },
    ['Unknown parameter in input: "toString", must be one of: UserPoolId, Username'],
  ],
  ['an operation nobody knows', 'NoSuchOperation', { any: 1 }, []],
])('%s', (_, operation, body, lines) => {
  expect(checkMembers(operation, body)).toEqual(lines);
});
