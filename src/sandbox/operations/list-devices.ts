import type { Context } from '../context.ts';
import { number, requiredText, text } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Device } from '../pool/user.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { describeDevice } from './describe-device.ts';
import type { Operation } from './spec.ts';

/** The service model's maximum for Limit, taken as default, too. */
const PAGE = 60;
const PURPOSE = 'devices';

export const listDevices: Operation = {
  name: 'ListDevices',
  run: async (input, context) => {
    const { user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    const devices = [...user.devices.values()];
    const from = pageStart(context, devices, text(input, 'PaginationToken'));
    const page = devices.slice(from, from + Math.floor(number(input, 'Limit') || PAGE));
    const last = page.at(-1);
    const more = last !== undefined && last !== devices.at(-1);
    return {
      Devices: page.map(describeDevice),
      ...(more ? { PaginationToken: pageToken(context, last) } : {}),
    };
  },
};

function pageToken(context: Context, last: Device): string {
  return Buffer.from(context.state.sealer.seal(PURPOSE, last.key, 0)).toString('base64');
}

/** @throws InvalidParameterException for a token that isn't ours, or whose device was forgotten meanwhile. */
function pageStart(context: Context, devices: readonly Device[], token: string | undefined): number {
  if (token === undefined) return 0;
  const key = context.state.sealer.open(PURPOSE, Buffer.from(token, 'base64'));
  const last = devices.findIndex((device) => device.key === key);
  if (last < 0) throw refusal('InvalidParameterException', 'Invalid pagination token.');
  return last + 1;
}
