import { describe, expect, it } from 'vitest';
import { type DrivenHost, drivenHost } from '../testing/driven-host.ts';
import { runScenario, scenarioOf, whatFailed } from '../testing/run-scenario.ts';

const CHANGES = `
  - sandbox: { advance: 2h }
  - sandbox: { settings: { codeLockout: false }, fault: ['InitiateAuth user=dee -> ForbiddenException'] }
  - sandbox:
      user:
        pool: MFA optional
        user: { Username: vic, Password: '\${PW}', UserStatus: CONFIRMED }
  - sandbox: { removeUser: { pool: MFA optional, username: bob } }
  - sandbox:
      client:
        pool: MFA optional
        client: { ClientId: fresh, ClientName: fresh, ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH] }
  - sandbox:
      trigger:
        pool: MFA optional
        trigger: PreAuthentication
        source: 'export const handler = async (event) => { if (event.userName === "cy") throw new Error(\`no \${event.userName}\`); return event; };'
`;
const SEEN = `
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: vic, PASSWORD: '\${PW}' }
    expect: { tokens: true }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: dee }
    expect: { error: ForbiddenException }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: bob, PASSWORD: '\${PW}' }
    expect: { error: NotAuthorizedException }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: cy }
    expect: { error: UserLambdaValidationException, message: { contains: no cy } }
`;
const PW = 'variables: { PW: { generate: password } }\ntarget: { sandbox: web, pool: MFA optional }';

/** All that a person sees of the sandbox beside its calls. */
async function stateOf(on: DrivenHost) {
  const { pools } = await on.value('sandbox.start', {});
  const [pool] = pools.filter(({ name }) => name === 'MFA optional');
  const userPoolId = pool?.userPoolId ?? '';
  const { now } = await on.value('sandbox.clock', {});
  const users = await on.value('sandbox.users', { userPoolId });
  return {
    pools,
    // Who was taken away and came back stands last.
    users: users.toSorted((a, b) => a.Username.localeCompare(b.Username)),
    triggers: await on.value('sandbox.triggers', { userPoolId }),
    settings: (await on.value('sandbox.settings', {})).settings,
    faults: await on.value('sandbox.faults', {}),
    ahead: Date.parse(now) - on.clock.now(),
  };
}

describe('a sandbox step', () => {
  it('changes clock, faults, settings, users, clients and triggers, all put back where a run began as it is', async () => {
    const on = await drivenHost();
    await on.value('sandbox.addFault', { rule: 'id=mine GetUser times=1 -> delay 1ms' });
    const before = await stateOf(on);
    const result = await runScenario(scenarioOf(CHANGES + SEEN, PW), { on, begin: 'as it is' });
    expect(whatFailed(result)).toEqual([]);
    expect(await stateOf(on)).toEqual(before);
  });

  it('leaves the sandbox to be looked at where a run began at the seed', async () => {
    const on = await drivenHost();
    await runScenario(scenarioOf(CHANGES + SEEN, PW), { on });
    expect(await on.value('sandbox.faults', {})).toHaveLength(1);
    // The next run begins at the seed again.
    const next = await runScenario(
      scenarioOf(`  - flow: USER_PASSWORD_AUTH\n    with: { USERNAME: bob }\n    expect: { tokens: true }\n`),
      { on },
    );
    expect(whatFailed(next)).toEqual([]);
    expect(await on.value('sandbox.faults', {})).toEqual([]);
  });

  it('sends signed operations, and fails where they are refused', async () => {
    const admin = (username: string) =>
      scenarioOf(`
  - sandbox:
      admin:
        operation: AdminDisableUser
        input: { UserPoolId: eu-west-1_Kq7Zt2mXa, Username: ${username} }
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ivy }
    expect: { error: NotAuthorizedException, message: User is disabled. }
`);
    expect(whatFailed(await runScenario(admin('ivy')))).toEqual([]);
    expect(whatFailed(await runScenario(admin('nobody')))).toEqual([
      '0 admin: AdminDisableUser / UserNotFoundException: User does not exist.',
    ]);
  });

  it('says what the sandbox refuses', async () => {
    const wrong = (change: string) => runScenario(scenarioOf(`  - sandbox: ${change}\n`));
    expect(whatFailed(await wrong('{ removeUser: { pool: none, username: x } }'))).toEqual([
      '0 SCENARIO_CHANGE_REFUSED: The sandbox has no user pool none.',
    ]);
    expect(whatFailed(await wrong('{ settings: { codeLockuot: false } }'))[0]).toMatch(
      /^0 SCENARIO_CHANGE_REFUSED: .*codeLockuot/,
    );
  });
});
