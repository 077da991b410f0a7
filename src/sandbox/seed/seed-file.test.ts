import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFault } from '../../form/form.ts';
import { testSandbox } from '../testing.ts';
import { seededUser, walk } from '../testing-walk.ts';
import { builtInSeed } from './built-in.ts';
import { readSeed, SMALLEST_SEED } from './read-seed.ts';
import { writeSeed } from './write-seed.ts';

const SMALL = `
version: 1
pools:
  - Id: eu-west-1_Small12
    PoolName: Small
    Clients:
      - ClientId: smallclient
        ClientName: web
        ExplicitAuthFlows: [ALLOW_USER_PASSWORD_AUTH]
    Groups:
      - GroupName: staff
    Users:
      - Username: una
        Password: Correct-horse-1
        UserAttributes: { email: una@example.com }
        Groups: [staff]
        Story: { ClientId: smallclient, AuthFlow: USER_PASSWORD_AUTH, Shows: A password, Path: [TOKENS] }
`;

async function mistake(text: string): Promise<string> {
  try {
    await readSeed(text);
    return 'fine';
  } catch (error) {
    if (!isFault(error)) throw error;
    expect(error.code).toBe('SANDBOX_SEED');
    return error.detail;
  }
}

const change = (from: string, to: string) => mistake(SMALL.replace(from, to));

test('a file makes a sandbox, and a reset comes back to it', async () => {
  const { sandbox } = testSandbox();
  sandbox.load(await readSeed(SMALL));
  expect(sandbox.info().pools.map(({ name }) => name)).toEqual(['Small']);
  sandbox.removeUser('eu-west-1_Small12', 'una');
  expect(sandbox.info().users).toEqual([]);
  sandbox.reset();
  expect(sandbox.info().users.map(({ username }) => username)).toEqual(['una']);
});

test('a user of a file signs in', async () => {
  const sandbox = testSandbox();
  sandbox.sandbox.load(await readSeed(SMALL));
  expect((await walk(sandbox, seededUser(sandbox, 'una'))).path).toEqual(['TOKENS']);
});

test('a temporary password keeps its age in the file, and the user is no younger', async () => {
  const { sandbox, clock } = testSandbox();
  const [pool] = builtInSeed.pools;
  const userOf = (name: string) => sandbox.users(pool?.Id ?? '', name)[0];
  expect(userOf('tess')).toMatchObject({ PasswordAgeDays: 8 });
  expect(userOf('eli')).not.toHaveProperty('PasswordAgeDays');
  clock.ms += 86_400_000 * 2.005;
  expect(userOf('eli')).toMatchObject({ PasswordAgeDays: 2 });
  expect(userOf('ann')).not.toHaveProperty('PasswordAgeDays');
  sandbox.putUser(pool?.Id ?? '', userOf('tess') ?? { Username: '' });
  expect(userOf('tess')).toMatchObject({ PasswordAgeDays: 10 });
});

test('what is built in is a good file, and reads back the same', async () => {
  expect(await readSeed(await writeSeed(builtInSeed))).toEqual(builtInSeed);
});

test('what the sandbox tells of itself is a good file and makes the same sandbox', async () => {
  const { sandbox } = testSandbox();
  const before = sandbox.seed();
  sandbox.load(await readSeed(await writeSeed(before)));
  expect(sandbox.seed()).toEqual(before);
});

