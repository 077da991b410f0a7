import { requiredText } from '../read-members.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { endAllSignIns } from '../tokens/sign-ins.ts';
import type { Operation } from './spec.ts';

/** Revokes all tokens of the user, in every client. */
export const globalSignOut: Operation = {
  name: 'GlobalSignOut',
  run: async (input, context) => {
    const { user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    endAllSignIns(user);
    return {};
  },
};
