import { requiredText } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

export const deleteWebAuthnCredential: Operation = {
  name: 'DeleteWebAuthnCredential',
  run: async (input, context) => {
    const { user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    if (!user.passkeys.delete(requiredText(input, 'CredentialId'))) {
      throw refusal('ResourceNotFoundException', 'Credential does not exist.');
    }
    return {};
  },
};
