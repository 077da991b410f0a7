/** Chains as a busy year of support and tests leaves them, made up from their number: the same every time. */

const FLOWS = ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'CUSTOM_AUTH', 'USER_AUTH', 'REFRESH_TOKEN_AUTH'];
const CHALLENGES = [
  'PASSWORD_VERIFIER',
  'SMS_MFA',
  'SOFTWARE_TOKEN_MFA',
  'EMAIL_OTP',
  'NEW_PASSWORD_REQUIRED',
];
const ERRORS = [
  ['CodeMismatchException', 'Invalid code or auth state for the user.'],
  ['NotAuthorizedException', 'Incorrect username or password.'],
  ['ExpiredCodeException', 'Invalid code provided, please request a code again.'],
  ['TooManyRequestsException', 'Rate exceeded'],
];
const NAMES = ['ann', 'bob', 'cy', 'dora', 'emil', 'fay', 'gus', 'hanna', 'ivo', 'jo', 'kim', 'lea'];
const TARGETS = ['staging', 'production', 'sandbox', 'load', 'demo', 'eu', 'us', 'partner'].map(
  (name, at) => ({
    id: `target-${at}`,
    name,
    endpoint: `https://cognito-idp.eu-west-${(at % 3) + 1}.amazonaws.com/`,
    clientId: `${at}example2345678901234567`,
    userPoolId: `eu-west-${(at % 3) + 1}_Example${at}`,
    production: name === 'production',
    sessionMinutes: 3,
    kind: 'endpoint',
  }),
);
const BEGAN = Date.UTC(2026, 0, 1);
const MASK = '••••••';

/** Steps of chain `at`: 4 to 16, and 10 on average of every pair. */
function stepsOf(at) {
  const off = (at >> 1) % 7;
  return 10 + (at % 2 === 0 ? off : -off);
}

/**
 * @param {number} at its number, from 0
 * @param {{ steps?: number, at?: number }} [wish] its steps; when it began, epoch milliseconds
 * @returns {readonly object[]} its events
 */
export function madeChain(at, { steps = stepsOf(at), at: began = BEGAN + at * 300_000 } = {}) {
  const target = TARGETS[(at * 7) % TARGETS.length];
  const flow = FLOWS[(at * 3) % FLOWS.length];
  const username = `${NAMES[at % NAMES.length]}.${(at * 7_919) % 20_000}@example.com`;
  const failed = at % 5 === 0;
  let clock = began;
  const events = [{ v: 1, type: 'chain.started', at: clock, chainId: idOf(at, 0), target, flow, username }];
  for (let n = 0; n < steps; n++) {
    const stepId = idOf(at, n + 1);
    const answers = n === 0 ? flow : CHALLENGES[(at + n) % CHALLENGES.length];
    const operation = n === 0 ? 'InitiateAuth' : 'RespondToAuthChallenge';
    const took = 40 + ((at * 31 + n * 17) % 260) + (at % 400 === 0 ? 3_000 : 0);
    events.push({
      ...{
        v: 1,
        type: 'step.sent',
        at: clock,
        stepId,
        parentId: n === 0 ? null : idOf(at, n),
        operation,
        answers,
      },
      ...{ summary: `${answers} ${MASK}`, session: `s:${at.toString(36)}${n}`, overridden: [] },
      request: requestOf(target, operation, answers, username),
    });
    clock += took;
    const outcome = outcomeOf(at, n, steps, failed);
    events.push({
      ...{
        v: 1,
        type: 'step.ended',
        at: clock,
        stepId,
        outcome,
        timing: { wait: took - 1, download: 1, total: took },
      },
      response: responseOf(outcome, clock, idOf(at, n + 101)),
    });
    clock += 2_000;
  }
  return events;
}

function idOf(at, n) {
  const [a, b] = [hash(at * 1_009 + n), hash(at * 2_003 + n * 7 + 1)];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5, 8)}-8${a.slice(1, 4)}-${a.slice(4)}${b}`.slice(0, 36);
}

function hash(value) {
  let h = Math.imul(value ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, '0');
}

function outcomeOf(at, n, steps, failed) {
  const wrong = n > 1 && (at * 13 + n) % 9 === 0;
  if (wrong || (failed && n === steps - 1)) {
    const [code, message] = ERRORS[(at + n) % ERRORS.length];
    return { kind: 'error', code, message };
  }
  if (n === steps - 1) return { kind: 'tokens', newDevice: false };
  const name = CHALLENGES[(at + n + 1) % CHALLENGES.length];
  const parameters = { USER_ID_FOR_SRP: idOf(at, 0), CODE_DELIVERY_DESTINATION: '+*******0100' };
  return { kind: 'challenge', name, parameters, available: [], session: `s:${at.toString(36)}${n + 1}` };
}

function requestOf(target, operation, answers, username) {
  const fields = { USERNAME: username, SECRET_HASH: MASK, [`${answers}_CODE`]: MASK };
  return {
    method: 'POST',
    url: target.endpoint,
    headers: [
      ['Content-Type', 'application/x-amz-json-1.1'],
      ['X-Amz-Target', `AWSCognitoIdentityProviderService.${operation}`],
    ],
    body: bodyOf(
      operation === 'InitiateAuth'
        ? { AuthFlow: answers, ClientId: target.clientId, AuthParameters: fields }
        : {
            ChallengeName: answers,
            ClientId: target.clientId,
            Session: `AYAB${MASK}`,
            ChallengeResponses: fields,
          },
    ),
  };
}

function responseOf(outcome, at, requestId) {
  const body =
    outcome.kind === 'error'
      ? { __type: outcome.code, message: outcome.message }
      : outcome.kind === 'tokens'
        ? { AuthenticationResult: { AccessToken: MASK, IdToken: MASK, RefreshToken: MASK, ExpiresIn: 3_600 } }
        : { ChallengeName: outcome.name, ChallengeParameters: outcome.parameters, Session: `AYAB${MASK}` };
  return {
    status: outcome.kind === 'error' ? 400 : 200,
    statusText: '',
    headers: [
      ['Date', new Date(at).toUTCString()],
      ['Content-Type', 'application/x-amz-json-1.1'],
      ['Connection', 'keep-alive'],
      ['x-amzn-RequestId', requestId],
    ],
    body: bodyOf(body),
    requestId,
  };
}

function bodyOf(value) {
  const text = JSON.stringify(value);
  return { text, bytes: text.length, secrets: [], cut: false };
}
