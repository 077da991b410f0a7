/** Calls of so many people, each with a password, a wrong code, the right one, and GetUser: as a HAR reader gives them. */
export function signIns(count) {
  return Array.from({ length: count }, (_, at) => signIn(`user-${at}`, at * 3)).flat();
}

const CLIENT = { ClientId: '1example23456789' };

function signIn(user, at) {
  const Session = `session-of-${user}-${'a'.repeat(900)}`;
  const answer = (code) => ({
    ...CLIENT,
    ChallengeName: 'SMS_MFA',
    Session,
    ChallengeResponses: { USERNAME: user, SMS_MFA_CODE: code },
  });
  const AccessToken = jwt(user);
  return [
    call('InitiateAuth', at, start(user), { ChallengeName: 'SMS_MFA', ChallengeParameters: {}, Session }),
    call('RespondToAuthChallenge', at + 5, answer('1'), { __type: 'CodeMismatchException' }, 400),
    call('RespondToAuthChallenge', at + 9, answer('2'), { AuthenticationResult: { AccessToken } }),
    call('GetUser', at + 10, { AccessToken }, { Username: user }),
  ];
}

function start(user) {
  return { ...CLIENT, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: user } };
}

function call(operation, sentAt, asked, told, status = 200) {
  return {
    ...{ operation, sentAt, timing: { total: 80 }, holes: [], place: `at ${sentAt}` },
    request: {
      ...{ method: 'POST', url: 'https://cognito-idp.eu-west-1.amazonaws.com/', headers: [] },
      text: JSON.stringify(asked),
    },
    response: { status, statusText: '', headers: [], text: JSON.stringify(told) },
  };
}

/** Unsigned in truth, but of the form. */
function jwt(username) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ username, token_use: 'access' })}.c2lnbmF0dXJl`;
}
