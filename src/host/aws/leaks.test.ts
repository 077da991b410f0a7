import { beforeEach, describe, expect, test } from 'vitest';
import type { Call, CommandInput, CommandName, CommandOutput, Result } from '../../contract.ts';
import { copyFormats, type CopyFormat } from '../../contract/report.ts';
import { unseal } from '../../crypto/seal.ts';
import { coreFault } from '../../form/form.ts';
import { sealPlace, SEALING_KEY } from '../history/sealing.ts';
import type { HttpRequest } from '../ports.ts';
import { createServiceAsks } from '../service/ask.ts';
import { testHost, type TestHost } from '../testing/test-host.ts';
import { createSigner } from './signing.ts';

const CREDENTIALS = {
  accessKeyId: 'ASIALEAKTEST00000000',
  secretAccessKey: 'secret-of/the+leak/test==',
  sessionToken: 'session//token+of+the/leak+test"AB==',
  account: '111122223333',
};
/** What of them may stand nowhere: as it is, in JSON, in a URL, in base64. */
const FORMS = Object.values({ ...CREDENTIALS, account: 'x'.repeat(40) }).flatMap((value) => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value),
  Buffer.from(value).toString('base64').slice(0, -4),
]);
const leaks = (text: string) => FORMS.filter((form) => text.includes(form));

/** As AWS refuses a signature: with the whole request that it would have signed, its session token in it. */
function refusal({ headers }: HttpRequest): string {
  const lines = headers.map(([name, value]) => `${name.toLowerCase()}:${value}`).join('\n');
  return `The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been\n'POST\n/\n\n${lines}'\nKey ${CREDENTIALS.accessKeyId}, ${CREDENTIALS.secretAccessKey}`;
}

let sent: HttpRequest[];
let at: TestHost;
let call: Call;
let targetId: string;
beforeEach(async () => {
  sent = [];
  at = await testHost({
    aws: {
      source: async () => ({ kind: 'assume-role', profile: 'support', mfa: false }),
      profiles: async () => [{ name: 'support', kind: 'assume-role', mfa: false }],
      credentials: async (profile) => {
        if (profile !== 'support') throw coreFault('AWS_PROFILE_UNKNOWN', 'Unknown.', 'profile');
        return CREDENTIALS;
      },
    },
    http: {
      async send(request) {
        sent.push(request);
        const body = JSON.stringify({ __type: 'InvalidSignatureException', message: refusal(request) });
        return {
          ...{ ok: true, status: 403, statusText: 'Forbidden', body: new TextEncoder().encode(body) },
          headers: [['x-amzn-ErrorType', `InvalidSignatureException:${CREDENTIALS.sessionToken}`]],
          ...{ sentHeaders: request.headers, timing: { total: 5 } },
        };
      },
    },
  });
  call = async <N extends CommandName>(name: N, input: CommandInput<N>) =>
    (await at.host.ask(name, input)) as Result<CommandOutput<N>>;
  const saved = await call('target.save', {
    ...{ name: 'Shop', region: 'eu-west-1', endpoint: '', userPoolId: 'eu-west-1_Ab12Cd34E' },
    ...{ clientId: 'abc', profile: 'support', fips: false, color: 'none' as const, production: false },
    sessionMinutes: 3,
  });
  if (!saved.ok) throw new Error('not saved');
  targetId = saved.value.id;
});

async function called(): Promise<{ chainId: string; stepId: string }> {
  const body = { UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'ann' };
  const started = await call('service.call', { targetId, operation: 'AdminGetUser', body });
  if (!started.ok) throw new Error(started.error.detail);
  await expect
    .poll(async () => {
      const events = await call('chain.events', { chainId: started.value.chainId });
      return events.ok && events.value.some(({ type }) => type === 'step.ended');
    })
    .toBe(true);
  return started.value;
}

describe('an AWS credential', () => {
  test('travels, and stands in nothing that a face is told', async () => {
    const told: unknown[] = [];
    at.host.listen((event) => told.push(event));
    const { chainId, stepId } = await called();
    // What is searched for really went out, and really came back.
    expect(leaks(JSON.stringify(sent))).toContain(CREDENTIALS.sessionToken.replaceAll('"', '\\"'));
    const events = await call('chain.events', { chainId });
    expect(events).toMatchObject({ ok: true });
    expect(JSON.stringify(events)).toContain('InvalidSignatureException');
    expect(JSON.stringify(events)).toMatch(/"Authorization","•+"/i);
    for (const asked of [
      events,
      told,
      await call('chains.list', {}),
      await call('targets.list', {}),
      await call('aws.state', { profile: 'support' }),
      await call('aws.profiles', {}),
      await call('aws.renew', { profile: 'support' }),
      await call('step.explain', { chainId, stepId }),
      await call('chain.copyTicket', { chainId }),
      at.clipboard(),
    ])
      expect(leaks(JSON.stringify(asked))).toEqual([]);
  });

  test('stands in no copy of the step, with its secrets or without', async () => {
    const { chainId, stepId } = await called();
    for (const format of Object.keys(copyFormats) as CopyFormat[])
      for (const secrets of ['masked', 'revealed'] as const) {
        const copied = await call('step.copyAs', { chainId, stepId, format, secrets });
        expect(leaks(JSON.stringify(copied) + at.clipboard()), `${format} ${secrets}`).toEqual([]);
      }
  });

  test('is kept by no history, sealed or not, and by no file', async () => {
    const { chainId } = await called();
    await at.host.close();
    const kept = await at.ports.history.read(chainId);
    if (kept === undefined) throw new Error('nothing was kept');
    expect(leaks(JSON.stringify(kept.events.map(({ event }) => event)))).toEqual([]);
    const key = new Uint8Array(Buffer.from(at.keychainEntries().get(SEALING_KEY) ?? '', 'base64'));
    const opened = kept.events.flatMap(({ seq, sealed }) =>
      sealed === undefined ? [] : [unseal(key, sealed, sealPlace(chainId, seq)) ?? ''],
    );
    // The request is among what was sealed, so that there is something to find.
    expect(opened.join()).toContain('AWSCognitoIdentityProviderService.AdminGetUser');
    expect(opened.join()).toContain('InvalidSignatureException');
    expect(leaks(opened.join())).toEqual([]);
    expect(leaks(JSON.stringify([...at.files, ...at.keychainEntries(), ...at.saved]))).toEqual([]);
  });

  test('stands in no error of what a view asks', async () => {
    const signer = createSigner({ credentials: async () => CREDENTIALS, refused: () => undefined });
    const asks = createServiceAsks(at.ports, signer, () => at.clock.now());
    const targets = await call('targets.list', {});
    const target = targets.ok ? targets.value.find(({ id }) => id === targetId) : undefined;
    if (target === undefined) throw new Error('no target');
    const refused = await asks
      .ask(target, 'AdminGetUser', { UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'ann' })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'InvalidSignatureException' });
    expect(leaks(JSON.stringify(refused) + String((refused as Error).message))).toEqual([]);
  });
});
