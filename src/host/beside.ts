import type { JsonObject } from '../json.ts';
import { readCredential } from '../chain/credential.ts';
import { createDeviceVerifier } from '../crypto/device-verifier.ts';
import { COGNITO_TOTP } from '../crypto/otpauth.ts';
import { normalizeTotpSecret } from '../crypto/totp.ts';
import { COSE_ALGORITHMS, type PasskeyAlgorithm } from '../crypto/webauthn/cose-key.ts';
import type { Passkey } from '../crypto/webauthn/passkey.ts';
import { coreFault } from '../form/form.ts';
import type { Chains, OperationChanges, Started } from './chains.ts';
import { canonicalUsername, type LiveChain, type StepRecord, stepOf } from './live-chain.ts';
import { creationOptionsIn, newPasskey, register } from './passkey.ts';
import { present } from '../present.ts';
import type { Hold } from './chains-input.ts';
import type { Draft } from './drafting.ts';
import type { Ports } from './ports.ts';
import type { ThingDraft, Things } from './things/things.ts';
import { secretCodeOf } from './totp.ts';

/** An operation beside a sign-in, on the challenge or the tokens of `parentId`. */
export interface BesideInput {
  readonly chain: LiveChain;
  readonly parentId: string;
  readonly operation: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Whether the vault keeps what was set up; absent: as is usual for it. */
  readonly keep?: boolean | undefined;
  readonly hold?: Hold;
  /** What a person changed in the request. */
  readonly changes?: OperationChanges | undefined;
}

/** Operations beside a sign-in: some need values that are made here, and leave a thing in the vault. */
export interface Beside {
  operate(input: BesideInput): Promise<Started>;
  /** The request that it would send. @throws CoreFault DEVICE_MISSING, REGISTRATION_MISSING */
  draft(input: BesideInput): Promise<Draft>;
  /** What the credential of CompleteWebAuthnRegistration would say. @throws CoreFault REGISTRATION_MISSING */
  ceremony(chain: LiveChain, parentId: string, inputs: Readonly<Record<string, string>>): JsonObject;
}

interface Prepared {
  readonly inputs: Readonly<Record<string, string>>;
  /** Once the service took it. */
  readonly taken?: (step: StepRecord) => Promise<unknown>;
}

