import type { Handler } from './call.ts';
import { json, refused } from './reply.ts';

export const getInbox: Handler = ({ sandbox }, { query }) => {
  const username = query.get('username')?.toLowerCase();
  const since = Number(query.get('since') ?? 0);
  if (Number.isNaN(since)) return refused('since: must be a time in epoch milliseconds');
  return json(
    200,
    sandbox
      .inbox()
      .filter((message) => username === undefined || message.username.toLowerCase() === username)
      .filter(({ at }) => at >= since),
  );
};

export const clearInbox: Handler = ({ sandbox }) => {
  sandbox.clearInbox();
  return json(200, []);
};
