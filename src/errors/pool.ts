import { cognitoError } from './entry.ts';
import { SENDS_MESSAGE, SIGN_IN } from './operations.ts';

const runsTriggers = [
  ...SIGN_IN,
  ...SENDS_MESSAGE,
  'ConfirmForgotPassword',
  'ConfirmSignUp',
  'GetTokensFromRefreshToken',
] as const;

const sends = [...SIGN_IN, ...SENDS_MESSAGE] as const;

/** What the pool's owner has to put right: triggers, roles, settings. */
export const poolErrors = [
  cognitoError({
    code: 'UserLambdaValidationException',
    operations: runsTriggers,
    seedStatus: 486,
    wireStatus: 400,
    next: 'administrator',
    meaning: 'A Lambda trigger of the pool refused: it threw an error or crashed.',
    causes: ['The trigger denies this on purpose.', 'The trigger has a fault; the message holds its words.'],
    tries: [
      'Give the text of the message to the trigger’s owner.',
      'Read the function’s log at the time of the step.',
    ],
    provoke: 'Throw in the PreAuthentication trigger.',
    messages: [
      {
        text: 'null failed with error Generate callenges lambda cannot be called.',
        pattern: '.*Generate cal+enges lambda cannot be called\\.?',
        meaning: 'A custom sign-in started, but the CreateAuthChallenge trigger can’t be called.',
        causes: [
          'The pool has no CreateAuthChallenge trigger.',
          'The flow was started with an empty username.',
        ],
        tries: ['Set the CreateAuthChallenge trigger.', 'Send a USERNAME.'],
      },
      {
        text: 'TRIGGER failed with error TEXT.',
        pattern: '\\S+ failed with error [\\s\\S]*',
        meaning: 'The trigger named first threw an error; its own words follow.',
      },
    ],
  }),
  cognitoError({
    code: 'UnexpectedLambdaException',
    operations: runsTriggers,
    seedStatus: 485,
    wireStatus: 400,
    next: 'administrator',
    meaning: 'Cognito could not run a Lambda trigger of the pool.',
    causes: [
      'Cognito may not invoke the function.',
      'The function was deleted.',
      'It took longer than 5 seconds, three times over.',
    ],
    tries: ['Check the function’s resource policy, that it exists, and how long it runs.', 'Send again.'],
    provoke: 'Take the invoke permission away, or let the trigger sleep for 6 seconds.',
    messages: [
      {
        text: 'TRIGGER invocation failed due to error Socket timeout while invoking Lambda function.',
        pattern: '\\S+ invocation failed due to error Socket timeout.*',
        next: 'resend',
        meaning: 'The trigger did not answer in time.',
        causes: ['It runs longer than 5 seconds: a cold start, or a slow call inside it.'],
        tries: ['Make the trigger faster; send again when it is warm.'],
      },
      {
        text: 'TRIGGER invocation failed due to error AccessDeniedException.',
        pattern: '\\S+ invocation failed due to error AccessDenied.*',
        meaning: 'Cognito may not invoke the function.',
        causes: ['The function’s resource policy does not name this pool.'],
        tries: ['Allow cognito-idp.amazonaws.com to invoke it, with the pool’s ARN as source.'],
      },
      {
        text: 'null invocation failed due to configuration.',
        meaning: 'A custom sign-in was started, but the pool has no usable triggers for it.',
        causes: [
          'CUSTOM_AUTH without DefineAuthChallenge, for example by a client that was given no password.',
        ],
        tries: ['Set the triggers, or use another flow.'],
      },
      {
        text: 'TRIGGER invocation failed due to error TEXT',
        pattern: '\\S+ invocation failed due to .*',
        meaning: 'The trigger named first could not be run; the reason follows.',
      },
    ],
  }),
  cognitoError({
    code: 'InvalidLambdaResponseException',
    operations: [...runsTriggers, 'ConfirmDevice'],
    seedStatus: 488,
    wireStatus: 400,
    next: 'administrator',
    meaning: 'A Lambda trigger answered in a form Cognito can’t read.',
    causes: [
      'It returned nothing, or not the event with its response filled in.',
      'A response value has a wrong type.',
    ],
    tries: ['Return the event object, with response filled as the trigger’s page describes.'],
    provoke: 'Let a trigger return nothing.',
    messages: [
      {
        text: 'Unrecognizable lambda output',
        meaning: 'The trigger’s answer is not the event Cognito expects back.',
      },
    ],
  }),
  cognitoError({
    code: 'InvalidUserPoolConfigurationException',
    operations: [
      ...SIGN_IN,
      'ConfirmDevice',
      'ForgetDevice',
      'GetDevice',
      'ListDevices',
      'UpdateDeviceStatus',
      'VerifySoftwareToken',
    ],
    seedStatus: 490,
    next: 'administrator',
    meaning: 'The pool’s settings contradict each other.',
    causes: ['MFA is required, but no method is configured.', 'SMS is used without an SMS configuration.'],
    tries: ['Compare the pool’s MFA, SMS, email and device settings.'],
    provoke: 'Let the sandbox throw it.',
  }),
  cognitoError({
    code: 'InvalidSmsRoleAccessPolicyException',
    operations: sends,
    seedStatus: 495,
    next: 'administrator',
    meaning: 'The pool’s SMS role may not send messages.',
    causes: ['The role lacks sns:Publish.'],
    tries: ['Add sns:Publish to the role of the pool’s SMS configuration.'],
    provoke: 'Take sns:Publish from the role, then sign in with SMS MFA.',
  }),
  cognitoError({
    code: 'InvalidSmsRoleTrustRelationshipException',
    operations: sends,
    seedStatus: 496,
    next: 'administrator',
    meaning: 'Cognito may not take on the pool’s SMS role.',
    causes: [
      'The role does not trust cognito-idp.amazonaws.com.',
      'The external id differs from the pool’s.',
    ],
    tries: ['Correct the role’s trust policy and external id.'],
    provoke: 'Change the external id in the role’s trust policy.',
  }),
  cognitoError({
    code: 'InvalidEmailRoleAccessPolicyException',
    operations: sends,
    next: 'administrator',
    meaning: 'Cognito may not send email through the pool’s SES identity.',
    causes: ['The identity is not verified, or its policy does not allow Cognito.'],
    tries: ['Verify the SES identity and allow Cognito in its policy.'],
    provoke: 'Remove Cognito from the identity’s policy, then sign in with EMAIL_OTP.',
  }),
] as const;
