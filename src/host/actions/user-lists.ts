import type { UserList } from '../../cognito/actions/spec.ts';

interface Paged {
  /** What it is called in a sentence. */
  readonly words: string;
  /** The member that says there is more, by the request's name and the answer's; absent: there is one page. */
  readonly token?: string;
}

export const USER_LISTS: Readonly<Record<UserList, Paged>> = {
  AdminListGroupsForUser: { words: 'Their groups', token: 'NextToken' },
  AdminListDevices: { words: 'Their devices', token: 'PaginationToken' },
  AdminListUserSessions: { words: 'Their sessions', token: 'NextToken' },
  AdminGetUserAuthFactors: { words: 'What they may sign in with' },
};

/** More than anybody has, or picks from. */
export const MOST_PAGES = 10;
