import { textList } from '../../read-members.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';
import { writeAttributes } from './write-attributes.ts';

export const adminDeleteUserAttributes: Operation = {
  name: 'AdminDeleteUserAttributes',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    const names = textList(input, 'UserAttributeNames') ?? [];
    writeAttributes(context, pool, user, new Map(names.map((name) => [name, ''])));
    return {};
  },
};
