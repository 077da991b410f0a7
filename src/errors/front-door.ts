import { frontDoorError } from './entry.ts';

/** Errors of AWS's JSON front door and of request signing: Cognito itself never saw the request. */
export const frontDoorErrors = [
  frontDoorError({
    code: 'UnknownOperationException',
    next: 'target',
    meaning: 'The endpoint does not know the operation in X-Amz-Target.',
    causes: [
      'X-Amz-Target is misspelled.',
      'The endpoint is another service, or an emulator without this operation.',
    ],
    tries: [
      'Check the endpoint of the target.',
      'X-Amz-Target must be AWSCognitoIdentityProviderService.OPERATION.',
    ],
    provoke: 'Send X-Amz-Target AWSCognitoIdentityProviderService.Nothing.',
  }),
  frontDoorError({
    code: 'SerializationException',
    next: 'change',
    meaning: 'The body can’t be read: it is not JSON, or a member has the wrong JSON type.',
    causes: [
      'A number, object or array where the API wants text: AuthParameters holds text only.',
      'Broken JSON.',
    ],
    tries: ['Put structured values as JSON inside a text.', 'Check the raw body.'],
    provoke: 'Send ChallengeResponses as an array.',
  }),
  frontDoorError({
    code: 'MissingAuthenticationTokenException',
    next: 'change',
    meaning: 'The request must be signed with AWS credentials, and isn’t.',
    causes: ['The operation is an administrator’s.', 'X-Amz-Target is missing.'],
    tries: ['Use an operation without Admin in its name, or sign the request.'],
    provoke: 'Call AdminInitiateAuth without a signature.',
  }),
  frontDoorError({
    code: 'UnrecognizedClientException',
    next: 'change',
    meaning: 'AWS does not know the access key the request was signed with.',
    causes: ['The key was deleted, is mistyped, or its session token is missing or expired.'],
    tries: ['Renew the AWS credentials.'],
    provoke: 'Sign with an invented access key.',
  }),
  frontDoorError({
    code: 'ExpiredTokenException',
    next: 'change',
    meaning: 'The session token of the AWS credentials has ended.',
    causes: [
      'The session was ended early, or the profile’s own session is over.',
      'A token in a file or a variable is old: nothing there says when it ends.',
    ],
    tries: [
      'Send again: new credentials are asked for.',
      'Sign in again, or write new keys where the profile takes them from.',
    ],
    provoke: 'Sign with keys of yesterday’s session.',
  }),
  frontDoorError({
    code: 'InvalidSignatureException',
    next: 'change',
    meaning: 'The signature does not fit the request.',
    causes: [
      'The secret key is wrong.',
      'The clock is off by more than five minutes.',
      'The request changed after signing.',
    ],
    tries: ['Check the clock and the secret key.'],
    provoke: 'Change the body after signing.',
  }),
  frontDoorError({
    code: 'AccessDeniedException',
    sdkStatus: 403,
    next: 'administrator',
    meaning: 'These AWS credentials may not call this operation.',
    causes: ['The IAM policy does not allow the operation on this pool.'],
    tries: ['Have the action that is named allowed on the pool’s ARN.'],
    provoke: 'Sign with a role that has no Cognito permission.',
  }),
  frontDoorError({
    code: 'ThrottlingException',
    retry: true,
    throttles: true,
    meaning: 'AWS slows this account down before Cognito sees the request.',
    causes: ['Too many requests a second.'],
    tries: ['Wait a second or two and send again.'],
    provoke: 'Send a long burst of requests.',
  }),
] as const;
