import { requiredText, text } from '../read-members.ts';
import { missingParameter } from '../refusal.ts';
import { requireDevice } from '../sign-in/device.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

/** Its refresh tokens are of no use from now on: a refresh needs a confirmed device. */
export const forgetDevice: Operation = {
  name: 'ForgetDevice',
  run: async (input, context) => {
    const token = text(input, 'AccessToken');
    if (token === undefined) throw missingParameter('AccessToken');
    const { user } = await requireBearer(context, token);
    user.devices.delete(requireDevice(user, requiredText(input, 'DeviceKey')).key);
    return {};
  },
};
