import { requiredText } from '../read-members.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

export const getUser: Operation = {
  name: 'GetUser',
  run: async (input, context) => {
    const { user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    const attributes = [['sub', user.sub], ...user.attributes].map(([Name = '', Value = '']) => ({
      Name,
      Value,
    }));
    return {
      Username: user.username,
      UserAttributes: attributes,
      ...(user.mfaPreferred === undefined ? {} : { PreferredMfaSetting: user.mfaPreferred }),
      ...(user.mfaEnabled.size === 0 ? {} : { UserMFASettingList: [...user.mfaEnabled] }),
    };
  },
};
