import { COGNITO_TOTP } from '../../crypto/otpauth.ts';
import { normalizeTotpSecret, totpCode } from '../../crypto/totp.ts';
import { coreFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import { creationOptionsIn, newPasskey, register } from '../passkey.ts';
import type { Things } from '../things/things.ts';
import type { UserRecord } from './batch-record.ts';
import { hashOf, type SignedIn, type Signing, signInOnce } from './sign-in-once.ts';

const DEVICE_NAME = 'Countersign';

/**
 * Sets up what only the user can: a TOTP secret or a passkey. It goes to the vault once the service took it.
 * @returns the id of the thing
 * @throws CoreFault TEST_USER_SET_UP, and what the service answers
 */
export async function setUpFactor(
  factor: 'SOFTWARE_TOKEN_MFA' | 'WEB_AUTHN',
  signing: Signing,
  user: UserRecord,
  password: string,
  things: Things,
): Promise<string> {
  const signedIn = await signInOnce(signing, user.signsInAs, password);
  const owner = {
    username: user.name ?? user.signsInAs,
    aliases: [...new Set([user.username, user.signsInAs])].filter((name) => name !== user.name),
    targetId: signing.target.id,
    targetName: signing.target.name,
    userPoolId: signing.target.userPoolId,
  };
  if (factor === 'SOFTWARE_TOKEN_MFA') {
    const secret = await setUpTotp(signing, signedIn);
    const { thing } = await things.add({
      ...owner,
      ...COGNITO_TOTP,
      kind: 'totp',
      name: `Test user ${user.username}`,
      source: 'AssociateSoftwareToken',
      secret,
      issuer: signing.target.name,
    });
    return thing.id;
  }
  const passkey = await registerPasskey(signing, signedIn);
  const { thing } = await things.add({
    ...owner,
    kind: 'passkey',
    name: `Test user ${user.username}`,
    source: 'CompleteWebAuthnRegistration',
    credentialId: passkey.id,
    privateKey: passkey.privateKey,
    rpId: passkey.rpId,
    userHandle: passkey.userHandle,
    algorithm: 'ES256',
    counter: 0,
  });
  return thing.id;
}

async function setUpTotp(signing: Signing, signedIn: SignedIn): Promise<string> {
  const { ask, now } = signing;
  const associated = await ask('AssociateSoftwareToken', authority(signedIn));
  const code = associated['SecretCode'];
  if (typeof code !== 'string')
    throw coreFault('TEST_USER_SET_UP', 'AssociateSoftwareToken brought no SecretCode.');
  const { secret } = normalizeTotpSecret(code);
  const verified = await ask('VerifySoftwareToken', {
    ...authority(signedIn, associated),
    UserCode: totpCode(secret, now()),
    FriendlyDeviceName: DEVICE_NAME,
  });
  if (verified['Status'] !== 'SUCCESS')
    throw coreFault('TEST_USER_SET_UP', 'VerifySoftwareToken did not take the code.');
  if (signedIn.kind === 'MFA_SETUP') await finishSetUp(signing, signedIn.username, verified);
  return secret;
}

/** Of each call the next one takes the Session; an access token stays the same. */
function authority(signedIn: SignedIn, before?: JsonObject): JsonObject {
  if (signedIn.kind === 'tokens') return { AccessToken: signedIn.AccessToken };
  const session = before?.['Session'];
  return { Session: typeof session === 'string' ? session : signedIn.Session };
}

async function finishSetUp(signing: Signing, username: string, verified: JsonObject): Promise<void> {
  const { ask, target, flow } = signing;
  const isAdmin = flow === 'ADMIN_USER_PASSWORD_AUTH';
  await ask(isAdmin ? 'AdminRespondToAuthChallenge' : 'RespondToAuthChallenge', {
    ...(isAdmin ? { UserPoolId: target.userPoolId } : {}),
    ClientId: target.clientId,
    ChallengeName: 'MFA_SETUP',
    Session: verified['Session'] ?? '',
    ChallengeResponses: { USERNAME: username, ...hashOf(signing, username) },
  });
}

async function registerPasskey({ ask, random }: Signing, signedIn: SignedIn) {
  if (signedIn.kind !== 'tokens')
    throw coreFault('TEST_USER_SET_UP', `The sign-in that registers a passkey asked for ${signedIn.kind}.`);
  const { AccessToken } = signedIn;
  const options = creationOptionsIn(JSON.stringify(await ask('StartWebAuthnRegistration', { AccessToken })));
  if (options === undefined)
    throw coreFault('TEST_USER_SET_UP', 'StartWebAuthnRegistration brought no CredentialCreationOptions.');
  const passkey = newPasskey(options, random.bytes, 'ES256');
  const Credential = JSON.parse(register(passkey, options, {})) as JsonObject;
  await ask('CompleteWebAuthnRegistration', { AccessToken, Credential });
  return passkey;
}
