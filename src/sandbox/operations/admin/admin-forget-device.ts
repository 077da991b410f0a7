import { requiredText } from '../../read-members.ts';
import { requireDevice } from '../../sign-in/device.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

export const adminForgetDevice: Operation = {
  name: 'AdminForgetDevice',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context);
    user.devices.delete(requireDevice(user, requiredText(input, 'DeviceKey')).key);
    return {};
  },
};
