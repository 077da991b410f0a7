import type { Operation } from '../spec.ts';
import { describeGroup } from './describe-group.ts';
import { groupSettings } from './group-settings.ts';
import { requireNamedGroup } from './named-group.ts';

export const updateGroup: Operation = {
  name: 'UpdateGroup',
  run: (input, { state, clock }) => {
    const { pool, group } = requireNamedGroup(input, state);
    Object.assign(group, groupSettings(input), { modifiedAt: clock.now() });
    return { Group: describeGroup(pool, group) };
  },
};
