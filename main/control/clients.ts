import * as v from 'valibot';
import { modelProblems } from '@core/sandbox/seed/model-problems.ts';
import { pastedClient } from '@core/sandbox/seed/pasted.ts';
import { OWN_CLIENT_MEMBERS, SeedClientSchema, type SeedClient } from '@core/sandbox/seed/schema.ts';
import type { JsonObject, JsonValue } from '@core/json.ts';
import { readJson, type Handler } from './call.ts';
import { json, refused } from './reply.ts';

/** What DescribeUserPoolClient tells is taken, as in a seed file. */
const ClientSchema = v.pipe(
  v.unknown(),
  v.transform((given) => pastedClient(given as JsonValue)),
  SeedClientSchema,
);

export const getClients: Handler = ({ sandbox }, { parts: { pool = '' } }) =>
  json(200, { clients: sandbox.clients(pool) });

export const putClient: Handler = ({ sandbox }, { parts: { pool = '' }, body }) => {
  const client = readJson(ClientSchema, body);
  if (client.problem !== undefined) return refused(client.problem);
  const asked = client.value as JsonObject;
  const [problem] = modelProblems(asked, OWN_CLIENT_MEMBERS, ['CreateUserPoolClient'], []);
  if (problem !== undefined) return refused(`${problem.path.join('.') || 'The client'} ${problem.message}`);
  // What the schema leaves open, AWS's model has checked.
  sandbox.putClient(pool, client.value as SeedClient);
  return json(200, sandbox.info());
};

export const removeClient: Handler = ({ sandbox }, { parts: { pool = '', client = '' } }) => {
  sandbox.removeClient(pool, client);
  return json(200, sandbox.info());
};
