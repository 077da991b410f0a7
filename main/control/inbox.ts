import type { Handler } from './call.ts';
import { json, refused } from './reply.ts';

export const getInbox: Handler = ({ sandbox }, { query }) => {
  // A phone number's + is a space to whoever reads queries as forms.
  const name = query.get('username')?.replace(/^ (?=\d)/, '+');
  const since = Number(query.get('since') ?? 0);
  if (Number.isNaN(since)) return refused('since: must be a time in epoch milliseconds');
  return json(
    200,
    sandbox.inbox(name).filter(({ at }) => at >= since),
  );
};

export const clearInbox: Handler = ({ sandbox }) => {
  sandbox.clearInbox();
  return json(200, []);
};
