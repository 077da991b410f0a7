import type { Answer, Handlers, SandboxUser } from '../../contract.ts';
import { createDeviceVerifier } from '../../crypto/device-verifier.ts';
import { coreFault } from '../../form/form.ts';
import { type Started, stepOf } from '../chains.ts';
import type { AuthenticationResult, LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { sandboxTargetId } from '../targets.ts';
import { previewOf } from '../preview.ts';
import { totpNow, totpSetup } from '../totp.ts';

type Names =
  | 'chains.list'
  | 'chain.events'
  | 'chain.start'
  | 'chain.startSeeded'
  | 'chain.answer'
  | 'chain.operate'
  | 'chain.cancel'
  | 'chain.remove'
  | 'request.preview'
  | 'chain.remembered'
  | 'chain.totp'
  | 'chain.totpSetup';

export function chainHandlers(parts: Parts): Pick<Handlers, Names> {
  const { chains, sandbox, knownUsers } = parts;
  const { follow } = parts.following;

  /** `again`: a chain whose remembered inputs stand in for fields left empty. */
  async function startInput(targetId: string, answer: Answer, again?: string) {
    const target = await sandbox.target(targetId);
    const known = await knownUsers.rememberedFor(target, answer.inputs['USERNAME'] ?? '');
    const before = again === undefined ? [] : chains.get(again).remembered;
    return { target, answer, remembered: new Map([...known, ...before]) };
  }

  return {
    'chains.list': async () => chains.heads(),
    'chain.events': async ({ chainId }) => [...chains.get(chainId).events],
    'chain.start': async ({ targetId, answer, again }) => {
      const started = await chains.start(await startInput(targetId, answer, again));
      follow(started);
      return { chainId: started.chain.id };
    },
    'chain.startSeeded': async ({ userPoolId, username }) => {
      const user = await sandbox.user(userPoolId, username);
      const answer: Answer = {
        name: user.flow,
        inputs: { USERNAME: user.username, ...beginning(user) },
        responses: {},
        members: {},
      };
      const started = await chains.start(await startInput(sandboxTargetId(user.clientId), answer));
      follow(started);
      return { chainId: started.chain.id };
    },
    'chain.answer': async ({ chainId, parentId, answer, branch }) => {
      const standing = branch === undefined ? undefined : { branch };
      const started = await chains.answer(chains.get(chainId), parentId, answer, standing);
      follow(started);
      return { stepId: started.stepId };
    },
    'chain.operate': async ({ chainId, parentId, operation, inputs }) => {
      const chain = chains.get(chainId);
      const started =
        operation === 'ConfirmDevice'
          ? await confirmDevice(parts, chain, parentId, inputs)
          : await chains.operate({ chain, parentId, operation, inputs, ...tokensOf(chain, parentId) });
      follow(started);
      return { stepId: started.stepId };
    },
    'chain.cancel': async ({ chainId }) => {
      for (const cancel of chains.get(chainId).cancels) cancel();
      return null;
    },
    'chain.remove': async ({ chainId }) => {
      chains.remove(chainId);
      return null;
    },
    'request.preview': async ({ targetId, chainId, parentId, answer }) => {
      if (chainId === undefined || parentId === undefined) {
        return previewOf(await chains.draftStart(await startInput(targetId, answer, chainId)));
      }
      return previewOf(await chains.draftAnswer(chains.get(chainId), parentId, answer));
    },
    'chain.remembered': async ({ chainId }) =>
      [...chains.get(chainId).remembered].map(([key, { from }]) => ({ key, from })),
    'chain.totp': async ({ chainId }) => {
      const chain = chains.get(chainId);
      return totpNow(chain, sandbox.now(chain.target));
    },
    'chain.totpSetup': async ({ chainId, stepId }) => totpSetup(chains.get(chainId), stepId),
  };
}

/** A custom flow whose path begins with the password has to say so. */
function beginning({ flow, path }: SandboxUser): Record<string, string> {
  return flow === 'CUSTOM_AUTH' && path[0] === 'PASSWORD_VERIFIER' ? { CHALLENGE_NAME: 'SRP_A' } : {};
}

function tokensOf(chain: LiveChain, stepId: string): { tokens?: AuthenticationResult } {
  const { tokens } = stepOf(chain, stepId);
  return tokens === undefined ? {} : { tokens };
}

/** ConfirmDevice: makes the device's password and verifier, and keeps them once the service took them. */
async function confirmDevice(
  { chains, knownUsers, ports }: Parts,
  chain: LiveChain,
  parentId: string,
  inputs: Readonly<Record<string, string>>,
): Promise<Started> {
  const tokens = stepOf(chain, parentId).tokens;
  const device = tokens?.NewDeviceMetadata;
  if (device === undefined) {
    throw coreFault(
      'DEVICE_MISSING',
      'This step brought no NewDeviceMetadata, so there is no device to confirm.',
    );
  }
  const verifier = createDeviceVerifier(
    { deviceGroupKey: device.DeviceGroupKey, deviceKey: device.DeviceKey },
    ports.random.bytes,
  );
  const started = await chains.operate({
    chain,
    parentId,
    operation: 'ConfirmDevice',
    inputs: {
      DeviceName: 'Countersign',
      ...inputs,
      DeviceKey: device.DeviceKey,
      PasswordVerifier: verifier.passwordVerifier,
      Salt: verifier.salt,
    },
    ...tokensOf(chain, parentId),
  });
  const ended = started.ended.then(async (step) => {
    const outcome = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === step.id);
    if (outcome?.type === 'step.ended' && outcome.outcome.kind === 'done') {
      const known = {
        DeviceKey: device.DeviceKey,
        DeviceGroupKey: device.DeviceGroupKey,
        password: verifier.devicePassword,
      };
      await knownUsers.setDevice(chain.target, chain.username, known);
    }
    return step;
  });
  return { ...started, ended };
}
