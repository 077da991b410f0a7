import { cognitoError } from './entry.ts';
import { notFoundElsewhere } from './not-found-elsewhere.ts';
import { allBut, COVERED_OPERATIONS, STARTS } from './operations.ts';

const constraint = {
  text: "1 validation error detected: Value '…' at 'NAME' failed to satisfy constraint: …",
  pattern: '\\d+ validation errors? detected:[\\s\\S]*',
  meaning: 'A member breaks a rule of the API: length, pattern or enum. The message names the member.',
  causes: [
    'A Session shorter than 20 characters, a ClientId with a wrong character, a key too long.',
    'A value that is not in the enum.',
  ],
  tries: ['Correct the member the message names.'],
};

/** What is wrong with the request itself, or with what it points at. */
export const requestErrors = [
  cognitoError({
    code: 'InvalidParameterException',
    operations: COVERED_OPERATIONS,
    seedStatus: 481,
    wireStatus: 400,
    meaning: 'Something in the request is missing, malformed or not allowed for this app client.',
    causes: [
      'A required key is missing: USERNAME, SRP_A, Session.',
      'The flow is not enabled for the app client, or is for administrators only.',
      'CUSTOM_AUTH without triggers; a challenge name that can’t be answered.',
      'A member breaks a length or pattern rule.',
    ],
    tries: [
      'Read the message: it names the key or the setting.',
      'Check ExplicitAuthFlows of the app client.',
    ],
    elsewhere: [
      {
        meaning: 'A member of the request is missing, malformed or not allowed here. The message says which.',
        causes: [
          'A required member is missing or empty.',
          'A member breaks a length or pattern rule, or holds a value that is not in the enum.',
          'Members that don’t go together, or that the settings of the pool don’t allow.',
        ],
        tries: [
          'Read the message: it names the member or the setting.',
          'Compare the request with the operation’s page in the reference.',
        ],
      },
    ],
    provoke:
      'Leave out USERNAME or Session; use a flow that is switched off; send a Session of 5 characters.',
    messages: [
      constraint,
      {
        text: 'Initiate Auth method not supported.',
        meaning:
          'The flow is of the other side: InitiateAuth refuses the ADMIN_ flows, AdminInitiateAuth refuses USER_PASSWORD_AUTH.',
        causes: [
          'InitiateAuth with an AuthFlow that begins with ADMIN_.',
          'AdminInitiateAuth with USER_PASSWORD_AUTH.',
        ],
        tries: [
          'Use USER_PASSWORD_AUTH, or switch “as admin” on: AdminInitiateAuth goes with AWS credentials.',
          'As administrator, use ADMIN_USER_PASSWORD_AUTH.',
        ],
      },
      {
        text: 'Auth flow not enabled for this client',
        meaning: 'The app client does not allow this flow (the wording of the administrator’s operation).',
        causes: ['ExplicitAuthFlows of the app client lacks the flow’s ALLOW_ value.'],
        tries: ['Add the value to ExplicitAuthFlows, or choose a flow that is allowed.'],
      },
      {
        text: 'FLOW flow not enabled for this client',
        pattern: '\\w+ (flow not enabled for this client|is not enabled for the client)\\.?',
        meaning: 'The app client does not allow this flow.',
        causes: ['ExplicitAuthFlows of the app client lacks the flow’s ALLOW_ value.'],
        tries: ['Add the value to ExplicitAuthFlows, or choose a flow that is allowed.'],
      },
      {
        text: 'Missing required parameter Session',
        meaning: 'The answer carries no Session, and this challenge needs one.',
        causes: ['Session was removed, or the step was sent by hand without it.'],
        tries: ['Send the Session of the step before, unchanged.'],
      },
      {
        text: 'Missing required parameter NAME',
        pattern: 'Missing required parameter:? ?\\S+',
        meaning: 'A required key is missing from AuthParameters or ChallengeResponses.',
        causes: ['The key the message names was left out or misspelled.'],
        tries: ['Add the key the message names.'],
      },
      {
        text: 'Custom auth lambda trigger is not configured for the user pool.',
        next: 'administrator',
        meaning: 'CUSTOM_AUTH needs Lambda triggers, and the pool has none.',
        causes: ['DefineAuthChallenge, CreateAuthChallenge or VerifyAuthChallengeResponse is not set.'],
        tries: ['Set the three triggers in the pool’s Lambda configuration.'],
      },
      {
        text: 'User is already confirmed.',
        meaning: 'No confirmation code is needed any more.',
        causes: ['ResendConfirmationCode for a confirmed user.'],
        tries: ['Sign in.'],
      },
      {
        text: 'Invalid pagination token.',
        pattern: 'Invalid pagination token\\b.*',
        meaning: 'The token does not say where this list goes on.',
        causes: ['It was shortened, is of another list or pool, or has expired.'],
        tries: ['Begin the list again without the token, and go on with the one that its page gives.'],
      },
      {
        text: 'Error while parsing filter.',
        meaning: 'The Filter of ListUsers is no comparison that the service understands.',
        causes: [
          'The value does not stand in double quotes, or a quote in it has no backslash before it.',
          'Another operator than = and ^=, or more than one comparison.',
        ],
        tries: ['Write one comparison: email ^= "ann" (begins with) or email = "ann@example.com" (is).'],
      },
      {
        text: 'Invalid search attribute: NAME',
        pattern: 'Invalid search attribute: ?.*',
        meaning: 'ListUsers can’t look for this attribute.',
        causes: ['A custom attribute, or a standard one that the service does not index.'],
        tries: [
          'Filter by username, email, phone_number, name, given_name, family_name, preferred_username, cognito:user_status, status or sub.',
          'Read all users, and narrow down what was read.',
        ],
      },
      {
        text: 'Attributes did not conform to the schema: NAME: The attribute is required',
        pattern: 'Attributes did not conform to the schema:[\\s\\S]*',
        meaning: 'The attributes of the user break the schema of the pool. The message names which, and how.',
        causes: [
          'A required attribute is missing.',
          'A value is too short, too long or of another type; the attribute is not in the schema.',
        ],
        tries: ['Correct the attributes the message names; DescribeUserPool lists the SchemaAttributes.'],
      },
    ],
  }),
  cognitoError({
    code: 'ResourceNotFoundException',
    operations: allBut(
      'CompleteWebAuthnRegistration',
      'ListWebAuthnCredentials',
      'RevokeToken',
      'StartWebAuthnRegistration',
    ),
    seedStatus: 480,
    sdkStatus: 404,
    wireStatus: 400,
    next: 'target',
    meaning: 'The app client, pool or device in the request is unknown here.',
    causes: ['The client id is mistyped or belongs to another region.', 'The device was forgotten.'],
    tries: ['Check client id and region of the target.', 'Sign in once without DEVICE_KEY.'],
    elsewhere: notFoundElsewhere,
    provoke: 'Use a wrong ClientId or region; send the DEVICE_KEY of a forgotten device.',
    messages: [
      {
        text: 'User pool POOLID does not exist.',
        pattern: 'User pool (?!client )\\S+ does not exist\\.?',
        meaning: 'Nobody at this endpoint knows the user pool that an administrator’s request names.',
        causes: [
          'UserPoolId is mistyped, or of another region or account than the credentials.',
          'The pool is gone.',
        ],
        tries: ['Check the user pool id, region and profile of the target.'],
      },
      {
        text: 'Group not found.',
        meaning: 'The pool has no group of this name.',
        causes: ['GroupName is mistyped: case counts.', 'The group was deleted.'],
        tries: ['Look at ListGroups of the pool, or make the group with CreateGroup first.'],
      },
      {
        text: 'User pool client CLIENTID does not exist.',
        pattern: 'User pool client .*does not exist\\.?',
        meaning: 'No app client with this id in this region.',
        causes: ['The client id is mistyped.', 'The request went to another region or endpoint.'],
        tries: ['Check client id, region and endpoint of the target.'],
      },
      {
        text: 'Device does not exist.',
        next: 'restart',
        meaning: 'Cognito does not know this DEVICE_KEY for this user.',
        causes: ['The device was forgotten.', 'The key belongs to another user or pool.'],
        tries: ['Start again without DEVICE_KEY; the next sign-in brings a new device.'],
        triesElsewhere: ['Look at the devices that the user has: ListDevices, or AdminListDevices.'],
        sessionAfter: 'lost',
      },
      {
        text: 'Username/client id combination not found.',
        next: 'change',
        meaning: 'No such user for this app client, or the user is disabled.',
        causes: ['The username is unknown or disabled.'],
        tries: ['Check the username and its status in the pool.'],
      },
    ],
  }),
  cognitoError({
    code: 'ForbiddenException',
    operations: allBut('AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'UpdateAuthEventFeedback'),
    seedStatus: 500,
    sdkStatus: 403,
    wireStatus: 403,
    sessionAfter: 'kept',
    next: 'administrator',
    meaning: 'A web ACL (AWS WAF) in front of the pool refused the request before Cognito saw it.',
    causes: ['A rule matches the address, the rate, the country or a header.'],
    tries: [
      'Look up the request id in the web ACL’s log.',
      'Allow your address in the web ACL.',
      'Don’t repeat the request: it counts towards rate rules.',
    ],
    provoke: 'Put a block rule for your address on the pool’s web ACL.',
    messages: [
      {
        text: 'Request not allowed due to WAF block.',
        meaning: 'A block rule of the web ACL matched.',
      },
      {
        text: 'Request not allowed due to WAF captcha.',
        meaning: 'A CAPTCHA rule of the web ACL matched; a console can’t solve it.',
        tries: ['Exempt your address from the CAPTCHA rule.'],
        wireStatus: 405,
      },
    ],
  }),
  cognitoError({
    code: 'TooManyRequestsException',
    operations: allBut('AssociateSoftwareToken', 'SetUserMFAPreference', 'SetUserSettings'),
    seedStatus: 489,
    sdkStatus: 429,
    wireStatus: 400,
    retry: true,
    throttles: true,
    meaning: 'The account has used up its request rate for this kind of call in this region.',
    causes: ['More calls a second than the quota (120 for sign-in by default), from all clients together.'],
    tries: [
      'Wait a second or two and send again.',
      'In a client: retry with growing, random pauses.',
      'Ask AWS for a higher quota.',
    ],
    elsewhere: [
      {
        meaning: 'The account has used up its request rate for this kind of call in this region.',
        causes: [
          'More calls a second than the quota of this kind (15 to 120 by default), from all clients together.',
        ],
        tries: [
          'Wait a second or two and send again.',
          'In a script: retry with growing, random pauses, and call one after the other.',
          'Ask AWS for a higher quota.',
        ],
      },
    ],
    provoke: 'Send a burst above the quota, or let the sandbox throw it.',
    messages: [
      { text: 'Too many requests', meaning: 'The request rate is over the quota.' },
      { text: 'Rate exceeded', meaning: 'The request rate is over the quota.' },
    ],
  }),
  cognitoError({
    code: 'InternalErrorException',
    operations: COVERED_OPERATIONS,
    seedStatus: 498,
    apiReferenceStatus: 500,
    sdkStatus: 500,
    wireStatus: 500,
    retry: true,
    meaning: 'Something failed inside Cognito.',
    causes: ['A fault on the side of the service.'],
    tries: ['Send again after a moment.', 'If it stays, give the request id to AWS support.'],
    provoke: 'Only the sandbox can: let it throw this.',
  }),
  cognitoError({
    code: 'OperationNotEnabledException',
    operations: COVERED_OPERATIONS,
    next: 'target',
    meaning: 'This operation is not offered in this region or by this pool’s configuration.',
    causes: ['The request went to a secondary replica region of a replicated pool.'],
    tries: ['Send it to the pool’s primary region.', 'Check the pool’s configuration.'],
    provoke: 'Let the sandbox throw it.',
  }),
  cognitoError({
    code: 'UnsupportedOperationException',
    operations: [...STARTS, 'RevokeToken'],
    next: 'administrator',
    meaning: 'The app client does not have this operation enabled.',
    causes: [
      'RevokeToken on an app client with token revocation off.',
      'REFRESH_TOKEN_AUTH on an app client that rotates refresh tokens.',
    ],
    tries: [
      'Switch token revocation on in the app client.',
      'Refresh with GetTokensFromRefreshToken when rotation is on.',
    ],
    provoke: 'Switch EnableTokenRevocation off, then call RevokeToken.',
  }),
  cognitoError({
    code: 'FeatureUnavailableInTierException',
    operations: STARTS,
    sdkStatus: 403,
    next: 'administrator',
    meaning: 'The pool’s feature plan does not include this.',
    causes: ['Passwordless or step-up sign-in on the Lite plan.'],
    tries: ['Move the pool to Essentials or Plus.', 'Use a flow with a password.'],
    elsewhere: [
      {
        meaning: 'The pool’s feature plan does not include what the request asks for.',
        causes: ['UserPoolTier is LITE or ESSENTIALS, and a setting of the request needs a higher one.'],
        tries: ['Raise UserPoolTier with UpdateUserPool, or leave that setting out.'],
      },
    ],
    provoke: 'Use USER_AUTH with TARGET_ACR_VALUES on a Lite pool.',
  }),
] as const;
