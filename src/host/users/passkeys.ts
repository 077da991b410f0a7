import { asText } from '../../json.ts';
import type { SandboxUserRecord, Target } from '../../contract.ts';
import type { UserPasskey } from '../../contract/users.ts';
import { decodeJwt } from '../../chain/jwt.ts';
import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import { namesOf, type SeedUsers } from '../sandbox-records.ts';
import { everyPage } from './every-page.ts';
import { passkeyOf } from './read-user.ts';

/** What an access token has to say to be taken for the user's own things. */
const SCOPE = 'aws.cognito.signin.user.admin';

type Needs = Pick<Parts, 'asks' | 'sandbox' | 'tokenSets'>;

/**
 * A user's passkeys. No signed operation lists them: they come with an access token of theirs from the vault, and from
 * the sandbox's own records.
 * @throws CoreFault PASSKEYS_UNREADABLE where there is neither
 */
export async function passkeysOf(
  parts: Needs,
  target: Target,
  username: string,
): Promise<readonly UserPasskey[]> {
  if (target.kind === 'sandbox') return inSandbox(parts, target, username);
  const AccessToken = await accessTokenOf(parts, target, username);
  const found = await everyPage(
    (members) => parts.asks.ask(target, 'ListWebAuthnCredentials', { AccessToken, ...members }),
    { list: 'Credentials', token: 'NextToken' },
  );
  return found.map(passkeyOf);
}

async function accessTokenOf({ sandbox, tokenSets }: Needs, target: Target, username: string) {
  const sets = await tokenSets.list(sandbox.ahead).catch(() => []);
  const own = sets.find(
    (set) => set.targetId === target.id && set.username.toLowerCase() === username.toLowerCase(),
  );
  const token = own === undefined ? undefined : (await tokenSets.get(own.id)).AccessToken;
  if (token === undefined)
    throw unreadable(
      'Cognito lists passkeys to the user’s own access token alone, and the vault holds none. Sign in as them, and they stand here.',
    );
  const payload = decodeJwt(token)?.payload ?? {};
  const expires = Number(payload['exp']) * 1_000;
  if (expires <= sandbox.now(target))
    throw unreadable('The access token in the vault has expired. Refresh it, and the passkeys stand here.');
  if (
    !asText(payload['scope'] ?? '')
      .split(' ')
      .includes(SCOPE)
  )
    throw unreadable(`The access token in the vault lacks the scope ${SCOPE}.`);
  return token;
}

async function inSandbox({ sandbox }: Needs, { userPoolId }: Target, username: string) {
  const { users } = (await sandbox.ask('GET', `users/${encodeURIComponent(userPoolId)}`)) as SeedUsers;
  const user = users.find((each) =>
    namesOf(each).some((name) => name.toLowerCase() === username.toLowerCase()),
  ) as unknown as SandboxUserRecord | undefined;
  return (user?.Passkeys ?? []).map(
    ({ CredentialId, RelyingPartyId, FriendlyCredentialName = '' }): UserPasskey => ({
      id: CredentialId,
      name: FriendlyCredentialName,
      relyingPartyId: RelyingPartyId,
      transports: [],
    }),
  );
}

function unreadable(why: string) {
  return coreFault('PASSKEYS_UNREADABLE', why);
}
