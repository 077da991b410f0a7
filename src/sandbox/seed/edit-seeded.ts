import { findUser } from '../pool/find-user.ts';
import { requirePool } from '../pool/find-pool.ts';
import { refusal } from '../refusal.ts';
import type { Pool, State } from '../state.ts';
import { buildClient, storyOf } from './build-state.ts';
import { buildUser } from './build-user.ts';
import type { SeedClient, SeedFile, SeedUser } from './schema.ts';

/**
 * Adds a user or replaces the one of that name; Sessions and tokens of the one before end with it.
 * @throws ResourceNotFoundException, InvalidParameterException
 */
export function putUser(state: State, poolId: string, seed: SeedUser, now: number): void {
  const pool = requirePool(state, poolId);
  checkNames(pool, seed);
  const before = findUser(pool, seed.Username);
  if (before !== undefined) pool.users.remove(before);
  pool.users.add(buildUser(pool, seed, now));
  if (seed.Story === undefined) return;
  const at = pool.stories.findIndex((story) => story.username === seed.Username);
  // In its place: the start screen keeps its order.
  pool.stories.splice(at < 0 ? pool.stories.length : at, at < 0 ? 0 : 1, storyOf(seed.Username, seed.Story));
}

/** A user as the seed has them. @throws ResourceNotFoundException, UserNotFoundException for one that is not in it. */
export function resetUser(state: State, file: SeedFile, poolId: string, username: string, now: number): void {
  const pool = requirePool(state, poolId);
  const seed = seededUsers(file, poolId).find(
    ({ Username }) => Username.toLowerCase() === username.toLowerCase(),
  );
  if (seed === undefined) {
    const why = `The seed has no user ${username}, so there is nothing to go back to. Edit or remove this one.`;
    throw refusal('UserNotFoundException', why);
  }
  if (seed.Story === undefined) dropStory(pool, seed.Username);
  putUser(state, poolId, seed, now);
}

export function seededNames(file: SeedFile, poolId: string): readonly string[] {
  return seededUsers(file, poolId).map(({ Username }) => Username);
}

function seededUsers(file: SeedFile, poolId: string): readonly SeedUser[] {
  return file.pools.find(({ Id }) => Id === poolId)?.Users ?? [];
}

/** Adds an app client or replaces the one of that id. */
export function putClient(state: State, poolId: string, seed: SeedClient, now: number): void {
  const pool = requirePool(state, poolId);
  const client = buildClient(seed, now);
  const at = pool.clients.findIndex(({ id }) => id === client.id);
  pool.clients.splice(at < 0 ? pool.clients.length : at, at < 0 ? 0 : 1, client);
}

/** @throws ResourceNotFoundException */
export function removeClient(state: State, poolId: string, clientId: string): void {
  const pool = requirePool(state, poolId);
  const at = pool.clients.findIndex(({ id }) => id === clientId);
  if (at < 0) throw refusal('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
  pool.clients.splice(at, 1);
}

/** What a seed file may not name either: else what the sandbox tells of itself could not be read back. */
function checkNames({ groups, clients }: Pool, { Groups: named = [], Story: story }: SeedUser): void {
  const unknown = named.find((name) => !groups.has(name));
  const refuse = (field: string, name: string, of: string) =>
    refusal('InvalidParameterException', `${field}: ${name} is not ${of} of the pool.`);
  if (unknown !== undefined) throw refuse('Groups', unknown, 'a group');
  if (story !== undefined && !clients.some(({ id }) => id === story.ClientId)) {
    throw refuse('Story.ClientId', story.ClientId, 'an app client');
  }
}

/** @throws ResourceNotFoundException, UserNotFoundException */
export function removeUser(state: State, poolId: string, username: string): void {
  const pool = requirePool(state, poolId);
  const user = findUser(pool, username);
  if (user === undefined) throw refusal('UserNotFoundException', 'User does not exist.');
  pool.users.remove(user);
}

function dropStory(pool: Pool, username: string): void {
  const at = pool.stories.findIndex((story) => story.username === username);
  if (at >= 0) pool.stories.splice(at, 1);
}
