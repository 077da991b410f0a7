import { expect, test, vi } from 'vitest';
import { readPaste } from '@core/evidence/paste/index.ts';
import { awsCli } from './testing/aws-cli.ts';
import { seededIn, useRunningSandbox } from './testing/running-sandbox.ts';

// What the AWS CLI that is installed prints, version 1 or 2: its debug output is no contract.

const sandbox = useRunningSandbox();
// Each command starts Python anew, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

test('the debug output of a call is the exchange it was', async () => {
  const ann = seededIn(sandbox().info, 'ann');
  const send = (password: string) =>
    awsCli(sandbox().info).refused('initiate-auth', {
      debug: true,
      'no-sign-request': true,
      'client-id': ann.clientId,
      'auth-flow': 'USER_PASSWORD_AUTH',
      'auth-parameters': { USERNAME: 'ann', PASSWORD: password },
    });
  const wrong = `it's "wrong" \\ zö`;
  const [right, refused] = [await send(ann.password), await send(wrong)];
  const reading = readPaste(`${right.err}\n${refused.err}`, 0);
  if (reading.kind !== 'exchanges') throw new Error(JSON.stringify(reading));

  const [asked, denied] = reading.exchanges;
  expect(asked).toMatchObject({
    operation: 'InitiateAuth',
    request: { method: 'POST' },
    response: { status: 200 },
  });
  expect(JSON.parse(asked?.response?.text ?? '')).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
  expect(JSON.parse(denied?.request.text ?? '')).toMatchObject({ AuthParameters: { PASSWORD: wrong } });
  expect(JSON.parse(denied?.response?.text ?? '')).toMatchObject({ __type: 'NotAuthorizedException' });
  expect(Math.abs((asked?.sentAt ?? 0) - Date.now())).toBeLessThan(10 * 60_000);
});
