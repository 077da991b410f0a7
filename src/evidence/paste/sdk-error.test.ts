import { describe, expect, it } from 'vitest';
import { readPaste } from './index.ts';

/*
 * One refusal as SDKs word it, told from how their errors print: type, message and, where the SDK says them, request id,
 * status and operation.
 */
const MESSAGE = 'Incorrect username or password.';
const ID = '2561bd36-82b2-4122-be46-33d1d53d3ed4';

const whole: readonly (readonly [string, string])[] = [
  [
    'SDK for JavaScript v3, on a console',
    `NotAuthorizedException: ${MESSAGE}
    at ProtocolLib.getErrorSchemaOrThrowBaseException (/app/node_modules/@aws-sdk/core/dist-cjs/index.js:1:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5) {
  '$fault': 'client',
  '$metadata': {
    httpStatusCode: 400,
    requestId: '${ID}',
    extendedRequestId: undefined,
    attempts: 1
  },
  __type: 'NotAuthorizedException'
}`,
  ],
  [
    'SDK for JavaScript v2, on a console',
    `NotAuthorizedException: ${MESSAGE}
    at Request.extractError (/app/node_modules/aws-sdk/lib/protocol/json.js:80:27) {
  code: 'NotAuthorizedException',
  time: 2026-09-08T09:05:07.215Z,
  requestId: '${ID}',
  statusCode: 400,
  retryable: false,
  retryDelay: 48.6
}`,
  ],
  [
    'SDK for JavaScript v2, as JSON',
    `{"message":"${MESSAGE}","code":"NotAuthorizedException","time":"2026-09-08T09:05:07.215Z","requestId":"${ID}","statusCode":400,"retryable":false}`,
  ],
  [
    'SDK for JavaScript v2 on Node.js 10',
    `{ message: '${MESSAGE}',
  code: 'NotAuthorizedException',
  requestId: '${ID}',
  statusCode: 400 }`,
  ],
  [
    'SDK for Java v2, with attempts',
    `software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException: ${MESSAGE} (Service: CognitoIdentityProvider, Status Code: 400, Request ID: ${ID}) (SDK Attempt Count: 1)
	at software.amazon.awssdk.core.internal.http.CombinedResponseHandler.handleErrorResponse(CombinedResponseHandler.java:125)`,
  ],
  [
    'SDK for Go v1, printed',
    `NotAuthorizedException: {
  RespMetadata: {
    StatusCode: 400,
    RequestID: "${ID}"
  },
  Message_: "${MESSAGE}"
}`,
  ],
  [
    'SDK for Go v1, as text',
    `NotAuthorizedException: ${MESSAGE}
	status code: 400, request id: ${ID}`,
  ],
  [
    'boto3, the response of ClientError',
    `{'Error': {'Message': '${MESSAGE}', 'Code': 'NotAuthorizedException'}, 'ResponseMetadata': {'RequestId': '${ID}', 'HTTPStatusCode': 400, 'RetryAttempts': 0}}`,
  ],
];
const withId: readonly (readonly [string, string])[] = [
  [
    'SDK for Kotlin',
    `aws.sdk.kotlin.services.cognitoidentityprovider.model.NotAuthorizedException: ${MESSAGE}, Request ID: ${ID}`,
  ],
  [
    'SDK for Swift',
    `NotAuthorizedException(properties: AWSCognitoIdentityProvider.NotAuthorizedException.Properties(message: Optional("${MESSAGE}")), message: Optional("${MESSAGE}"), requestID: Optional("${ID}"), requestID2: nil)`,
  ],
  [
    'Amplify for Swift',
    `AuthError: ${MESSAGE}
Recovery suggestion: Check whether the given values are correct and the user is authorized to perform the operation.
Caused by:
NotAuthorizedException(properties: Properties(message: Optional("${MESSAGE}")), requestID: Optional("${ID}"))`,
  ],
  [
    'SDK for Rust',
    `ServiceError(ServiceError { source: NotAuthorizedException(NotAuthorizedException { message: Some("${MESSAGE}"), meta: ErrorMetadata { code: Some("NotAuthorizedException"), message: Some("${MESSAGE}"), extras: Some({"aws_request_id": "${ID}"}) } }) })`,
  ],
];
const words: readonly (readonly [string, string])[] = [
  [
    'SDK for .NET',
    `Unhandled exception. Amazon.CognitoIdentityProvider.Model.NotAuthorizedException: ${MESSAGE}
 ---> Amazon.Runtime.Internal.HttpErrorResponseException: Exception of type 'Amazon.Runtime.Internal.HttpErrorResponseException' was thrown.
   at Amazon.Runtime.HttpWebRequestMessage.ProcessHttpResponseMessage(HttpResponseMessage responseMessage)`,
  ],
  [
    'boto3, a traceback',
    `Traceback (most recent call last):
  File "/app/sign_in.py", line 7, in <module>
botocore.errorfactory.NotAuthorizedException: An error occurred (NotAuthorizedException) when calling the InitiateAuth operation: ${MESSAGE}`,
  ],
  [
    'boto3, repr of the exception',
    `NotAuthorizedException('An error occurred (NotAuthorizedException) when calling the InitiateAuth operation: ${MESSAGE}')`,
  ],
  ['SDK for Ruby', `Aws::CognitoIdentityProvider::Errors::NotAuthorizedException: ${MESSAGE}`],
  [
    'SDK for Ruby, in irb',
    `sign_in.rb:7:in \`<main>': ${MESSAGE} (Aws::CognitoIdentityProvider::Errors::NotAuthorizedException)`,
  ],
  [
    'SDK for PHP',
    `Error executing "InitiateAuth" on "https://cognito-idp.eu-west-1.amazonaws.com"; AWS HTTP error: Client error: \`POST https://cognito-idp.eu-west-1.amazonaws.com\` resulted in a \`400 Bad Request\` response:
{"__type":"NotAuthorizedException","message":"${MESSAGE}"}
 NotAuthorizedException (client): ${MESSAGE} - {"__type":"NotAuthorizedException","message":"${MESSAGE}"}`,
  ],
  [
    'amazon-cognito-identity-js',
    `{code: 'NotAuthorizedException', name: 'NotAuthorizedException', message: '${MESSAGE}'}`,
  ],
  [
    'amazon-cognito-identity-js, as JSON',
    `{"message":"${MESSAGE}","name":"NotAuthorizedException","code":"NotAuthorizedException"}`,
  ],
  [
    'Amplify for JavaScript',
    `NotAuthorizedException: ${MESSAGE}\n    at assertServiceError (assertServiceError.mjs:1:1)`,
  ],
  ['Amplify for React Native', `[NotAuthorizedException: ${MESSAGE}]`],
  [
    'Amplify for Android',
    `NotAuthorizedException{message=Failed since user is not authorized., cause=NotAuthorizedException(message=${MESSAGE}), recoverySuggestion=Check whether the given values are correct and the user is authorized to perform the operation.}`,
  ],
  [
    'Amplify for Flutter',
    `NotAuthorizedServiceException {
  "message": "${MESSAGE}",
  "recoverySuggestion": "Check whether the given values are correct."
}`,
  ],
  [
    'AWSMobileClient for iOS',
    `Error Domain=com.amazonaws.AWSCognitoIdentityProviderErrorDomain Code=20 "(null)" UserInfo={__type=NotAuthorizedException, message=${MESSAGE}}`,
  ],
  [
    'Terraform',
    `Error: operation error Cognito Identity Provider: InitiateAuth, https response error StatusCode: 400, RequestID: ${ID}, NotAuthorizedException: ${MESSAGE}`,
  ],
];

describe('an error as an SDK words it', () => {
  it.each([...whole, ...withId, ...words])('%s: code and message', (_, text) => {
    const { kind, ...error } = readPaste(text, 0);
    expect(kind).toBe('error');
    expect(error).toMatchObject({ code: 'NotAuthorizedException', message: MESSAGE });
  });

  it.each([...whole, ...withId])('%s: request id', (_, text) => {
    expect(readPaste(text, 0)).toMatchObject({ requestId: ID });
  });

  it.each(whole)('%s: status', (_, text) => {
    expect(readPaste(text, 0)).toMatchObject({ status: 400 });
  });

  it.each(words.filter(([name]) => /boto3|PHP|Terraform/.test(name)))('%s: operation', (_, text) => {
    expect(readPaste(text, 0)).toMatchObject({ operation: 'InitiateAuth' });
  });

  it('without a message, where none is said', () => {
    const text = `{"name":"NotAuthorizedException","$fault":"client","$metadata":{"httpStatusCode":400,"requestId":"${ID}","attempts":1},"__type":"NotAuthorizedException"}`;
    expect(readPaste(text, 0)).toMatchObject({
      code: 'NotAuthorizedException',
      message: '',
      requestId: ID,
      status: 400,
    });
  });
});
