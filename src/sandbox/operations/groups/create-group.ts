import { requirePool } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Group } from '../../state.ts';
import type { Operation } from '../spec.ts';
import { describeGroup } from './describe-group.ts';
import { groupSettings } from './group-settings.ts';

export const createGroup: Operation = {
  name: 'CreateGroup',
  run: (input, { state, clock }) => {
    const pool = requirePool(state, requiredText(input, 'UserPoolId'));
    const name = requiredText(input, 'GroupName');
    if (pool.groups.has(name)) {
      throw refusal('GroupExistsException', 'A group with the name already exists.');
    }
    const now = clock.now();
    const group: Group = { name, ...groupSettings(input), createdAt: now, modifiedAt: now };
    pool.groups.set(name, group);
    return { Group: describeGroup(pool, group) };
  },
};
