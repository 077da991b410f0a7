import { Amplify } from '@aws-amplify/core';
import { confirmSignIn, fetchUserAttributes, signIn, signOut } from '@aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from '@aws-amplify/auth/cognito';

/* One user after the other, as one application has them: a code by SMS, and a sign-in without a password. */

const asks = new URLSearchParams(location.search);
const endpoint = asks.get('endpoint') ?? '';
const users = JSON.parse(asks.get('users') ?? '{}');

const newestCode = async () => (await fetch('/code')).text();

function use({ userPoolId, clientId }) {
  const Auth = { Cognito: { userPoolId, userPoolClientId: clientId, userPoolEndpoint: endpoint } };
  // What the package aws-amplify does around these two.
  cognitoUserPoolsTokenProvider.setAuthConfig(Auth);
  Amplify.configure({ Auth }, { Auth: { tokenProvider: cognitoUserPoolsTokenProvider } });
}

async function cy() {
  const { username, password } = users.cy;
  use(users.cy);
  await signIn({ username, password });
  await confirmSignIn({ challengeResponse: '000000' }).catch(() => undefined);
  await confirmSignIn({ challengeResponse: await newestCode() });
  await fetchUserAttributes();
  await signOut({ global: true });
}

async function eva() {
  const { username } = users.eva;
  use(users.eva);
  await signIn({ username, options: { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' } });
  await confirmSignIn({ challengeResponse: await newestCode() });
}

await cy()
  .then(eva)
  .then(
    () => (document.title = 'done'),
    (error) => (document.title = `failed: ${error.name} ${error.message}`),
  );
