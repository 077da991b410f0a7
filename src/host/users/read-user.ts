import {
  LISTED_ATTRIBUTES,
  type SignInEvent,
  type UserAccount,
  type UserDevice,
  type UserFactors,
  type UserGroup,
  type UserHead,
  type UserPasskey,
  type UserSession,
} from '../../contract/users.ts';
import type { JsonObject } from '../../json.ts';
import { present } from '../../present.ts';
import { attributesOf, momentOf, objectOf, objectsOf, textOf, textsOf } from './members.ts';

// The shapes of the API, by AWS's names, as the contract has them.

/** `UserType` of ListUsers. */
export function headOf(user: JsonObject): UserHead {
  const listed = new Set<string>(LISTED_ATTRIBUTES);
  const attributes = attributesOf(user['Attributes']).filter(({ name }) => listed.has(name));
  return {
    ...standing(user),
    attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
  };
}

/** AdminGetUser's reply. */
export function accountOf(reply: JsonObject): UserAccount {
  return { ...standing(reply), attributes: attributesOf(reply['UserAttributes']), ...mfaOf(reply) };
}

/** AdminGetUserAuthFactors' reply. */
export function factorsOf(reply: JsonObject): UserFactors {
  return { factors: textsOf(reply['ConfiguredUserAuthFactors']), ...mfaOf(reply) };
}

function standing(user: JsonObject) {
  return {
    username: textOf(user, 'Username') ?? '',
    status: textOf(user, 'UserStatus') ?? 'UNKNOWN',
    enabled: user['Enabled'] !== false,
    ...present({
      createdAt: momentOf(user, 'UserCreateDate'),
      modifiedAt: momentOf(user, 'UserLastModifiedDate'),
    }),
  };
}

function mfaOf(reply: JsonObject) {
  const preferredMfa = textOf(reply, 'PreferredMfaSetting');
  return { mfa: textsOf(reply['UserMFASettingList']), ...present({ preferredMfa }) };
}

/** `GroupType`. */
export function groupOf(group: JsonObject): UserGroup {
  const precedence = group['Precedence'];
  return {
    name: textOf(group, 'GroupName') ?? '',
    ...present({
      description: textOf(group, 'Description'),
      precedence: typeof precedence === 'number' ? precedence : undefined,
      roleArn: textOf(group, 'RoleArn'),
    }),
  };
}

/** `DeviceType`. */
export function deviceOf(device: JsonObject): UserDevice {
  const said = new Map(attributesOf(device['DeviceAttributes']).map(({ name, value }) => [name, value]));
  // The user's guide names it without the prefix that replies carry.
  const remembered = said.get('dev:device_remembered_status') ?? said.get('device_remembered_status');
  return {
    key: textOf(device, 'DeviceKey') ?? '',
    ...present({
      name: said.get('device_name') || undefined,
      remembered: remembered === undefined ? undefined : remembered === 'remembered',
      lastIp: said.get('last_ip_used') || undefined,
      createdAt: momentOf(device, 'DeviceCreateDate'),
      lastAuthenticatedAt: momentOf(device, 'DeviceLastAuthenticatedDate'),
    }),
  };
}

/** `WebAuthnCredentialDescription`. */
export function passkeyOf(credential: JsonObject): UserPasskey {
  return {
    id: textOf(credential, 'CredentialId') ?? '',
    name: textOf(credential, 'FriendlyCredentialName') ?? '',
    relyingPartyId: textOf(credential, 'RelyingPartyId') ?? '',
    transports: textsOf(credential['AuthenticatorTransports']),
    ...present({
      attachment: textOf(credential, 'AuthenticatorAttachment'),
      createdAt: momentOf(credential, 'CreatedAt'),
    }),
  };
}

/** `SessionDescriptionType`. */
export function sessionOf(session: JsonObject): UserSession {
  return {
    id: textOf(session, 'SessionId') ?? '',
    type: textOf(session, 'SessionType') ?? '',
    ...present({
      clientId: textOf(session, 'ClientId'),
      createdAt: momentOf(session, 'CreateDate'),
      lastActiveAt: momentOf(session, 'LastActiveDate'),
      device: textOf(session, 'DeviceType'),
      lastIp: textOf(session, 'LastIPAddress'),
      location: placeOf(objectOf(session['LastLocation'])),
      originId: textOf(session, 'OriginSessionId'),
    }),
  };
}

/** `AuthEventType`. */
export function eventOf(event: JsonObject): SignInEvent {
  const risk = objectOf(event['EventRisk']);
  const context = objectOf(event['EventContextData']);
  return {
    id: textOf(event, 'EventId') ?? '',
    type: textOf(event, 'EventType') ?? '',
    response: textOf(event, 'EventResponse') ?? '',
    challenges: objectsOf(event['ChallengeResponses']).map((one) => ({
      name: textOf(one, 'ChallengeName') ?? '',
      response: textOf(one, 'ChallengeResponse') ?? '',
    })),
    compromised: risk['CompromisedCredentialsDetected'] === true,
    ...present({
      at: momentOf(event, 'CreationDate'),
      risk: textOf(risk, 'RiskDecision'),
      riskLevel: textOf(risk, 'RiskLevel'),
      ip: textOf(context, 'IpAddress'),
      device: textOf(context, 'DeviceName'),
      location: placeOf(context),
      feedback: textOf(objectOf(event['EventFeedback']), 'FeedbackValue'),
    }),
  };
}

function placeOf(place: JsonObject): string | undefined {
  return [textOf(place, 'City'), textOf(place, 'Country')].filter(Boolean).join(', ') || undefined;
}
