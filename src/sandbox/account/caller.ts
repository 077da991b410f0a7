import type { CoreFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import { findClient, type Context } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { findUser } from '../pool/find-user.ts';
import { checkSecretHash } from '../pool/secret-hash.ts';
import type { User } from '../pool/user.ts';
import { requiredText, text } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';

/** Who asks, by ClientId and Username alone: nothing is proved yet. */
export interface Caller {
  readonly pool: Pool;
  readonly client: Client;
  /** As typed. */
  readonly username: string;
  /** Undefined: nobody has this name. */
  readonly user: User | undefined;
}

/** @throws ResourceNotFoundException, NotAuthorizedException for a SecretHash that is not over this very Username */
export function readCaller(context: Context, input: JsonObject): Caller {
  const { pool, client } = findClient(context, requiredText(input, 'ClientId'));
  const username = requiredText(input, 'Username');
  checkSecretHash(client, username, text(input, 'SecretHash'));
  return { pool, client, username, user: findUser(pool, username) };
}

/** What the attempts of a caller are counted under: somebody's under one name, whichever was typed. */
export function countedName({ user, username }: Caller): string {
  return user?.username ?? username;
}

/** What sign-up and recovery say where the client tells who exists (protocol reference 4.3). */
export function noSuchAccount(): CoreFault {
  return refusal('UserNotFoundException', 'Username/client id combination not found.');
}
