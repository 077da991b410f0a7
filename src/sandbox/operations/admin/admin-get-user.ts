import type { Operation } from '../spec.ts';
import { attributesOf, describeAccount } from './describe-user.ts';
import { requireNamedUser } from './named-user.ts';

export const adminGetUser: Operation = {
  name: 'AdminGetUser',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context);
    return {
      Username: user.username,
      UserAttributes: attributesOf(user),
      ...describeAccount(user),
      ...(user.mfaPreferred === undefined ? {} : { PreferredMfaSetting: user.mfaPreferred }),
      ...(user.mfaEnabled.size === 0 ? {} : { UserMFASettingList: [...user.mfaEnabled] }),
    };
  },
};
