import { confirmSignUp, deleteUser, disableUser, enableUser } from './account.ts';
import { deleteAttributes, setAttributes } from './attributes.ts';
import { createUser, resendInvitation } from './create-user.ts';
import { forgetDevice, markDevice } from './devices.ts';
import { mfaPreference, resetTotp } from './factors.ts';
import { addToGroup, removeFromGroup } from './groups.ts';
import { resetPassword, setPassword } from './password.ts';
import { revokeSession, signOut } from './sessions.ts';
import type { ActionSpec } from './spec.ts';

/** Everything an administrator does to a user, in the order it is offered. */
export const actions: readonly ActionSpec[] = [
  createUser,
  setPassword,
  resetPassword,
  resendInvitation,
  confirmSignUp,
  enableUser,
  disableUser,
  deleteUser,
  setAttributes,
  deleteAttributes,
  mfaPreference,
  resetTotp,
  forgetDevice,
  markDevice,
  signOut,
  revokeSession,
  addToGroup,
  removeFromGroup,
];

const byId = new Map(actions.map((action) => [action.id, action]));

/** Undefined for an id that none has. */
export function actionNamed(id: string): ActionSpec | undefined {
  return byId.get(id);
}
