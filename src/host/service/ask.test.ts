import { expect, test } from 'vitest';
import type { Target } from '../../contract.ts';
import type { CancelSignal, HttpOutcome } from '../ports.ts';
import { createSigner } from '../aws/signing.ts';
import { createStop } from '../run/stop.ts';
import { testHost } from '../testing/test-host.ts';
import { createServiceAsks } from './ask.ts';

const target = {
  ...{ id: 't', name: 'Here', kind: 'endpoint', endpoint: 'http://127.0.0.1:9', profile: '' },
  ...{ region: 'eu-west-1', userPoolId: 'eu-west-1_Ab12Cd34E' },
} as Target;

test('what is under way is cancelled as somebody stops it', async () => {
  const { ports } = await testHost();
  let signal: CancelSignal | undefined;
  const http = {
    send: (_request: unknown, given?: CancelSignal) =>
      new Promise<HttpOutcome>((resolve) => {
        signal = given;
        given?.onCancel(() =>
          resolve({
            ...{ ok: false, code: 'CANCELLED', detail: 'Cancelled.' },
            ...{ sentHeaders: [], timing: { total: 1 } },
          }),
        );
      }),
  };
  const signer = createSigner({
    credentials: () => Promise.reject(new Error('No credentials are needed.')),
    refused: () => undefined,
  });
  const asks = createServiceAsks({ ...ports, http }, signer, () => ports.clock.now());
  const stop = createStop();
  const asked = asks.ask(target, 'ListUsers', { UserPoolId: target.userPoolId }, { stop });
  await expect.poll(() => signal?.cancelled).toBe(false);
  stop.stop();
  await expect(asked).rejects.toMatchObject({ code: 'ASK_STOPPED' });
  expect(signal?.cancelled).toBe(true);
});
