import { cognitoAnswer, startServer, type Server } from './server.ts';

const PAGE = 60;

/** A pool of very many users, as ListUsers tells of them, that can be held up. */
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
  const server = await startServer((response, request) => {
    const { PaginationToken = '0', Filter } = JSON.parse(request.body) as Record<string, string>;
    if (!request.target.endsWith('.ListUsers'))
      return cognitoAnswer({ __type: 'UnknownOperationException' }, 400)(response, request);
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
