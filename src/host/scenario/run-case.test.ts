import { describe, expect, it } from 'vitest';
import { chainOf } from '../../chain/model.ts';
import { drivenHost } from '../testing/driven-host.ts';
import { runScenario, scenarioOf, whatFailed } from '../testing/run-scenario.ts';

const ANN = `
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
    expect: { challenge: PASSWORD_VERIFIER, session: none }
  - answer: PASSWORD_VERIFIER
    id: asked
    expect: { challenge: SOFTWARE_TOKEN_MFA, session: new }
  - answer: SOFTWARE_TOKEN_MFA
    expect:
      tokens: true
      claims: { id: { token_use: id, 'cognito:username': ann }, access: { username: ann } }
`;

describe('a scenario on the sandbox', () => {
  it('passes where every step comes to what is expected', async () => {
    const result = await runScenario(scenarioOf(ANN));
    expect(whatFailed(result)).toEqual([]);
    expect(result).toMatchObject({
      status: 'passed',
      target: 'sandbox · MFA optional · web',
      steps: [
        { title: 'InitiateAuth USER_SRP_AUTH', stepIds: [expect.any(String)] },
        { title: 'RespondToAuthChallenge PASSWORD_VERIFIER' },
        { checks: [{ what: 'tokens', got: 'tokens' }, {}, {}, {}] },
      ],
    });
    expect(result.chains).toHaveLength(1);
  });

  it('fails at the step that came to something else, and leaves out what follows', async () => {
    const result = await runScenario(scenarioOf(ANN.replace('SOFTWARE_TOKEN_MFA,', 'SMS_MFA,')));
    expect(result).toMatchObject({
      status: 'failed',
      steps: [
        { status: 'passed' },
        {
          status: 'failed',
          line: 9,
          checks: [{ what: 'challenge', expected: 'SMS_MFA', got: 'SOFTWARE_TOKEN_MFA', passed: false }, {}],
        },
        { status: 'skipped', title: 'RespondToAuthChallenge SOFTWARE_TOKEN_MFA' },
      ],
    });
  });

  it('takes a code of the same 30 seconds again once the sandbox is back at its seed', async () => {
    const on = await drivenHost();
    const before = on.clock.now();
    for (const _ of [1, 2])
      expect(await runScenario(scenarioOf(ANN), { on })).toMatchObject({ status: 'passed' });
    expect(on.clock.now()).toBe(before);
    // As it is, the sandbox remembers the code: the next one is waited for.
    expect(await runScenario(scenarioOf(ANN), { on, begin: 'as it is' })).toMatchObject({ status: 'passed' });
    expect(on.clock.now()).toBeGreaterThan(before);
  });

  it('answers a wrong code, and the right one after it', async () => {
    const result = await runScenario(
      scenarioOf(
        ANN.replace(
          '  - answer: SOFTWARE',
          `  - answer: SOFTWARE_TOKEN_MFA
    with: { SOFTWARE_TOKEN_MFA_CODE: { wrong: '000000' } }
    expect: { error: CodeMismatchException, status: 400, message: { contains: 'Invalid code' } }
  - answer: SOFTWARE`,
        ),
      ),
    );
    expect(whatFailed(result)).toEqual([]);
  });

  it('reaches back to what a step asked as a live fork', async () => {
    const result = await runScenario(
      scenarioOf(`
  - flow: USER_SRP_AUTH
    with: { USERNAME: dee }
  - answer: PASSWORD_VERIFIER
    id: choice
    expect: { challenge: SELECT_MFA_TYPE }
  - answer: SELECT_MFA_TYPE
    with: { ANSWER: SOFTWARE_TOKEN_MFA }
    expect: { challenge: SOFTWARE_TOKEN_MFA }
  - answer: SELECT_MFA_TYPE
    to: choice
    with: { ANSWER: SMS_MFA }
`),
    );
    const [events = []] = result.chains;
    const chain = chainOf(events);
    expect(chain?.steps[3]).toMatchObject({
      parentId: chain?.steps[1]?.id,
      branch: { kind: 'live', of: chain?.steps[2]?.id },
    });
    const lost = await runScenario(scenarioOf(`${ANN}  - answer: SMS_MFA\n    to: asked\n`));
    expect(whatFailed(lost)).toEqual(['3 challenge: SMS_MFA to be open / SOFTWARE_TOKEN_MFA']);
  });

  it('bends requests, and fills in what is captured', async () => {
    const result = await runScenario(
      scenarioOf(
        `
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${USER}' }
    responses: { PASSWORD: null }
    headers: { X-Test: '\${USER}' }
    expect: { error: InvalidParameterException }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: cy }
    capture: { OLD: /Session, MEDIUM: /ChallengeParameters/CODE_DELIVERY_DELIVERY_MEDIUM, ID: 'header:x-amzn-RequestId' }
    expect: { challenge: SMS_MFA, absent: ['\${PW}', '\${USER}'] }
  - answer: SMS_MFA
    members: { ClientMetadata: { via: '\${MEDIUM}', of: '\${ID}' } }
    expect: { tokens: true, absent: ['\${OLD}'] }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: cy }
  - answer: SMS_MFA
    members: { Session: '\${OLD}' }
    expect: { error: NotAuthorizedException, message: { matches: '[Ii]nvalid session' } }
`,
        'variables: { USER: ivy, PW: { generate: password } }',
      ),
    );
    expect(whatFailed(result)).toEqual([]);
    expect(result.chains).toHaveLength(3);
    const sent = result.chains[1]?.filter((event) => event.type === 'step.sent')[1];
    expect(sent?.request.body.text).toMatch(/"ClientMetadata":{"via":"[^"$]+","of":"[^"$]+"/);
  });

  it('calls any operation, on its own and beside a sign-in, with members of every kind', async () => {
    const result = await runScenario(
      scenarioOf(
        `
  - operate: AdminCreateUser
    with:
      Username: \${USER}
      TemporaryPassword: \${FIRST}
      MessageAction: SUPPRESS
      UserAttributes:
        - { Name: email, Value: '\${USER}@example.com' }
    expect: { body: { /User/UserStatus: FORCE_CHANGE_PASSWORD } }
    capture: { SUB: /User/Attributes/0/Value }
  - operate: AdminSetUserPassword
    with: { Username: '\${USER}', Password: '\${PW}', Permanent: true }
  - operate: AdminSetUserPassword
    with: { Username: '\${USER}', Password: { wrong: short }, Permanent: true }
    expect: { error: InvalidPasswordException }
  - operate: AdminGetUser
    with: { Username: null }
    expect: { error: InvalidParameterException }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: '\${USER}', PASSWORD: '\${PW}' }
    expect: { tokens: true }
  - operate: AdminGetUser
    expect: { body: { /Username: '\${USER}', /UserStatus: CONFIRMED } }
  - operate: UpdateUserAttributes
    with: { UserAttributes: [{ Name: name, Value: Mia }] }
  - operate: AdminListGroupsForUser
    with: { Limit: 5 }
    expect: { body: { /Groups: [] } }
`,
        'variables: { USER: { generate: username }, FIRST: { generate: password }, PW: { generate: password } }',
      ),
    );
    expect(whatFailed(result)).toEqual([]);
    // The account is one chain, the sign-in another.
    expect(result.chains).toHaveLength(2);
    expect(JSON.stringify(result)).not.toMatch(/AWS4-HMAC/);
  });

  it('runs operations on the tokens of the sign-in, and refreshes it', async () => {
    const result = await runScenario(
      scenarioOf(`
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ivy }
    expect: { tokens: true }
    id: first
  - operate: GetUser
    expect: { body: { /Username: ivy } }
  - flow: REFRESH_TOKEN_AUTH
    expect: { tokens: true, body: { /AuthenticationResult/RefreshToken: { exists: false } } }
  - operate: RevokeToken
    to: first
  - operate: GetUser
    to: first
    expect: { error: NotAuthorizedException }
  - flow: REFRESH_TOKEN_AUTH
    expect: { error: NotAuthorizedException }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ivy }
  - operate: GlobalSignOut
  - operate: GetUser
    expect: { error: NotAuthorizedException }
`),
    );
    expect(whatFailed(result)).toEqual([]);
  });

  it('refreshes where refresh tokens rotate', async () => {
    const result = await runScenario(
      scenarioOf(`
  - flow: USER_SRP_AUTH
    with: { USERNAME: ray }
  - answer: PASSWORD_VERIFIER
    expect: { tokens: true }
  - flow: GetTokensFromRefreshToken
    expect: { body: { /AuthenticationResult/RefreshToken: { exists: true } } }
`),
    );
    expect(whatFailed(result)).toEqual([]);
  });

  it('confirms a device, and signs in with it', async () => {
    const result = await runScenario(
      scenarioOf(`
  - flow: USER_SRP_AUTH
    with: { USERNAME: ada }
  - answer: PASSWORD_VERIFIER
  - answer: SOFTWARE_TOKEN_MFA
    expect: { tokens: true, body: { /AuthenticationResult/NewDeviceMetadata: { exists: true } } }
  - operate: ConfirmDevice
  - flow: USER_SRP_AUTH
    with: { USERNAME: ada }
  - answer: PASSWORD_VERIFIER
    expect: { challenge: DEVICE_SRP_AUTH }
  - answer: DEVICE_SRP_AUTH
    expect: { challenge: DEVICE_PASSWORD_VERIFIER }
  - answer: DEVICE_PASSWORD_VERIFIER
    expect: { tokens: true }
`),
    );
    expect(whatFailed(result)).toEqual([]);
  });

  it('sets up an authenticator by itself, or as the scenario sees to it', async () => {
    const until = `
  - flow: USER_SRP_AUTH
    with: { USERNAME: gus }
  - answer: PASSWORD_VERIFIER
    expect: { challenge: MFA_SETUP }
`;
    const own = await runScenario(
      scenarioOf(`${until}  - answer: MFA_SETUP\n    expect: { tokens: true }\n`),
    );
    expect(whatFailed(own)).toEqual([]);
    expect(own.steps.at(-1)?.stepIds).toHaveLength(3);
    const seen = await runScenario(
      scenarioOf(`${until}
  - operate: AssociateSoftwareToken
  - operate: VerifySoftwareToken
    with: { UserCode: { wrong: '000000' } }
    expect: { error: EnableSoftwareTokenMFAException }
  - operate: VerifySoftwareToken
    with: { FriendlyDeviceName: test }
    expect: { body: { /Status: SUCCESS } }
  - answer: MFA_SETUP
    expect: { tokens: true }
`),
    );
    expect(whatFailed(seen)).toEqual([]);
    expect(seen.steps.map(({ stepIds }) => stepIds.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('captures what was sent, and hides it as a secret', async () => {
    const result = await runScenario(
      scenarioOf(`
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
  - answer: PASSWORD_VERIFIER
  - answer: SOFTWARE_TOKEN_MFA
    capture: { USED: 'request:/ChallengeResponses/SOFTWARE_TOKEN_MFA_CODE' }
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
  - answer: PASSWORD_VERIFIER
  - answer: SOFTWARE_TOKEN_MFA
    with: { SOFTWARE_TOKEN_MFA_CODE: '\${USED}' }
    expect: { error: ExpiredCodeException, message: 'not \${USED}' }
`),
    );
    expect(whatFailed(result)).toEqual([
      '5 message: not •••••• / Your software token has already been used once.',
    ]);
  });

  it('begins from a seed of its own, and leaves the sandbox as it was', async () => {
    const on = await drivenHost();
    const above = `
variables:
  password: { generate: password }
seed:
  pools:
    - Id: eu-west-1_OwnPool01
      PoolName: Own
      Clients: [{ ClientId: own, ClientName: web, ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH] }]
      Users: [{ Username: una, Password: '\${password}' }]
target: { sandbox: own }`;
    const steps = `
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: una, PASSWORD: '\${password}' }
    expect: { tokens: true }
`;
    const before = await on.value('sandbox.start', {});
    for (const begin of ['as it is', 'seed'] as const) {
      const result = await runScenario(scenarioOf(steps, above), { on, begin });
      expect(result).toMatchObject({ status: 'passed', target: 'sandbox · Own · web' });
      expect((await on.value('sandbox.start', {})).pools).toEqual(before.pools);
    }
  });

  it('is no failed check where nothing at hand fills a field', async () => {
    const result = await runScenario(
      scenarioOf('  - flow: USER_SRP_AUTH\n    with: { USERNAME: nobody }\n  - answer: PASSWORD_VERIFIER\n'),
    );
    expect(result).toMatchObject({
      status: 'error',
      steps: [{}, { status: 'error', checks: [], fault: { code: 'ANSWER_MISSING', field: 'PASSWORD' } }],
    });
  });

  it('tells what is open in place of what was to be answered', async () => {
    const refused = await runScenario(
      scenarioOf(`
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ivy, PASSWORD: { wrong: not it } }
    expect: { error: NotAuthorizedException }
  - answer: SMS_MFA
`),
    );
    expect(whatFailed(refused)).toEqual(['1 challenge: SMS_MFA to be open / NotAuthorizedException']);
  });
});
