import { takeAttempt } from '../account/attempts.ts';
import { setPassword } from '../pool/set-password.ts';
import type { User } from '../pool/user.ts';
import { requiredText, text } from '../read-members.ts';
import { incorrectPassword, refusal } from '../refusal.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { sameText } from '../totp.ts';
import type { Operation } from './spec.ts';

export const changePassword: Operation = {
  name: 'ChangePassword',
  run: async (input, context) => {
    const { pool, user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    takeAttempt(context, pool, user.username, 'change password');
    if (user.status === 'RESET_REQUIRED') {
      throw refusal('PasswordResetRequiredException', 'Password reset required for the user');
    }
    if (!isPassword(user, text(input, 'PreviousPassword'))) throw incorrectPassword();
    setPassword(context, pool, user, requiredText(input, 'ProposedPassword'), { permanent: true });
    return {};
  },
};

/** A user who signs in with codes alone sets a first password and has no previous one to give. */
function isPassword({ password }: User, given: string | undefined): boolean {
  if (password === undefined || given === undefined) return password === given;
  return sameText(password, given);
}