export function createBeside({
  chains,
  things,
  ports,
}: {
  readonly chains: Chains;
  readonly things: Things;
  readonly ports: Ports;
}): Beside {
  /** Keys of registrations that were opened: what is shown is what is sent. By step and algorithm. */
  const made = new Map<string, Passkey>();

  /** Likewise the passwords of new devices, by device key. */
  const verifiers = new Map<string, ReturnType<typeof createDeviceVerifier>>();

  const prepare: Readonly<Record<string, (input: BesideInput) => Prepared>> = {
    ConfirmDevice({ chain, parentId, inputs, keep = true }) {
      const device = stepOf(chain, parentId).tokens?.NewDeviceMetadata;
      if (device === undefined) {
        throw coreFault(
          'DEVICE_MISSING',
          'This step brought no NewDeviceMetadata, so there is no device to confirm.',
        );
      }
      const { DeviceKey: deviceKey, DeviceGroupKey: deviceGroupKey } = device;
      const verifier =
        verifiers.get(deviceKey) ?? createDeviceVerifier({ deviceGroupKey, deviceKey }, ports.random.bytes);
      verifiers.set(deviceKey, verifier);
      const DeviceName = inputs['DeviceName'] ?? 'Countersign';
      return {
        inputs: {
          ...inputs,
          DeviceName,
          DeviceKey: deviceKey,
          PasswordVerifier: verifier.passwordVerifier,
          Salt: verifier.salt,
        },
        taken: async (step) =>
          keep &&
          (await things.add({
            ...ownerOf(chain, parentId),
            kind: 'device',
            name: DeviceName,
            source: 'ConfirmDevice',
            deviceKey,
            deviceGroupKey,
            password: verifier.devicePassword,
            remembered: !/"UserConfirmationNecessary"\s*:\s*true/.test(step.responseText),
          })),
      };
    },
    UpdateDeviceStatus({ chain, parentId, inputs }) {
      const status = inputs['DeviceRememberedStatus'] ?? 'remembered';
      const deviceKey = inputs['DeviceKey'] ?? stepOf(chain, parentId).tokens?.NewDeviceMetadata?.DeviceKey;
      return {
        inputs: { ...inputs, DeviceRememberedStatus: status },
        taken: async () => {
          for (const { thing } of await things.list()) {
            if (thing.kind === 'device' && thing.deviceKey === deviceKey)
              await things.change(thing.id, { remembered: status === 'remembered' });
          }
        },
      };
    },
    VerifySoftwareToken({ chain, parentId, inputs, keep = chain.target.kind === 'sandbox' }) {
      const secret = siblings(chain, parentId)
        .map(secretCodeOf)
        .findLast((code) => code !== undefined);
      if (!keep || secret === undefined) return { inputs };
      return {
        inputs,
        taken: async () =>
          things.add({
            ...ownerOf(chain, parentId),
            kind: 'totp',
            name: inputs['FriendlyDeviceName'] ?? 'Authenticator',
            source: 'AssociateSoftwareToken',
            ...COGNITO_TOTP,
            secret: normalizeTotpSecret(secret).secret,
            issuer: chain.target.name,
          }),
      };
    },
    CompleteWebAuthnRegistration(input) {
      const { chain, parentId, inputs, keep = true } = input;
      const own = withoutBends(inputs);
      // A credential of another authenticator, pasted.
      if (own['Credential'] !== undefined) return { inputs: own };
      const { passkey, algorithm, Credential } = registration(input);
      return {
        inputs: { ...own, Credential },
        taken: async () =>
          keep &&
          (await things.add({
            ...ownerOf(chain, parentId),
            kind: 'passkey',
            name: `Passkey for ${passkey.rpId}`,
            source: 'CompleteWebAuthnRegistration',
            credentialId: passkey.id,
            privateKey: passkey.privateKey,
            rpId: passkey.rpId,
            userHandle: passkey.userHandle,
            algorithm,
            counter: signCountIn(Credential),
          })),
      };
    },
  };

  function registration({ chain, parentId, inputs }: Pick<BesideInput, 'chain' | 'parentId' | 'inputs'>) {
    const start = siblings(chain, parentId).findLast(
      (step) => creationOptionsIn(step.responseText) !== undefined,
    );
    const options = start && creationOptionsIn(start.responseText);
    if (start === undefined || options === undefined) {
      throw coreFault(
        'REGISTRATION_MISSING',
        'There are no CredentialCreationOptions to make a passkey for. Send StartWebAuthnRegistration first.',
      );
    }
    const algorithm = algorithmOf(inputs['PASSKEY_ALGORITHM']);
    const key = `${start.id}/${algorithm}`;
    const passkey = made.get(key) ?? newPasskey(options, ports.random.bytes, algorithm);
    made.set(key, passkey);
    return { passkey, algorithm, Credential: register(passkey, options, inputs) };
  }

  function requestOf(input: BesideInput) {
    const { chain, parentId, operation, changes } = input;
    const { inputs, taken } = prepare[operation]?.(input) ?? { inputs: input.inputs, taken: undefined };
    const { tokens } = stepOf(chain, parentId);
    return { chain, parentId, operation, inputs, taken, ...present({ tokens, changes }) };
  }

  return {
    async operate(input) {
      const { taken, ...about } = requestOf(input);
      const started = await chains.operate({ ...about, ...present({ hold: input.hold }) });
      const { chain } = input;
      stepOf(chain, started.stepId).operated = {
        inputs: input.inputs,
        keep: input.keep,
        edited: isEdited(input.changes),
      };
      const ended = started.ended.then(async (step) => {
        if (isDone(chain, step.id)) await taken?.(step);
        return step;
      });
      return { ...started, ended };
    },
    draft: (input) => chains.draftOperation({ ...requestOf(input), changes: input.changes ?? NO_CHANGES }),
    ceremony: (chain, parentId, inputs) =>
      readCredential(registration({ chain, parentId, inputs }).Credential) ?? {},
  };
}

const NO_CHANGES: OperationChanges = { responses: {}, members: {} };

function isEdited(changes: OperationChanges = NO_CHANGES): boolean {
  return Object.values(changes).some((part) =>
    typeof part === 'object' ? Object.keys(part).length > 0 : part !== undefined,
  );
}

/** Whose a thing is that this chain set up. */
function ownerOf(
  chain: LiveChain,
  parentId: string,
): Pick<ThingDraft, 'username' | 'aliases' | 'targetId' | 'targetName' | 'userPoolId'> {
  const username = canonicalUsername(chain, parentId) || chain.username;
  const { id, name, userPoolId } = chain.target;
  return {
    username,
    aliases: chain.username === '' || chain.username === username ? [] : [chain.username],
    targetId: id,
    targetName: name,
    ...(userPoolId === '' ? {} : { userPoolId }),
  };
}

function siblings(chain: LiveChain, parentId: string): StepRecord[] {
  return [...chain.steps.values()].filter((step) => step.parentId === parentId);
}

/** Done, and not merely answered: VerifySoftwareToken may say ERROR in a reply that is no exception. */
function isDone(chain: LiveChain, stepId: string): boolean {
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === stepId);
  return (
    ended?.type === 'step.ended' &&
    ended.outcome.kind === 'done' &&
    !/"Status"\s*:\s*"ERROR"/.test(chain.steps.get(stepId)?.responseText ?? '')
  );
}

function withoutBends(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith('PASSKEY_')));
}

function algorithmOf(text = 'ES256'): PasskeyAlgorithm {
  if (Object.hasOwn(COSE_ALGORITHMS, text)) return text as PasskeyAlgorithm;
  throw coreFault(
    'PASSKEY_CEREMONY_INVALID',
    `The software authenticator makes keys for ${Object.keys(COSE_ALGORITHMS).join(', ')}.`,
    'PASSKEY_ALGORITHM',
  );
}

/** What a credential counted; 0 for one that counts nothing. */
export function signCountIn(credential: string): number {
  const data = readCredential(credential)?.['authenticatorData'];
  const count = typeof data === 'object' && data !== null && !Array.isArray(data) ? data['signCount'] : 0;
  return typeof count === 'number' ? count : 0;
}
