import { challengeNamed } from '../../challenges/index.ts';
import type { Answer, Handlers } from '../../contract.ts';
import { createDeviceVerifier } from '../../crypto/device-verifier.ts';
import { flowNamed } from '../../flows/flows.ts';
import { coreFault, type Fault, type Field } from '../../form/form.ts';
import { type Draft, type Started, stepOf } from '../chains.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { previewOf } from '../preview.ts';
import { secretCodeOf, totpNow, totpSetup } from '../totp.ts';

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
  const { ports, chains, sandbox, knownUsers, tell } = parts;

  async function startInput(targetId: string, answer: Answer) {
    const target = await sandbox.target(targetId);
    const remembered = await knownUsers.rememberedFor(target, answer.inputs['USERNAME'] ?? '');
    return { target, answer, remembered };
  }

  /** What follows a step is not the asker's to wait for. */
  function follow({ chain, ended }: Started): void {
    void ended.then((step) => {
      const secret = secretCodeOf(step);
      if (secret !== undefined)
        chain.remembered.set('TOTP_SECRET', { value: secret, from: 'AssociateSoftwareToken' });
      if (step.tokens !== undefined) knownUsers.learnFrom(chain);
      if (chain.target.kind === 'sandbox') tell({ type: 'inbox.changed' });
    });
  }

  return {
    'chains.list': async () => chains.heads(),
    'chain.events': async ({ chainId }) => [...chains.get(chainId).events],
    'chain.start': async ({ targetId, answer }) => {
      const started = await chains.start(await startInput(targetId, answer));
      follow(started);
      return { chainId: started.chain.id };
    },
    'chain.startSeeded': async ({ userPoolId, username }) => {
      const user = await sandbox.user(userPoolId, username);
      const answer: Answer = {
        name: user.flow,
        inputs: { USERNAME: user.username },
        responses: {},
        members: {},
      };
      const started = await chains.start(await startInput(`sandbox:${user.clientId}`, answer));
      follow(started);
      return { chainId: started.chain.id };
    },
    'chain.answer': async ({ chainId, parentId, answer }) => {
      const started = await chains.answer(chains.get(chainId), parentId, answer);
      follow(started);
      return { stepId: started.stepId };
    },
    'chain.operate': async ({ chainId, parentId, operation, inputs }) => {
      const chain = chains.get(chainId);
      const started =
        operation === 'ConfirmDevice'
          ? await confirmDevice(parts, chain, parentId, inputs)
          : await chains.operate({ chain, parentId, operation, inputs, ...accessTokenOf(chain, parentId) });
      follow(started);
      return { stepId: started.stepId };
    },
    'chain.cancel': async ({ chainId }) => {
      chains.get(chainId).cancel?.();
      return null;
    },
    'chain.remove': async ({ chainId }) => {
      chains.remove(chainId);
      return null;
    },
    'request.preview': async ({ targetId, chainId, parentId, answer }) => {
      if (chainId === undefined || parentId === undefined) {
        const draft = await chains.draftStart(await startInput(targetId, answer));
        return previewOf(draft, missingFields(flowNamed(answer.name)?.fields ?? [], draft));
      }
      const chain = chains.get(chainId);
      const draft = await chains.draftAnswer(chain, parentId, answer);
      const asked = stepOf(chain, parentId).asked ?? { parameters: {}, available: [] };
      const fields = challengeNamed(answer.name).fields({ ...asked, name: answer.name });
      return previewOf(draft, missingFields(fields, draft));
    },
    'chain.remembered': async ({ chainId }) =>
      [...chains.get(chainId).remembered].map(([key, { from }]) => ({ key, from })),
    'chain.totp': async ({ chainId }) => totpNow(chains.get(chainId), ports.clock.now()),
    'chain.totpSetup': async ({ chainId, stepId }) => totpSetup(chains.get(chainId), stepId),
  };
}

function accessTokenOf(chain: LiveChain, stepId: string): { accessToken?: string } {
  const accessToken = stepOf(chain, stepId).tokens?.AccessToken;
  return accessToken === undefined ? {} : { accessToken };
}

/** Required fields with no value, unless the request carries the key anyway (typed over, or computed). */
function missingFields(fields: readonly Field[], draft: Draft): Fault[] {
  const body = JSON.stringify(draft.composed.body);
  return fields
    .filter(
      (field) => field.required && draft.inputs[field.key] === undefined && !body.includes(`"${field.key}":`),
    )
    .map((field) => ({ code: 'FIELD_EMPTY', detail: `${field.label} is empty.`, field: field.key }));
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
    ...accessTokenOf(chain, parentId),
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
