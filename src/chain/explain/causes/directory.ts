import { isJsonObject } from '../../../json.ts';
import { found, type Cause } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { sentBody, sentText } from '../sent-body.ts';

/** Where a list says from which page it goes on, by AWS's member. */
const TOKENS = ['PaginationToken', 'NextToken'] as const;

/** NAME, the operator and what comes after it. Source: ListUsers, `Filter`. */
const COMPARISON = /^\s*([\w:-]+)\s*(\^?=|[^\w\s"]+)?\s*([^]*?)\s*$/;

function attributesIn({ step }: Evidence): string[] {
  const attributes = sentBody(step)['UserAttributes'];
  if (!Array.isArray(attributes)) return [];
  return attributes.flatMap((entry) =>
    isJsonObject(entry) && typeof entry['Name'] === 'string' ? [entry['Name']] : [],
  );
}

/** What of a filter is no comparison; undefined where it reads as one. Its value may name a person: it is not said. */
function brokenFilter(filter: string): string | undefined {
  const [, name, operator, value = ''] = COMPARISON.exec(filter) ?? [];
  if (name === undefined) return 'begins with no attribute’s name';
  if (operator !== '=' && operator !== '^=') return `has no = or ^= after ${name}`;
  if (!value.startsWith('"')) return `has no double quote before the value of ${name}`;
  const [quoted] = /^"(?:[^"\\]|\\.)*"/.exec(value) ?? [];
  if (quoted === undefined) return `has no double quote after the value of ${name}`;
  return quoted === value ? undefined : `goes on after the value of ${name}`;
}

/** What only those meet who read users and groups, or write them. */
export const directoryCauses = [
  {
    id: 'reset-too-early',
    title: 'The user has no password of their own yet',
    explains: [{ code: 'NotAuthorizedException', message: /password cannot be reset in the current state/i }],
    test: 'The exception says it; AdminGetUser tells UserStatus.',
    prior: 1,
    advice: 'Set a password with AdminSetUserPassword, or send the invitation again.',
    check: ({ step }) =>
      found(`${step.operation} resets a password that the user has chosen; Cognito says that there is none.`),
  },
  {
    id: 'sign-up-closed',
    title: 'Administrators alone create users in this pool',
    explains: [{ code: 'NotAuthorizedException', message: /^SignUp is not permitted for this user pool/i }],
    test: 'The exception says it; DescribeUserPool tells AllowAdminCreateUserOnly.',
    prior: 1,
    advice: 'Create the user with AdminCreateUser, or have AllowAdminCreateUserOnly changed.',
    check: () => found('Cognito says so itself: AllowAdminCreateUserOnly of the pool is true.'),
  },
  {
    id: 'list-token',
    title: 'The list can’t go on from this token',
    explains: [{ code: 'InvalidParameterException', message: /^Invalid pagination token/i }],
    test: 'The token has to be the one that the page before gave, whole, with the rest of the request as it was.',
    prior: 1,
    advice: 'Begin the list again without the token.',
    check({ step }) {
      const member = TOKENS.find((name) => sentText(step, name) !== undefined);
      return found(
        member === undefined
          ? 'Cognito says so itself; the request shows no token.'
          : `Cognito says so itself of ${member}: it was shortened, is another list’s, or has expired.`,
      );
    },
  },
  {
    id: 'filter-broken',
    title: 'The Filter is no comparison',
    explains: [{ code: 'InvalidParameterException', message: /^Error while parsing filter/i }],
    test: 'Filter is read: one attribute, = or ^=, and a value in double quotes.',
    prior: 1,
    advice: 'Write one comparison, as email ^= "ann".',
    check({ step }) {
      const filter = sentText(step, 'Filter');
      if (filter === undefined) return found('Cognito says so itself; the request shows no Filter.');
      const broken = brokenFilter(filter);
      return found(
        broken === undefined
          ? 'Cognito says so itself; the Filter reads as one comparison.'
          : `The Filter ${broken}.`,
      );
    },
  },
  {
    id: 'filter-attribute',
    title: 'ListUsers can’t look for this attribute',
    explains: [{ code: 'InvalidParameterException', message: /^Invalid search attribute/i }],
    test: 'The attribute of Filter has to be one that Cognito indexes: no custom one is.',
    prior: 1,
    advice: 'Filter by another attribute, or read all users and narrow down what was read.',
    check({ step }) {
      const [, name] = COMPARISON.exec(sentText(step, 'Filter') ?? '') ?? [];
      if (name === undefined) return found('Cognito says so itself; the request shows no attribute.');
      return found(
        /^(custom|dev):/.test(name)
          ? `${name} is a custom attribute: Cognito indexes none.`
          : `Cognito says so itself of ${name}.`,
      );
    },
  },
  {
    id: 'attributes-against-schema',
    title: 'The attributes don’t fit the pool’s schema',
    explains: [{ code: 'InvalidParameterException', message: /^Attributes did not conform to the schema/i }],
    test: 'The attribute that the message names is looked for in UserAttributes; the message says where it is in no schema.',
    prior: 1,
    advice: 'Correct the attributes that the message names; DescribeUserPool lists the SchemaAttributes.',
    check(evidence) {
      const [, name] = /schema: *([\w:-]+) *:/i.exec(evidence.message) ?? [];
      if (name === undefined) return found('Cognito says so itself; the message names no attribute.');
      if (/does not exist in the schema/i.test(evidence.message))
        return found(`Cognito says so itself: the schema of the pool has no ${name}.`);
      return found(
        attributesIn(evidence).includes(name)
          ? `UserAttributes has ${name}, and its value breaks a rule of the schema.`
          : `UserAttributes has no ${name}, which the schema requires.`,
      );
    },
  },
  {
    id: 'group-unknown',
    title: 'The pool has no such group',
    explains: [{ code: 'ResourceNotFoundException', message: /^Group not found/i }],
    test: 'GroupName has to be in ListGroups of the pool, upper and lower case as there.',
    prior: 1,
    advice: 'Look at ListGroups, or make the group with CreateGroup first.',
    check({ step }) {
      const name = sentText(step, 'GroupName');
      return found(
        name === undefined
          ? 'Cognito says so itself; the request shows no GroupName.'
          : `Cognito says so itself of GroupName “${name}”.`,
      );
    },
  },
] as const satisfies readonly Cause[];
