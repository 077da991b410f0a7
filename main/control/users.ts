import { SeedUserSchema } from '@core/sandbox/seed/schema.ts';
import { readJson, type Control, type Handler } from './call.ts';
import { json, refused } from './reply.ts';

export const getUsers: Handler = (control, { parts: { pool = '' }, query }) =>
  json(200, usersOf(control, pool, query.get('username')));

export const putUser: Handler = (control, { parts: { pool = '' }, body }) => {
  const user = readJson(SeedUserSchema, body);
  if (user.problem !== undefined) return refused(user.problem);
  control.sandbox.putUser(pool, user.value);
  return json(200, usersOf(control, pool));
};

export const removeUser: Handler = (control, { parts: { pool = '', username = '' } }) => {
  control.sandbox.removeUser(pool, username);
  return json(200, usersOf(control, pool));
};

export const resetUser: Handler = (control, { parts: { pool = '', username = '' } }) => {
  control.sandbox.resetUser(pool, username);
  return json(200, usersOf(control, pool));
};

function usersOf({ sandbox }: Control, poolId: string, name: string | null = null): object {
  return { users: sandbox.users(poolId, name ?? undefined), seeded: sandbox.seededNames(poolId) };
}
