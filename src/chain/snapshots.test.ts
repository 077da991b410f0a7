import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import type { Step } from './model.ts';
import { changedBy } from './snapshots.ts';

let serial = 0;
function step(operation: string, answer: JsonObject = {}, ended: 'done' | 'error' = 'done'): Step {
  const id = `step-${String(++serial)}`;
  const outcome = ended === 'done' ? { kind: 'done' } : { kind: 'error', code: 'TooManyRequestsException' };
  return { id, operation, outcome, response: { body: { text: JSON.stringify(answer) } } } as unknown as Step;
}
const user = (UserStatus: string) => step('AdminGetUser', { Username: 'una', UserStatus });
const groups = (...names: string[]) =>
  step('AdminListGroupsForUser', { Groups: names.map((GroupName) => ({ GroupName })) });
const CONFIRMED = { name: 'UserStatus', before: 'UNCONFIRMED', after: 'CONFIRMED' };

describe('what a step changed', () => {
  test('stands between the reads before and after it', () => {
    const act = step('AdminConfirmSignUp');
    expect(changedBy([user('UNCONFIRMED'), act, user('CONFIRMED')], act.id)).toEqual([CONFIRMED]);
  });

  test('is told of lists, too', () => {
    const act = step('AdminAddUserToGroup');
    const steps = [user('CONFIRMED'), groups(), act, user('CONFIRMED'), groups('testers')];
    expect(changedBy(steps, act.id)).toEqual([{ name: 'Groups', after: 'testers' }]);
  });

  test('is told past tries that had to wait, and only of the one that was taken', () => {
    const refused = step('AdminConfirmSignUp', {}, 'error');
    const act = step('AdminConfirmSignUp');
    const steps = [user('UNCONFIRMED'), refused, act, user('CONFIRMED')];
    expect(changedBy(steps, act.id)).toEqual([CONFIRMED]);
    expect(changedBy(steps, refused.id)).toBeUndefined();
  });

  test('is all of a user who was made or removed', () => {
    const made = step('AdminCreateUser');
    expect(changedBy([made, user('FORCE_CHANGE_PASSWORD')], made.id)).toEqual([
      { name: 'Username', after: 'una' },
      { name: 'UserStatus', after: 'FORCE_CHANGE_PASSWORD' },
    ]);
    const removed = step('AdminDeleteUser');
    expect(changedBy([user('CONFIRMED'), removed], removed.id)).toEqual([
      { name: 'Username', before: 'una' },
      { name: 'UserStatus', before: 'CONFIRMED' },
    ]);
  });

  test('is not known without reads on both sides', () => {
    const act = step('AdminDisableUser');
    for (const steps of [
      [act],
      [user('CONFIRMED'), act],
      [act, user('CONFIRMED')],
      [groups(), act, groups()],
    ])
      expect(changedBy(steps, act.id)).toBeUndefined();
    const read = user('CONFIRMED');
    expect(changedBy([read, read], read.id)).toBeUndefined();
    expect(changedBy([], 'step-0')).toBeUndefined();
  });
});
