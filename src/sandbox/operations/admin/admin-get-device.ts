import { requiredText } from '../../read-members.ts';
import { requireDevice } from '../../sign-in/device.ts';
import { describeDevice } from '../describe-device.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** Declares no UserNotFoundException. */
export const adminGetDevice: Operation = {
  name: 'AdminGetDevice',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context, 'ResourceNotFoundException');
    return { Device: describeDevice(requireDevice(user, requiredText(input, 'DeviceKey'))) };
  },
};
