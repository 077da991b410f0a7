import { randomBytes, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createCaller, good } from './sandbox/caller.mjs';
import { cognitoLocal } from './sandbox/cognito-local.mjs';
import { countersign } from './sandbox/countersign.mjs';
import { median, ms, quantile, table, verdict } from './sandbox/figures.mjs';
import { createPool } from './sandbox/pool.mjs';
import { startServer } from './sandbox/server.mjs';

const WARM_UP = 10;
const CHAINS = 100;
const GOAL_MS = 15;
const STEPS = ['USER_SRP_AUTH', 'PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA'];
/** A code is good once, so each chain takes place a time step later. */
const STEP_SECONDS = 30;
/** ann of the seed. */
const USER = {
  poolName: 'Kq7Zt2mXa',
  clientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
  username: 'ann',
  password: 'Correct-horse-1',
  totpSecret: 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ',
};

export const title =
  'password by SRP, then a TOTP code: what the server takes, without the client’s own arithmetic';

export default async function run({ loadCore, quick = false }) {
  const client = {
    ...(await loadCore('src/crypto/srp.ts')),
    ...(await loadCore('src/crypto/timestamp.ts')),
    ...(await loadCore('src/crypto/totp.ts')),
  };
  const count = quick ? CHAINS / 5 : CHAINS;
  const engine = await inProcess(await loadCore('src/sandbox/engine.ts'), client, count);
  const http = await overHttp(client, count);
  const row = (what, of) => [what, of(engine), of(http)];
  const sums = (chains) => chains.map((steps) => steps.reduce((sum, step) => sum + step, 0));
  return [
    ...table([
      [`${count} chains`, 'in the engine', 'over HTTP'],
      ...STEPS.map((name, step) =>
        row(`${name}, median`, ({ chains }) => ms(median(chains.map((steps) => steps[step])), 1)),
      ),
      row('the chain, median', ({ chains }) => ms(median(sums(chains)), 1)),
      row('the chain, p95', ({ chains }) => ms(quantile(sums(chains), 0.95), 1)),
      row('the very first chain of a process', ({ first }) => ms(sums([first])[0], 1)),
    ]),
    `cognito-local: ${await theirs(client)}`,
    verdict(`under ${GOAL_MS} ms of server time`, median(sums(engine.chains)) < GOAL_MS),
  ];
}

/** The engine alone: nothing of HTTP, sockets or JSON on the client's side is counted. */
async function inProcess({ createSandbox }, client, count) {
  let now = Date.now();
  const sandbox = createSandbox({
    clock: { now: () => now },
    random: { bytes: (length) => randomBytes(length), uuid: () => randomUUID() },
    endpoint: 'http://127.0.0.1:9',
    onFailure: (error) => {
      throw error;
    },
  });
  await sandbox.prepareKeys();
  const call = async (operation, input) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    };
    const body = Buffer.from(JSON.stringify(input));
    const begun = performance.now();
    const reply = await sandbox.handle({ method: 'POST', path: '/', headers, body });
    const took = performance.now() - begun;
    return { took, status: reply.status, body: JSON.parse(Buffer.from(reply.body).toString('utf8')) };
  };
  const next = () => {
    now += STEP_SECONDS * 1_000;
    return now;
  };
  return repeat(client, call, next, count);
}

/** The built process, with the way there and back. */
async function overHttp(client, count) {
  const token = randomBytes(24).toString('base64url');
  const side = countersign();
  const command = (port) => ({ ...side.command(port), env: { COUNTERSIGN_SANDBOX_TOKEN: token } });
  const server = await startServer({ ...side, command });
  const caller = createCaller(server.port, 1);
  const call = async (operation, input) => {
    const begun = performance.now();
    const answer = await caller.call(operation, input);
    return { ...answer, took: performance.now() - begun };
  };
  let offset = 0;
  const next = async () => {
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await caller.post('/_countersign/clock', headers, { advanceSeconds: STEP_SECONDS });
    offset = good('The control API', answer).offsetSeconds;
    return Date.now() + offset * 1_000;
  };
  try {
    return await repeat(client, call, next, count);
  } finally {
    caller.close();
    await server.stop();
  }
}

async function repeat(client, call, next, count) {
  const first = await chain(client, call, await next());
  for (let warm = 0; warm < WARM_UP; warm++) await chain(client, call, await next());
  const chains = [];
  for (let done = 0; done < count; done++) chains.push(await chain(client, call, await next()));
  return { first, chains };
}

/** @returns {Promise<number[]>} milliseconds that each step waited for its answer */
async function chain(client, call, now) {
  const { poolName: group, clientId: ClientId, username: identity, password } = USER;
  const a = client.createSrpSecret(randomBytes);
  const srpA = client.srpA(a);
  const started = await call('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    ClientId,
    AuthParameters: { USERNAME: identity, SRP_A: srpA },
  });
  const { SALT: salt, SRP_B: srpB, SECRET_BLOCK: secretBlock } = good(STEPS[0], started).ChallengeParameters;
  const { key } = client.computeSrp({ group, identity, password, salt, a, srpA, srpB });
  const timestamp = client.srpTimestamp(now);
  const proved = await call('RespondToAuthChallenge', {
    ChallengeName: 'PASSWORD_VERIFIER',
    ClientId,
    ChallengeResponses: {
      USERNAME: identity,
      PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
      PASSWORD_CLAIM_SIGNATURE: client.passwordClaimSignature({
        key,
        group,
        identity,
        secretBlock,
        timestamp,
      }),
      TIMESTAMP: timestamp,
    },
  });
  const { Session } = good(STEPS[1], proved);
  const done = await call('RespondToAuthChallenge', {
    ChallengeName: 'SOFTWARE_TOKEN_MFA',
    ClientId,
    Session,
    ChallengeResponses: {
      USERNAME: identity,
      SOFTWARE_TOKEN_MFA_CODE: client.totpCode(USER.totpSecret, now),
    },
  });
  good(STEPS[2], done);
  return [started.took, proved.took, done.took];
}

/** What it says to the first request of the chain. */
async function theirs(client) {
  const other = await cognitoLocal();
  if ('missing' in other) return other.missing;
  const server = await startServer(other);
  const caller = createCaller(server.port, 1);
  try {
    const { clientId } = await createPool(caller.call);
    const { status, body } = await caller.call('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: USER.username, SRP_A: client.srpA(client.createSrpSecret(randomBytes)) },
    });
    return `no SRP: ${status} ${body.message ?? JSON.stringify(body)}`;
  } finally {
    caller.close();
    await server.stop();
    other.discard();
  }
}
