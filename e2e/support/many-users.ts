import { cognitoAnswer, startServer, type Server } from './server.ts';

const PAGE = 60;

/** A pool of very many users, as ListUsers tells of them, that can be held up; one can be looked at, disabled and removed. */
export interface ManyUsers extends Server {
  /** Answers no page that begins at this user or later, until it is let go on. */
  holdAt(user: number): void;
  goOn(): void;
  /** The next so many pages are refused: too many requests. */
  throttle(times: number): void;
}

export async function startManyUsers(count: number): Promise<ManyUsers> {
  let heldFrom = Infinity;
  let refusals = 0;
  let waiting: (() => void)[] = [];
  const changed = { disabled: new Set<string>(), gone: new Set<string>() };
  const server = await startServer((response, request) => {
    const {
      PaginationToken = '0',
      Filter,
      Username = '',
    } = JSON.parse(request.body) as Record<string, string>;
    if (!request.target.endsWith('.ListUsers')) {
      const reply = aboutOne(request.target.split('.')[1] ?? '', Username, changed);
      return cognitoAnswer(reply, '__type' in reply ? 400 : 200)(response, request);
    }
    const answer = () => {
      if (refusals > 0) {
        refusals -= 1;
        const refusal = { __type: 'TooManyRequestsException', message: 'Rate exceeded' };
        return cognitoAnswer(refusal, 400)(response, request);
      }
      return cognitoAnswer(pageFrom(Number(PaginationToken), count, Filter))(response, request);
    };
    if (Number(PaginationToken) < heldFrom) answer();
    else waiting.push(answer);
  });
  return {
    ...server,
    holdAt: (user) => void (heldFrom = user),
    goOn() {
      heldFrom = Infinity;
      for (const answer of waiting) answer();
      waiting = [];
    },
    throttle: (times) => void (refusals = times),
  };
}

interface Changed {
  readonly disabled: Set<string>;
  readonly gone: Set<string>;
}

/** What an administrator can do to one of them. */
function aboutOne(operation: string, name: string, { disabled, gone }: Changed): object {
  const known = ['AdminGetUser', 'AdminDisableUser', 'AdminDeleteUser'];
  if (!known.includes(operation)) return { __type: 'UnknownOperationException' };
  if (gone.has(name)) return { __type: 'UserNotFoundException', message: 'User does not exist.' };
  if (operation === 'AdminDisableUser') disabled.add(name);
  if (operation === 'AdminDeleteUser') gone.add(name);
  if (operation !== 'AdminGetUser') return {};
  const { Attributes, ...rest } = user(Number(name.split('-')[1]));
  return { ...rest, UserAttributes: Attributes, ...(disabled.has(name) ? { Enabled: false } : {}) };
}

function pageFrom(from: number, count: number, filter: string | undefined) {
  const exact = /"user-(\d+)"/.exec(filter ?? '')?.[1];
  if (exact !== undefined) return { Users: [user(Number(exact))] };
  const to = Math.min(count, from + PAGE);
  return {
    Users: Array.from({ length: to - from }, (_, index) => user(from + index)),
    ...(to < count ? { PaginationToken: String(to) } : {}),
  };
}

function user(index: number) {
  return {
    Username: `user-${index}`,
    UserStatus: index % 50 === 0 ? 'RESET_REQUIRED' : 'CONFIRMED',
    Enabled: index % 70 !== 0,
    UserCreateDate: 1_757_000_000 + index,
    UserLastModifiedDate: 1_757_000_000 + index,
    Attributes: [
      { Name: 'sub', Value: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` },
      { Name: 'email', Value: `user-${index}@example.com` },
    ],
  };
}
