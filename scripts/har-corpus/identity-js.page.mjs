import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';

/* Three users at once, with the mistakes people make: a wrong password, a wrong code, a second sign-in on a remembered device. */

const asks = new URLSearchParams(location.search);
const endpoint = asks.get('endpoint') ?? '';
const users = JSON.parse(asks.get('users') ?? '{}');

const totp = async (secret) => (await fetch(`/totp?secret=${secret}`)).text();

function userOf({ userPoolId, clientId, username }) {
  const Pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: clientId, endpoint });
  return new CognitoUser({ Username: username, Pool });
}

function signIn(user, { username, password, totpSecret }, codes) {
  const details = new AuthenticationDetails({ Username: username, Password: password });
  return new Promise((resolve, reject) => {
    const callbacks = {
      onSuccess: (session, confirmed) => resolve({ session, confirmed }),
      onFailure: (error) =>
        codes.length > 0 && error.code === 'CodeMismatchException' ? answer() : reject(error),
      totpRequired: () => answer(),
    };
    const answer = async () =>
      user.sendMFACode(codes.shift() ?? (await totp(totpSecret)), callbacks, 'SOFTWARE_TOKEN_MFA');
    user.authenticateUser(details, callbacks);
  });
}

const done = (run) =>
  new Promise((resolve, reject) => run((error, value) => (error ? reject(error) : resolve(value))));

async function ann() {
  const user = userOf(users.ann);
  const right = await totp(users.ann.totpSecret);
  await signIn(user, users.ann, [right === '000000' ? '111111' : '000000', right]);
  await done((back) => user.getUserAttributes(back));
}

async function bob() {
  const user = userOf(users.bob);
  await signIn(user, { ...users.bob, password: 'Wrong-horse-1' }, []).catch(() => undefined);
  const { session } = await signIn(user, users.bob, []);
  await done((back) => user.refreshSession(session.getRefreshToken(), back));
  await new Promise((resolve, reject) => user.globalSignOut({ onSuccess: resolve, onFailure: reject }));
}

async function ada() {
  const user = userOf(users.ada);
  await signIn(user, users.ada, []);
  await new Promise((resolve, reject) =>
    user.setDeviceStatusRemembered({ onSuccess: resolve, onFailure: reject }),
  );
  await signIn(userOf(users.ada), users.ada, []);
}

await Promise.all([ann(), bob(), ada()]).then(
  () => (document.title = 'done'),
  (error) => (document.title = `failed: ${error.code ?? ''} ${error.message}`),
);
