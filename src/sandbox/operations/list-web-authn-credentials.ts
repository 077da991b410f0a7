import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import type { Passkey } from '../pool/user.ts';
import { number, requiredText, text } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { requireBearer } from '../tokens/access-token.ts';
import { PASSKEYS_PER_USER } from '../webauthn/passkey.ts';
import type { Operation } from './spec.ts';

const PURPOSE = 'passkeys';

/** MaxResults of 0 counts as absent: a page with nothing on it would lead nowhere. */
export const listWebAuthnCredentials: Operation = {
  name: 'ListWebAuthnCredentials',
  run: async (input, context) => {
    const { user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    const passkeys = [...user.passkeys.values()];
    const from = pageStart(context, passkeys, text(input, 'NextToken'));
    const page = passkeys.slice(from, from + Math.floor(number(input, 'MaxResults') || PASSKEYS_PER_USER));
    const last = page.at(-1);
    const more = last !== undefined && last !== passkeys.at(-1);
    return { Credentials: page.map(describe), ...(more ? { NextToken: pageToken(context, last) } : {}) };
  },
};

function describe(passkey: Passkey): JsonObject {
  return {
    CredentialId: passkey.credentialId,
    FriendlyCredentialName: passkey.friendlyName,
    RelyingPartyId: passkey.relyingPartyId,
    ...(passkey.attachment === undefined ? {} : { AuthenticatorAttachment: passkey.attachment }),
    AuthenticatorTransports: [...passkey.transports],
    CreatedAt: passkey.createdAt / 1_000,
  };
}

function pageToken(context: Context, last: Passkey): string {
  return Buffer.from(context.state.sealer.seal(PURPOSE, last.credentialId, 0)).toString('base64');
}

/** @throws InvalidParameterException for a token that isn't ours, or whose passkey was deleted meanwhile. */
function pageStart(context: Context, passkeys: readonly Passkey[], token: string | undefined): number {
  if (token === undefined) return 0;
  const id = context.state.sealer.open(PURPOSE, Buffer.from(token, 'base64'));
  const last = passkeys.findIndex(({ credentialId }) => credentialId === id);
  if (last < 0) throw refusal('InvalidParameterException', 'Invalid pagination token.');
  return last + 1;
}
