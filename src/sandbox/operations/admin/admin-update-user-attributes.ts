import { attributeMap } from '../../read-members.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';
import { writeAttributes } from './write-attributes.ts';

export const adminUpdateUserAttributes: Operation = {
  name: 'AdminUpdateUserAttributes',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    writeAttributes(context, pool, user, attributeMap(input, 'UserAttributes'));
    return {};
  },
};
