import type { JsonObject } from '../../json.ts';
import type { Client } from '../pool/client.ts';
import { findUser } from '../pool/find-user.ts';
import { checkConforms } from '../pool/schema-attributes.ts';
import { claimNames, handleOfName, setHandle } from '../pool/sign-in-names.ts';
import { attributeMap } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import { refuseUnwritable } from './own-attributes.ts';

/**
 * The attributes of a user who signs up, the name among them where addresses are names.
 * @throws InvalidParameterException, NotAuthorizedException, UsernameExistsException
 */
export function signUpAttributes(
  pool: Pool,
  client: Client,
  input: JsonObject,
  username: string,
): Map<string, string> {
  const handle = handleOfName(pool, username);
  const given = attributeMap(input, 'UserAttributes');
  for (const name of given.keys()) refuseUnwritable(client, name);
  const attributes = new Map([...given].filter(([, value]) => value !== ''));
  if (handle !== undefined) setHandle(attributes, handle, username);
  for (const [name, value] of attributes) checkConforms(pool, name, value);
  for (const name of pool.requiredAttributes) {
    if (attributes.has(name)) continue;
    const message = `Attributes did not conform to the schema: ${name}: The attribute is required`;
    throw refusal('InvalidParameterException', message);
  }
  refuseTakenName(pool, username, attributes);
  return attributes;
}

/** @throws UsernameExistsException, whether the client tells who exists or not (protocol reference 4.5). */
export function refuseTakenName(pool: Pool, username: string, attributes: ReadonlyMap<string, string>): void {
  const exists = (name: string) => {
    return refusal('UsernameExistsException', `An account with the given ${name} already exists.`);
  };
  claimNames(pool, attributes, { force: false, refuse: exists });
  if (findUser(pool, username) !== undefined) {
    throw refusal('UsernameExistsException', 'User already exists');
  }
}
