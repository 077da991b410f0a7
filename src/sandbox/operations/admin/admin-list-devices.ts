import { describeDevice } from '../describe-device.ts';
import { pageOf } from '../page.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

const NAMES = { limit: 'Limit', token: 'PaginationToken' } as const;

/** Declares no UserNotFoundException. */
export const adminListDevices: Operation = {
  name: 'AdminListDevices',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context, 'ResourceNotFoundException');
    const { entries, token } = pageOf(context, input, NAMES, `devices of ${user.sub}`, user.devices);
    return { Devices: entries.map(describeDevice), ...token };
  },
};
