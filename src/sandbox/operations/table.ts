import { adminInitiateAuth } from './admin-initiate-auth.ts';
import { adminRespondToAuthChallenge } from './admin-respond-to-auth-challenge.ts';
import { associateSoftwareToken } from './associate-software-token.ts';
import { changePassword } from './change-password.ts';
import { completeWebAuthnRegistration } from './complete-web-authn-registration.ts';
import { confirmDevice } from './confirm-device.ts';
import { confirmForgotPassword } from './confirm-forgot-password.ts';
import { confirmSignUp } from './confirm-sign-up.ts';
import { deleteUserAttributes } from './delete-user-attributes.ts';
import { deleteUser } from './delete-user.ts';
import { deleteWebAuthnCredential } from './delete-web-authn-credential.ts';
import { forgetDevice } from './forget-device.ts';
import { forgotPassword } from './forgot-password.ts';
import { getDevice } from './get-device.ts';
import { getTokensFromRefreshToken } from './get-tokens-from-refresh-token.ts';
import { getUser } from './get-user.ts';
import { getUserAttributeVerificationCode } from './get-user-attribute-verification-code.ts';
import { getUserAuthFactors } from './get-user-auth-factors.ts';
import { globalSignOut } from './global-sign-out.ts';
import { initiateAuth } from './initiate-auth.ts';
import { listDevices } from './list-devices.ts';
import { listWebAuthnCredentials } from './list-web-authn-credentials.ts';
import { resendConfirmationCode } from './resend-confirmation-code.ts';
import { respondToAuthChallenge } from './respond-to-auth-challenge.ts';
import { revokeToken } from './revoke-token.ts';
import { setUserMfaPreference } from './set-user-mfa-preference.ts';
import { signUp } from './sign-up.ts';
import { startWebAuthnRegistration } from './start-web-authn-registration.ts';
import { updateDeviceStatus } from './update-device-status.ts';
import { updateUserAttributes } from './update-user-attributes.ts';
import { verifySoftwareToken } from './verify-software-token.ts';
import { verifyUserAttribute } from './verify-user-attribute.ts';
import { adminConfirmSignUp } from './admin/admin-confirm-sign-up.ts';
import { adminCreateUser } from './admin/admin-create-user.ts';
import { adminDeleteSoftwareToken } from './admin/admin-delete-software-token.ts';
import { adminDeleteUserAttributes } from './admin/admin-delete-user-attributes.ts';
import { adminDeleteUser } from './admin/admin-delete-user.ts';
import { adminDisableUser } from './admin/admin-disable-user.ts';
import { adminEnableUser } from './admin/admin-enable-user.ts';
import { adminForgetDevice } from './admin/admin-forget-device.ts';
import { adminGetDevice } from './admin/admin-get-device.ts';
import { adminGetUser } from './admin/admin-get-user.ts';
import { adminGetUserAuthFactors } from './admin/admin-get-user-auth-factors.ts';
import { adminListDevices } from './admin/admin-list-devices.ts';
import { adminListUserAuthEvents } from './admin/admin-list-user-auth-events.ts';
import { adminListUserSessions } from './admin/admin-list-user-sessions.ts';
import { adminResetUserPassword } from './admin/admin-reset-user-password.ts';
import { adminRevokeUserSession } from './admin/admin-revoke-user-session.ts';
import { adminSetUserMfaPreference } from './admin/admin-set-user-mfa-preference.ts';
import { adminSetUserPassword } from './admin/admin-set-user-password.ts';
import { adminUpdateDeviceStatus } from './admin/admin-update-device-status.ts';
import { adminUpdateUserAttributes } from './admin/admin-update-user-attributes.ts';
import { adminUserGlobalSignOut } from './admin/admin-user-global-sign-out.ts';
import { listUsers } from './admin/list-users.ts';
import { adminAddUserToGroup } from './groups/admin-add-user-to-group.ts';
import { adminListGroupsForUser } from './groups/admin-list-groups-for-user.ts';
import { adminRemoveUserFromGroup } from './groups/admin-remove-user-from-group.ts';
import { createGroup } from './groups/create-group.ts';
import { deleteGroup } from './groups/delete-group.ts';
import { getGroup } from './groups/get-group.ts';
import { listGroups } from './groups/list-groups.ts';
import { listUsersInGroup } from './groups/list-users-in-group.ts';
import { updateGroup } from './groups/update-group.ts';
import { createUserPool } from './pools/create-user-pool.ts';
import { deleteUserPool } from './pools/delete-user-pool.ts';
import { describeUserPool } from './pools/describe-user-pool.ts';
import { getUserPoolMfaConfig } from './pools/get-user-pool-mfa-config.ts';
import { getUserPoolSessionConfiguration } from './pools/get-user-pool-session-configuration.ts';
import { listUserPools } from './pools/list-user-pools.ts';
import { setUserPoolMfaConfig } from './pools/set-user-pool-mfa-config.ts';
import { setUserPoolSessionConfiguration } from './pools/set-user-pool-session-configuration.ts';
import { updateUserPool } from './pools/update-user-pool.ts';
import { addUserPoolClientSecret } from './clients/add-user-pool-client-secret.ts';
import { createUserPoolClient } from './clients/create-user-pool-client.ts';
import { deleteUserPoolClientSecret } from './clients/delete-user-pool-client-secret.ts';
import { deleteUserPoolClient } from './clients/delete-user-pool-client.ts';
import { describeUserPoolClient } from './clients/describe-user-pool-client.ts';
import { listUserPoolClientSecrets } from './clients/list-user-pool-client-secrets.ts';
import { listUserPoolClients } from './clients/list-user-pool-clients.ts';
import { updateUserPoolClient } from './clients/update-user-pool-client.ts';
import type { Operation } from './spec.ts';

