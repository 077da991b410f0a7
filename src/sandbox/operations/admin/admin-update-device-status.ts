import { requiredText, text } from '../../read-members.ts';
import { requireDevice } from '../../sign-in/device.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

export const adminUpdateDeviceStatus: Operation = {
  name: 'AdminUpdateDeviceStatus',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context);
    const device = requireDevice(user, requiredText(input, 'DeviceKey'));
    const status = text(input, 'DeviceRememberedStatus');
    if (status !== undefined) {
      device.remembered = status === 'remembered';
      device.modifiedAt = context.clock.now();
    }
    return {};
  },
};