describe('mistakes are named with their line', () => {
  test.each<[string, string, string]>([
    ['version: 1', 'version: 2', 'line 2: version must be 1'],
    ['    PoolName: Small\n', '', 'line 4: pools[0].PoolName is missing'],
    ['PoolName: Small', 'PoolName: 5', 'line 5: pools[0].PoolName must have 1 to 128 characters'],
    ['pools:', 'pools: 5\nx:', 'x is not a name that is known here. There are: version, pools, faults,'],
    ['Groups: [staff]', 'Groups: staff', 'line 16: pools[0].Users[0].Groups must be a list, not "staff"'],
    ['      - GroupName: staff', '      - staff', 'line 11: pools[0].Groups[0] must be an object'],
    ['Id: eu-west-1_Small12', 'Id: small', 'line 4: pools[0].Id must look like eu-west-1_AbCdEf123'],
    [
      'PoolName: Small',
      'PoolName: Small\n    Polices: {}',
      'pools[0].Polices is not a name that is known here. Is Policies meant?',
    ],
    [
      'PoolName: Small',
      'PoolName: Small\n    mfaconfiguration: ON',
      'line 6: pools[0].mfaconfiguration is not a name that is known here. Write MfaConfiguration.',
    ],
    ['PoolName: Small', 'PoolName: Small\n    MfaConfiguration: MAYBE', 'Member must satisfy enum value set'],
    ['ClientId: smallclient', 'ClientId: small client', 'takes 1 to 128 letters, digits, _ and +'],
    ['[ALLOW_USER_PASSWORD_AUTH]', '[ALLOW_EVERYTHING]', 'ALLOW_USER_PASSWORD_AUTH'],
    ['Groups: [staff]', 'Groups: [crew]', 'line 16: pools[0].Users[0].Groups names crew'],
    [
      'Password: Correct-horse-1',
      'Pasword: x',
      'line 14: pools[0].Users[0].Pasword is not a name that is known here. Is Password meant?',
    ],
    ['{ ClientId: smallclient', '{ ClientId: other', 'is other, which is not under Clients of the pool.'],
    ['version: 1', 'version: 1\nsettings: { nonsense: 1 }', 'settings.nonsense is no setting. There are: '],
    ['version: 1', 'version: 1\nsettings: { codeLockout: 1 }', 'settings.codeLockout must be true or false.'],
    ['version: 1', 'version: 1\nstatusProfile: aws', 'statusProfile must be one of wire, documented, sdk'],
    [
      'version: 1',
      'version: 1\nfaults:\n  - "-> drop"\n  - InitiateAuth',
      'line 5: faults[1] is no fault rule: put “->”',
    ],
    [
      'version: 1',
      'version: 1\nfaults: [id=a -> drop, id=a -> drop]',
      'faults cannot stand together: rule 2: id: a is taken',
    ],
    ['version: 1', 'version: 1\nversion: 1', 'line 3'],
    [
      'PoolName: Small',
      'PoolName: Small\n    Triggers: { OnLogin: x }',
      'is no trigger. There are: PreSignUp',
    ],
  ])('%s → %s', async (from, to, detail) => {
    expect(await change(from, to)).toContain(detail);
  });

  test('a list of names stands there once', async () => {
    const users = '      - Qqqqqqqq: 1\n        Username: q\n      - Zzzzzzzz: 1\n        Username: z\n';
    const detail = await change('    Users:\n', `    Users:\n${users}`);
    expect(detail).toContain('Qqqqqqqq is not a name that is known here. There are: Username, Password,');
    expect(detail).toMatch(/Zzzzzzzz is not a name that is known here\.$/);
    expect(detail.split('There are: ')).toHaveLength(2);
  });

  test('an empty file is told so, with a file to begin from', async () => {
    for (const text of ['', '  \n', '# nothing yet\n']) {
      expect(await mistake(text)).toBe(`The file is empty. The smallest one is:\n${SMALLEST_SEED}`);
    }
    expect(await mistake(SMALLEST_SEED)).toBe('fine');
  });

  test('of several slips in YAML the first is told, with a hint', async () => {
    expect(await mistake('version: 1\npools: [\n- a: [\n- b: {')).toMatch(/^line \d: [^\n]+ [^\n]+\.$/);
    expect(await mistake('version: 1\npools:\n\t- Id: x\n')).toMatch(/^line 3: [^\n]*Indent with spaces/);
    expect(await mistake('version: 1\nversion: 1')).toContain('line 2: Map keys must be unique. Keep one');
  });

  test('twice the same user, client or pool', async () => {
    const user = '      - Username: UNA\n        Password: Correct-horse-1\n';
    expect(await change('    Users:\n', `    Users:\n${user}`)).toContain('which stands in the list already');
    const client = '      - ClientId: smallclient\n        ClientName: other\n';
    expect(await change('    Clients:\n', `    Clients:\n${client}`)).toContain('another client has already');
  });

  test('no YAML, no object, an alias bomb', async () => {
    expect(await mistake('pools: [')).toContain('line 1');
    expect(await mistake('hello')).not.toBe('fine');
    const bomb = Array.from(
      { length: 9 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]`,
    );
    expect(await mistake(`a0: &a0 [x]\n${bomb.join('\n')}`)).toContain('alias');
  });
});

test('any text is read or refused in words, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
      expect(await mistake(text)).not.toBe('fine');
    }),
  );
});

test('a change anywhere in the file is read or refused in words, never a crash', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(SMALL.length - 1),
      fc.nat(12),
      fc.string({ maxLength: 6 }),
      async (at, cut, put) => {
        expect(await mistake(SMALL.slice(0, at) + put + SMALL.slice(at + cut))).toEqual(expect.any(String));
      },
    ),
    { numRuns: 300 },
  );
});
