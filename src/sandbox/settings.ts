/**
 * Behaviour of the real service that no source settles, each as a named choice with the likelier one as default. What
 * each decides, why its default is the likelier and which values it takes is in settings-guide.ts.
 */
export interface Settings {
  readonly timestampSkewSeconds: number;
  readonly verifierWindowSeconds: number;
  readonly verifierSession: 'needed' | 'optional' | 'none';
  readonly sessionMaximum: number;
  readonly codeAfterMfaSetup: boolean;
  readonly mfaChoiceParameter: 'MFAS_CAN_CHOOSE' | 'MFAS_CAN_SELECT';
  readonly emailMfaAnswer: 'both' | 'EMAIL_OTP' | 'EMAIL_MFA';
  readonly emailSetupKey: 'both' | 'EMAIL' | 'email';
  readonly emailMfaDigits: number;
  readonly codeLockout: boolean;
  readonly firstFactorCodeLockout: boolean;
  readonly keepSessionAfterBadNewPassword: boolean;
  readonly keepSessionAfterVerifyMismatch: boolean;
  readonly deviceSrpParameters: 'USER_ID_FOR_SRP' | 'none';
  readonly deviceStepUsername: boolean;
  readonly deviceStepSession: 'needed' | 'optional' | 'none';
  readonly adminDevices: boolean;
  readonly rotatedRefreshRefusal: 'InvalidParameterException' | 'UnsupportedOperationException';
  readonly recoveryChannelRefusal:
    'InvalidUserPoolConfigurationException' | 'InvalidParameterException' | 'NotAuthorizedException' | 'none';
  readonly foreignSessionMessage: string;
  readonly badSrpAMessage: string;
  readonly unavailableChoiceMessage: string;
  readonly revokeFamilyOnReuse: boolean;
  readonly mixAdminSessions: boolean;
  readonly unconfirmedAtSrpStart: boolean;
  readonly passwordChangeEndsSessions: boolean;
  readonly signatureNeeded: boolean;
  readonly triggerMilliseconds: number;
  readonly recoveryAttemptsPerHour: number;
  readonly defaultSenderEmailsPerDay: number;
  readonly tooManyFailedAttempts: boolean;
  readonly resendHidesConfirmed: boolean;
}

export const likelySettings: Settings = {
  timestampSkewSeconds: 300,
  verifierWindowSeconds: 0,
  verifierSession: 'needed',
  sessionMaximum: 4_096,
  codeAfterMfaSetup: false,
  mfaChoiceParameter: 'MFAS_CAN_CHOOSE',
  emailMfaAnswer: 'both',
  emailSetupKey: 'both',
  emailMfaDigits: 6,
  codeLockout: true,
  firstFactorCodeLockout: false,
  keepSessionAfterBadNewPassword: true,
  keepSessionAfterVerifyMismatch: true,
  deviceSrpParameters: 'USER_ID_FOR_SRP',
  deviceStepUsername: true,
  deviceStepSession: 'needed',
  adminDevices: true,
  rotatedRefreshRefusal: 'InvalidParameterException',
  recoveryChannelRefusal: 'InvalidUserPoolConfigurationException',
  foreignSessionMessage: 'Invalid session for the user.',
  badSrpAMessage: 'Invalid SRP_A value.',
  unavailableChoiceMessage: 'Invalid challenge: the choices are {choices}.',
  revokeFamilyOnReuse: true,
  mixAdminSessions: true,
  unconfirmedAtSrpStart: false,
  passwordChangeEndsSessions: true,
  signatureNeeded: true,
  triggerMilliseconds: 1_000,
  recoveryAttemptsPerHour: 20,
  defaultSenderEmailsPerDay: 50,
  tooManyFailedAttempts: false,
  resendHidesConfirmed: true,
};
