import { linesOf, withLines } from './lines.ts';
import type { ActionSpec } from './spec.ts';
import { textOf } from './values.ts';

const NEXT_TOKENS = {
  kind: 'says',
  text: 'Tokens that are out keep their cognito:groups until they are refreshed.',
} as const;

export const addToGroup: ActionSpec = {
  id: 'add-to-group',
  title: 'Add to a group',
  verb: 'Add to group',
  group: 'groups',
  operation: 'AdminAddUserToGroup',
  about: 'Makes the user a member of one of the pool’s groups.',
  harms: false,
  creates: false,
  lists: ['AdminListGroupsForUser'],
  wants: ['groups'],
  fields: ({ facts, groups = [] }) => [
    {
      key: 'GroupName',
      label: 'Group',
      kind: 'pick',
      required: true,
      preset: '',
      choices: groups
        .filter((name) => !linesOf(facts, 'Groups').includes(name))
        .map((value) => ({ value, label: '' })),
    },
  ],
  members: (values) => ({ GroupName: textOf(values, 'GroupName') }),
  after: (values, { facts }) => {
    const name = textOf(values, 'GroupName');
    return withLines(facts, 'Groups', [
      ...new Set([...linesOf(facts, 'Groups'), ...(name === '' ? [] : [name])]),
    ]);
  },
  notes: () => [NEXT_TOKENS],
};

export const removeFromGroup: ActionSpec = {
  id: 'remove-from-group',
  title: 'Remove from a group',
  verb: 'Remove from group',
  group: 'groups',
  operation: 'AdminRemoveUserFromGroup',
  about: 'Takes the user out of a group.',
  harms: false,
  creates: false,
  lists: ['AdminListGroupsForUser'],
  wants: [],
  fields: ({ facts }) => [
    {
      key: 'GroupName',
      label: 'Group',
      kind: 'pick',
      required: true,
      preset: linesOf(facts, 'Groups')[0] ?? '',
      choices: linesOf(facts, 'Groups').map((value) => ({ value, label: '' })),
    },
  ],
  members: (values) => ({ GroupName: textOf(values, 'GroupName') }),
  after: (values, { facts }) =>
    withLines(
      facts,
      'Groups',
      linesOf(facts, 'Groups').filter((name) => name !== textOf(values, 'GroupName')),
    ),
  notes: () => [NEXT_TOKENS],
};
