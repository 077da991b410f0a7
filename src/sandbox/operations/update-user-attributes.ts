import type { JsonObject } from '../../json.ts';
import { CONTACTS, sendContactCode } from '../account/contact.ts';
import { refuseUnwritable } from '../account/own-attributes.ts';
import { refuseWithoutSender } from '../account/send-account-code.ts';
import type { Context, Subject } from '../context.ts';
import type { Handle } from '../pool/directory.ts';
import { claimNames } from '../pool/sign-in-names.ts';
import { attributeMap, requiredText } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { checkChange, writeAttributes } from './admin/write-attributes.ts';
import type { Operation } from './spec.ts';

/**
 * What is verified by a code changes only with it where the pool says so, and counts as unverified until then where it
 * doesn't.
 */
export const updateUserAttributes: Operation = {
  name: 'UpdateUserAttributes',
  run: async (input, context) => {
    const subject = await requireBearer(context, requiredText(input, 'AccessToken'));
    const { pool, client, user } = subject;
    const given = attributeMap(input, 'UserAttributes');
    for (const name of given.keys()) refuseUnwritable(client, name);
    const changed = CONTACTS.filter((name) => (given.get(name) ?? '') !== '' && isNew(subject, given, name));
    const toVerify = changed.filter((name) => pool.autoVerified.includes(name));
    for (const attribute of toVerify) {
      refuseWithoutSender(context, pool, { attribute, destination: given.get(attribute) ?? '' });
    }
    const waiting = toVerify.filter((name) => waitsForItsCode(pool, name));
    for (const name of waiting) checkWaiting(subject, name, given.get(name) ?? '');
    writeAttributes(context, pool, user, new Map([...given].filter(([name]) => !isOneOf(waiting, name))));
    for (const name of CONTACTS) if (given.has(name)) user.pendingAttributes.delete(name);
    for (const name of waiting) user.pendingAttributes.set(name, given.get(name) ?? '');
    return { CodeDeliveryDetailsList: await sendCodes(context, subject, toVerify, given) };
  },
};

function isNew({ user }: Subject, given: ReadonlyMap<string, string>, name: Handle): boolean {
  return given.get(name) !== user.attributes.get(name);
}

/** UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate. */
function waitsForItsCode({ request }: Pool, name: Handle): boolean {
  const names = request.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  return names.includes(name);
}

/** What could never be taken is refused before a code goes out. @throws InvalidParameterException, AliasExistsException */
function checkWaiting({ pool, user }: Subject, name: Handle, value: string): void {
  checkChange(pool, user, name, value);
  claimNames(pool, new Map([...user.attributes, [name, value], [`${name}_verified`, 'true']]), {
    user,
    force: false,
    refuse: (taken) => refusal('AliasExistsException', `An account with the ${taken} already exists.`),
  });
}

async function sendCodes(
  context: Context,
  subject: Subject,
  names: readonly Handle[],
  given: ReadonlyMap<string, string>,
): Promise<JsonObject[]> {
  const details: JsonObject[] = [];
  for (const name of names) {
    const value = given.get(name) ?? '';
    details.push(await sendContactCode(context, subject, name, value, 'UpdateUserAttribute'));
  }
  return details;
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
