import type { Handler } from './call.ts';
import { json, refused } from './reply.ts';

export const getLog: Handler = ({ sandbox }, { query }) => {
  const since = Number(query.get('since') ?? 0);
  if (!Number.isInteger(since)) return refused('since: must be the number of the last entry you have');
  return json(200, { entries: sandbox.log(since) });
};
