import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factChanges, factsIn, tellsFacts, type UserFacts } from './user-facts.ts';

const una = {
  Username: 'una',
  UserAttributes: [
    { Name: 'sub', Value: 'b7c1' },
    { Name: 'email', Value: 'una@example.com' },
  ],
  UserCreateDate: 1_788_858_307.1,
  Enabled: true,
  UserStatus: 'CONFIRMED',
  UserMFASettingList: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA'],
  PreferredMfaSetting: 'SMS_MFA',
};

describe('the facts of a user', () => {
  test('are flat texts by AWS’s names', () => {
    expect(factsIn('AdminGetUser', una)).toEqual({
      Username: 'una',
      sub: 'b7c1',
      email: 'una@example.com',
      Enabled: 'true',
      UserStatus: 'CONFIRMED',
      UserMFASettingList: 'SMS_MFA, SOFTWARE_TOKEN_MFA',
      PreferredMfaSetting: 'SMS_MFA',
    });
  });

  test('of lists stand one a line, in an order of their own', () => {
    expect(factsIn('AdminListGroupsForUser', { Groups: [{ GroupName: 'b' }, { GroupName: 'a' }] })).toEqual({
      Groups: 'a\nb',
    });
    const DeviceAttributes = [
      { Name: 'device_name', Value: 'phone' },
      { Name: 'dev:device_remembered_status', Value: 'remembered' },
    ];
    expect(
      factsIn('AdminListDevices', { Devices: [{ DeviceKey: 'eu-west-1_1', DeviceAttributes }] }),
    ).toEqual({ Devices: 'eu-west-1_1 (phone) remembered' });
    expect(factsIn('AdminListUserSessions', {})).toEqual({ Sessions: '' });
  });

  test('of a session say which it is: where, on what and since when', () => {
    const session = { SessionId: 's-2', ClientId: 'web', CreateDate: 1_764_342_245.6, LastActiveDate: 1 };
    expect(
      factsIn('AdminListUserSessions', {
        Sessions: [
          { ...session, DeviceType: 'Mac' },
          { ...session, SessionId: 's-1', DeviceType: 'unknown' },
          { SessionId: 's-3', CreateDate: 1e20 },
          { ClientId: 'web' },
        ],
      }),
    ).toEqual({
      Sessions: [
        's-1 at web, since 2025-11-28 15:04:05 UTC',
        's-2 (Mac) at web, since 2025-11-28 15:04:05 UTC',
        's-3',
      ].join('\n'),
    });
  });

  test('are told by some operations alone', () => {
    expect(tellsFacts('AdminGetUser')).toBe(true);
    expect(tellsFacts('AdminListDevices')).toBe(true);
    expect(tellsFacts('ListUsers')).toBe(false);
    expect(factsIn('ListUsers', una)).toEqual({});
  });

  test('come of any answer, never a crash', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'AdminGetUser',
          'AdminListDevices',
          'AdminListGroupsForUser',
          'AdminListUserSessions',
        ),
        fc.jsonValue(),
        (operation, value) => {
          const answer = JSON.parse(
            JSON.stringify({
              UserAttributes: value,
              Devices: value,
              Groups: value,
              Sessions: value,
              Enabled: value,
            }),
          );
          for (const fact of Object.values(factsIn(operation, answer))) expect(typeof fact).toBe('string');
        },
      ),
      // A member that String() would call.
      { examples: [['AdminGetUser', { toString: '' }]] },
    );
  });
});

describe('what changed', () => {
  const facts = fc.dictionary(fc.constantFrom('UserStatus', 'email', 'nickname', 'Enabled'), fc.string());

  test('leads from the one to the other', () => {
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const changed: Record<string, string> = { ...before };
        for (const { name, after: is } of factChanges(before, after)) {
          if (is === undefined) delete changed[name];
          else changed[name] = is;
        }
        const told = (all: UserFacts) =>
          Object.entries(all)
            .filter(([, value]) => value !== '')
            .sort();
        expect(told(changed)).toEqual(told(after));
      }),
    );
  });

  test('is nothing between equals', () => {
    fc.assert(
      fc.property(facts, (same) => {
        expect(factChanges(same, { ...same })).toEqual([]);
      }),
    );
  });

  test('leaves out dates, and lists that one side was not asked for', () => {
    expect(factChanges({ UserLastModifiedDate: '1', Groups: 'a' }, { UserLastModifiedDate: '2' })).toEqual(
      [],
    );
    expect(factChanges({ Groups: 'a' }, { Groups: '' })).toEqual([{ name: 'Groups', before: 'a' }]);
  });
});
