/** What is kept of test users being made and removed is found by `tag:test-users`. */
export const TEST_USERS_TAG = 'test-users';
const LONGEST_TAG = 40;

/** `test-users-sprint-12` of `Sprint 12`: without spaces and quotes it is typed behind `tag:` as it is. */
export function batchTag(name: string): string {
  const words = name
    .toLowerCase()
    .split(/[\s"\\*]+/)
    .filter((word) => word !== '');
  return [...[TEST_USERS_TAG, ...words].join('-')].slice(0, LONGEST_TAG).join('');
}
