import { refuseUnwritable } from '../account/own-attributes.ts';
import { requiredText, textList } from '../read-members.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { writeAttributes } from './admin/write-attributes.ts';
import type { Operation } from './spec.ts';

export const deleteUserAttributes: Operation = {
  name: 'DeleteUserAttributes',
  run: async (input, context) => {
    const { pool, client, user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    const names = textList(input, 'UserAttributeNames') ?? [];
    for (const name of names) refuseUnwritable(client, name);
    writeAttributes(context, pool, user, new Map(names.map((name) => [name, ''])));
    for (const name of names) user.pendingAttributes.delete(name);
    return {};
  },
};
