import type { thingsCommands } from '../../contract/things.ts';
import type { Handlers } from '../../contract.ts';
import { notCognitos, readTotpSeed, type TotpSeed } from '../../crypto/otpauth.ts';
import { otpauthUri } from '../../crypto/totp.ts';
import { passkeyAlgorithm } from '../../crypto/webauthn/passkey.ts';
import { coreFault } from '../../form/form.ts';
import { readPasskey } from '../passkey.ts';
import type { Parts } from '../parts.ts';
import { copyAndClear } from '../reveal.ts';
import { faulting } from '../tools.ts';
import type { StoredOf } from '../things/stored.ts';
import { secretOf, viewOf } from '../things/view.ts';
import { codesAround } from '../totp.ts';

export function thingsHandlers({
  ports,
  chains,
  sandbox,
  tokenSets,
  things,
  beside,
  following,
  serverNow,
}: Parts): Pick<Handlers, keyof typeof thingsCommands> {
  /** Who a typed thing is for. */
  async function ownerOf({ username, targetId }: { username: string; targetId?: string | undefined }) {
    const owner = { username, aliases: [] };
    if (targetId === undefined) return owner;
    const { id, name, userPoolId } = await sandbox.target(targetId);
    return { ...owner, targetId: id, targetName: name, ...(userPoolId === '' ? {} : { userPoolId }) };
  }

  async function seedNamed(id: string): Promise<StoredOf<'totp'>> {
    const { thing } = await things.get(id);
    if (thing.kind === 'totp') return thing;
    throw coreFault('THING_UNKNOWN', 'This is no TOTP seed.');
  }

  /** Now by the clock of a target, or by ours when it is gone. */
  async function nowAt(targetId: string | undefined): Promise<number> {
    const target = targetId === undefined ? undefined : await sandbox.target(targetId).catch(() => undefined);
    return target === undefined ? ports.clock.now() : serverNow(target);
  }

  return {
    'things.list': async () => (await things.list()).map(viewOf),
    'things.readSeed': async ({ seed }) => {
      const { secret: _secret, ...reading } = read(seed);
      return { ...reading, warnings: notCognitos({ secret: '', ...reading }) };
    },
    'things.addTotp': async ({ name, seed, ...owner }) => {
      const found = read(seed);
      return viewOf(
        await things.add({
          ...(await ownerOf(owner)),
          kind: 'totp',
          name: name || found.issuer || 'Authenticator',
          source: /^\s*otpauth:/i.test(seed) ? 'otpauth URI' : 'typed',
          ...found,
        }),
      );
    },
    'things.addDevice': async ({ name, deviceKey, deviceGroupKey, password, ...owner }) => {
      const missing = Object.entries({ deviceKey, deviceGroupKey, password }).find(([, text]) => text === '');
      if (missing) {
        throw coreFault(
          'DEVICE_INVALID',
          'A device’s proof needs its key, its group key and its password.',
          missing[0],
        );
      }
      return viewOf(
        await things.add({
          ...(await ownerOf(owner)),
          kind: 'device',
          name: name || 'Device',
          source: 'typed',
          deviceKey,
          deviceGroupKey,
          password,
        }),
      );
    },
    'things.importPasskey': async ({ name, passkey: text, ...owner }) => {
      const { id, counter = 0, ...passkey } = readPasskey(text);
      return viewOf(
        await things.add({
          ...(await ownerOf(owner)),
          kind: 'passkey',
          name: name || `Passkey for ${passkey.rpId}`,
          source: 'typed',
          ...passkey,
          credentialId: id,
          algorithm: faulting('passkey', () => passkeyAlgorithm(passkey.privateKey)),
          counter,
        }),
      );
    },
    'things.rename': async ({ id, name }) => {
      await things.get(id);
      await things.change(id, { name });
      return null;
    },
    'things.remove': async ({ id }) => {
      await things.remove(id);
      return null;
    },
    'things.restore': async ({ id }) => {
      await things.restore(id);
      return null;
    },
    'things.reveal': async ({ id }) => {
      const { thing } = await things.get(id);
      // No page has a use for it: the software authenticator signs in here.
      if (thing.kind === 'passkey') {
        throw coreFault('REVEAL_REFUSED', 'The private key of a passkey is not shown. It can be copied.');
      }
      return { value: secretOf(thing) };
    },
    'things.copy': async ({ id }) =>
      copyAndClear(ports.clipboard, ports.clock, secretOf((await things.get(id)).thing)),
    'things.totp': async ({ id, targetId }) => {
      const seed = await seedNamed(id);
      const now = await nowAt(targetId ?? seed.targetId);
      return codesAround(seed, now, now - ports.clock.now());
    },
    'things.export': async ({ id }) => {
      const { secret, algorithm, digits, period, ...seed } = await seedNamed(id);
      return {
        otpauthUri: otpauthUri({
          secret,
          account: seed.account ?? seed.username,
          issuer: seed.issuer ?? seed.targetName ?? seed.name,
          parameters: { algorithm, digits, period },
        }),
      };
    },
    'things.forget': async ({ id }) => {
      const { thing } = await things.get(id);
      if (thing.kind === 'totp')
        throw coreFault('THING_UNKNOWN', 'A TOTP seed can’t be forgotten by the service.');
      const sets = await tokenSets.list(() => 0);
      const names = [thing.username, ...thing.aliases];
      const set = sets.find(
        ({ targetId, username }) => targetId === thing.targetId && names.includes(username),
      );
      if (set === undefined) {
        throw coreFault(
          'TOKEN_MISSING',
          `The service forgets it only with an access token of ${thing.username}, and the vault has none. Sign in first, or remove it here only.`,
        );
      }
      const { AccessToken } = await tokenSets.get(set.id);
      const target = await sandbox.target(set.targetId);
      const operation = thing.kind === 'device' ? 'ForgetDevice' : 'DeleteWebAuthnCredential';
      const chain = chains.open(target, operation, thing.username);
      const started = await chains.operate({
        chain,
        parentId: null,
        operation,
        inputs:
          thing.kind === 'device' ? { DeviceKey: thing.deviceKey } : { CredentialId: thing.credentialId },
        ...(AccessToken === undefined ? {} : { tokens: { AccessToken } }),
      });
      following.follow(started);
      return { chainId: chain.id };
    },
    'things.ceremony': async ({ chainId, parentId, inputs }) => ({
      credential: beside.ceremony(chains.get(chainId), parentId, inputs),
    }),
  };
}

/** @throws CoreFault TOTP_SECRET_INVALID, its field names the input */
function read(seed: string): TotpSeed {
  return faulting('seed', () => readTotpSeed(seed));
}
