import { requiredText, text } from '../read-members.ts';
import { missingParameter } from '../refusal.ts';
import { requireDevice } from '../sign-in/device.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { describeDevice } from './describe-device.ts';
import type { Operation } from './spec.ts';

export const getDevice: Operation = {
  name: 'GetDevice',
  run: async (input, context) => {
    const token = text(input, 'AccessToken');
    if (token === undefined) throw missingParameter('AccessToken');
    const { user } = await requireBearer(context, token);
    return { Device: describeDevice(requireDevice(user, requiredText(input, 'DeviceKey'))) };
  },
};
