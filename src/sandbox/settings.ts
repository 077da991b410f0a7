/**
 * Behaviour of the real service that no source settles (protocol reference, section 13), each as a named choice with
 * the likelier one as default.
 */
export interface Settings {
  /** Longest Session accepted. The service model says 2,048, the newest API Reference pages 4,096. */
  readonly sessionMaximum: number;
  /** How far TIMESTAMP may be from now, seconds. Sources say "assume minutes". */
  readonly timestampSkewSeconds: number;
  /** Whether wrong MFA codes lock like wrong passwords do: the guide says so, one probe of another factor saw none. */
  readonly codeLockout: boolean;
  /** Digits of an EMAIL_OTP code as second factor; as first factor there are eight (measured). */
  readonly emailMfaDigits: number;
  /** Whether a refused NEW_PASSWORD leaves the Session usable. */
  readonly keepSessionAfterBadNewPassword: boolean;
  /** Whether VerifySoftwareToken leaves the Session usable after a wrong code. */
  readonly keepSessionAfterVerifyMismatch: boolean;
  /** Whether MFA_SETUP ends in one more SOFTWARE_TOKEN_MFA (newest guide) rather than in tokens (shipped clients). */
  readonly codeAfterMfaSetup: boolean;
  /** Whether using a rotated refresh token after its grace period revokes the whole family. */
  readonly revokeFamilyOnReuse: boolean;
  /**
   * Time a trigger may take, milliseconds. Lambda gives five seconds and Cognito tries up to three times; a trigger here
   * calls nothing that could make it wait, so that it needs far less.
   */
  readonly triggerMilliseconds: number;
  /** Whether operations that need SigV4 are refused without a signature. Any credentials will do: nothing is verified. */
  readonly signatureNeeded: boolean;
  /** ForgotPassword and ConfirmForgotPassword together, per user. The guide gives 5 to 20 by risk; nothing here is risky. */
  readonly recoveryAttemptsPerHour: number;
  /** E-mails of the default sender, over all pools. A pool with its own SES (EmailSendingAccount DEVELOPER) has no limit. */
  readonly defaultSenderEmailsPerDay: number;
  /** Whether too many wrong codes end in TooManyFailedAttemptsException where that is declared; logs show LimitExceeded. */
  readonly tooManyFailedAttempts: boolean;
  /** Whether ResendConfirmationCode of a hiding client answers for a confirmed user as for one who doesn't exist. */
  readonly resendHidesConfirmed: boolean;
  /** Whether a user whose only second factor is the primary recovery channel is refused; the type of the error is open. */
  readonly refuseRecoveryChannelAsOnlyFactor: boolean;
}

export const likelySettings: Settings = {
  sessionMaximum: 4_096,
  timestampSkewSeconds: 300,
  codeLockout: true,
  emailMfaDigits: 6,
  keepSessionAfterBadNewPassword: true,
  keepSessionAfterVerifyMismatch: true,
  codeAfterMfaSetup: false,
  revokeFamilyOnReuse: true,
  triggerMilliseconds: 1_000,
  signatureNeeded: true,
  recoveryAttemptsPerHour: 20,
  defaultSenderEmailsPerDay: 50,
  tooManyFailedAttempts: false,
  resendHidesConfirmed: true,
  refuseRecoveryChannelAsOnlyFactor: true,
};
