import { good } from './caller.mjs';

const TEMPORARY = 'Temporary-horse-1';
export const PASSWORD = 'Correct-horse-1';

/** @typedef {import('./caller.mjs').Call} Call */
/** @typedef {{ call: Call, poolId: string, clientId: string }} Pool */

/**
 * A new pool with one app client, made by the API as anyone would.
 * @param {Call} call
 * @returns {Promise<Pool>}
 */
export async function createPool(call) {
  const { UserPool } = good('CreateUserPool', await call('CreateUserPool', { PoolName: 'bench' }));
  const created = await call('CreateUserPoolClient', {
    UserPoolId: UserPool.Id,
    ClientName: 'bench',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  });
  const { UserPoolClient } = good('CreateUserPoolClient', created);
  return { call, poolId: UserPool.Id, clientId: UserPoolClient.ClientId };
}

/**
 * A whole first sign-in: the user is made, signs in with the temporary password and sets their own.
 * @param {Pool} pool
 * @param {string} username
 */
export async function firstSignIn({ call, poolId, clientId }, username) {
  const created = await call('AdminCreateUser', {
    UserPoolId: poolId,
    Username: username,
    TemporaryPassword: TEMPORARY,
    MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: `${username}@example.com` }],
  });
  good('AdminCreateUser', created);
  const asked = good('InitiateAuth', await sendPassword({ call, clientId }, username, TEMPORARY));
  const answer = await call('RespondToAuthChallenge', {
    ChallengeName: asked.ChallengeName,
    ClientId: clientId,
    Session: asked.Session,
    ChallengeResponses: { USERNAME: username, NEW_PASSWORD: PASSWORD },
  });
  return tokensOf(good('RespondToAuthChallenge', answer));
}

/** @param {Pick<Pool, 'call' | 'clientId'>} pool @param {string} username */
export async function signIn(pool, username, password = PASSWORD) {
  return tokensOf(good('InitiateAuth', await sendPassword(pool, username, password)));
}

/** @param {Pick<Pool, 'call' | 'clientId'>} pool @param {string} refreshToken */
export async function refresh({ call, clientId }, refreshToken) {
  const answer = await call('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId: clientId,
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  });
  return tokensOf(good('REFRESH_TOKEN_AUTH', answer));
}

/** @param {Pick<Pool, 'call' | 'clientId'>} pool @param {string} username */
export async function refusedSignIn(pool, username) {
  const { status, body } = await sendPassword(pool, username, 'Wrong-horse-1');
  if (status !== 400 || body.__type !== 'NotAuthorizedException') {
    throw new Error(`A wrong password was answered with ${status} ${JSON.stringify(body)}`);
  }
}

function sendPassword({ call, clientId }, username, password) {
  return call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: clientId,
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
}

/** @returns {{ AccessToken: string, IdToken: string, RefreshToken?: string }} */
function tokensOf(body) {
  const tokens = body.AuthenticationResult;
  if (!tokens?.AccessToken || !tokens.IdToken) throw new Error(`No tokens came: ${JSON.stringify(body)}`);
  return tokens;
}