/** Called by clients: a client id, an access token or a Session is their authority. */
const unsigned: readonly Operation[] = [
  initiateAuth,
  respondToAuthChallenge,
  associateSoftwareToken,
  verifySoftwareToken,
  setUserMfaPreference,
  getUser,
  getTokensFromRefreshToken,
  revokeToken,
  globalSignOut,
  confirmDevice,
  updateDeviceStatus,
  getDevice,
  listDevices,
  forgetDevice,
  getUserAuthFactors,
  startWebAuthnRegistration,
  completeWebAuthnRegistration,
  listWebAuthnCredentials,
  deleteWebAuthnCredential,
  signUp,
  confirmSignUp,
  resendConfirmationCode,
  forgotPassword,
  confirmForgotPassword,
  changePassword,
  updateUserAttributes,
  deleteUserAttributes,
  getUserAttributeVerificationCode,
  verifyUserAttribute,
  deleteUser,
];

/** Called by back ends, with SigV4. */
const signed: readonly Operation[] = [
  adminInitiateAuth,
  adminRespondToAuthChallenge,
  adminConfirmSignUp,
  adminCreateUser,
  adminDeleteSoftwareToken,
  adminDeleteUserAttributes,
  adminDeleteUser,
  adminDisableUser,
  adminEnableUser,
  adminForgetDevice,
  adminGetDevice,
  adminGetUser,
  adminGetUserAuthFactors,
  adminListDevices,
  adminListUserAuthEvents,
  adminListUserSessions,
  adminResetUserPassword,
  adminRevokeUserSession,
  adminSetUserMfaPreference,
  adminSetUserPassword,
  adminUpdateDeviceStatus,
  adminUpdateUserAttributes,
  adminUserGlobalSignOut,
  listUsers,
  adminAddUserToGroup,
  adminListGroupsForUser,
  adminRemoveUserFromGroup,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
  listUsersInGroup,
  updateGroup,
  createUserPool,
  deleteUserPool,
  describeUserPool,
  getUserPoolMfaConfig,
  getUserPoolSessionConfiguration,
  listUserPools,
  setUserPoolMfaConfig,
  setUserPoolSessionConfiguration,
  updateUserPool,
  addUserPoolClientSecret,
  createUserPoolClient,
  deleteUserPoolClientSecret,
  deleteUserPoolClient,
  describeUserPoolClient,
  listUserPoolClientSecrets,
  listUserPoolClients,
  updateUserPoolClient,
];

/** Every operation that is modelled. What is not here answers UnknownOperationException. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [...unsigned, ...signed].map((operation) => [operation.name, operation]),
);
