import { secretMembers, type AnswerMap, type SecretMemberName } from '../chain/secret-members.ts';
import type { SecretKind } from '../chain/event.ts';
import * as m from './members.ts';

/** What the console knows of one operation of `cognito-idp`. */
export interface Operation {
  readonly name: string;
  /** Whether it needs AWS credentials (SigV4). Source: protocol reference 0.3. */
  readonly signed: boolean;
  /** The map that holds the answer, if there is one. */
  readonly answers?: AnswerMap;
  /** Request members in the service model's order. */
  readonly members: readonly m.Member[];
  /** True when an access token or a Session, one of the two, says who calls. */
  readonly tokenOrSession?: true;
  /** True when a success is a challenge or tokens. */
  readonly signIn?: true;
  /** Secret members by name, at any depth. What is masked follows from `chain/secret-members.ts`. */
  readonly secrets: {
    readonly request: Readonly<Record<string, SecretKind>>;
    readonly response: Readonly<Record<string, SecretKind>>;
  };
}

const tokens = ['AccessToken', 'IdToken', 'RefreshToken'] as const;
const signInReply = ['Session', 'SECRET_BLOCK', ...tokens] as const;
const startSecrets = [
  'PASSWORD',
  'SECRET_HASH',
  'REFRESH_TOKEN',
  'ACCESS_TOKEN',
  'Session',
  'EncodedData',
] as const;
const answerSecrets = [
  'Session',
  'SESSION',
  'SECRET_HASH',
  'PASSWORD',
  'NEW_PASSWORD',
  'PASSWORD_CLAIM_SIGNATURE',
  'PASSWORD_CLAIM_SECRET_BLOCK',
  'SMS_MFA_CODE',
  'SMS_OTP_CODE',
  'EMAIL_OTP_CODE',
  'SOFTWARE_TOKEN_MFA_CODE',
  'CREDENTIAL',
  'EncodedData',
] as const;

/** The operations this console sends. Source: service model of SDK 3.1169.0. */
export const operations: readonly Operation[] = [
  {
    name: 'InitiateAuth',
    signed: false,
    answers: 'AuthParameters',
    signIn: true,
    members: [
      m.required(m.AuthFlow),
      m.required(m.ClientId),
      m.AuthParameters,
      m.ClientMetadata,
      m.AnalyticsMetadata,
      m.UserContextData,
      m.Session,
    ],
    secrets: secrets(startSecrets, signInReply),
  },
  {
    name: 'RespondToAuthChallenge',
    signed: false,
    answers: 'ChallengeResponses',
    signIn: true,
    members: [
      m.required(m.ClientId),
      m.required(m.ChallengeName),
      m.Session,
      m.ChallengeResponses,
      m.AnalyticsMetadata,
      m.UserContextData,
      m.ClientMetadata,
    ],
    secrets: secrets(answerSecrets, signInReply),
  },
  {
    name: 'AdminInitiateAuth',
    signed: true,
    answers: 'AuthParameters',
    signIn: true,
    members: [
      m.required(m.UserPoolId),
      m.required(m.ClientId),
      m.required(m.AuthFlow),
      m.AuthParameters,
      m.ClientMetadata,
      m.AnalyticsMetadata,
      m.ContextData,
      m.Session,
    ],
    secrets: secrets(startSecrets, signInReply),
  },
  {
    name: 'AdminRespondToAuthChallenge',
    signed: true,
    answers: 'ChallengeResponses',
    signIn: true,
    members: [
      m.required(m.UserPoolId),
      m.required(m.ClientId),
      m.required(m.ChallengeName),
      m.ChallengeResponses,
      m.Session,
      m.AnalyticsMetadata,
      m.ContextData,
      m.ClientMetadata,
    ],
    secrets: secrets(answerSecrets, signInReply),
  },
  {
    name: 'GetTokensFromRefreshToken',
    signed: false,
    signIn: true,
    members: [
      m.required(m.RefreshToken),
      m.required(m.ClientId),
      m.ClientSecret,
      m.DeviceKey,
      m.ClientMetadata,
    ],
    secrets: secrets(['RefreshToken', 'ClientSecret'], tokens),
  },
  {
    name: 'AssociateSoftwareToken',
    signed: false,
    tokenOrSession: true,
    members: [m.AccessToken, m.Session],
    secrets: secrets(['AccessToken', 'Session'], ['SecretCode', 'Session']),
  },
  {
    name: 'VerifySoftwareToken',
    signed: false,
    tokenOrSession: true,
    members: [m.required(m.UserCode), m.AccessToken, m.Session, m.FriendlyDeviceName],
    secrets: secrets(['UserCode', 'AccessToken', 'Session'], ['Session']),
  },
  {
    name: 'ConfirmDevice',
    signed: false,
    members: [m.required(m.AccessToken), m.required(m.DeviceKey), m.DeviceSecretVerifierConfig, m.DeviceName],
    secrets: secrets(['AccessToken', 'PasswordVerifier'], []),
  },
  {
    name: 'UpdateDeviceStatus',
    signed: false,
    members: [m.required(m.AccessToken), m.required(m.DeviceKey), m.DeviceRememberedStatus],
    secrets: secrets(['AccessToken'], []),
  },
  {
    name: 'ForgetDevice',
    signed: false,
    members: [m.required(m.DeviceKey), m.AccessToken],
    secrets: secrets(['AccessToken'], []),
  },
  {
    name: 'StartWebAuthnRegistration',
    signed: false,
    members: [m.required(m.AccessToken)],
    secrets: secrets(['AccessToken'], []),
  },
  {
    name: 'CompleteWebAuthnRegistration',
    signed: false,
    members: [m.required(m.AccessToken), m.required(m.Credential)],
    secrets: secrets(['AccessToken', 'Credential'], []),
  },
  {
    name: 'DeleteWebAuthnCredential',
    signed: false,
    members: [m.required(m.AccessToken), m.required(m.CredentialId)],
    secrets: secrets(['AccessToken'], []),
  },
  {
    name: 'GetUser',
    signed: false,
    members: [m.required(m.AccessToken)],
    secrets: secrets(['AccessToken'], []),
  },
  {
    name: 'GlobalSignOut',
    signed: false,
    members: [m.required(m.AccessToken)],
    secrets: secrets(['AccessToken'], []),
  },
  {
    name: 'RevokeToken',
    signed: false,
    members: [m.required(m.Token), m.required(m.ClientId), m.ClientSecret, m.RevokeAssociatedSessions],
    secrets: secrets(['Token', 'ClientSecret'], []),
  },
];

export function operationNamed(name: string): Operation | undefined {
  return operations.find((operation) => operation.name === name);
}

function secrets(
  request: readonly SecretMemberName[],
  response: readonly SecretMemberName[],
): Operation['secrets'] {
  const kinds = (names: readonly SecretMemberName[]) =>
    Object.fromEntries(names.map((name) => [name, secretMembers[name]]));
  return { request: kinds(request), response: kinds(response) };
}
