import { requiredText, text } from '../read-members.ts';
import { requireDevice } from '../sign-in/device.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

export const updateDeviceStatus: Operation = {
  name: 'UpdateDeviceStatus',
  run: async (input, context) => {
    const { user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    const device = requireDevice(user, requiredText(input, 'DeviceKey'));
    const status = text(input, 'DeviceRememberedStatus');
    if (status !== undefined) {
      device.remembered = status === 'remembered';
      device.modifiedAt = context.clock.now();
    }
    return {};
  },
};
